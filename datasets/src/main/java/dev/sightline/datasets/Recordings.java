package dev.sightline.datasets;

import dev.sightline.datasets.argoverse.ArgoverseSensor;
import dev.sightline.datasets.kitti.KittiObject;
import dev.sightline.datasets.nuscenes.NuScenes;
import dev.sightline.datasets.pointcloud.PointCloudFolder;
import dev.sightline.datasets.semantickitti.SemanticKitti;
import dev.sightline.datasets.spad.SpadLogs;
import java.nio.file.Path;

/** Opens a folder as whatever recording it holds. */
public final class Recordings {

    private Recordings() {}

    /**
     * Recognises the layout of a folder by the files that only that layout has.
     *
     * @throws DatasetException if no layout fits, naming those that are read, or if the recording's index cannot be used
     */
    public static Dataset open(Path folder) throws DatasetException {
        DatasetRoot root = DatasetRoot.of(folder);
        if (NuScenes.looksLike(root)) {
            return NuScenes.open(root);
        }
        if (SemanticKitti.looksLike(root)) {
            return SemanticKitti.open(root);
        }
        if (KittiObject.looksLike(root)) {
            return KittiObject.open(root);
        }
        if (ArgoverseSensor.looksLike(root)) {
            return ArgoverseSensor.open(root);
        }
        if (SpadLogs.looksLike(root)) {
            return SpadLogs.open(root);
        }
        if (PointCloudFolder.looksLike(root)) { // any folder of clouds: asked last
            return PointCloudFolder.open(root);
        }
        throw new DatasetException(
                folder.getFileName() == null ? "/" : folder.getFileName().toString(),
                "",
                "no layout is recognised",
                "Read are: nuScenes (a folder v1.0-* of tables), SemanticKITTI or KITTI odometry (sequences/NN), KITTI object"
                        + " (training/velodyne), Argoverse 2 sensor logs (city_SE3_egovehicle.feather),"
                        + " logs of a TMF8820 or TMF8829 (.json.gz), of a VL53L8 or ams 3x3 sensor (.npz), and a folder of .pcd or .ply files.");
    }
}
