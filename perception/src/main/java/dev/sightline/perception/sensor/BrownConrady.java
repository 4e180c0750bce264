package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Vec3;

/**
 * A lens with radial and tangential distortion, OpenCV's five coefficients:
 *
 * <p>{@code x_d = x (1 + k1 r2 + k2 r4 + k3 r6) + 2 p1 x y + p2 (r2 + 2 x2)}, and {@code y_d} alike with p1 and p2 exchanged,
 * on normalised coordinates {@code x = X/Z, y = Y/Z}. Brown 1966; Argoverse 2 uses k1..k3.
 *
 * @param pinhole size and linear intrinsics
 * @param k1 radial
 * @param k2 radial
 * @param p1 tangential
 * @param p2 tangential
 * @param k3 radial
 */
public record BrownConrady(Pinhole pinhole, double k1, double k2, double p1, double p2, double k3)
        implements CameraModel {

    public BrownConrady {
        if (!Double.isFinite(k1 + k2 + p1 + p2 + k3)) {
            throw new IllegalArgumentException("distortion coefficients must be finite");
        }
    }

    @Override
    public int width() {
        return pinhole.width();
    }

    @Override
    public int height() {
        return pinhole.height();
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        if (!(z > 1e-6)) {
            return false;
        }
        double a = x / z;
        double b = y / z;
        double r2 = a * a + b * b;
        double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
        if (folds(r2)) {
            return false;
        }
        double xd = a * radial + 2 * p1 * a * b + p2 * (r2 + 2 * a * a);
        double yd = b * radial + p1 * (r2 + 2 * b * b) + 2 * p2 * a * b;
        uv[0] = pinhole.fx() * xd + pinhole.cx();
        uv[1] = pinhole.fy() * yd + pinhole.cy();
        return true;
    }

    /**
     * Whether r * radial(r) turns back before r: past that point the polynomial folds far directions into the image. Where it
     * turns forward again they stay folded, so the smallest slope on the way counts, not the slope at the end.
     */
    private boolean folds(double r2) {
        if (slope(r2) <= 0) {
            return true;
        }
        // The slope is least where its derivative 3 k1 + 10 k2 s + 21 k3 s^2 rises through 0; NaN
        // if it never does. Of the root's two forms the one that does not cancel, which for k1 = 0
        // would be 0 / 0.
        double root = Math.sqrt(100 * k2 * k2 - 252 * k1 * k3);
        double least = k2 > 0 ? -6 * k1 / (10 * k2 + root) : (root - 10 * k2) / (42 * k3);
        return least > 0 && least < r2 && slope(least) <= 0;
    }

    /** d (r radial(r)) / dr at r2 = r^2. */
    private double slope(double r2) {
        return 1 + r2 * (3 * k1 + r2 * (5 * k2 + r2 * 7 * k3));
    }

    @Override
    public Vec3 ray(double u, double v) {
        double xd = (u - pinhole.cx()) / pinhole.fx();
        double yd = (v - pinhole.cy()) / pinhole.fy();
        double a = xd;
        double b = yd;
        // Newton on the two distortion equations, from the undistorted guess.
        for (int i = 0; i < 25; i++) {
            double r2 = a * a + b * b;
            double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
            double dRadial = k1 + r2 * (2 * k2 + r2 * 3 * k3); // d radial / d r2
            double fx = a * radial + 2 * p1 * a * b + p2 * (r2 + 2 * a * a) - xd;
            double fy = b * radial + p1 * (r2 + 2 * b * b) + 2 * p2 * a * b - yd;
            double jaa = radial + 2 * a * a * dRadial + 2 * p1 * b + 6 * p2 * a;
            double jab = 2 * a * b * dRadial + 2 * p1 * a + 2 * p2 * b;
            double jbb = radial + 2 * b * b * dRadial + 6 * p1 * b + 2 * p2 * a;
            double det = jaa * jbb - jab * jab;
            double da = (jbb * fx - jab * fy) / det;
            double db = (jaa * fy - jab * fx) / det;
            a -= da;
            b -= db;
            if (Math.abs(da) + Math.abs(db) < 1e-14) {
                break;
            }
        }
        return new Vec3(a, b, 1).unit();
    }

    @Override
    public BrownConrady scaled(double factor) {
        return new BrownConrady(pinhole.scaled(factor), k1, k2, p1, p2, k3);
    }
}
