package dev.sightline.datasets.spad;

import java.util.Arrays;
import java.util.List;

/**
 * Photon histograms of a file: counts {@code [leading axes...][bin]} in C order, with what the file says of its sensor. Immutable.
 */
public final class ZoneHistograms {

    /** The most counts of a file that are read. */
    public static final long MAX_COUNTS = 1L << 26;

    private final int[] axes;
    private final int bins;
    private final int[] counts;
    private final SensorFacts facts;
    private final List<String> remarks;

    /**
     * Takes over the counts.
     *
     * @param axes lengths of the leading axes; empty for one zone
     * @param counts {@code [axes...][bins]}, not negative; handed over, not copied
     * @param facts what the file says of its sensor
     * @param remarks what a user should know of these counts, one sentence each
     */
    public ZoneHistograms(
            int[] axes, int bins, int[] counts, SensorFacts facts, List<String> remarks) {
        long zones = 1;
        for (int n : axes) {
            zones *= n;
        }
        if (bins < 1 || zones < 1 || zones * bins != counts.length) {
            throw new IllegalArgumentException(
                    counts.length + " counts for " + Arrays.toString(axes) + " x " + bins);
        }
        this.axes = axes.clone();
        this.bins = bins;
        this.counts = counts;
        this.facts = facts;
        this.remarks = List.copyOf(remarks);
    }

    /** Lengths of the leading axes, a copy. */
    public int[] axes() {
        return axes.clone();
    }

    public int zones() {
        return counts.length / bins;
    }

    public int bins() {
        return bins;
    }

    /** Copies the bins of a run of zones, in C order. */
    public int[] counts(int fromZone, int toZone) {
        return Arrays.copyOfRange(counts, fromZone * bins, toZone * bins);
    }

    /** All photons. */
    public long photons() {
        long sum = 0;
        for (int n : counts) {
            sum += n;
        }
        return sum;
    }

    /** What the file says of its sensor. */
    public SensorFacts facts() {
        return facts;
    }

    public List<String> remarks() {
        return remarks;
    }
}
