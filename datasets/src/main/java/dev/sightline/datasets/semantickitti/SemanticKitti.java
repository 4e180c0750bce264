package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.kitti.KittiCameras;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.datasets.kitti.VelodyneScan;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SemanticKITTI: {@code sequences/NN/{velodyne, labels, voxels, image_2, image_3, calib.txt, poses.txt, times.txt}}.
 *
 * <p>A scene is a sequence, a sample a scan that is there: {@code 000000}. Scans are motion-compensated by the dataset, so their points
 * have no times of their own. The world is the ego frame of the sequence's first pose. Truth, where {@code voxels/*.label} is there,
 * is on the dataset's own grid, moved to the ego frame.
 */
public final class SemanticKitti implements Dataset {

    private final DatasetRoot root;
    private final Map<String, Sequence> sequences;

    private SemanticKitti(DatasetRoot root, Map<String, Sequence> sequences) {
        this.root = root;
        this.sequences = sequences;
    }

    /**
     * Lists a recording and reads each sequence's calibration, poses and times.
     *
     * @param root folder that holds {@code sequences}
     * @throws DatasetException if no sequence holds a scan
     */
    public static SemanticKitti open(DatasetRoot root) throws DatasetException {
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        for (String name :
                SensorFile.stems(root, "sequences", "", stem -> stem.matches("[0-9]{2}"))) {
            Sequence.read(root, name).ifPresent(s -> sequences.put(name, s));
        }
        if (sequences.isEmpty()) {
            throw new DatasetException(
                    "sequences",
                    "",
                    "no sequence has a velodyne/NNNNNN.bin",
                    "Give the folder that holds SemanticKITTI's folder 'sequences'.");
        }
        return new SemanticKitti(root, sequences);
    }

    /** Whether a folder looks like this layout, by its listing. */
    public static boolean looksLike(DatasetRoot root) {
        return root.has("sequences");
    }

    @Override
    public String format() {
        return "semantickitti";
    }

    @Override
    public List<SceneInfo> scenes() {
        List<SceneInfo> scenes = new ArrayList<>();
        for (Sequence s : sequences.values()) {
            int n = s.tokens.size();
            List<String> channels = new ArrayList<>(List.of(KittiVehicle.VELODYNE + " x" + n));
            for (int number : KittiCameras.NUMBERS) {
                long images = present(s, KittiCameras.folder(number), ".png");
                if (images > 0) {
                    channels.add(KittiCameras.frame(number) + " x" + images);
                }
            }
            boolean oneDrive = s.wholeTrack().isPresent();
            scenes.add(new SceneInfo(s.name, n, s.timeNs(0), s.timeNs(n - 1), channels, oneDrive));
        }
        return scenes;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(KittiVehicle.HEIGHT_REMARK);
        remarks.add(
                "Scans are motion-compensated by the dataset: points have no times of their own.");
        for (Sequence s : sequences.values()) {
            remarks.addAll(s.remarks);
            absent(remarks, s, "image_2", ".png", "no left image");
            absent(remarks, s, "image_3", ".png", "no right image");
            absent(remarks, s, "labels", ".label", "no class per point");
            absent(remarks, s, "voxels", ".label", "no true occupancy");
        }
        return remarks;
    }

    private void absent(
            List<String> remarks, Sequence s, String folder, String suffix, String effect) {
        long absent = s.tokens.size() - present(s, folder, suffix);
        if (absent > 0) {
            remarks.add(
                    s.folder()
                            + "/"
                            + folder
                            + "/*"
                            + suffix
                            + " is absent for "
                            + absent
                            + " of "
                            + s.tokens.size()
                            + " scans: "
                            + effect
                            + ".");
        }
    }

    private long present(Sequence s, String folder, String suffix) {
        try {
            Set<String> stems =
                    new HashSet<>(
                            SensorFile.stems(
                                    root, s.folder() + "/" + folder, suffix, stem -> true));
            return s.tokens.stream().filter(stems::contains).count();
        } catch (DatasetException e) {
            return 0;
        }
    }

