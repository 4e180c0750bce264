package dev.sightline.datasets.sim;

/**
 * An upright cylinder.
 *
 * @param radius metres
 * @param c half its height, metres
 */
public record Cylinder(double radius, double c) implements Shape {

    public Cylinder {
        if (!(radius > 0 && c > 0)) {
            throw new IllegalArgumentException(
                    "cylinder of radius " + radius + " and half height " + c);
        }
    }

    /** A cylinder of full height. */
    public static Cylinder of(double radius, double height) {
        return new Cylinder(radius, height / 2);
    }

    @Override
    public double distance(double ox, double oy, double oz, double dx, double dy, double dz) {
        double mantle = mantle(ox, oy, oz, dx, dy, dz);
        double cap = cap(ox, oy, oz, dx, dy, dz);
        return Math.min(mantle, cap);
    }

    private double mantle(double ox, double oy, double oz, double dx, double dy, double dz) {
        double qa = dx * dx + dy * dy;
        double qb = ox * dx + oy * dy;
        double qc = ox * ox + oy * oy - radius * radius;
        double root = qb * qb - qa * qc;
        if (qa == 0 || root < 0) {
            return MISS;
        }
        double t = (-qb - Math.sqrt(root)) / qa;
        return t > NEAREST && Math.abs(oz + t * dz) <= c ? t : MISS;
    }

    private double cap(double ox, double oy, double oz, double dx, double dy, double dz) {
        if (dz == 0) {
            return MISS;
        }
        double t = ((dz > 0 ? -c : c) - oz) / dz;
        double x = ox + t * dx;
        double y = oy + t * dy;
        return t > NEAREST && x * x + y * y <= radius * radius ? t : MISS;
    }

    @Override
    public void normal(double x, double y, double z, double[] out) {
        double r = Math.sqrt(x * x + y * y);
        boolean mantle = radius - r < c - Math.abs(z);
        out[0] = mantle ? x / r : 0;
        out[1] = mantle ? y / r : 0;
        out[2] = mantle ? 0 : Math.signum(z);
    }

    @Override
    public boolean overlaps(
            double x, double y, double z, double hx, double hy, double hz, double cos, double sin) {
        double gapX = Math.max(0, Math.abs(x) - hx);
        double gapY = Math.max(0, Math.abs(y) - hy);
        return Math.abs(z) < c + hz && gapX * gapX + gapY * gapY < radius * radius;
    }

    @Override
    public double reachX(double cos, double sin) {
        return radius;
    }

    @Override
    public double reachY(double cos, double sin) {
        return radius;
    }

    @Override
    public double reachZ() {
        return c;
    }
}
