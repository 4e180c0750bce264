package dev.sightline.dtof.estimate;

/** Background levels from a histogram whose returns nobody knows yet. */
final class Start {

    private static final int ROUNDS = 12;

    private Start() {}

    /**
     * Background per nominal bin and cycle: the mean rate of the bins that are not far above it, repeated until none leaves. Rates are
     * corrected for the cycles in which a bin was blind, so pile-up does not tilt it.
     *
     * @return at least what half a count in the whole histogram would mean
     */
    static double background(double[] widths, Counting counting, int[] counts, double[] live) {
        int bins = counts.length;
        double rate = Double.POSITIVE_INFINITY;
        double total = 0;
        for (int k = 0; k < bins; k++) {
            total += widths[k] * Math.max(0, live[k]);
        }
        for (int round = 0; round < ROUNDS; round++) {
            double h = 0;
            double exposure = 0;
            for (int k = 0; k < bins; k++) {
                double expected = expected(counting, live[k], rate * widths[k]);
                if (counts[k] <= expected + 3 * Math.sqrt(expected) + 2 || round == 0) {
                    h += counts[k];
                    exposure += live[k] * widths[k];
                }
            }
            double q = h / exposure;
            double next = counting.isPoisson() ? q : -StrictMath.log1p(-Math.min(q, 0.999));
            if (next >= rate) {
                break;
            }
            rate = next;
        }
        return Math.max(rate, 0.5 / total);
    }

    private static double expected(Counting counting, double live, double rate) {
        return counting.isPoisson() ? rate : live * -StrictMath.expm1(-rate);
    }
}
