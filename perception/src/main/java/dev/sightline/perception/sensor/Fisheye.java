package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Vec3;

/**
 * A wide lens: {@code theta_d = theta (1 + k1 theta2 + k2 theta4 + k3 theta6 + k4 theta8)} of the angle theta from the optical
 * axis (Kannala and Brandt 2006, as in OpenCV's fisheye model). Directions beyond {@link #maxTheta} have no image.
 *
 * @param pinhole size and linear intrinsics
 * @param k1 first coefficient
 * @param k2 second
 * @param k3 third
 * @param k4 fourth
 * @param maxTheta half the angle of view, radians, at most pi; made smaller where the polynomial folds before it, because past the
 *     fold far directions would land on pixels of near ones
 */
public record Fisheye(Pinhole pinhole, double k1, double k2, double k3, double k4, double maxTheta)
        implements CameraModel {

    private static final double STEP = 1e-3; // radians

    public Fisheye {
        if (!Double.isFinite(k1 + k2 + k3 + k4)) {
            throw new IllegalArgumentException("distortion coefficients must be finite");
        }
        if (!(maxTheta > 0 && maxTheta <= Math.PI)) {
            throw new IllegalArgumentException("maxTheta must be in (0, pi], was " + maxTheta);
        }
        maxTheta = fold(k1, k2, k3, k4, maxTheta);
    }

    /** The angle up to which the image radius grows, at most {@code most}: by steps of a milliradian, then halving. */
    private static double fold(double k1, double k2, double k3, double k4, double most) {
        double rising = 0;
        double falling = Math.min(STEP, most);
        while (slope(k1, k2, k3, k4, falling) > 0) {
            if (falling == most) {
                return most;
            }
            rising = falling;
            falling = Math.min(falling + STEP, most);
        }
        for (int i = 0; i < 40; i++) {
            double middle = (rising + falling) / 2;
            boolean rises = slope(k1, k2, k3, k4, middle) > 0;
            rising = rises ? middle : rising;
            falling = rises ? falling : middle;
        }
        return rising;
    }

    /** d theta_d / d theta. */
    private static double slope(double k1, double k2, double k3, double k4, double theta) {
        double t2 = theta * theta;
        return 1 + t2 * (3 * k1 + t2 * (5 * k2 + t2 * (7 * k3 + t2 * 9 * k4)));
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
        double r = Math.hypot(x, y);
        if (r <= 1e-12 && !(z > 0)) {
            return false; // the camera's own centre, or straight behind it: no pixel is theirs
        }
        double theta = StrictMath.atan2(r, z);
        if (!(theta <= maxTheta)) {
            return false;
        }
        double k = r > 1e-12 ? distorted(theta) / r : 1 / z;
        uv[0] = pinhole.fx() * x * k + pinhole.cx();
        uv[1] = pinhole.fy() * y * k + pinhole.cy();
        return true;
    }

    @Override
    public Vec3 ray(double u, double v) {
        double xd = (u - pinhole.cx()) / pinhole.fx();
        double yd = (v - pinhole.cy()) / pinhole.fy();
        double thetaD = Math.hypot(xd, yd);
        if (thetaD < 1e-12) {
            return new Vec3(0, 0, 1);
        }
        double theta = thetaD;
        for (int i = 0; i < 25; i++) {
            double step = (distorted(theta) - thetaD) / slope(k1, k2, k3, k4, theta);
            theta -= step;
            if (Math.abs(step) < 1e-14) {
                break;
            }
        }
        double s = StrictMath.sin(theta) / thetaD;
        return new Vec3(xd * s, yd * s, StrictMath.cos(theta));
    }

    private double distorted(double theta) {
        double t2 = theta * theta;
        return theta * (1 + t2 * (k1 + t2 * (k2 + t2 * (k3 + t2 * k4))));
    }

    @Override
    public Fisheye scaled(double factor) {
        return new Fisheye(pinhole.scaled(factor), k1, k2, k3, k4, maxTheta);
    }
}
