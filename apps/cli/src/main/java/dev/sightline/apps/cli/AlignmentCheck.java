package dev.sightline.apps.cli;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.PointCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Does the LiDAR fit the camera? Silhouettes in depth should lie on edges of the image; so the mean image gradient under
 * foreground depth edges peaks where the calibration is right. The camera is turned in small steps about its vertical axis, and the
 * angle of the peak tells how far the calibration is off.
 *
 * <p>After the idea of Levinson and Thrun, "Automatic online calibration of cameras and lasers" (RSS 2013), with silhouettes of upright things
 * and the one angle that they show. It resolves about a quarter of a degree on a scene with structure and says NaN on one without.
 */
final class AlignmentCheck {

    /** Largest turn tried, degrees. */
    static final double RANGE_DEG = 2;

    private static final double STEP_DEG = 0.25;
    private static final int STEPS = (int) (2 * RANGE_DEG / STEP_DEG) + 1;
    private static final int MIN_EDGES = 200;
    private static final int CELLS_ACROSS =
            130; // of the depth raster: a sparse LiDAR needs cells wider than its steps
    private static final double MIN_JUMP_M = 1.0;

    private final double[] yawScore = new double[STEPS];
    private long edges;

    /** Adds one image and the points of the same sample, in the ego frame at its reference time. */
    void add(Sample sample, CameraImage image, PointCloud egoPoints) {
        CameraModel camera = sample.rig().camera(image.frame());
        Pose cameraFromEgo = sample.sensorFromEgo(image.frame(), image.startNs());
        List<Vec3> silhouettes = silhouettes(camera, egoPoints.to(cameraFromEgo));
        float[] gradient = gradient(image);
        edges += silhouettes.size();
        for (int i = 0; i < STEPS; i++) {
            double angle = Math.toRadians(-RANGE_DEG + i * STEP_DEG);
            yawScore[i] += score(camera, gradient, silhouettes, angle);
        }
    }

    /** Angle about the camera's vertical axis at which edges fit best, degrees; NaN without enough depth edges. */
    double yawDeg() {
        int best = 0;
        for (int i = 1; i < STEPS; i++) {
            best = yawScore[i] > yawScore[best] ? i : best;
        }
        double mean = Arrays.stream(yawScore).average().orElse(0);
        boolean stands = edges >= MIN_EDGES && yawScore[best] > 1.02 * mean;
        return stands ? -RANGE_DEG + best * STEP_DEG : Double.NaN;
    }

    /** Adds all that another check has seen: over all cameras, a turned LiDAR shows even where one camera has too few edges. */
    void merge(AlignmentCheck other) {
        for (int i = 0; i < STEPS; i++) {
            yawScore[i] += other.yawScore[i];
        }
        edges += other.edges;
    }

    /** How many depth edges were used. */
    long edges() {
        return edges;
    }

    /** Points, in the optical frame, that stand in front of something clearly farther just beside them. */
    private static List<Vec3> silhouettes(CameraModel camera, PointCloud points) {
        int side = Math.max(4, camera.width() / CELLS_ACROSS); // pixels per cell
        int cols = camera.width() / side + 1;
        int rows = camera.height() / side + 1;
        float[] nearest = new float[cols * rows];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        int[] owner = new int[cols * rows];
        double[] uv = new double[2];
        for (int i = 0; i < points.size(); i++) {
            boolean seen =
                    camera.project(points.x(i), points.y(i), points.z(i), uv)
                            && camera.inside(uv[0], uv[1]);
            int cell =
                    seen
                            ? ((int) ((uv[1] + 0.5) / side)) * cols + (int) ((uv[0] + 0.5) / side)
                            : -1;
            if (seen && points.z(i) < nearest[cell]) {
                nearest[cell] = points.z(i);
                owner[cell] = i;
            }
        }
        List<Vec3> found = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int col = 2; col < cols - 2; col++) {
                float here = nearest[row * cols + col];
                if (here < 40
                        && (farther(nearest, row * cols + col, -1, here)
                                || farther(nearest, row * cols + col, 1, here))) {
                    int i = owner[row * cols + col];
                    found.add(new Vec3(points.x(i), points.y(i), points.z(i)));
                }
            }
        }
        return found;
    }

    /** Whether the next cell with a return, at most two away to one side, is clearly farther. */
    private static boolean farther(float[] nearest, int cell, int side, float here) {
        for (int step = 1; step <= 2; step++) {
            float there = nearest[cell + side * step];
            if (Float.isFinite(there)) {
                return there > here + Math.max(MIN_JUMP_M, 0.1 * here);
            }
        }
        return false;
    }

    private static double score(
            CameraModel camera, float[] gradient, List<Vec3> points, double angle) {
        Rotation turn = Rotation.about(new Vec3(0, 1, 0), angle);
        double[] uv = new double[2];
        double sum = 0;
        for (Vec3 point : points) {
            Vec3 p = turn.apply(point);
            if (camera.project(p.x(), p.y(), p.z(), uv) && camera.inside(uv[0], uv[1])) {
                int u = Math.min(camera.width() - 1, Math.max(0, (int) Math.round(uv[0])));
                int v = Math.min(camera.height() - 1, Math.max(0, (int) Math.round(uv[1])));
                sum += gradient[v * camera.width() + u];
            }
        }
        return sum;
    }

    /** Horizontal gradient magnitude of the luminance, widened by a few pixels so that a near miss still counts. */
    private static float[] gradient(CameraImage image) {
        int w = image.width();
        int h = image.height();
        float[] luminance = new float[w * h];
        for (int v = 0; v < h; v++) {
            for (int u = 0; u < w; u++) {
                int rgb = image.rgb(u, v);
                luminance[v * w + u] =
                        0.299f * (rgb >> 16) + 0.587f * (rgb >> 8 & 0xff) + 0.114f * (rgb & 0xff);
            }
        }
        float[] sharp = new float[w * h];
        for (int v = 0; v < h; v++) {
            for (int u = 2; u < w - 2; u++) {
                float d = Math.abs(luminance[v * w + u + 2] - luminance[v * w + u - 2]);
                sharp[v * w + u] = Math.min(d, 60); // one glaring edge must not outvote the rest
            }
        }
        float[] wide = new float[w * h];
        int reach = Math.max(1, w / 400);
        for (int v = 0; v < h; v++) {
            for (int u = 0; u < w; u++) {
                float sum = 0;
                for (int k = Math.max(0, u - reach); k <= Math.min(w - 1, u + reach); k++) {
                    sum += sharp[v * w + k] * (1 - Math.abs(k - u) / (reach + 1f));
                }
                wide[v * w + u] = sum;
            }
        }
        return wide;
    }
}
