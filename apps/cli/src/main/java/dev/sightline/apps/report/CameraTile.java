package dev.sightline.apps.report;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.PointCloud;
import java.util.Arrays;

/** One camera's picture at (left, top) of a canvas, scaled, with what is drawn into it. */
final class CameraTile {

    private static final double NEAR =
            0.3; // metres before the camera; nearer is the vehicle itself
    private static final int EDGE_PIECES = 12; // a straight edge is curved in a distorted picture

    private final Canvas canvas;
    private final CameraModel model;
    private final double[] sensorFromEgo;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final double[] uv = new double[2];

    CameraTile(
            Canvas canvas,
            CameraModel model,
            Pose sensorFromEgo,
            int left,
            int top,
            int width,
            int height) {
        this.canvas = canvas;
        this.model = model;
        this.sensorFromEgo = sensorFromEgo.matrix();
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
    }

    void image(CameraImage image) {
        ImagePixels pixels = ImagePixels.of(image);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                canvas.set(left + column, top + row, pixels.mean(column, row, width, height));
            }
        }
    }

    /** Draws points of the ego frame by depth, near ones over far ones; returns how many fall into the picture. */
    int points(PointCloud points, double farMetres) {
        long[] order = new long[points.size()];
        float[] at = new float[2 * points.size()];
        int seen = 0;
        for (int i = 0; i < points.size(); i++) {
            double depth = project(points.x(i), points.y(i), points.z(i));
            if (depth > 0 && model.inside(uv[0], uv[1])) {
                at[2 * seen] = (float) column(uv[0]);
                at[2 * seen + 1] = (float) row(uv[1]);
                // Positive floats sort as their bits.
                order[seen] = (long) Float.floatToIntBits((float) depth) << 32 | seen;
                seen++;
            }
        }
        Arrays.sort(order, 0, seen);
        Ramp ramp = Palette.standard().ramp("distance");
        double radius = radius(seen);
        for (int k = seen - 1; k >= 0; k--) {
            int i = (int) order[k];
            double depth = Float.intBitsToFloat((int) (order[k] >> 32));
            canvas.disc(at[2 * i], at[2 * i + 1], radius, ramp.at(depth, 0, farMetres), 0.9);
        }
        return seen;
    }

    /** So that all discs together would cover an eighth of the picture: a dense scan must not hide it. */
    private double radius(int points) {
        double each = width * (double) height / 8 / Math.max(1, points);
        return Math.max(0.6, Math.min(2, Math.sqrt(each / Math.PI)));
    }

    /** Draws a box of the ego frame as wires; edges behind the camera or far outside are left out. */
    void box(TrackedObject object) {
        Box box = object.box();
        int rgb = Palette.standard().of(object.kind());
        Vec3[] c = box.corners();
        for (int i = 0; i < 4; i++) {
            int j = (i + 1) % 4;
            edge(c[i], c[j], rgb);
            edge(c[i + 4], c[j + 4], rgb);
            edge(c[i], c[i + 4], rgb);
        }
        Vec3 lower =
                c[0].plus(c[1]).times(0.5); // the front is the crossed face: one line up its middle
        Vec3 upper = c[4].plus(c[5]).times(0.5);
        edge(lower, upper, rgb);
    }

    private void edge(Vec3 a, Vec3 b, int rgb) {
        double[] last = new double[2];
        boolean drawable = false;
        for (int k = 0; k <= EDGE_PIECES; k++) {
            Vec3 p = a.plus(b.minus(a).times((double) k / EDGE_PIECES));
            boolean here = project(p.x(), p.y(), p.z()) > 0 && near(uv[0], uv[1]);
            double u = column(uv[0]);
            double v = row(uv[1]);
            if (here && drawable) {
                canvas.stroke(1.6, rgb, 0.95, last[0], last[1], u, v);
            }
            drawable = here;
            last[0] = u;
            last[1] = v;
        }
    }

    /** Within the picture or a fifth of it outside, where a lens model still holds. */
    private boolean near(double u, double v) {
        double du = 0.2 * model.width();
        double dv = 0.2 * model.height();
        return u > -du && v > -dv && u < model.width() + du && v < model.height() + dv;
    }

    /** Depth along the optical axis, metres, and the pixel in {@code uv}; 0 if the point has no image. */
    private double project(double x, double y, double z) {
        double[] m = sensorFromEgo;
        double depth = m[8] * x + m[9] * y + m[10] * z + m[11];
        if (!(depth > NEAR)) {
            return 0;
        }
        double cx = m[0] * x + m[1] * y + m[2] * z + m[3];
        double cy = m[4] * x + m[5] * y + m[6] * z + m[7];
        return model.project(cx, cy, depth, uv) ? depth : 0;
    }

    private double column(double u) {
        return left + (u + 0.5) * width / model.width(); // pixel centres are integers
    }

    private double row(double v) {
        return top + (v + 0.5) * height / model.height();
    }
}
