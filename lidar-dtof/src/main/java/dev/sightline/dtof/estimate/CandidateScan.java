package dev.sightline.dtof.estimate;

/**
 * Where one more return would explain a histogram best: the log-matched filter {@code sum_k h_k ln(1 + s_k / r_k) - s_k} and its
 * counterparts for first photons and dead time, at every half bin, on top of rates that are already explained. The hypothesised signal
 * is the weakest that can be found on those rates (a stronger one is found by any filter). Immutable; masses are kept.
 */
final class CandidateScan {

    private static final double NEGLIGIBLE = 2e-3; // of the response's largest bin
    private static final double MOST_PER_CYCLE = 5;

    private final Counting counting;
    private final double[][] mass;
    private final int[] first;
    private final double[] energy;
    private final double offset; // steps
    private final double step;

    CandidateScan(BinnedResponse response, Counting counting) {
        this.counting = counting;
        int n = 2 * response.bins();
        this.step = 0.5;
        // A narrow return stands on an edge or within a bin: between the two nothing tells the way.
        this.offset = response.isNarrow() ? 0 : 0.5;
        mass = new double[n][];
        first = new int[n];
        energy = new double[n];
        for (int i = 0; i < n; i++) {
            fill(response, i);
        }
    }

    private void fill(BinnedResponse response, int i) {
        double t = time(i);
        int from = response.first(t);
        int to = response.end(t);
        double top = 0;
        for (int k = from; k < to; k++) {
            top = Math.max(top, response.mass(k, t));
        }
        while (from < to && response.mass(from, t) < NEGLIGIBLE * top) {
            from++;
        }
        while (to > from && response.mass(to - 1, t) < NEGLIGIBLE * top) {
            to--;
        }
        first[i] = from;
        mass[i] = new double[to - from];
        for (int k = from; k < to; k++) {
            double p = response.mass(k, t);
            mass[i][k - from] = p;
            energy[i] += p * p;
        }
    }

    int size() {
        return mass.length;
    }

    double time(int i) {
        return (i + offset) * step;
    }

    /** The weakest signal per cycle that can be found at a place. */
    double weakest(int i, double[] live, double[] rates) {
        double b = 0;
        double alive = 0;
        double sum = 0;
        for (int j = 0; j < mass[i].length; j++) {
            int k = first[i] + j;
            double p = mass[i][j];
            b += p * live[k] * rates[k];
            alive += p * live[k];
            sum += p;
        }
        if (!(alive > 0)) {
            return 0;
        }
        double counts = 3 * Math.sqrt(b / sum / energy[i]) + 5;
        double most = counting.isPoisson() ? Double.MAX_VALUE : MOST_PER_CYCLE;
        return Math.min(most, counts * sum / alive);
    }

    /** Gain in log-likelihood by the weakest return at a place, over given rates. */
    double gain(int i, int[] counts, double[] live, double[] rates) {
        return gain(i, weakest(i, live, rates), counts, live, rates);
    }

    /** Gain in log-likelihood by a return of signal s at a place. */
    double gain(int i, double s, int[] counts, double[] live, double[] rates) {
        double sum = 0;
        for (int j = 0; j < mass[i].length; j++) {
            int k = first[i] + j;
            double add = s * mass[i][j];
            if (counting.isPoisson()) {
                sum -= add;
                sum += counts[k] > 0 ? counts[k] * StrictMath.log1p(add / rates[k]) : 0;
            } else {
                sum -= live[k] * add;
                sum += counts[k] > 0 ? counts[k] * ratio(rates[k], add) : 0;
            }
        }
        return sum;
    }

    /** {@code ln((e^{r+s} - 1) / (e^r - 1))}. */
    private static double ratio(double rate, double add) {
        return StrictMath.log(StrictMath.expm1(rate + add) / StrictMath.expm1(rate));
    }

    /** Gains at all places. */
    double[] gains(int[] counts, double[] live, double[] rates) {
        double[] out = new double[size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = gain(i, counts, live, rates);
        }
        return out;
    }

    /** Photons above given rates around a place, per cycle: where a climb starts; not below half the weakest. */
    double signal(int i, int[] counts, double[] live, double[] rates) {
        double excess = 0;
        double alive = 0;
        double sum = 0;
        for (int j = 0; j < mass[i].length; j++) {
            int k = first[i] + j;
            double r = rates[k];
            double q = live[k] > 0 ? Math.min(0.999, counts[k] / live[k]) : 0;
            excess += counting.isPoisson() ? counts[k] - r : -StrictMath.log1p(-q) - r;
            alive += live[k];
            sum += mass[i][j];
        }
        double weakest = weakest(i, live, rates);
        return alive > 0 && sum > 0 ? Math.max(0.5 * weakest, excess / sum) : weakest;
    }
}
