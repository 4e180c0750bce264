package dev.sightline.datasets.sim;

/**
 * A sphere.
 *
 * @param radius metres
 */
public record Ball(double radius) implements Shape {

    public Ball {
        if (!(radius > 0)) {
            throw new IllegalArgumentException("ball of radius " + radius);
        }
    }

    @Override
    public double distance(double ox, double oy, double oz, double dx, double dy, double dz) {
        double qa = dx * dx + dy * dy + dz * dz;
        double qb = ox * dx + oy * dy + oz * dz;
        double qc = ox * ox + oy * oy + oz * oz - radius * radius;
        double root = qb * qb - qa * qc;
        if (root < 0) {
            return MISS;
        }
        double t = (-qb - Math.sqrt(root)) / qa;
        return t > NEAREST ? t : MISS;
    }

    @Override
    public void normal(double x, double y, double z, double[] out) {
        double r = Math.sqrt(x * x + y * y + z * z);
        out[0] = x / r;
        out[1] = y / r;
        out[2] = z / r;
    }

    @Override
    public boolean overlaps(
            double x, double y, double z, double hx, double hy, double hz, double cos, double sin) {
        double gapX = Math.max(0, Math.abs(x) - hx);
        double gapY = Math.max(0, Math.abs(y) - hy);
        double gapZ = Math.max(0, Math.abs(z) - hz);
        return gapX * gapX + gapY * gapY + gapZ * gapZ < radius * radius;
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
        return radius;
    }
}
