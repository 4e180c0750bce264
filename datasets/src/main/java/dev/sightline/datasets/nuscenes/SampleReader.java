package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.datasets.nuscenes.NuScenesIndex.SampleEntry;
import dev.sightline.datasets.occ3d.Occ3dLabels;
import dev.sightline.perception.camera.ImageCodec;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one sample: its rows again by their places, its files, and what is known to be true of it. */
final class SampleReader {

    private static final long MAX_IMAGE_BYTES = 64L << 20;

    /** LiDARs first, then cameras from left to right as one looks around, then all others. */
    private static final List<String> ORDER =
            List.of(
                    "LIDAR_TOP",
                    "LIDAR_CONCAT",
                    "CAM_FRONT_LEFT",
                    "CAM_FRONT",
                    "CAM_FRONT_RIGHT",
                    "CAM_BACK_LEFT",
                    "CAM_BACK",
                    "CAM_BACK_RIGHT");

    private static final LidarModel LIDAR = new LidarModel(32, 100);

    private final NuScenesIndex index;
    private final DatasetRoot root;
    private final int ordinal;
    private final SampleEntry entry;
    private final List<String> lost = new ArrayList<>();

    SampleReader(NuScenesIndex index, int ordinal) {
        this.index = index;
        this.root = index.tables().root();
        this.ordinal = ordinal;
        this.entry = index.samples().get(ordinal);
    }

    LabeledSample read() throws DatasetException {
        List<KeyFrame> frames = keyFrames();
        List<Mount> mounts = new ArrayList<>();
        List<Measurement> measurements = new ArrayList<>();
        for (KeyFrame frame : frames) {
            try {
                measure(frame, mounts, measurements);
            } catch (DatasetException e) {
                lost.add(e.getMessage());
            } catch (IllegalArgumentException e) { // a model or an image that contradicts itself
                lost.add(frame.file() + ": " + e.getMessage() + ". Download it again.");
            }
        }
        if (measurements.isEmpty()) {
            throw new DatasetException(
                    index.sampleData().name(),
                    "token " + entry.token(),
                    "nothing of this sample can be used"
                            + (lost.isEmpty() ? "" : ": " + lost.get(0)),
                    "Download its files, or leave the sample out.");
        }
        PoseTrack track = track(frames);
        long referenceNs = referenceNs(frames);
        String scene = sceneName();
        SensorRig rig = SensorRig.of(mounts);
        Sample sample = new Sample(scene, entry.token(), referenceNs, rig, track, measurements);
        List<TrackedObject> objects = objects(sample);
        Optional<Occ3dLabels> truth = truth(scene);
        return new LabeledSample(
                sample,
                objects,
                truth.map(Occ3dLabels::occupancy),
                truth.flatMap(Occ3dLabels::cameraMask),
                truth.flatMap(Occ3dLabels::lidarMask),
                lost);
    }

    private String sceneName() {
        return index.scenes().stream()
                .filter(s -> ordinal >= s.from() && ordinal < s.to())
                .map(s -> s.info().name())
                .findFirst()
                .orElseThrow();
    }

    /** The rows of this sample that can be joined, in rig order, one per channel. */
    List<KeyFrame> keyFrames() throws DatasetException {
        Map<String, KeyFrame> byChannel = new TreeMap<>(Comparator.comparing(SampleReader::rank));
        try (JsonTable.Reader rows = index.sampleData().reader();
                JsonTable.Reader poses = index.egoPoses().reader()) {
            for (long offset : index.keyFrames().of(ordinal)) {
                JsonRow row = rows.row(offset);
                try {
                    KeyFrame frame = join(row, poses);
                    String channel = frame.calibration().channel();
                    if (byChannel.putIfAbsent(channel, frame) != null) {
                        lost.add(
                                frame.file()
                                        + ": a second key frame of "
                                        + channel
                                        + " in one sample");
                    }
                } catch (DatasetException e) {
                    lost.add(e.getMessage());
                }
            }
        }
        return List.copyOf(byChannel.values());
    }

    private static String rank(String channel) {
        int known = ORDER.indexOf(channel);
        String kind = channel.startsWith("LIDAR") ? "0" : channel.startsWith("CAM") ? "1" : "2";
        return kind + (known < 0 ? "9" : known) + channel;
    }

    private KeyFrame join(JsonRow row, JsonTable.Reader poses) throws DatasetException {
        Calibration calibration = index.calibrations().get(row.text("calibrated_sensor_token"));
        String poseToken = row.text("ego_pose_token");
        long at = index.poseOffsets().get(Token.of(poseToken));
        if (calibration == null || at == TokenIndex.NONE) {
            throw row.bad(
                    calibration == null ? "calibrated_sensor_token" : "ego_pose_token",
                    "names no row of its table: " + shortened(poseToken));
        }
        JsonRow pose = poses.row(at);
        if (!pose.text("token").equals(poseToken)) {
            throw pose.bad(
                    "token", "is not what the index says; the table changed while it was open");
        }
        return KeyFrame.of(row, calibration, Rows.pose(Frame.WORLD, Frame.EGO, pose));
    }

