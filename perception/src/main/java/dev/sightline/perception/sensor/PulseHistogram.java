package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;

/** Photon counts of one dToF exposure, {@code [row][col][bin]}. Immutable. */
public final class PulseHistogram implements Measurement {

    private final Frame frame;
    private final long startNs;
    private final long endNs;
    private final DtofModel model;
    private final int[] counts;

    /**
     * Takes over the counts.
     *
     * @param counts {@code [rows][cols][bins]}, C order, not negative; handed over, not copied
     */
    public PulseHistogram(Frame frame, long startNs, long endNs, DtofModel model, int[] counts) {
        if (counts.length != model.zones() * model.bins()) {
            throw new IllegalArgumentException(
                    "histogram of "
                            + model.rows()
                            + "x"
                            + model.cols()
                            + "x"
                            + model.bins()
                            + " needs "
                            + model.zones() * model.bins()
                            + " counts, got "
                            + counts.length);
        }
        if (endNs < startNs) {
            throw new IllegalArgumentException(
                    "exposure ends " + (startNs - endNs) + " ns before its start");
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("count " + i + " is negative: " + counts[i]);
            }
        }
        this.frame = frame;
        this.startNs = startNs;
        this.endNs = endNs;
        this.model = model;
        this.counts = counts;
    }

    @Override
    public Frame frame() {
        return frame;
    }

    @Override
    public long startNs() {
        return startNs;
    }

    @Override
    public long endNs() {
        return endNs;
    }

    public DtofModel model() {
        return model;
    }

    /** Photons counted in one bin of zone {@code row * cols + col}. */
    public int count(int zone, int bin) {
        return counts[zone * model.bins() + bin];
    }

    /** Copies one zone's bins into {@code out}, without allocation. */
    public void zone(int zone, int[] out) {
        zone(zone, out, 0);
    }

    /** Copies one zone's bins into {@code out} from place {@code at} on, without allocation. */
    public void zone(int zone, int[] out, int at) {
        System.arraycopy(counts, zone * model.bins(), out, at, model.bins());
    }

    /** A copy of all counts, {@code [row][col][bin]}. */
    public int[] counts() {
        return counts.clone();
    }
}
