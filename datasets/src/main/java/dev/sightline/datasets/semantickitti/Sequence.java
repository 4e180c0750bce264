package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.kitti.KittiCalibration;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.datasets.kitti.NumberRows;
import dev.sightline.datasets.kitti.Rigid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The index of one sequence: which scans are there, when, and where the vehicle was. Reads text files and listings only. */
final class Sequence {

    /** Poses and times of the longest sequence are below 1 MiB. */
    private static final long MAX_TEXT = 16 << 20;

    /** The benchmark's scans are 0.1 s apart; used where times.txt is absent. */
    private static final long STEP_NS = 100_000_000;

    /**
     * Velodyne to rectified camera 0 of sequences 00, 01 and 02, which were recorded on one day: the public value of KITTI odometry's own
     * {@code calib.txt}, given with issue 2. The test of the scans' alignment confirms it for sequence 00.
     */
    static final double[] SUPPLIED_TR = {
        4.276802e-4, -0.99996725, -8.0844917e-3, -1.1984599e-2,
        -7.2106265e-3, 8.0811985e-3, -0.99994132, -5.4039847e-2,
        0.99997386, 4.8594858e-4, -7.2069337e-3, -0.29219686
    };

    private static final Set<String> SUPPLIED_FOR = Set.of("00", "01", "02");

    /** fx, cx, cy of camera 0 on that day: a calibration that says otherwise is not of that day. */
    private static final double[] SUPPLIED_DAY = {718.856, 607.1928, 185.2157};

    private static final Frame FIRST = new Frame("first rectified camera 0");

    final String name;
    final List<String> tokens;

    /** Calibration file, if it is there and can be read. */
    final Optional<KittiCalibration> calibration;

    /** Where rectified camera 0 sits, if the LiDAR's place against it is known. */
    final Optional<Pose> egoFromRectified;

    /** What is absent or supplied: for the user to know, no loss. */
    final List<String> remarks;

    /** What is there but damaged; said with every sample. */
    final List<String> lost;

    private final long[] timesNs; // of all rows, or empty
    private final List<Pose> worldFromEgo; // of all rows, or empty

    private Sequence(DatasetRoot root, String name, List<String> tokens) {
        this.name = name;
        this.tokens = tokens;
        remarks = new ArrayList<>();
        lost = new ArrayList<>();
        calibration = calibration(root);
        egoFromRectified = egoFromRectified();
        timesNs = times(root);
        worldFromEgo = poses(root);
    }

    /** Reads the index of a sequence; empty if it has no scan. */
    static Optional<Sequence> read(DatasetRoot root, String name) throws DatasetException {
        List<String> tokens =
                SensorFile.stems(
                        root, folder(name) + "/velodyne", ".bin", stem -> stem.matches("[0-9]{6}"));
        return tokens.isEmpty() ? Optional.empty() : Optional.of(new Sequence(root, name, tokens));
    }

    static String folder(String name) {
        return "sequences/" + name;
    }

    String folder() {
        return folder(name);
    }

    /** Number of a scan in its sequence: its row in poses.txt and times.txt. */
    int row(int index) {
        return Integer.parseInt(tokens.get(index));
    }

    /** Time of a scan, ns. */
    long timeNs(int index) {
        int row = row(index);
        int known = timesNs.length;
        if (row < known) {
            return timesNs[row];
        }
        // Beyond the table, or without one: evenly on, so that times still ascend.
        return known == 0 ? row * STEP_NS : timesNs[known - 1] + (row - known + 1) * STEP_NS;
    }

    /**
     * The ego poses around a scan: its own and its neighbours' in the file, so that the track also tells a velocity. A single pose at
     * a place of its own if poses cannot be used.
     */
    PoseTrack track(int index) {
        int row = row(index);
        if (!placed(index)) {
            return PoseTrack.at(timeNs(index), KittiVehicle.ownPlace(row));
        }
        int from = Math.max(0, row - 1);
        int to = Math.min(row + 1, Math.min(timesNs.length, worldFromEgo.size()) - 1);
        long[] times = new long[to - from + 1];
        for (int i = 0; i < times.length; i++) {
            times[i] = timesNs[from + i];
        }
        return PoseTrack.of(times, worldFromEgo.subList(from, to + 1));
    }

    /** All poses of the file, which go on where the scans of a partial download end; empty if they cannot be used. */
    Optional<PoseTrack> wholeTrack() {
        int rows = Math.min(timesNs.length, worldFromEgo.size());
        return rows == 0
                ? Optional.empty()
                : Optional.of(
                        PoseTrack.of(Arrays.copyOf(timesNs, rows), worldFromEgo.subList(0, rows)));
    }

    /** Whether a scan's place in the world is known. */
    boolean placed(int index) {
        return row(index) < worldFromEgo.size() && row(index) < timesNs.length;
    }

    /** What is lost for one scan: a place, if the tables end before it. */
    Optional<String> lossOf(int index) {
        boolean tables = !worldFromEgo.isEmpty() && timesNs.length > 0;
        return tables && !placed(index)
                ? Optional.of(
                        folder()
                                + ": poses.txt or times.txt ends before scan "
                                + tokens.get(index)
                                + ", which is not fused with others")
                : Optional.empty();
    }