    @Override
    public Optional<GridSpec> nativeGrid() {
        return Optional.of(SscVoxels.EGO_GRID);
    }

    @Override
    public Optional<PoseTrack> track(String scene) {
        return sequence(scene).wholeTrack();
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        Sequence s = sequence(scene);
        String token = s.tokens.get(index);
        long timeNs = s.timeNs(index);
        List<String> lost = new ArrayList<>(s.lost);
        List<Mount> mounts = new ArrayList<>(List.of(KittiVehicle.LIDAR));
        List<Measurement> measurements = new ArrayList<>();

        VelodyneScan scan = scan(s, index);
        scan.lossOf(scanFile(s, token)).ifPresent(lost::add);
        s.lossOf(index).ifPresent(lost::add);
        measurements.add(scan.cloud());
        if (s.calibration.isPresent() && s.egoFromRectified.isPresent()) {
            KittiCameras cameras =
                    KittiCameras.read(
                            root,
                            s.folder(),
                            token,
                            s.calibration.get(),
                            s.egoFromRectified.get(),
                            timeNs);
            mounts.addAll(cameras.mounts());
            measurements.addAll(cameras.images());
            lost.addAll(cameras.lost());
        }
        Sample sample =
                new Sample(
                        scene, token, timeNs, SensorRig.of(mounts), s.track(index), measurements);
        SscVoxels voxels = usableVoxels(scene, token, lost);
        return new LabeledSample(
                sample,
                List.of(),
                voxels.truth(),
                Optional.empty(),
                voxels.truth().isPresent() ? voxels.observed() : Optional.empty(),
                lost);
    }

    private SscVoxels usableVoxels(String scene, String token, List<String> lost) {
        try {
            return voxels(scene, token);
        } catch (DatasetException e) {
            lost.add(e.getMessage());
            return new SscVoxels(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Whether the scan's place in the world is known, so that it may be fused with others of its scene. */
    public boolean placed(String scene, int index) {
        return sequence(scene).placed(index);
    }

    /**
     * The class of each point of a sample's cloud, in the cloud's order; empty if there is no label file.
     *
     * @throws DatasetException if the scan or its labels cannot be used
     */
    public Optional<PointLabels> pointKinds(String scene, int index) throws DatasetException {
        Sequence s = sequence(scene);
        String file = s.folder() + "/labels/" + s.tokens.get(index) + ".label";
        if (!root.has(file)) {
            return Optional.empty();
        }
        VelodyneScan scan = scan(s, index);
        return Optional.of(
                PointLabels.parse(
                        file,
                        SensorFile.read(root, file, PointLabels.MAX_BYTES),
                        scan.recorded(),
                        scan.kept()));
    }

    /**
     * The voxel files of an instant, which may be one without a scan.
     *
     * @param token {@code 000005}
     * @throws DatasetException if a file is there but cannot be used
     */
    public SscVoxels voxels(String scene, String token) throws DatasetException {
        return SscVoxels.read(root, sequence(scene).folder() + "/voxels/" + token);
    }

    private VelodyneScan scan(Sequence s, int index) throws DatasetException {
        String file = scanFile(s, s.tokens.get(index));
        return VelodyneScan.parse(
                file,
                SensorFile.read(root, file, VelodyneScan.MAX_BYTES),
                KittiVehicle.VELODYNE,
                s.timeNs(index));
    }

    private static String scanFile(Sequence s, String token) {
        return s.folder() + "/velodyne/" + token + ".bin";
    }

    private Sequence sequence(String scene) {
        Sequence s = sequences.get(scene);
        if (s == null) {
            throw new IllegalArgumentException(
                    "no scene '" + scene + "': there are " + sequences.keySet());
        }
        return s;
    }
}
