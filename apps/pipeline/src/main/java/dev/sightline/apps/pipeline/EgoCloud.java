package dev.sightline.apps.pipeline;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.PointCloud;

/**
 * The points of one sensor in the ego frame at a sample's reference time, and where its rays left from.
 *
 * @param points in {@link Frame#EGO}
 * @param origin the sensor's place in the middle of its sweep, metres in the ego frame at the reference time
 */
public record EgoCloud(PointCloud points, Vec3 origin) {

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
}
