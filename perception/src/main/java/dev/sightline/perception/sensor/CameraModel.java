package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Vec3;
import java.util.Optional;

/**
 * How a camera maps directions to pixels. Optical frame: x right, y down, z forward; pixel centres at integers.
 *
 * <p>The two maps are inverse to each other inside the image, to 1e-6 pixel for the distortions that lenses have.
 */
public sealed interface CameraModel extends SensorModel permits Pinhole, BrownConrady, Fisheye {

    /** Image width, pixels. */
    int width();

    /** Image height, pixels. */
    int height();

    /**
     * Projects a point of the optical frame without allocation: the hot path.
     *
     * @param uv receives u and v, pixels; unchanged if the result is false
     * @return whether the point has an image at all; the pixel may still lie outside the sensor, see {@link #inside}
     */
    boolean project(double x, double y, double z, double[] uv);

    /** The unit direction in the optical frame that a pixel sees. */
    Vec3 ray(double u, double v);

    /** The same camera with its image scaled by a factor, for a resized picture. */
    CameraModel scaled(double factor);

    /** The pixel of a point of the optical frame, if it falls on the sensor. */
    default Optional<Pixel> project(Vec3 point) {
        double[] uv = new double[2];
        return project(point.x(), point.y(), point.z(), uv) && inside(uv[0], uv[1])
                ? Optional.of(new Pixel(uv[0], uv[1]))
                : Optional.empty();
    }

    /** Whether a pixel lies on the sensor, edges included: u in [-0.5, width - 0.5). */
    default boolean inside(double u, double v) {
        return u >= -0.5 && v >= -0.5 && u < width() - 0.5 && v < height() - 0.5;
    }
}
