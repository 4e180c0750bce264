package dev.sightline.occupancy;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.util.List;

/** A spinning LiDAR over a ground plane and boxes, exact and without noise: scenes of which a test knows the truth. */
final class SyntheticScan {

    static final Vec3 SENSOR = new Vec3(0, 0, 1.8);

    /** A box that stands in the scene, given by two corners. */
    record Block(Vec3 min, Vec3 max) {}

    private SyntheticScan() {}

    /**
     * Returns of 48 beams by 720 directions, up to 40 m.
     *
     * @param slope rise of the ground per metre of x; z = 0 under the ego
     */
    static PointCloud of(double slope, List<Block> blocks) {
        float[] xyz = new float[3 * 48 * 720];
        int n = 0;
        for (int beam = 0; beam < 48; beam++) {
            double elevation = Math.toRadians(10 - 40.0 * beam / 47);
            for (int k = 0; k < 720; k++) {
                double azimuth = 2 * Math.PI * k / 720;
                Vec3 d =
                        new Vec3(
                                Math.cos(elevation) * Math.cos(azimuth),
                                Math.cos(elevation) * Math.sin(azimuth),
                                Math.sin(elevation));
                // z = slope x  =>  t = -z0 / (dz - slope dx)
                double fall = d.z() - slope * d.x();
                double range = fall < 0 ? -SENSOR.z() / fall : 41;
                for (Block block : blocks) {
                    range = Math.min(range, hits(block, d));
                }
                if (range <= 40) {
                    Vec3 p = SENSOR.plus(d.times(range));
                    xyz[n++] = (float) p.x();
                    xyz[n++] = (float) p.y();
                    xyz[n++] = (float) p.z();
                }
            }
        }
        return PointCloud.of(Frame.EGO, 0, java.util.Arrays.copyOf(xyz, n)).build();
    }

    private static double hits(Block block, Vec3 d) {
        double in = 0;
        double out = 41;
        double[][] axes = {
            {SENSOR.x(), d.x(), block.min.x(), block.max.x()},
            {SENSOR.y(), d.y(), block.min.y(), block.max.y()},
            {SENSOR.z(), d.z(), block.min.z(), block.max.z()}
        };
        for (double[] a : axes) {
            in = Math.max(in, Math.min((a[2] - a[0]) / a[1], (a[3] - a[0]) / a[1]));
            out = Math.min(out, Math.max((a[2] - a[0]) / a[1], (a[3] - a[0]) / a[1]));
        }
        return in < out ? in : 41;
    }
}
