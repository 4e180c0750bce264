package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.datasets.kitti.VelodyneScan;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder of point cloud files as the recording of one LiDAR: {@code .pcd}, {@code .ply}, and {@code .bin} as KITTI writes it, in order
 * of their names. Files in deeper folders are not part of it.
 *
 * <p>Such files say neither time nor place: sample i gets {@code i * 100 ms} and a place of its own, so nothing is fused over samples.
 * They say no mounting either: x forward, y left, z up at a given height above the ground is assumed.
 */
public final class PointCloudFolder implements Dataset {

    /** Name of the one scene. */
    public static final String SCENE = "clouds";

    /** Height assumed where the caller gives none: that of a LiDAR on a car's roof, metres. */
    public static final double ASSUMED_HEIGHT = KittiVehicle.VELODYNE_HEIGHT;

    private static final Frame LIDAR = new Frame("LIDAR");
    private static final long STEP_NS = 100_000_000;
    private static final List<String> SUFFIXES = List.of(".pcd", ".ply", ".bin");

    private final DatasetRoot root;
    private final double height;
    private final List<String> files;

    private PointCloudFolder(DatasetRoot root, double height, List<String> files) {
        this.root = root;
        this.height = height;
        this.files = files;
    }

    /** Lists a folder, with the LiDAR at {@link #ASSUMED_HEIGHT}. */
    public static PointCloudFolder open(DatasetRoot root) throws DatasetException {
        return open(root, ASSUMED_HEIGHT);
    }

    /**
     * Lists a folder; reads no file.
     *
     * @param height of the LiDAR above the ground, metres
     * @throws DatasetException if it holds no point cloud file
     */
    public static PointCloudFolder open(DatasetRoot root, double height) throws DatasetException {
        List<String> files = files(root);
        if (files.isEmpty()) {
            throw new DatasetException(
                    ".",
                    "",
                    "no .pcd, .ply or .bin file",
                    "Give the folder in which the files themselves lie.");
        }
        return new PointCloudFolder(root, height, files);
    }

    /** Whether a folder holds a point cloud file itself; ask after all other layouts. */
    public static boolean looksLike(DatasetRoot root) {
        try {
            return !files(root).isEmpty();
        } catch (DatasetException e) {
            return false;
        }
    }

    private static List<String> files(DatasetRoot root) throws DatasetException {
        List<String> files = new ArrayList<>();
        for (String suffix : SUFFIXES) {
            // nuScenes' own .pcd.bin has five columns and says so nowhere.
            for (String stem :
                    SensorFile.stems(root, ".", suffix, s -> !s.endsWith(".pcd") && !s.isEmpty())) {
                files.add(stem + suffix);
            }
        }
        files.sort(Comparator.naturalOrder());
        return List.copyOf(files);
    }

    @Override
    public String format() {
        return "point-cloud-folder";
    }

    @Override
    public List<SceneInfo> scenes() {
        int n = files.size();
        return List.of(new SceneInfo(SCENE, n, 0, (n - 1) * STEP_NS, List.of(LIDAR + " x" + n)));
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "Point cloud files have no times and no poses: file i is given the time i x 100 ms and a place of its own, 10 km from"
                        + " the next, so nothing is fused over samples.",
                "The LiDAR is assumed to stand "
                        + height
                        + " m above the ground, x forward, y left, z up.");
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        if (!scene.equals(SCENE)) {
            throw new IllegalArgumentException("no scene '" + scene + "': there is " + SCENE);
        }
        String file = files.get(index);
        long timeNs = index * STEP_NS;
        CloudFile read = read(file, timeNs);
        Pose egoFromLidar = new Pose(Frame.EGO, LIDAR, Rotation.IDENTITY, new Vec3(0, 0, height));
        // What a LiDAR it was is not known either: one beam says the least, and no range is cut.
        SensorRig rig = SensorRig.of(List.of(new Mount(egoFromLidar, new LidarModel(1, 1e4))));
        Sample sample =
                new Sample(
                        SCENE,
                        token(index),
                        timeNs,
                        rig,
                        PoseTrack.at(timeNs, KittiVehicle.ownPlace(index)),
                        List.of(read.cloud()));
        List<String> lost =
                read.dropped() == 0
                        ? List.of()
                        : List.of(
                                file
                                        + ": "
                                        + read.dropped()
                                        + " points are not finite and left out");
        return new LabeledSample(
                sample, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), lost);
    }

    private CloudFile read(String file, long timeNs) throws DatasetException {
        if (file.endsWith(".pcd")) {
            return Pcd.read(file, SensorFile.read(root, file, Pcd.MAX_BYTES), LIDAR, timeNs);
        }
        if (file.endsWith(".ply")) {
            return Ply.read(file, SensorFile.read(root, file, Ply.MAX_BYTES), LIDAR, timeNs);
        }
        VelodyneScan scan =
                VelodyneScan.parse(
                        file, SensorFile.read(root, file, VelodyneScan.MAX_BYTES), LIDAR, timeNs);
        return new CloudFile(scan.cloud(), scan.dropped());
    }

    /** The file's name, made fit for a folder's, with the number that keeps it unique. */
    private String token(int index) {
        String file = files.get(index);
        String plain = file.replaceAll("[^A-Za-z0-9_.+-]", "_");
        return "%06d-%s".formatted(index, plain.length() > 100 ? plain.substring(0, 100) : plain);
    }
}
