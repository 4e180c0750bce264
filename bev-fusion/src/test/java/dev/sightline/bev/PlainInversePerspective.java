package dev.sightline.bev;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;

/** The plain twin of {@link InversePerspective}: per cell, per camera, by the definitions, with no table. RGB only. */
final class PlainInversePerspective {

    private PlainInversePerspective() {}

    /** {@code [red, green, blue, weight]} of one cell. */
    static double[] cell(Sample sample, InversePerspective.Config config, int ix, int iy) {
        GridSpec grid = config.grid();
        Vec3 ground = new Vec3(grid.centreX(ix), grid.centreY(iy), config.groundZ());
        double[] sum = new double[4];
        for (CameraImage image : sample.images()) {
            CameraModel model = sample.rig().camera(image.frame());
            // The row at which the point is exposed: try all, keep the one that agrees with itself
            // best.
            double[] best = null;
            double bestGap = Double.POSITIVE_INFINITY;
            Vec3 seenAt = Vec3.ZERO;
            Pose pose = null;
            for (int row = 0; row < (image.rowPeriodNs() == 0 ? 1 : image.height()); row++) {
                Pose cameraFromEgo = sample.sensorFromEgo(image.frame(), image.timeOfRowNs(row));
                Vec3 p = cameraFromEgo.apply(ground);
                double[] uv = new double[2];
                if (model.project(p.x(), p.y(), p.z(), uv)) {
                    double gap = image.rowPeriodNs() == 0 ? 0 : Math.abs(uv[1] - row);
                    if (gap < bestGap) {
                        bestGap = gap;
                        best = uv;
                        seenAt = p;
                        pose = cameraFromEgo;
                    }
                }
            }
            if (best == null || !model.inside(best[0], best[1])) {
                continue;
            }
            double margin = config.margin() * Math.min(model.width(), model.height());
            double border =
                    Math.min(
                            Math.min(best[0] + 0.5, model.width() - 0.5 - best[0]),
                            Math.min(best[1] + 0.5, model.height() - 0.5 - best[1]));
            Vec3 centre = model.ray((model.width() - 1) / 2.0, (model.height() - 1) / 2.0);
            Vec3 right = model.ray((model.width() + 1) / 2.0, (model.height() - 1) / 2.0);
            Vec3 below = model.ray((model.width() - 1) / 2.0, (model.height() + 1) / 2.0);
            double steradian = right.minus(centre).cross(below.minus(centre)).norm();
            double height = Math.abs(pose.inverse().translation().z() - config.groundZ());
            double weight =
                    Math.min(1, border / margin) * height / Math.pow(seenAt.norm(), 3) / steradian;
            for (int c = 0; c < 3; c++) {
                sum[c] += weight * bilinear(image, best, 16 - 8 * c);
            }
            sum[3] += weight;
        }
        return new double[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3], sum[3]};
    }

    private static double bilinear(CameraImage image, double[] uv, int shift) {
        double sum = 0;
        for (int v = (int) Math.floor(uv[1]); v <= Math.floor(uv[1]) + 1; v++) {
            for (int u = (int) Math.floor(uv[0]); u <= Math.floor(uv[0]) + 1; u++) {
                double share = (1 - Math.abs(uv[0] - u)) * (1 - Math.abs(uv[1] - v));
                int clampedU = Math.min(Math.max(u, 0), image.width() - 1);
                int clampedV = Math.min(Math.max(v, 0), image.height() - 1);
                sum += share * (image.rgb(clampedU, clampedV) >> shift & 0xff) / 255;
            }
        }
        return sum;
    }
}
