package dev.sightline.datasets.kitti;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.SensorFile;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The KITTI object benchmark: {@code training} and {@code testing}, each with {@code calib, image_2, image_3, label_2, velodyne}.
 *
 * <p>A scene is one of the two parts, a sample one number. The samples were picked from many drives: they have no times and no
 * relation, so sample i stands at {@code i * 100 ms} and {@code i * 10 km}. Boxes are in the ego frame.
 */
public final class KittiObject implements Dataset {

    /** Time between two samples, ns; made up. */
    public static final long STEP_NS = 100_000_000;

    private static final List<String> PARTS = List.of("training", "testing");
    private static final Map<String, String> SUFFIXES =
            new TreeMap<>(
                    Map.of(
                            "calib", ".txt",
                            "image_2", ".png",
                            "image_3", ".png",
                            "label_2", ".txt",
                            "velodyne", ".bin"));

    private final DatasetRoot root;
    private final Map<String, Part> parts;

    /** What listings tell of one part: all samples, and which of them each folder has. */
    private record Part(List<String> tokens, Map<String, Set<String>> has) {}

    private KittiObject(DatasetRoot root, Map<String, Part> parts) {
        this.root = root;
        this.parts = parts;
    }

    /**
     * Lists a recording; reads no file.
     *
     * @param root folder that holds {@code training} or {@code testing}
     * @throws DatasetException if neither holds a scan or an image
     */
    public static KittiObject open(DatasetRoot root) throws DatasetException {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String name : PARTS) {
            Map<String, Set<String>> has = new TreeMap<>();
            Set<String> tokens = new TreeSet<>();
            for (Map.Entry<String, String> kind : SUFFIXES.entrySet()) {
                Set<String> stems =
                        new TreeSet<>(
                                SensorFile.stems(
                                        root,
                                        name + "/" + kind.getKey(),
                                        kind.getValue(),
                                        stem -> stem.matches("[0-9]{1,9}")));
                has.put(kind.getKey(), stems);
                if (kind.getKey().equals("velodyne") || kind.getKey().startsWith("image")) {
                    tokens.addAll(stems);
                }
            }
            if (!tokens.isEmpty()) {
                parts.put(name, new Part(List.copyOf(tokens), has));
            }
        }
        if (parts.isEmpty()) {
            throw new DatasetException(
                    "training",
                    "",
                    "no velodyne/*.bin and no image_2/*.png, here or in testing",
                    "Give the folder that holds KITTI's training or testing folder.");
        }
        return new KittiObject(root, parts);
    }

    /** Whether a folder looks like this layout, by its listing. */
    public static boolean looksLike(DatasetRoot root) {
        return PARTS.stream()
                .anyMatch(
                        p ->
                                root.has(p + "/velodyne")
                                        || (root.has(p + "/image_2") && root.has(p + "/calib")));
    }

    @Override
    public String format() {
        return "kitti-object";
    }

    @Override
    public List<SceneInfo> scenes() {
        List<SceneInfo> scenes = new ArrayList<>();
        parts.forEach(
                (name, part) -> {
                    List<String> channels = new ArrayList<>();
                    channels.add(KittiVehicle.VELODYNE + " x" + part.has.get("velodyne").size());
                    for (int number : KittiCameras.NUMBERS) {
                        int images = part.has.get(KittiCameras.folder(number)).size();
                        if (images > 0) {
                            channels.add(KittiCameras.frame(number) + " x" + images);
                        }
                    }
                    int n = part.tokens.size();
                    scenes.add(new SceneInfo(name, n, 0, (n - 1) * STEP_NS, channels, false));
                });
        return scenes;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(KittiVehicle.HEIGHT_REMARK);
        remarks.add(
                "KITTI object has no times and no poses: sample i is given the time i x 100 ms and a place of its own, 10 km from the"
                        + " next, so nothing is fused over samples.");
        parts.forEach(
                (name, part) -> {
                    missing(remarks, name, part, "velodyne", "no points");
                    missing(
                            remarks,
                            name,
                            part,
                            "calib",
                            "no fusion: cameras are not mounted, boxes have no place");
                    missing(remarks, name, part, "image_2", "no left image");
                    missing(remarks, name, part, "image_3", "no right image");
                    if (!name.equals("testing")) { // the test set's labels are not public
                        missing(remarks, name, part, "label_2", "no true boxes");
                    }
                });
        return remarks;
    }

    private static void missing(
            List<String> remarks, String name, Part part, String folder, String effect) {
        long absent = part.tokens.stream().filter(t -> !part.has.get(folder).contains(t)).count();
        if (absent > 0) {
            remarks.add(
                    name
                            + "/"
                            + folder
                            + " is absent for "
                            + absent
                            + " of "
                            + part.tokens.size()
                            + " samples: "
                            + effect
                            + ".");
        }
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        Part part = parts.get(scene);
        if (part == null) {
            throw new IllegalArgumentException(
                    "no scene '" + scene + "': there are " + parts.keySet());
        }
        String token = part.tokens.get(index);
        long timeNs = index * STEP_NS;
        List<Mount> mounts = new ArrayList<>(List.of(KittiVehicle.LIDAR));
        List<Measurement> measurements = new ArrayList<>();
        List<TrackedObject> objects = new ArrayList<>();
        List<String> lost = new ArrayList<>();

        if (part.has.get("velodyne").contains(token)) {
            scan(scene + "/velodyne/" + token + ".bin", timeNs, lost)
                    .ifPresent(s -> measurements.add(s.cloud()));
        }
        if (part.has.get("calib").contains(token)) {
            try {
                String file = scene + "/calib/" + token + ".txt";
                KittiCalibration calibration =
                        KittiCalibration.parse(
                                file, SensorFile.read(root, file, KittiCalibration.MAX_BYTES));
                Pose egoFromRectified = egoFromRectified(file, calibration);
                KittiCameras cameras =
                        KittiCameras.read(
                                root, scene, token, calibration, egoFromRectified, timeNs);
                mounts.addAll(cameras.mounts());
                measurements.addAll(cameras.images());
                lost.addAll(cameras.lost());
                if (part.has.get("label_2").contains(token)) {
                    objects.addAll(objects(scene, token, egoFromRectified, timeNs, lost));
                }
            } catch (DatasetException e) {
                lost.add(e.getMessage() + " Its cameras and boxes are left out.");
            }
        }
        if (measurements.isEmpty()) {
            throw new DatasetException(
                    scene,
                    "sample " + token,
                    "nothing can be used: "
                            + (lost.isEmpty()
                                    ? "images without calibration"
                                    : String.join("; ", lost)),
                    "Skip it, or download its files again.");
        }
        Sample sample =
                new Sample(
                        scene,
                        token,
                        timeNs,
                        SensorRig.of(mounts),
                        PoseTrack.at(timeNs, KittiVehicle.ownPlace(index)),
                        measurements);
        return new LabeledSample(
                sample, objects, Optional.empty(), Optional.empty(), Optional.empty(), lost);
    }

    private Optional<VelodyneScan> scan(String file, long timeNs, List<String> lost) {
        try {
            VelodyneScan scan =
                    VelodyneScan.parse(
                            file,
                            SensorFile.read(root, file, VelodyneScan.MAX_BYTES),
                            KittiVehicle.VELODYNE,
                            timeNs);
            scan.lossOf(file).ifPresent(lost::add);
            return Optional.of(scan);
        } catch (DatasetException e) {
            lost.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static Pose egoFromRectified(String file, KittiCalibration calibration)
            throws DatasetException {
        Pose rectifiedFromVelodyne =
                calibration
                        .rectifiedFromVelodyne(KittiVehicle.VELODYNE)
                        .orElseThrow(
                                () ->
                                        new DatasetException(
                                                file,
                                                "",
                                                "has no Tr_velo_to_cam",
                                                "Download the calibration again."));
        return KittiVehicle.EGO_FROM_VELODYNE.times(rectifiedFromVelodyne.inverse());
    }

    private List<TrackedObject> objects(
            String scene, String token, Pose egoFromRectified, long timeNs, List<String> lost) {
        String file = scene + "/label_2/" + token + ".txt";
        List<TrackedObject> objects = new ArrayList<>();
        try {
            for (KittiLabel label :
                    KittiLabel.parse(file, SensorFile.read(root, file, KittiLabel.MAX_BYTES))) {
                // The line's number among the objects: KITTI object does not follow anything over
                // time.
                label.object(token + "-" + objects.size(), egoFromRectified, timeNs)
                        .ifPresent(objects::add);
            }
        } catch (DatasetException e) {
            lost.add(e.getMessage());
            return List.of();
        }
        return objects;
    }
}
