package dev.sightline.bev;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import java.util.Arrays;

/**
 * How one image sees the ground: model and pose per row. Not thread-safe: it has scratch.
 */
final class GroundView {

    private static final int SHUTTER_ROUNDS = 3;

    private final CameraModel model;
    private final double[][] cameraFromEgo; // per row under a rolling shutter, else one; each 3x4
    private final double margin; // pixels
    private final double pixelsPerSteradian;
    private final double[] uv = new double[2];
    private double weight;

    private GroundView(CameraModel model, double[][] cameraFromEgo, double margin) {
        this.model = model;
        this.cameraFromEgo = cameraFromEgo;
        this.margin = margin;
        double u = (model.width() - 1) / 2.0;
        double v = (model.height() - 1) / 2.0;
        Vec3 centre = model.ray(u, v);
        Vec3 right = model.ray(u + 1, v).minus(centre);
        Vec3 down = model.ray(u, v + 1).minus(centre);
        this.pixelsPerSteradian = 1 / right.cross(down).norm();
    }

    /**
     * Looks up pose and model.
     *
     * @throws IllegalArgumentException if the image's size is not that of the rig's camera
     */
    static GroundView of(Sample sample, CameraImage image, InversePerspective.Config config) {
        Frame camera = image.frame();
        CameraModel model = sample.rig().camera(camera);
        if (image.width() != model.width() || image.height() != model.height()) {
            throw new IllegalArgumentException(
                    "the rig's camera '"
                            + camera
                            + "' has "
                            + model.width()
                            + "x"
                            + model.height()
                            + " pixels, its image is "
                            + image
                            + ": scale the model with the image");
        }
        int rows = image.rowPeriodNs() == 0 ? 1 : image.height();
        double[][] poses = new double[rows][];
        for (int v = 0; v < rows; v++) {
            Pose cameraFromEgo = sample.sensorFromEgo(camera, image.timeOfRowNs(v));
            poses[v] = cameraFromEgo.matrix();
        }
        return new GroundView(
                model, poses, config.margin() * Math.min(model.width(), model.height()));
    }

    /** Whether a table made for the other view holds for this one. */
    boolean sees(GroundView other) {
        return model.equals(other.model)
                && margin == other.margin
                && Arrays.deepEquals(cameraFromEgo, other.cameraFromEgo);
    }

    /** Looks at a point of the ego frame; if it is in the image, {@link #u}, {@link #v} and {@link #weight} tell where. */
    boolean look(double x, double y, double z) {
        double[] m = cameraFromEgo[cameraFromEgo.length / 2];
        if (!project(m, x, y, z)) {
            return false;
        }
        if (cameraFromEgo.length > 1) {
            // The row says when, and when says which row: each round shrinks the error by the ego's
            // speed in rows per row.
            for (int round = 0; round < SHUTTER_ROUNDS; round++) {
                long row = Math.round(uv[1]);
                m = cameraFromEgo[(int) Math.min(Math.max(row, 0), cameraFromEgo.length - 1)];
                if (!project(m, x, y, z)) {
                    return false;
                }
            }
        }
        if (!model.inside(uv[0], uv[1])) {
            return false;
        }
        weight = edge() * pixelsPerSteradian * solidAngle(m, x, y, z);
        return weight > 0;
    }

    private boolean project(double[] m, double x, double y, double z) {
        return model.project(
                m[0] * x + m[1] * y + m[2] * z + m[3],
                m[4] * x + m[5] * y + m[6] * z + m[7],
                m[8] * x + m[9] * y + m[10] * z + m[11],
                uv);
    }

    /** From 0 at the image's border to 1 at the margin's inner edge. */
    private double edge() {
        double left = Math.min(uv[0] + 0.5, model.width() - 0.5 - uv[0]);
        double top = Math.min(uv[1] + 0.5, model.height() - 0.5 - uv[1]);
        return Math.min(1, Math.min(left, top) / margin);
    }

    /** Of a square metre of ground, as the camera sees it: {@code h / r^3}, for the camera's height h and distance r. */
    private static double solidAngle(double[] m, double x, double y, double z) {
        double a = m[0] * x + m[1] * y + m[2] * z + m[3];
        double b = m[4] * x + m[5] * y + m[6] * z + m[7];
        double c = m[8] * x + m[9] * y + m[10] * z + m[11];
        double r2 = a * a + b * b + c * c;
        // (a, b, c) along the ego's z axis, in camera axes: how far below the camera the ground is
        double h = Math.abs(m[2] * a + m[6] * b + m[10] * c);
        return h / (r2 * Math.sqrt(r2));
    }

    double u() {
        return uv[0];
    }

    double v() {
        return uv[1];
    }

    /** Pixels per square metre of ground, softened at the border. */
    double weight() {
        return weight;
    }
}
