package dev.sightline.dtof;

/**
 * {@link ScoreTail#probability} for the backgrounds of one template level: the logarithm at three backgrounds and at steps of 1/8
 * deviation, interpolated linearly in both. Within 3 % of its plain twin where the probability is above 1e-8; below, where a
 * confidence rounds to 1 anyway, the table ends with 0.
 */
final class TailTable {

    private static final int PER_DEVIATION = 8;
    private static final int MOST = 12 * PER_DEVIATION + 1;
    private static final double NEGLIGIBLE = 1e-12;

    private final double lowest;
    private final double ratio; // of neighbouring backgrounds
    private final double first; // deviations of the first entry
    private final double[] below; // ln P at the lowest background
    private final double[] middle;
    private final double[] above;

    /**
     * Makes a table.
     *
     * @param sum of the template's weights
     * @param squares sum of their squares
     * @param b lowest background
     * @param span highest background over the lowest
     * @param from deviations of the smallest score asked for
     */
    TailTable(ScoreTail tail, double sum, double squares, double b, double span, double from) {
        this.lowest = b;
        this.ratio = Math.sqrt(span);
        this.first = from;
        this.below = column(tail, sum, squares, b);
        this.middle = column(tail, sum, squares, b * ratio);
        this.above = column(tail, sum, squares, b * span);
    }

    private double[] column(ScoreTail tail, double sum, double squares, double b) {
        double[] out = new double[MOST];
        double deviation = Math.sqrt(b * squares);
        boolean gone = false;
        for (int i = 0; i < MOST; i++) {
            double z = first + (double) i / PER_DEVIATION;
            double p = gone ? 0 : tail.probability(b * sum + z * deviation, b);
            gone = p < NEGLIGIBLE;
            out[i] = gone ? Double.NEGATIVE_INFINITY : StrictMath.log(p);
        }
        return out;
    }

    /** Probability of a score z deviations above the mean at background b. */
    double probability(double z, double b) {
        double at = (z - first) * PER_DEVIATION;
        if (at >= MOST - 1) {
            return 0;
        }
        int i = (int) Math.max(0, at);
        double u = Math.max(0, at - i);
        boolean upper = b > lowest * ratio;
        double[] from = upper ? middle : below;
        double[] to = upper ? above : middle;
        double v = ((upper ? b / ratio : b) / lowest - 1) / (ratio - 1);
        double low = from[i] + u * (from[i + 1] - from[i]);
        double high = to[i] + u * (to[i + 1] - to[i]);
        double log = low + v * (high - low);
        return log > -30
                ? Math.min(1, StrictMath.exp(log))
                : 0; // false for NaN, which infinities make
    }
}
