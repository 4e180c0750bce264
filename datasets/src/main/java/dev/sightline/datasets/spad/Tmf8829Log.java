package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A log of the ams OSRAM TMF8829 evaluation kit: frames of 16 x 16 pixels with the chip's peaks, and histograms of 64 bins, JSON, as
 * a rule gzipped. The bins 55 to 63 are always 0 in the logs that we have and are not part of the window: 55 bins are kept.
 *
 * <p>Trap: {@code mp_histo} has the form of 16 x 16 histograms, but in the log that we have the 16 of a row are copies of one. Then a frame
 * comes back as one column of 16, and {@link Frame#colsAreCopies} says so.
 */
public final class Tmf8829Log {

    public static final int SIDE = 16;

    /** Bins that are kept of the 64 in the file. */
    public static final int BINS = 55;

    /** Measured against the chip's own distances: about 120 mm a bin, zero near bin 2.75. Good to some 40 mm. */
    public static final BinTimes MEASURED = new BinTimes(0.8e-9, -2.75 * 0.8e-9);

    /** Deviation of the Gaussian whose full width at half maximum is the peaks', measured. */
    public static final double SIGMA_SECONDS = 0.67e-9;

    private static final int FILE_BINS = 64;
    private static final int MAX_FRAMES = 2000;
    private static final Set<String> MEMBERS = Set.of("info", "mp_histo", "results");

    private Tmf8829Log() {}

    /** One frame. Immutable. */
    public static final class Frame {

        private final long number;
        private final boolean copies;
        private final int[] counts; // [16][16][55]
        private final double[] chipMetres;

        private Frame(long number, boolean copies, int[] counts, double[] chipMetres) {
            this.number = number;
            this.copies = copies;
            this.counts = counts;
            this.chipMetres = chipMetres;
        }

        /** The chip's frame number. */
        public long number() {
            return number;
        }

        /** Whether the 16 histograms of every row were the same, so that only one a row is kept. */
        public boolean colsAreCopies() {
            return copies;
        }

        /** Distance along the ray of a pixel's first peak as the chip gave it, metres; NaN if it found none. */
        public double chipMetres(int row, int col) {
            return chipMetres[row * SIDE + col];
        }
    }

    /**
     * Reads all frames, in file order.
     *
     * @throws DatasetException if it is missing, damaged, empty, or longer than 2,000 frames
     */
    public static List<Frame> read(DatasetRoot root, String name) throws DatasetException {
        List<Frame> frames = new ArrayList<>();
        JsonTable.of(root, name, "Result_Set")
                .forEach(
                        MEMBERS,
                        row -> {
                            if (frames.size() == MAX_FRAMES) {
                                throw new DatasetException(
                                        name,
                                        "byte " + row.offset(),
                                        "more than " + MAX_FRAMES + " frames",
                                        "Split the log.");
                            }
                            frames.add(frame(row));
                        });
        if (frames.isEmpty()) {
            throw new DatasetException(name, "", "holds no frame", "Give a log with at least one.");
        }
        return List.copyOf(frames);
    }

    private static Frame frame(JsonRow row) throws DatasetException {
        List<List<JsonRow>> histograms = row.objectRows("mp_histo");
        List<List<JsonRow>> results = row.objectRows("results");
        requireSquare(row, "mp_histo", histograms);
        requireSquare(row, "results", results);
        int[] all = new int[SIDE * SIDE * BINS];
        double[] chip = new double[SIDE * SIDE];
        boolean copies = true;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int[] bins = JsonCounts.read(histograms.get(i / SIDE).get(i % SIDE), "bin", FILE_BINS);
            for (int k = BINS; k < FILE_BINS; k++) {
                if (bins[k] != 0) {
                    throw row.bad(
                            "mp_histo",
                            "has counts in bin " + k + ", and the window is known to end at 54");
                }
            }
            System.arraycopy(bins, 0, all, i * BINS, BINS);
            int left = (i - 1) * BINS;
            copies &=
                    i % SIDE == 0
                            || Arrays.equals(all, left, left + BINS, all, i * BINS, (i + 1) * BINS);
            List<JsonRow> peaks = results.get(i / SIDE).get(i % SIDE).objects("peaks");
            chip[i] = peaks.isEmpty() ? Double.NaN : 1e-3 * peaks.get(0).number("distance");
        }
        return new Frame(row.object("info").integer("frame_number"), copies, all, chip);
    }

    private static void requireSquare(JsonRow row, String member, List<List<JsonRow>> raster)
            throws DatasetException {
        if (raster.size() != SIDE || raster.stream().anyMatch(r -> r.size() != SIDE)) {
            throw row.bad(member, "must hold " + SIDE + " rows of " + SIDE);
        }
    }

    /** All histograms of a log as {@code [frame][16][col][55]}; one column where every frame's columns are copies, else 16. */
    public static ZoneHistograms histograms(List<Frame> frames) {
        boolean copies = frames.stream().allMatch(Frame::colsAreCopies);
        int cols = copies ? 1 : SIDE;
        int zones = SIDE * cols;
        int[] counts = new int[frames.size() * zones * BINS];
        for (int i = 0; i < frames.size() * zones; i++) {
            int row = i % zones / cols;
            int from = (row * SIDE + i % cols) * BINS;
            System.arraycopy(frames.get(i / zones).counts, from, counts, i * BINS, BINS);
        }
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "TMF8829: 0.8 ns a bin and zero at bin 2.75 are measured against the chip's own distances, good to some 40 mm.");
        if (copies) {
            remarks.add(
                    "TMF8829: the 16 histograms of a row of mp_histo are the same in every frame, so this log has 16 histograms a"
                            + " frame, not 256; they are given as one column.");
        }
        return new ZoneHistograms(
                new int[] {frames.size(), SIDE, cols},
                BINS,
                counts,
                SensorFacts.of(MEASURED, PulseShape.gaussian(SIGMA_SECONDS)),
                remarks);
    }
}
