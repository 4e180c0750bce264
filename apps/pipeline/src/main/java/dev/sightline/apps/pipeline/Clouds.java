package dev.sightline.apps.pipeline;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.planner.VehicleModel;
import java.util.BitSet;
import java.util.List;

/** What the chain does to whole clouds in the ego frame. */
final class Clouds {

    /** Mirrors, antennas and the edges of a beam reach beyond the body. */
    private static final double OUTLINE_MARGIN_M = 0.3;

    private static final double HIGHEST_SELF_M = 2.5;

    private Clouds() {}

    /** All points in one cloud, in the order given; intensity is kept, NaN where a sensor has none. */
    static PointCloud joined(long timeNs, List<EgoCloud> clouds) {
        int n = clouds.stream().mapToInt(c -> c.points().size()).sum();
        float[] xyz = new float[3 * n];
        float[] intensity = new float[n];
        int k = 0;
        for (EgoCloud cloud : clouds) {
            PointCloud points = cloud.points();
            for (int i = 0; i < points.size(); i++, k++) {
                xyz[3 * k] = points.x(i);
                xyz[3 * k + 1] = points.y(i);
                xyz[3 * k + 2] = points.z(i);
                intensity[k] = points.intensity(i);
            }
        }
        return PointCloud.of(Frame.EGO, timeNs, xyz).intensity(intensity).build();
    }

    /** The points that do not lie on the vehicle itself: its outline, a little wider, up to above its roof. */
    static EgoCloud withoutSelf(EgoCloud cloud, VehicleModel vehicle) {
        double rear = vehicle.rearAxleX() - vehicle.rearOverhang() - OUTLINE_MARGIN_M;
        double front = vehicle.rearAxleX() + vehicle.front() + OUTLINE_MARGIN_M;
        double side = vehicle.width() / 2 + OUTLINE_MARGIN_M;
        PointCloud points = cloud.points();
        BitSet others = new BitSet(points.size());
        for (int i = 0; i < points.size(); i++) {
            boolean self =
                    points.x(i) > rear && points.x(i) < front && Math.abs(points.y(i)) < side && points.z(i) < HIGHEST_SELF_M;
            others.set(i, !self);
        }
        return new EgoCloud(points.select(others), cloud.origin());
    }
}
