package dev.sightline.datasets.sim;

/**
 * The middle line of a road: straight along x up to {@code bend}, then an arc to the left; and its cross-section, level except for a
 * kerb. Station counts metres along the middle line from the world's origin, offset metres to its left.
 *
 * @param bend station where the arc begins, metres
 * @param radius of the arc, metres
 * @param halfWidth of the carriageway, metres
 * @param pavement width of the pavement on each side, metres
 * @param kerb height of pavement and land above the carriageway, metres
 */
public record Road(double bend, double radius, double halfWidth, double pavement, double kerb) {

    public Road {
        if (!(radius > 2 * (halfWidth + pavement) && halfWidth > 0 && pavement >= 0 && kerb >= 0)) {
            throw new IllegalArgumentException(
                    "road of radius " + radius + ", half width " + halfWidth + ", kerb " + kerb);
        }
    }

    /** A place on the ground with the road's heading there. */
    record Place(double x, double y, double heading) {}

    Place at(double station, double offset) {
        if (station <= bend) {
            return new Place(station, offset, 0);
        }
        double angle = (station - bend) / radius;
        double r = radius - offset;
        return new Place(
                bend + r * StrictMath.sin(angle), radius - r * StrictMath.cos(angle), angle);
    }

    /** Metres travelled per metre of station at an offset. */
    double stretch(double station, double offset) {
        return station <= bend ? 1 : (radius - offset) / radius;
    }

    /** Offset of a place from the middle line, left positive. */
    double offset(double x, double y) {
        if (x <= bend) {
            return y;
        }
        double dx = x - bend;
        double dy = y - radius;
        return radius - Math.sqrt(dx * dx + dy * dy);
    }

    /** Station of a place. */
    double station(double x, double y) {
        return x <= bend ? x : bend + radius * StrictMath.atan2(x - bend, radius - y);
    }

    /** Height of the ground at an offset, metres. */
    double height(double offset) {
        return Math.abs(offset) > halfWidth ? kerb : 0;
    }
}
