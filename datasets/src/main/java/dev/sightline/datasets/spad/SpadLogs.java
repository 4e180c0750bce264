package dev.sightline.datasets.spad;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of logs of one small single-photon sensor as a recording: TMF8820 or TMF8829 logs ({@code .json.gz}), or exposures of a
 * VL53L8 or an ams 3 x 3 sensor ({@code .npz}), in order of their names. Which one it is, the first file tells.
 *
 * <p>Such logs relate no exposure to another: sample i gets {@code i * 100 ms} and a place of its own. The sensor is assumed to look
 * forward {@value #ASSUMED_HEIGHT} m above the ground, {@value #ASSUMED_AHEAD} m ahead of the ego frame. A {@link DtofModel} begins at range zero, so the bins before it are left out,
 * rounded to whole ones.
 */
public final class SpadLogs implements Dataset {

    /** Name of the one scene. */
    public static final String SCENE = "exposures";

    /** Height above the ground, metres; no log holds it. */
    public static final double ASSUMED_HEIGHT = 1.0;

    /** Distance ahead of the ego frame, metres: beyond the outline of every vehicle here, whose own points a replay takes out. */
    public static final double ASSUMED_AHEAD = 4.5;

    private static final Frame SENSOR = new Frame("DTOF");
    private static final long STEP_NS = 100_000_000;
    private static final int MAX_FILES = 20_000;

    /** The sensors that a folder may hold. */
    private enum Kind {
        /** Field of view: the maker's figure for the 3 x 3 mode, recalled. */
        TMF8820(".json.gz", 33, 32),
        /**
         * Field of view: from the points in the log, whose outer pixels lie 32.0 and 24.0 degrees off. Where the 16 histograms of a row are
         * copies, one zone spans the row.
         */
        TMF8829(".json.gz", 68.3, 51.1),
        /** Field of view: the maker's figure, recalled. */
        VL53L8(".npz", 45, 45),
        /** Field of view: from the points in the files, whose outer zones lie 16.6 and 13.3 degrees off. */
        AMS(".npz", 49.8, 39.9);

        private final String suffix;
        private final double horizontalDeg;
        private final double verticalDeg;

        Kind(String suffix, double horizontalDeg, double verticalDeg) {
            this.suffix = suffix;
            this.horizontalDeg = horizontalDeg;
            this.verticalDeg = verticalDeg;
        }

        private ZoneHistograms read(DatasetRoot root, String file) throws DatasetException {
            return switch (this) {
                case TMF8820 -> Tmf8820Log.histograms(Tmf8820Log.read(root, file));
                case TMF8829 -> Tmf8829Log.histograms(Tmf8829Log.read(root, file));
                case VL53L8 -> ZoneSnapshot.VL53L8.read(root, file);
                case AMS -> ZoneSnapshot.AMS.read(root, file);
            };
        }

        /** Exposures of a file: its first axis, if there is one before rows and columns. */
        private int exposures(DatasetRoot root, String file) throws DatasetException {
            boolean single = this == VL53L8 || this == AMS; // told by the format: not read
            return single ? 1 : read(root, file).axes()[0];
        }

        /** What a user of this recording must know beyond what the format says. */
        private List<String> traps() {
            return switch (this) {
                case AMS -> List.of();
                case TMF8820 ->
                        List.of(
                                "TMF8820: a recording's sensor model takes a Gaussian of the peak's width for the response; the longer tail"
                                        + " makes sigma far too large. `depth` takes the measured one.");
                case TMF8829 ->
                        List.of(
                                "TMF8829: nobody knows which direction the one histogram of a row looks into (the chip's columns 0 and 1 fit it"
                                        + " best); its point is put in the middle of the row.");
                case VL53L8 ->
                        List.of(
                                "VL53L8: light went around a corner, so a point along a zone's direction is a path length from the relay wall,"
                                        + " not a place in the room.");
            };
        }
    }

    /** One exposure: a frame of a file. */
    private record Exposure(String file, int frame) {}

    private record Decoded(String file, ZoneHistograms histograms) {}

    private final DatasetRoot root;
    private final Kind kind;
    private final List<Exposure> exposures;
    private final List<String> remarks;

    /** The file read last: exposures of one log come one after the other. */
    private volatile Decoded last;

    private SpadLogs(DatasetRoot root, Kind kind, List<Exposure> exposures, List<String> remarks) {
        this.root = root;
        this.kind = kind;
        this.exposures = List.copyOf(exposures);
        this.remarks = List.copyOf(remarks);
    }

    /** Whether a folder holds such logs: the first file of a suffix is read to know. */
    public static boolean looksLike(DatasetRoot root) {
        try {
            return recognised(root).isPresent();
        } catch (DatasetException e) {
            return false;
        }
    }

    /** The kind that can read the first log of a folder. */
    private static Optional<Kind> recognised(DatasetRoot root) throws DatasetException {
        for (Kind kind : Kind.values()) {
            List<String> files = files(root, kind);
            try {
                if (!files.isEmpty()) {
                    kind.read(root, files.get(0));
                    return Optional.of(kind);
                }
            } catch (DatasetException e) {
                // not this kind
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a folder. Logs of several exposures are read once to count them.
     *
     * @throws DatasetException if there is no log, or one of several exposures cannot be used
     */
    public static SpadLogs open(DatasetRoot root) throws DatasetException {
        Kind kind =
                recognised(root)
                        .orElseThrow(
                                () ->
                                        new DatasetException(
                                                ".",
                                                "",
                                                "no log of a single-photon sensor",
                                                "Give the folder of the logs."));
        return open(root, kind, files(root, kind));
    }

    private static SpadLogs open(DatasetRoot root, Kind kind, List<String> files)
            throws DatasetException {
        List<Exposure> exposures = new ArrayList<>();
        for (String file : files) {
            int frames = kind.exposures(root, file);
            for (int frame = 0; frame < frames; frame++) {
                exposures.add(new Exposure(file, frame));
            }
        }
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "Logs of single-photon sensors relate no exposure to another: number i is given the time i x 100 ms and a place of its"
                        + " own, 10 km from the next.");
        remarks.add(
                "The sensor is assumed to look forward "
                        + ASSUMED_HEIGHT
                        + " m above the ground, "
                        + ASSUMED_AHEAD
                        + " m ahead of the ego frame (before the bumper of a car), over "
                        + kind.horizontalDeg
                        + " x "
                        + kind.verticalDeg
                        + " degrees.");
        remarks.addAll(kind.read(root, files.get(0)).remarks());
        remarks.addAll(kind.traps());
        return new SpadLogs(root, kind, exposures, remarks);
    }

    private static List<String> files(DatasetRoot root, Kind kind) throws DatasetException {
        List<String> stems = SensorFile.stems(root, ".", kind.suffix, s -> !s.isEmpty());
        if (stems.size() > MAX_FILES) {
            throw new DatasetException(
                    ".", "", "more than " + MAX_FILES + " logs", "Split the folder.");
        }
        return stems.stream().map(s -> s + kind.suffix).toList();
    }

    @Override
    public String format() {
        return "spad-logs";
    }

    @Override
    public List<SceneInfo> scenes() {
        int n = exposures.size();
        return List.of(
                new SceneInfo(SCENE, n, 0, (n - 1) * STEP_NS, List.of(SENSOR + " x" + n), false));
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        if (!scene.equals(SCENE)) {
            throw new IllegalArgumentException("no scene '" + scene + "': there is " + SCENE);
        }
        Exposure exposure = exposures.get(index);
        PulseHistogram histogram = histogram(exposure, index * STEP_NS);
        Pose egoFromSensor =
                new Pose(
                        Frame.EGO,
                        SENSOR,
                        Rotation.IDENTITY,
                        new Vec3(ASSUMED_AHEAD, 0, ASSUMED_HEIGHT));
        Sample sample =
                new Sample(
                        SCENE,
                        String.format(Locale.ROOT, "%06d", index),
                        index * STEP_NS,
                        SensorRig.of(List.of(new Mount(egoFromSensor, histogram.model()))),
                        PoseTrack.at(index * STEP_NS, KittiVehicle.ownPlace(index)),
                        List.of(histogram));
        return LabeledSample.unlabeled(sample);
    }

    private ZoneHistograms decoded(String file) throws DatasetException {
        Decoded known = last;
        if (known == null || !known.file.equals(file)) {
            known = new Decoded(file, kind.read(root, file));
            last = known;
        }
        return known.histograms;
    }

    /** A recording's sensor model knows Gaussians only. */
    private double sigmaSeconds(ZoneHistograms all) {
        return kind == Kind.TMF8820
                ? Tmf8820Log.SIGMA_SECONDS
                : all.facts().response().orElseThrow().sigmaSeconds();
    }

    private PulseHistogram histogram(Exposure exposure, long timeNs) throws DatasetException {
        ZoneHistograms all = decoded(exposure.file);
        int[] axes = all.axes();
        int rows = axes[axes.length - 2];
        int cols = axes[axes.length - 1];
        int zones = rows * cols;
        if ((exposure.frame + 1) * zones > all.zones()) {
            throw new DatasetException(
                    exposure.file,
                    "exposure " + exposure.frame,
                    "is gone since the folder was opened",
                    "Leave a recording alone while it is read.");
        }
        BinTimes timing = all.facts().times().orElseThrow(); // all kinds have them
        int before = (int) Math.max(0, Math.rint(-timing.firstEdgeSeconds() / timing.binSeconds()));
        int bins = all.bins() - before;
        int[] counts = all.counts(exposure.frame * zones, (exposure.frame + 1) * zones);
        int[] kept = new int[zones * bins];
        for (int zone = 0; zone < zones; zone++) {
            System.arraycopy(counts, zone * all.bins() + before, kept, zone * bins, bins);
        }
        DtofModel model =
                new DtofModel(
                        rows,
                        cols,
                        Math.toRadians(kind.horizontalDeg),
                        Math.toRadians(kind.verticalDeg),
                        bins,
                        timing.binSeconds(),
                        sigmaSeconds(all),
                        1);
        return new PulseHistogram(SENSOR, timeNs, timeNs, model, kept);
    }
}
