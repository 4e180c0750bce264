package dev.sightline.occupancy.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a probability of "occupied" means what it says: among voxels called 0.7 occupied, 70 % should be. Probabilities fall into bins
 * of equal width; each bin keeps how many, how many were occupied, and the sum of probabilities. Immutable.
 *
 * <p>Probabilities are summed in units of 2^-24: float16 values exactly, others rounded by at most 3e-8 each, so that merging is exact.
 * Reference: Guo et al., On Calibration of Modern Neural Networks, ICML 2017, equations 2 and 3.
 */
public final class Calibration implements MetricState<Calibration> {

    private static final double UNIT = 0x1p24;

    private final int bins;
    private final long[] counts; // per bin: voxels, occupied, sum of probabilities

    private Calibration(int bins, long[] counts) {
        this.bins = bins;
        this.counts = counts;
    }

    /**
     * One bin of the reliability curve.
     *
     * @param from lowest probability
     * @param to highest probability, exclusive but for the last bin
     * @param voxels how many
     * @param probability their mean; NaN if there are none
     * @param occupied share that was; NaN if there are none
     */
    public record Bin(double from, double to, long voxels, double probability, double occupied) {}

    /**
     * No voxel counted.
     *
     * @param bins 1..1000
     */
    public static Calibration empty(int bins) {
        if (bins < 1 || bins > 1000) {
            throw new IllegalArgumentException(bins + " bins, must be 1..1000");
        }
        return new Calibration(bins, new long[3 * bins]);
    }

    /**
     * A state from its counters: per bin voxels, occupied, sum of probabilities in 2^-24.
     *
     * @throws IllegalArgumentException if their number is not a multiple of three or one is negative
     */
    public static Calibration of(long[] counters) {
        Calibration empty = empty(counters.length / 3);
        return new Calibration(empty.bins, Counters.checked(counters, empty.counts.length));
    }

    /**
     * Counts one frame besides.
     *
     * @param probability of being occupied per voxel, 0..1
     * @param truth class per voxel; a value that is no class is not counted
     * @param regions as in {@link VoxelCounts#add}
     * @param free number of the class "free", one of {@code classes}
     * @throws IllegalArgumentException if sizes differ, or naming the first counted voxel whose probability is outside 0..1
     */
    public Calibration plus(
            float[] probability,
            byte[] truth,
            byte[] regions,
            VoxelMask mask,
            int classes,
            int free) {
        if (probability.length != truth.length || regions.length != truth.length) {
            throw new IllegalArgumentException(
                    "%d probabilities, truth of %d voxels, regions of %d"
                            .formatted(probability.length, truth.length, regions.length));
        }
        long[] sum = counts.clone();
        for (int i = 0; i < truth.length; i++) {
            int t = truth[i] & 0xff;
            if (t >= classes || !mask.counts(regions[i])) {
                continue;
            }
            double p = probability[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(
                        "probability at voxel " + i + " is " + p + ", must be 0..1");
            }
            int bin = 3 * Math.min(bins - 1, (int) (p * bins));
            sum[bin]++;
            sum[bin + 1] += t == free ? 0 : 1;
            sum[bin + 2] += Math.round(p * UNIT);
        }
        return new Calibration(bins, sum);
    }

    @Override
    public Calibration merge(Calibration other) {
        if (bins != other.bins) {
            throw new IllegalArgumentException(
                    "cannot merge " + bins + " and " + other.bins + " bins");
        }
        return new Calibration(bins, Counters.sum(counts, other.counts));
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    /** The reliability curve, from low to high probability. */
    public List<Bin> curve() {
        List<Bin> curve = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            long voxels = counts[3 * b];
            curve.add(
                    new Bin(
                            (double) b / bins,
                            (b + 1.0) / bins,
                            voxels,
                            counts[3 * b + 2] / UNIT / voxels, // 0 / 0 is NaN, as documented
                            (double) counts[3 * b + 1] / voxels));
        }
        return curve;
    }

    /** Expected calibration error: gaps of the curve, weighted with voxels; NaN if none was counted. */
    public double expectedError() {
        double sum = 0;
        long voxels = 0;
        for (Bin bin : curve()) {
            sum +=
                    bin.voxels() == 0
                            ? 0
                            : bin.voxels() * Math.abs(bin.probability() - bin.occupied());
            voxels += bin.voxels();
        }
        return sum / voxels; // 0 / 0 is NaN, as documented
    }

    /** Largest gap of the curve; NaN if no voxel was counted. */
    public double largestError() {
        return curve().stream()
                .filter(bin -> bin.voxels() > 0)
                .mapToDouble(bin -> Math.abs(bin.probability() - bin.occupied()))
                .max()
                .orElse(Double.NaN);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Calibration c && Arrays.equals(counts, c.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Calibration in " + bins + " bins, expected error " + expectedError();
    }
}
