package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Vec3;

/**
 * The ideal camera: {@code u = fx x/z + cx, v = fy y/z + cy}. Rectified images (KITTI, nuScenes) follow it.
 *
 * @param width pixels
 * @param height pixels
 * @param fx focal length, pixels
 * @param fy focal length, pixels
 * @param cx principal point, pixels
 * @param cy principal point, pixels
 */
public record Pinhole(int width, int height, double fx, double fy, double cx, double cy)
        implements CameraModel {

    public Pinhole {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("image of " + width + "x" + height + " pixels");
        }
        if (!(fx > 0 && fy > 0) || !Double.isFinite(fx + fy + cx + cy)) {
            throw new IllegalArgumentException(
                    "intrinsics must be finite with positive focal lengths, had fx "
                            + fx
                            + ", fy "
                            + fy
                            + ", cx "
                            + cx
                            + ", cy "
                            + cy);
        }
    }

    /** A camera with square pixels, centred, of a horizontal field of view in radians. */
    public static Pinhole ofFieldOfView(int width, int height, double horizontalRad) {
        double f = width / (2 * StrictMath.tan(horizontalRad / 2));
        return new Pinhole(width, height, f, f, (width - 1) / 2.0, (height - 1) / 2.0);
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        if (!(z > 1e-6)) {
            return false;
        }
        uv[0] = fx * x / z + cx;
        uv[1] = fy * y / z + cy;
        return true;
    }

    @Override
    public Vec3 ray(double u, double v) {
        return new Vec3((u - cx) / fx, (v - cy) / fy, 1).unit();
    }

    @Override
    public Pinhole scaled(double k) {
        // Pixel centres are integers, so edges (-0.5) scale, not centres.
        return new Pinhole(
                (int) Math.round(width * k),
                (int) Math.round(height * k),
                fx * k,
                fy * k,
                (cx + 0.5) * k - 0.5,
                (cy + 0.5) * k - 0.5);
    }
}
