package dev.sightline.apps.pipeline;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.planner.VehicleModel;
import java.util.BitSet;
import java.util.List;

/**
 * The points of one sensor in the ego frame at a sample's reference time, and where its rays left from.
 *
 * @param points in {@link Frame#EGO}
 * @param origin the sensor's place in the middle of its sweep, metres in the ego frame at the reference time
 */
public record EgoCloud(PointCloud points, Vec3 origin) {

    /** Mirrors, antennas and the edges of a beam reach beyond the body. */
    private static final double OUTLINE_MARGIN_M = 0.3;

    private static final double HIGHEST_SELF_M = 2.5;

    public EgoCloud {
        FrameMismatchException.require("frame of the points", Frame.EGO, points.frame());
    }

    /** Moves a cloud of a sample into its ego frame, every point from its own time. */
    public static EgoCloud of(Sample sample, PointCloud cloud) {
        Pose egoFromSensor = sample.rig().egoFrom(cloud.frame());
        PointCloud points = cloud.compensated(sample.track(), egoFromSensor, sample.referenceNs());
        long middle = cloud.startNs() + (cloud.endNs() - cloud.startNs()) / 2;
        Vec3 origin = sample.sensorFromEgo(cloud.frame(), middle).inverse().translation();
        return new EgoCloud(points, origin);
    }

    /** All points in one cloud, in the order given; intensity is kept, NaN where a sensor has none. */
    public static PointCloud joined(long timeNs, List<EgoCloud> clouds) {
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
    public EgoCloud withoutSelf(VehicleModel vehicle) {
        double rear = vehicle.rearAxleX() - vehicle.rearOverhang() - OUTLINE_MARGIN_M;
        double front = vehicle.rearAxleX() + vehicle.front() + OUTLINE_MARGIN_M;
        double side = vehicle.width() / 2 + OUTLINE_MARGIN_M;
        BitSet others = new BitSet(points.size());
        for (int i = 0; i < points.size(); i++) {
            boolean self =
                    points.x(i) > rear
                            && points.x(i) < front
                            && Math.abs(points.y(i)) < side
                            && points.z(i) < HIGHEST_SELF_M;
            others.set(i, !self);
        }
        return new EgoCloud(points.select(others), origin);
    }
}
