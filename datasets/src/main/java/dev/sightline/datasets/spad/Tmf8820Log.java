package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A log of an ams OSRAM TMF8820 in front of a plane: a list of {@link Shot}s, JSON, as a rule gzipped. 3 x 3 zones of 128 bins, row by
 * row, and the histogram of the reference SPAD that looks at the laser inside the housing.
 */
public final class Tmf8820Log {

    public static final int ROWS = 3;
    public static final int ZONES = ROWS * ROWS;
    public static final int BINS = 128;

    /** Nominal: bins of 91 ps, and the pulse leaves 1.1 ns after the left edge of bin 0. */
    public static final BinTimes NOMINAL = new BinTimes(91e-12, -1.1e-9);

    /** Deviation of the Gaussian whose full width at half maximum is the peak's, measured; the tail behind it is longer. */
    public static final double SIGMA_SECONDS = 0.102e-9;

    private static final int MAX_SHOTS = 20_000;
    private static final Set<String> MEMBERS =
            Set.of("hists", "reference_hist", "distances", "dist_to_plane");

    private Tmf8820Log() {}

    /** One exposure. Immutable. */
    public static final class Shot {

        private final int[] counts;
        private final int[] reference;
        private final double[] chipMetres;
        private final double planeMetres;

        private Shot(int[] counts, int[] reference, double[] chipMetres, double planeMetres) {
            this.counts = counts;
            this.reference = reference;
            this.chipMetres = chipMetres;
            this.planeMetres = planeMetres;
        }

        /** Counts of a zone, a copy; {@code zone = 3 row + column}. */
        public int[] zone(int zone) {
            return java.util.Arrays.copyOfRange(counts, zone * BINS, (zone + 1) * BINS);
        }

        /** Counts of the reference SPAD, a copy. */
        public int[] reference() {
            return reference.clone();
        }

        /** The distance that the chip itself gave for a zone, metres; 0 means that it gave none. */
        public double chipMetres(int zone) {
            return chipMetres[zone];
        }

        /** True distance from the sensor to the plane that it faces squarely, metres; NaN if the log has no truth. */
        public double planeMetres() {
            return planeMetres;
        }
    }

    /**
     * Reads all shots, in file order.
     *
     * @param name ending in {@code .json} or {@code .json.gz}
     * @throws DatasetException if it is missing, damaged, empty, or longer than 20,000 shots
     */
    public static List<Shot> read(DatasetRoot root, String name) throws DatasetException {
        List<Shot> shots = new ArrayList<>();
        JsonTable.of(root, name)
                .forEach(
                        MEMBERS,
                        row -> {
                            if (shots.size() == MAX_SHOTS) {
                                throw new DatasetException(
                                        name,
                                        "byte " + row.offset(),
                                        "more than " + MAX_SHOTS + " shots",
                                        "Split the log.");
                            }
                            shots.add(shot(row));
                        });
        if (shots.isEmpty()) {
            throw new DatasetException(name, "", "holds no shot", "Give a log with at least one.");
        }
        return List.copyOf(shots);
    }

    private static Shot shot(JsonRow row) throws DatasetException {
        List<JsonRow> chip = row.objects("distances");
        if (chip.isEmpty()) {
            throw row.bad("distances", "must hold at least one result of the chip");
        }
        double[] metres = chip.get(0).numbers("depths_1", ZONES);
        for (int i = 0; i < metres.length; i++) {
            metres[i] *= 1e-3;
        }
        return new Shot(
                JsonCounts.read(row, "hists", ZONES * BINS),
                JsonCounts.read(row, "reference_hist", BINS),
                metres,
                row.has("dist_to_plane") ? row.number("dist_to_plane") : Double.NaN);
    }

    /** All zones of a log's shots as {@code [shot][3][3][128]}, with nominal times and the response that they show. */
    public static ZoneHistograms histograms(List<Shot> shots) {
        int[] counts = new int[shots.size() * ZONES * BINS];
        for (int i = 0; i < shots.size(); i++) {
            System.arraycopy(shots.get(i).counts, 0, counts, i * ZONES * BINS, ZONES * BINS);
        }
        List<int[]> all = new ArrayList<>();
        for (Shot shot : shots) {
            for (int zone = 0; zone < ZONES; zone++) {
                all.add(shot.zone(zone));
            }
        }
        PulseShape response = PulseCalibration.orGaussian(all, NOMINAL.binSeconds(), SIGMA_SECONDS);
        return new ZoneHistograms(
                new int[] {shots.size(), ROWS, ROWS},
                BINS,
                counts,
                SensorFacts.of(NOMINAL, response),
                List.of(
                        "TMF8820: nominal times (91 ps a bin, start 1.1 ns into bin 0); each zone has its own offset of up to"
                                + " centimetres until it is calibrated.",
                        response.isGaussian()
                                ? "TMF8820: too few peaks to measure the response; a Gaussian of the peak's width stands for it, whose"
                                        + " tail is longer."
                                : "TMF8820: the response was measured from the peaks of this log, all zones together.",
                        "TMF8820: sigma is that of the photons alone; what nominal times leave is centimetres, what a calibration per"
                                + " zone leaves is 0.5 to 1.3 mm."));
    }
}
