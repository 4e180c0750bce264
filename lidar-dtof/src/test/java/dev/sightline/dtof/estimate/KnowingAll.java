package dev.sightline.dtof.estimate;

/**
 * The ceiling of a cell: the exact likelihood of the time with everything else known, weighed at every sixteenth of a bin over the whole
 * window, a parabola through the highest. No start, no climb, nothing shared with the estimators but the response and the rates' likelihood.
 */
final class KnowingAll {

    private static final int PER_BIN = 16;

    private final Counting counting;
    private final int[] from;
    private final double[][] perCount; // per place and bin from `from`
    private final double[][] perLive;

    /** Levels as in {@link FreshDraws}: per cycle, the background per bin. */
    KnowingAll(BinnedResponse response, Counting counting, double signal, double background) {
        this.counting = counting;
        double[] widths = response.widths();
        int places = response.bins() * PER_BIN;
        from = new int[places];
        perCount = new double[places][];
        perLive = new double[places][];
        for (int i = 0; i < places; i++) {
            double t = (i + 0.5) / PER_BIN;
            from[i] = response.first(t);
            int span = response.end(t) - from[i];
            perCount[i] = new double[span];
            perLive[i] = new double[span];
            for (int j = 0; j < span; j++) {
                double dark = background * widths[from[i] + j];
                double lit = dark + signal * response.mass(from[i] + j, t);
                // logLikelihood = h f(rate) - live rate
                perCount[i][j] =
                        counting.logLikelihood(1, 0, lit)
                                + (counting.isPoisson() ? lit : 0)
                                - counting.logLikelihood(1, 0, dark)
                                - (counting.isPoisson() ? dark : 0);
                perLive[i][j] = lit - dark;
            }
        }
    }

    /** The likeliest time, bins. */
    double time(int[] counts) {
        double[] live = counting.live(counts);
        double[] gain = new double[from.length];
        int top = 0;
        for (int i = 0; i < gain.length; i++) {
            double sum = 0;
            for (int j = 0; j < perCount[i].length; j++) {
                int k = from[i] + j;
                sum += counts[k] * perCount[i][j] - live[k] * perLive[i][j];
            }
            gain[i] = sum;
            top = sum > gain[top] ? i : top;
        }
        double shift = 0;
        if (top > 0 && top < gain.length - 1) {
            double bend = gain[top - 1] - 2 * gain[top] + gain[top + 1];
            shift = bend < 0 ? 0.5 * (gain[top - 1] - gain[top + 1]) / bend : 0;
        }
        return (top + 0.5 + shift) / PER_BIN;
    }
}
