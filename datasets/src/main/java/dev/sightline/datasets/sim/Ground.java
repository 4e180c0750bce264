package dev.sightline.datasets.sim;

import dev.sightline.perception.map.ObjectKind;

/** The surface under everything: carriageway with its markings, kerb, pavement, land. Immutable. */
public final class Ground {

    private static final double MARKING = 0.075; // half the width of a line, metres

    private final Road road;
    private final double crossing;

    /**
     * Lays the ground.
     *
     * @param crossing station of a zebra crossing's middle, metres
     */
    public Ground(Road road, double crossing) {
        this.road = road;
        this.crossing = crossing;
    }

    public Road road() {
        return road;
    }

    /** Height at a place, metres. */
    public double height(double x, double y) {
        return road.height(road.offset(x, y));
    }

    /** What the ground is at a place: DRIVABLE_SURFACE, LANE_MARKING (painted on it), SIDEWALK or TERRAIN. */
    public ObjectKind kind(double x, double y) {
        double offset = Math.abs(road.offset(x, y));
        if (offset > road.halfWidth() + road.pavement()) {
            return ObjectKind.TERRAIN;
        }
        if (offset > road.halfWidth()) {
            return ObjectKind.SIDEWALK;
        }
        return marked(road.station(x, y), road.offset(x, y))
                ? ObjectKind.LANE_MARKING
                : ObjectKind.DRIVABLE_SURFACE;
    }

    private boolean marked(double station, double offset) {
        double near = station - crossing;
        if (Math.abs(near) < 1.6) {
            double stripe = offset / 1.0 - Math.floor(offset / 1.0);
            return stripe < 0.5 && Math.abs(offset) < road.halfWidth() - 0.3;
        }
        if (Math.abs(near + 3) < 0.15) {
            return offset < -0.3
                    && offset > -3.4; // stop line of the lane that drives along the stations
        }
        double dash = station / 9 - Math.floor(station / 9);
        return (Math.abs(offset) < MARKING && dash < 1 / 3.0)
                || Math.abs(Math.abs(offset) - 3.5) < MARKING;
    }

    double reflectance(double x, double y) {
        return switch (kind(x, y)) {
            case LANE_MARKING -> 0.5;
            case SIDEWALK -> 0.3;
            case TERRAIN -> 0.4;
            default -> 0.15;
        };
    }

    void colour(double x, double y, double[] rgb) {
        double grain = Noise.at((long) Math.floor(5 * x), (long) Math.floor(5 * y), 1);
        switch (kind(x, y)) {
            case LANE_MARKING -> set(rgb, 0.62, 0.62, 0.58, 0.92 + 0.16 * grain);
            case SIDEWALK -> {
                double s = road.station(x, y);
                boolean joint = s - Math.floor(s) < 0.05;
                set(rgb, 0.33, 0.31, 0.29, (joint ? 0.7 : 0.92) + 0.16 * grain);
            }
            case TERRAIN -> set(rgb, 0.10, 0.17, 0.045, 0.7 + 0.6 * grain);
            default -> set(rgb, 0.075, 0.077, 0.082, 0.85 + 0.3 * grain);
        }
    }

    private static void set(double[] rgb, double r, double g, double b, double tone) {
        rgb[0] = r * tone;
        rgb[1] = g * tone;
        rgb[2] = b * tone;
    }

    /**
     * Distance to where a ray from above meets the ground, with the normal there; {@link Shape#MISS} if it does not.
     *
     * @param normal receives the unit normal
     */
    double cast(double ox, double oy, double oz, double dx, double dy, double dz, double[] normal) {
        if (dz >= 0) {
            return Shape.MISS;
        }
        normal[0] = 0;
        normal[1] = 0;
        normal[2] = 1;
        double high = (road.kerb() - oz) / dz;
        if (high > Shape.NEAREST && raised(ox + high * dx, oy + high * dy)) {
            return high;
        }
        double low = -oz / dz;
        if (!(low > Shape.NEAREST)) {
            return Shape.MISS;
        }
        if (!raised(ox + low * dx, oy + low * dy)) {
            return low;
        }
        return kerbstone(Math.max(high, 0), low, ox, oy, dx, dy, normal);
    }

    private boolean raised(double x, double y) {
        return Math.abs(road.offset(x, y)) > road.halfWidth();
    }

    /** Between two distances the ray goes from over the carriageway into the pavement: through the kerb's face. */
    private double kerbstone(
            double over,
            double inside,
            double ox,
            double oy,
            double dx,
            double dy,
            double[] normal) {
        double from = over;
        double to = inside;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (from + to);
            if (raised(ox + middle * dx, oy + middle * dy)) {
                to = middle;
            } else {
                from = middle;
            }
        }
        double x = ox + to * dx;
        double y = oy + to * dy;
        double side = road.offset(x, y) > 0 ? -1 : 1; // towards the carriageway, in offset
        double heading = road.at(road.station(x, y), 0).heading();
        normal[0] = -StrictMath.sin(heading) * side;
        normal[1] = StrictMath.cos(heading) * side;
        normal[2] = 0;
        return to;
    }

    /** How far a point is from the nearest part of the ground's surface, metres: for checks. */
    double gap(double x, double y, double z) {
        double toKerb = Math.abs(Math.abs(road.offset(x, y)) - road.halfWidth());
        double gap = Math.abs(z - height(x, y));
        boolean face = z >= 0 && z <= road.kerb();
        return face
                ? Math.min(gap, toKerb)
                : Math.min(
                        gap, Math.hypot(toKerb, Math.min(Math.abs(z), Math.abs(z - road.kerb()))));
    }
}
