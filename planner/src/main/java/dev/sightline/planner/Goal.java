package dev.sightline.planner;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Polyline;
import java.util.List;

/** What the vehicle is to do. Lines and points are in the ego frame at the instant of planning, metres; their z is not used. */
public sealed interface Goal {

    /** The speed to drive at where nothing forbids it, m/s. */
    double speed();

    /**
     * Keep driving without a route: along the lane if a lane graph is there, else as the wheels are turned.
     *
     * @param speed m/s, not negative
     */
    record Cruise(double speed) implements Goal {
        public Cruise {
            requireSpeed(speed);
        }
    }

    /**
     * Follow a line; beyond its end it goes on straight.
     *
     * @param route in driving direction
     * @param speed m/s, not negative
     */
    record Follow(Polyline route, double speed) implements Goal {
        public Follow {
            requireSpeed(speed);
            if (!(route.length() > 0) || !route.points().stream().allMatch(Vec3::isFinite)) {
                throw new IllegalArgumentException("a route needs finite points and a length");
            }
        }
    }

    /**
     * Drive to a point and stop there.
     *
     * @param point where the rear axle is to stand
     * @param speed m/s on the way, not negative
     */
    record Reach(Vec3 point, double speed) implements Goal {
        public Reach {
            requireSpeed(speed);
            if (!point.isFinite()) {
                throw new IllegalArgumentException("goal must be finite, was " + point);
            }
        }
    }

    static Goal cruise(double speed) {
        return new Cruise(speed);
    }

    static Goal follow(Polyline route, double speed) {
        return new Follow(route, speed);
    }

    static Goal reach(Vec3 point, double speed) {
        return new Reach(point, speed);
    }

    /** Drive straight on in a direction, radians from the ego's x axis to the left. */
    static Goal towards(double heading, double speed) {
        Vec3 along = new Vec3(StrictMath.cos(heading), StrictMath.sin(heading), 0);
        return new Follow(new Polyline(List.of(Vec3.ZERO, along.times(200))), speed);
    }

    private static void requireSpeed(double speed) {
        if (!(speed >= 0 && speed <= EgoState.MAX_SPEED)) {
            throw new IllegalArgumentException(
                    "goal speed must be 0.." + EgoState.MAX_SPEED + " m/s, was " + speed);
        }
    }
}
