package dev.sightline.datasets.kitti;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Mount;

/** The car that recorded all of KITTI, as far as its files do not say: where the LiDAR is above the ground. */
public final class KittiVehicle {

    /**
     * Height of the Velodyne above the ground, metres. Assumed: it is drawn so in the sensor set-up (Geiger et al., IJRR 2013, figure 3),
     * no file holds it.
     */
    public static final double VELODYNE_HEIGHT = 1.73;

    /** The Velodyne HDL-64E: x forward, y left, z up. */
    public static final Frame VELODYNE = new Frame("VELODYNE");

    /** The ego frame is the ground point under the Velodyne, its axes those of the Velodyne. */
    public static final Pose EGO_FROM_VELODYNE =
            new Pose(Frame.EGO, VELODYNE, Rotation.IDENTITY, new Vec3(0, 0, VELODYNE_HEIGHT));

    /** 64 lasers, 120 m. */
    public static final Mount LIDAR = new Mount(EGO_FROM_VELODYNE, new LidarModel(64, 120));

    /**
     * How far apart places are put whose relation is unknown, metres. No window of fusion reaches that far, so unrelated scans never
     * meet in one map.
     */
    public static final double UNRELATED_METRES = 10_000;

    /** What every user of these recordings should know. */
    public static final String HEIGHT_REMARK =
            "The ego frame is the ground point under the Velodyne, assumed 1.73 m below it: no file holds this height.";

    private KittiVehicle() {}

    /** The pose of a sample of which nothing relates it to any other: {@code index} times 10 km along world x. */
    public static Pose ownPlace(int index) {
        return new Pose(
                Frame.WORLD,
                Frame.EGO,
                Rotation.IDENTITY,
                new Vec3(index * UNRELATED_METRES, 0, 0));
    }
}
