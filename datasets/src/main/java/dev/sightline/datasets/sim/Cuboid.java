package dev.sightline.datasets.sim;

/**
 * A box.
 *
 * @param a half its length along x, metres
 * @param b half its width along y, metres
 * @param c half its height along z, metres
 */
public record Cuboid(double a, double b, double c) implements Shape {

    public Cuboid {
        if (!(a > 0 && b > 0 && c > 0)) {
            throw new IllegalArgumentException("cuboid of half sizes " + a + ", " + b + ", " + c);
        }
    }

    /** A box of full sizes. */
    public static Cuboid of(double length, double width, double height) {
        return new Cuboid(length / 2, width / 2, height / 2);
    }

    @Override
    public double distance(double ox, double oy, double oz, double dx, double dy, double dz) {
        double in = Math.max(Math.max(enter(ox, dx, a), enter(oy, dy, b)), enter(oz, dz, c));
        double out = Math.min(Math.min(leave(ox, dx, a), leave(oy, dy, b)), leave(oz, dz, c));
        return in <= out && in > NEAREST ? in : MISS;
    }

    private static double enter(double o, double d, double half) {
        if (d == 0) {
            return Math.abs(o) <= half ? Double.NEGATIVE_INFINITY : MISS;
        }
        return ((d > 0 ? -half : half) - o) / d;
    }

    private static double leave(double o, double d, double half) {
        return d == 0 ? MISS : ((d > 0 ? half : -half) - o) / d;
    }

    @Override
    public void normal(double x, double y, double z, double[] out) {
        double gapX = Math.abs(Math.abs(x) - a);
        double gapY = Math.abs(Math.abs(y) - b);
        double gapZ = Math.abs(Math.abs(z) - c);
        boolean isX = gapX <= gapY && gapX <= gapZ;
        boolean isY = !isX && gapY <= gapZ;
        out[0] = isX ? Math.signum(x) : 0;
        out[1] = isY ? Math.signum(y) : 0;
        out[2] = isX || isY ? 0 : Math.signum(z);
    }

    /** Separating axes of the two rectangles seen from above, and of the two heights. */
    @Override
    public boolean overlaps(
            double x, double y, double z, double hx, double hy, double hz, double cos, double sin) {
        double along = x * cos + y * sin;
        double across = y * cos - x * sin;
        double ac = Math.abs(cos);
        double as = Math.abs(sin);
        return Math.abs(z) < c + hz
                && Math.abs(x) < hx + a * ac + b * as
                && Math.abs(y) < hy + a * as + b * ac
                && Math.abs(along) < a + hx * ac + hy * as
                && Math.abs(across) < b + hx * as + hy * ac;
    }

    @Override
    public double reachX(double cos, double sin) {
        return a * Math.abs(cos) + b * Math.abs(sin);
    }

    @Override
    public double reachY(double cos, double sin) {
        return a * Math.abs(sin) + b * Math.abs(cos);
    }

    @Override
    public double reachZ() {
        return c;
    }
}
