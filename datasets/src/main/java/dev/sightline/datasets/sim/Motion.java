package dev.sightline.datasets.sim;

/** Where a body is over time. */
@FunctionalInterface
public interface Motion {

    /**
     * A body's place on the ground.
     *
     * @param x metres, world
     * @param y metres, world
     * @param z height of the ground under it, metres
     * @param yaw heading of its x axis, radians
     * @param vx m/s, world
     * @param vy m/s, world
     */
    record State(double x, double y, double z, double yaw, double vx, double vy) {}

    /** The state at a time, seconds since the world's time zero; also before zero. */
    State at(double seconds);

    /** Stands where it is. */
    static Motion still(Road road, double station, double offset, double turn) {
        Road.Place p = road.at(station, offset);
        State state = new State(p.x(), p.y(), road.height(offset), p.heading() + turn, 0, 0);
        return seconds -> state;
    }

    /**
     * Follows the road at a constant distance from its middle.
     *
     * @param station at time zero, metres along the middle line
     * @param offset to the left of the middle line, metres
     * @param rate metres of station per second; negative drives against the stations
     */
    static Motion along(Road road, double station, double offset, double rate) {
        return seconds -> {
            Road.Place p = road.at(station + rate * seconds, offset);
            double speed = rate * road.stretch(station + rate * seconds, offset);
            double c = StrictMath.cos(p.heading());
            double s = StrictMath.sin(p.heading());
            double yaw = rate < 0 ? p.heading() + Math.PI : p.heading();
            return new State(p.x(), p.y(), road.height(offset), yaw, speed * c, speed * s);
        };
    }

    /** Crosses the road at one station, from an offset, at metres per second to the left (negative: to the right). */
    static Motion across(Road road, double station, double offset, double speed) {
        return seconds -> {
            double now = offset + speed * seconds;
            Road.Place p = road.at(station, now);
            double yaw = p.heading() + (speed > 0 ? Math.PI / 2 : -Math.PI / 2);
            double pace = Math.abs(speed);
            return new State(
                    p.x(),
                    p.y(),
                    road.height(now),
                    yaw,
                    pace * StrictMath.cos(yaw),
                    pace * StrictMath.sin(yaw));
        };
    }
}
