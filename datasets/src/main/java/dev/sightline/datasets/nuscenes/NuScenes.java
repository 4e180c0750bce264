package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.PoseTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recording in the nuScenes layout: tables in {@code v1.0-*} (or {@code annotation}, T4), sensor files below the same root.
 *
 * <p>A sample is a row of {@code sample}: the key frames of all cameras and LiDARs around one instant. Its reference time is that of
 * LIDAR_TOP; its track holds one ego pose per sensor, at that sensor's own time. Radars and sweeps between key frames are counted,
 * not read. True boxes come from {@code sample_annotation}, or from mmdet3d info files in the root; true occupancy from
 * {@code gts/<scene>/<token>/labels.npz} (Occ3D).
 *
 * <p>Open tables are read once, row by row; then 32 bytes are kept per key-frame file and 8 per box; a quarter of
 * trainval (690,000 files, 290,000 boxes, 600 MB of tables) opens in 4 s and takes 9 MB of heap.
 * Reading is thread-safe.
 */
public final class NuScenes implements Dataset {

    private final NuScenesIndex index;

    private NuScenes(NuScenesIndex index) {
        this.index = index;
    }

    /** Whether a folder, or its parent if it is the tables' own folder, has this layout. */
    public static boolean looksLike(DatasetRoot root) {
        try {
            return TableFolder.find(root).isPresent();
        } catch (DatasetException e) {
            return false;
        }
    }

    /**
     * Reads the tables' index.
     *
     * @param root the recording's folder, or the tables' folder in it
     * @throws DatasetException if a needed table is missing or damaged
     */
    public static NuScenes open(DatasetRoot root) throws DatasetException {
        TableFolder tables =
                TableFolder.find(root)
                        .orElseThrow(
                                () ->
                                        new DatasetException(
                                                root.relative(root.folder()),
                                                "",
                                                "no tables: expected v1.0-*/sample.json or annotation/sample.json",
                                                "Give the folder that holds v1.0-mini, v1.0-trainval or the like."));
        return new NuScenes(Indexer.index(tables));
    }

    @Override
    public String format() {
        return "nuscenes";
    }

    @Override
    public List<SceneInfo> scenes() {
        return index.scenes().stream().map(NuScenesIndex.Scene::info).toList();
    }

    @Override
    public List<String> remarks() {
        return index.remarks();
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        return new SampleReader(this.index, scene(scene).readable().get(index)).read();
    }

    private NuScenesIndex.Scene scene(String name) {
        return index.scenes().stream()
                .filter(s -> s.info().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scene '" + name + "'"));
    }

    /** The poses of all key frames that the tables hold, those of samples without files here included. */
    @Override
    public Optional<PoseTrack> track(String scene) throws DatasetException {
        NuScenesIndex.Scene found = scene(scene);
        List<KeyFrame> frames = new ArrayList<>();
        for (int sample = found.from(); sample < found.to(); sample++) {
            frames.addAll(new SampleReader(index, sample).keyFrames());
        }
        return frames.isEmpty() ? Optional.empty() : Optional.of(SampleReader.track(frames));
    }

    /** The Occ3D grid, where its labels are. */
    @Override
    public Optional<GridSpec> nativeGrid() {
        return index.tables().root().has("gts") ? Optional.of(GridSpec.occ3d()) : Optional.empty();
    }
}
