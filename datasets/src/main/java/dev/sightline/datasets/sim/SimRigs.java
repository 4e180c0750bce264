package dev.sightline.datasets.sim;

import dev.sightline.dtof.SensorPreset;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.SensorRig;
import java.util.List;

/** Rigs for simulated cars. The ego frame's origin is on the ground under the rear axle. */
public final class SimRigs {

    /** The LiDAR's channel. */
    public static final Frame LIDAR = new Frame("LIDAR_TOP");

    private SimRigs() {}

    /**
     * Six cameras around and a LiDAR on the roof, placed and turned as on the nuScenes car within a few centimetres and degrees; the
     * LiDAR's x axis points forward (nuScenes' points right).
     *
     * @param width of all images, pixels
     * @param height of all images, pixels
     */
    public static SensorRig nuscenes6(int width, int height) {
        return SensorRig.of(
                List.of(
                        camera("CAM_FRONT", width, height, 70, 0, new Vec3(1.70, 0, 1.51)),
                        camera(
                                "CAM_FRONT_RIGHT",
                                width,
                                height,
                                70,
                                -55,
                                new Vec3(1.55, -0.49, 1.51)),
                        camera(
                                "CAM_BACK_RIGHT",
                                width,
                                height,
                                70,
                                -110,
                                new Vec3(1.02, -0.48, 1.56)),
                        camera("CAM_BACK", width, height, 110, 180, new Vec3(0.03, 0, 1.57)),
                        camera("CAM_BACK_LEFT", width, height, 70, 110, new Vec3(1.02, 0.48, 1.56)),
                        camera("CAM_FRONT_LEFT", width, height, 70, 55, new Vec3(1.55, 0.49, 1.51)),
                        new Mount(
                                level(LIDAR, 0, new Vec3(0.94, 0, 1.84)),
                                new LidarModel(32, 100))));
    }

    /**
     * A rig and four dToF units on the roof's edges, facing forward, left, back and right, tilted down by 5 degrees [assumed].
     *
     * @param preset their kind
     */
    public static SensorRig withDtof(SensorRig rig, SensorPreset preset) {
        return rig.with(dtof("DTOF_FRONT", preset, 0, new Vec3(1.6, 0, 1.6)))
                .with(dtof("DTOF_LEFT", preset, 90, new Vec3(0.9, 0.6, 1.6)))
                .with(dtof("DTOF_BACK", preset, 180, new Vec3(0.1, 0, 1.6)))
                .with(dtof("DTOF_RIGHT", preset, -90, new Vec3(0.9, -0.6, 1.6)));
    }

    private static Mount camera(
            String name, int width, int height, double fieldDeg, double yawDeg, Vec3 place) {
        // Optical axes in the ego frame at yaw 0: right is -y, down is -z, forward is x.
        Rotation optical = Rotation.ofMatrix(0, 0, 1, -1, 0, 0, 0, -1, 0);
        Rotation turn = Rotation.aboutZ(Math.toRadians(yawDeg)).times(optical);
        Pinhole model = Pinhole.ofFieldOfView(width, height, Math.toRadians(fieldDeg));
        return new Mount(new Pose(Frame.EGO, new Frame(name), turn, place), model);
    }

    private static Mount dtof(String name, SensorPreset preset, double yawDeg, Vec3 place) {
        Rotation down = Rotation.about(new Vec3(0, 1, 0), Math.toRadians(5));
        Rotation turn = Rotation.aboutZ(Math.toRadians(yawDeg)).times(down);
        return new Mount(new Pose(Frame.EGO, new Frame(name), turn, place), preset.model());
    }

    private static Pose level(Frame sensor, double yawDeg, Vec3 place) {
        return new Pose(Frame.EGO, sensor, Rotation.aboutZ(Math.toRadians(yawDeg)), place);
    }
}