    private Optional<KittiCalibration> calibration(DatasetRoot root) {
        String file = folder() + "/calib.txt";
        if (!root.has(file)) {
            remarks.add(file + " is absent: no camera is mounted.");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    KittiCalibration.parse(
                            file, SensorFile.read(root, file, KittiCalibration.MAX_BYTES)));
        } catch (DatasetException e) {
            lost.add(e.getMessage() + " No camera is mounted.");
            return Optional.empty();
        }
    }

    private Optional<Pose> egoFromRectified() {
        if (!lost.isEmpty()) { // calib.txt is there but damaged: its own Tr would win, so none is
            // supplied
            remarks.add("Sequence " + name + ": no fusion over scans and no camera overlay.");
            return Optional.empty();
        }
        try {
            Optional<Pose> own =
                    calibration.isPresent()
                            ? calibration.get().rectifiedFromVelodyne(KittiVehicle.VELODYNE)
                            : Optional.empty();
            if (own.isEmpty() && SUPPLIED_FOR.contains(name) && ofTheSuppliedDay()) {
                remarks.add(
                        "Sequence "
                                + name
                                + " has no velodyne-to-camera Tr: the public value for sequences 00..02 is supplied.");
                own =
                        Optional.of(
                                Rigid.pose(
                                        "supplied Tr",
                                        "",
                                        KittiCalibration.RECTIFIED,
                                        KittiVehicle.VELODYNE,
                                        SUPPLIED_TR));
            }
            if (own.isEmpty()) {
                remarks.add(
                        "Sequence "
                                + name
                                + " has no velodyne-to-camera Tr and none is supplied: no fusion over scans and no camera overlay.");
            }
            return own.map(Pose::inverse).map(KittiVehicle.EGO_FROM_VELODYNE::times);
        } catch (DatasetException e) {
            lost.add(e.getMessage() + " No fusion over scans and no camera overlay.");
            return Optional.empty();
        }
    }

    private boolean ofTheSuppliedDay() {
        Optional<double[]> p0 = calibration.flatMap(c -> c.matrix("P0"));
        return p0.isEmpty()
                || (Math.abs(p0.get()[0] - SUPPLIED_DAY[0]) < 1e-3
                        && Math.abs(p0.get()[2] - SUPPLIED_DAY[1]) < 1e-3
                        && Math.abs(p0.get()[6] - SUPPLIED_DAY[2]) < 1e-3);
    }

    private long[] times(DatasetRoot root) {
        String file = folder() + "/times.txt";
        if (!root.has(file)) {
            remarks.add(
                    file + " is absent: scans are taken to be 0.1 s apart, and no poses are used.");
            return new long[0];
        }
        try {
            return parseTimes(file, SensorFile.read(root, file, MAX_TEXT));
        } catch (DatasetException e) {
            lost.add(e.getMessage() + " Scans are taken to be 0.1 s apart, and no poses are used.");
            return new long[0];
        }
    }

    private List<Pose> poses(DatasetRoot root) {
        String beside = folder() + "/poses.txt";
        // KITTI odometry keeps its poses in a folder of their own.
        String file = root.has(beside) ? beside : "poses/" + name + ".txt";
        if (!root.has(file)) {
            remarks.add(beside + " is absent: no fusion over scans.");
            return List.of();
        }
        if (egoFromRectified.isEmpty()) {
            return List.of(); // said already
        }
        try {
            return parsePoses(file, SensorFile.read(root, file, MAX_TEXT), egoFromRectified.get());
        } catch (DatasetException e) {
            lost.add(e.getMessage() + " No fusion over scans.");
            return List.of();
        }
    }

    /** Seconds, strictly ascending, one a line; to nanoseconds. */
    static long[] parseTimes(String file, byte[] text) throws DatasetException {
        List<double[]> rows = NumberRows.table(file, text, 1);
        long[] times = new long[rows.size()];
        for (int i = 0; i < times.length; i++) {
            double seconds = rows.get(i)[0];
            if (!(seconds >= 0 && seconds < 1e9)) {
                throw new DatasetException(
                        file,
                        "row " + (i + 1),
                        seconds + " s is not in 0..1e9",
                        "Download it again.");
            }
            times[i] = Math.round(seconds * 1e9);
            if (i > 0 && times[i] <= times[i - 1]) {
                throw new DatasetException(
                        file,
                        "row " + (i + 1),
                        "times do not ascend: " + seconds + " s",
                        "Download it again.");
            }
        }
        return times;
    }

    /**
     * Camera poses to ego poses. A row is {@code first camera <- camera_i}; the world is the ego frame of row 0, so
     * {@code world_from_ego_i = E (P_0^-1 P_i) E^-1} with {@code E = ego_from_rectified}.
     */
    static List<Pose> parsePoses(String file, byte[] text, Pose egoFromRectified)
            throws DatasetException {
        Pose worldFromRectified0 =
                new Pose(
                        Frame.WORLD,
                        KittiCalibration.RECTIFIED,
                        egoFromRectified.rotation(),
                        egoFromRectified.translation());
        Pose rectifiedFromEgo = egoFromRectified.inverse();
        List<Pose> out = new ArrayList<>();
        Pose rectified0FromFirst = null;
        for (double[] row : NumberRows.table(file, text, 12)) {
            Pose firstFromRectified =
                    Rigid.pose(
                            file,
                            "row " + (out.size() + 1),
                            FIRST,
                            KittiCalibration.RECTIFIED,
                            row);
            if (rectified0FromFirst == null) {
                rectified0FromFirst = firstFromRectified.inverse();
            }
            out.add(
                    worldFromRectified0
                            .times(rectified0FromFirst)
                            .times(firstFromRectified)
                            .times(rectifiedFromEgo));
        }
        return out;
    }
}