    private static String shortened(String token) {
        return token.length() > 64 ? token.substring(0, 64) + "..." : token;
    }

    private void measure(KeyFrame frame, List<Mount> mounts, List<Measurement> measurements)
            throws DatasetException {
        Calibration calibration = frame.calibration();
        switch (frame.kind()) {
            case POINTS -> {
                mounts.add(new Mount(calibration.egoFromSensor(), LIDAR));
                if (!root.lacks(frame.file())) {
                    PointFile.Sweep sweep =
                            PointFile.read(root, frame.file(), frame.frame(), frame.timeNs());
                    if (sweep.dropped() > 0) {
                        lost.add(
                                frame.file()
                                        + ": "
                                        + sweep.dropped()
                                        + " points are not finite or beyond 10 km and are left out");
                    }
                    measurements.add(sweep.cloud());
                }
            }
            case IMAGE -> image(frame, mounts, measurements);
            case UNREAD -> {
                // Counted once in the dataset's remarks.
            }
        }
    }

    private void image(KeyFrame frame, List<Mount> mounts, List<Measurement> measurements)
            throws DatasetException {
        Calibration calibration = frame.calibration();
        boolean sized = frame.width() > 0 && frame.height() > 0;
        if (sized) {
            mounts.add(
                    new Mount(
                            calibration.egoFromSensor(),
                            calibration.camera(frame.width(), frame.height())));
        }
        if (root.lacks(frame.file())) {
            return;
        }
        byte[] encoded = SensorFile.read(root, frame.file(), MAX_IMAGE_BYTES);
        // nuScenes gives the time of the exposure's trigger, and no row period.
        CameraImage image = ImageCodec.decode(encoded, frame.frame(), frame.timeNs(), 0);
        if (!sized) {
            mounts.add(
                    new Mount(
                            calibration.egoFromSensor(),
                            calibration.camera(image.width(), image.height())));
        } else if (image.width() != frame.width() || image.height() != frame.height()) {
            throw new IllegalArgumentException(
                    "image of %dx%d pixels, the table says %dx%d"
                            .formatted(
                                    image.width(), image.height(), frame.width(), frame.height()));
        }
        measurements.add(image);
    }

    /** All ego poses of the sample in time order. Where two channels share a time, the first in rig order counts. */
    static PoseTrack track(List<KeyFrame> frames) {
        Map<Long, Pose> byTime = new TreeMap<>();
        frames.forEach(frame -> byTime.putIfAbsent(frame.timeNs(), frame.worldFromEgo()));
        long[] times = byTime.keySet().stream().mapToLong(Long::longValue).toArray();
        return PoseTrack.of(times, List.copyOf(byTime.values()));
    }

    /** The time of the first LiDAR; without one, of the image nearest to the sample's own time. */
    private long referenceNs(List<KeyFrame> frames) {
        for (KeyFrame frame : frames) {
            if (frame.kind() == KeyFrame.Kind.POINTS) {
                return frame.timeNs();
            }
        }
        return frames.stream()
                .filter(frame -> frame.kind() == KeyFrame.Kind.IMAGE)
                .mapToLong(KeyFrame::timeNs)
                .boxed()
                .min(Comparator.comparingLong(timeNs -> Math.abs(timeNs - entry.timeNs())))
                .orElseThrow();
    }

    private List<TrackedObject> objects(Sample sample) {
        try {
            if (index.annotations().isPresent()) {
                Pose egoFromWorld = sample.worldFromEgo().inverse();
                return index.annotations()
                        .get()
                        .objects(index, ordinal, sample.referenceNs(), egoFromWorld);
            }
            Optional<Mount> lidar = sample.rig().mount(new Frame("LIDAR_TOP"));
            if (index.infos().isPresent() && lidar.isPresent()) {
                return index.infos()
                        .get()
                        .objects(
                                entry.token(),
                                sample.referenceNs(),
                                lidar.get().egoFromSensor(),
                                sample.worldFromEgo());
            }
        } catch (DatasetException e) {
            lost.add(e.getMessage());
        }
        return List.of();
    }

    private Optional<Occ3dLabels> truth(String scene) {
        String name = "gts/" + scene + "/" + entry.token() + "/labels.npz";
        if (!root.has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Occ3dLabels.read(root, name));
        } catch (DatasetException e) {
            lost.add(e.getMessage());
            return Optional.empty();
        }
    }
}
