package dev.sightline.dtof;

import dev.sightline.dtof.estimate.BinnedResponse;

/**
 * Masses and slopes of a response in even bins at {@link #PHASES} places within a bin, so that a step of Fisher scoring needs no
 * exponential. Such a step may start anywhere near the estimate, so it starts at the nearest tabulated place: nothing is
 * interpolated.
 */
final class PhaseTable {

    /** Places per bin. */
    static final int PHASES = 64;

    private final boolean narrow;
    private final int before; // bins kept before the one that holds the place
    private final int length;
    private final double[] mass; // [phase][bin]
    private final double[] slope;
    private final double[] arrived; // [phase][bin + 1], share of the light before a bin
    private final int coreBefore; // bins whose photons are counted as signal
    private final int coreAfter;

    /**
     * Makes a table.
     *
     * @param negligible share of the light below which a bin at either end is left out
     * @param core share of the light in the fullest bin below which a bin's photons are not counted by {@link #signal}
     */
    PhaseTable(BinnedResponse any, double negligible, double core) {
        narrow = any.isNarrow();
        int span = any.span();
        BinnedResponse response = any.even(4 * span);
        int middle = 2 * span;
        int first = lit(response, middle, negligible, true);
        int last = lit(response, middle, negligible, false);
        before = middle - first;
        length = last - first + 1;
        double top = 0;
        for (int k = first; k <= last; k++) {
            top = Math.max(top, response.mass(k, middle + 0.5));
        }
        coreBefore = middle - lit(response, middle, core * top, true);
        coreAfter = lit(response, middle, core * top, false) - middle;
        mass = new double[PHASES * length];
        slope = new double[PHASES * length];
        arrived = new double[PHASES * (length + 1)];
        for (int phase = 0; phase < PHASES; phase++) {
            double t = middle + (double) phase / PHASES;
            double sum = 0;
            for (int k = 0; k < first; k++) {
                sum += response.mass(k, t);
            }
            for (int j = 0; j < length; j++) {
                mass[phase * length + j] = response.mass(first + j, t);
                slope[phase * length + j] = response.slope(first + j, t);
                arrived[phase * (length + 1) + j] = sum;
                sum += mass[phase * length + j];
            }
            arrived[phase * (length + 1) + length] = sum;
        }
    }

    /** First or last bin that gets more than a share of the light of a pulse at either end of the middle bin. */
    private static int lit(BinnedResponse response, int middle, double share, boolean first) {
        int k = first ? 0 : response.bins() - 1;
        while (k != middle
                && response.mass(k, middle) <= share
                && response.mass(k, middle + 1) <= share) {
            k += first ? 1 : -1;
        }
        return k;
    }

    /** The tabulated place nearest to t, bins times {@link #PHASES}. */
    static int place(double t) {
        return (int) (t * PHASES + 0.5);
    }

    /** First bin that a pulse at a place lights, which may lie before the window. */
    int first(int place) {
        return place / PHASES - before;
    }

    /** Bins that a pulse lights. */
    int length() {
        return length;
    }

    /** Where the masses and slopes of a place's first bin are. */
    int row(int place) {
        return place % PHASES * length;
    }

    /** Whether {@link #spread} tells a place and {@link #score} may not: one bin may hold all the light. */
    boolean isNarrow() {
        return narrow;
    }

    double[] masses() {
        return mass;
    }

    double[] slopes() {
        return slope;
    }

    /** Photons above the background around a place, scaled up to the whole response; at least 1. */
    double signal(int place, double b, int[] counts, int at, int bins) {
        int middle = place / PHASES;
        int from = Math.max(0, middle - coreBefore);
        int to = Math.min(bins, middle + coreAfter + 1);
        if (to <= from) {
            return 1;
        }
        double sum = 0;
        for (int k = at + from; k < at + to; k++) {
            sum += counts[k];
        }
        int row = place % PHASES * (length + 1) - (middle - before);
        double share = arrived[row + to] - arrived[row + from];
        return Math.max(1, (sum - b * (to - from)) / share);
    }

    /**
     * Mean and variance of the likelihood over all tabulated places in the bin of a place and its two neighbours, for a return of known
     * strength: the bin's middle and {@code 1/12} where the light tells no more than the bin.
     *
     * @param counts of many zones, this one's from {@code at} on
     * @param b background per bin, above 0
     * @param out receives the mean in bins and the variance in square bins
     */
    void spread(int place, double signal, double b, int[] counts, int at, int bins, double[] out) {
        int middle = Math.min(bins - 1, place / PHASES);
        int low = Math.max(0, middle - 1) * PHASES;
        int high = Math.min(bins, middle + 2) * PHASES;
        double top = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double mean = 0;
        double square = 0;
        for (int i = low; i <= high; i++) {
            double gain = gain(i, signal, b, counts, at, bins);
            if (gain > top) {
                double less = StrictMath.exp(top - gain); // the sums are relative to the top
                sum *= less;
                mean *= less;
                square *= less;
                top = gain;
            }
            double weight = StrictMath.exp(gain - top);
            double x = i - low;
            sum += weight;
            mean += weight * x;
            square += weight * x * x;
        }
        mean /= sum;
        // Between two places nothing is told: an even spread.
        double variance = Math.max(0, square / sum - mean * mean) + 1.0 / 12;
        out[0] = (low + mean) / PHASES;
        out[1] = variance / (PHASES * PHASES);
    }

    /** What a return at a place adds to the log-likelihood. */
    private double gain(int place, double signal, double b, int[] counts, int at, int bins) {
        int start = first(place);
        int row = row(place) - start;
        int to = Math.min(bins, start + length);
        double gain = 0;
        for (int k = Math.max(0, start); k < to; k++) {
            double add = signal * mass[row + k];
            int h = counts[at + k];
            gain += (h > 0 ? h * StrictMath.log1p(add / b) : 0) - add;
        }
        return gain;
    }

    /**
     * One step of Fisher scoring for the place of a return of known strength.
     *
     * @param counts of many zones, this one's from {@code at} on
     * @param out receives the step in bins and the information per square bin
     */
    void score(int place, double signal, double b, int[] counts, int at, int bins, double[] out) {
        int start = first(place);
        int row = row(place) - start;
        int to = Math.min(bins, start + length);
        double pull = 0;
        double information = 0;
        for (int k = Math.max(0, start); k < to; k++) {
            double s = signal * slope[row + k];
            double rate = signal * mass[row + k] + b;
            double weight = s / rate;
            pull += (counts[at + k] - rate) * weight;
            information += s * weight;
        }
        out[0] = pull / information;
        out[1] = information;
    }
}
