package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;

/**
 * Exact binomial draws by inversion from the mode outwards: about as many steps as the distribution is wide, so one draw of 2,000 trials
 * takes a few hundred nanoseconds.
 */
final class Binomial {

    private static final double[] LOG_FACTORIAL = new double[4096];

    static {
        for (int k = 2; k < LOG_FACTORIAL.length; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
        }
    }

    private Binomial() {}

    /** How many of n trials succeed, each with probability p. */
    static int draw(int n, double p, Draws draws) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("probability must be in 0..1, was " + p);
        }
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : n;
        }
        int mode = (int) Math.min(n, (n + 1.0) * p);
        double odds = p / (1 - p);
        double top = probability(n, p, mode);
        double left = draws.nextDouble() - top;
        if (left < 0) {
            return mode;
        }
        int below = mode;
        int above = mode;
        double pBelow = top;
        double pAbove = top;
        // Each value's share of the unit interval is taken in turn, nearest to the mode first.
        while (below > 0 || above < n) {
            if (above < n) {
                pAbove *= odds * (n - above) / (above + 1);
                above++;
                left -= pAbove;
                if (left < 0) {
                    return above;
                }
            }
            if (below > 0) {
                pBelow *= below / (odds * (n - below + 1.0));
                below--;
                left -= pBelow;
                if (left < 0) {
                    return below;
                }
            }
        }
        return mode; // what rounding left over, below 1e-13
    }

    /** {@code P(k)} of n trials, by logarithms. */
    static double probability(int n, double p, int k) {
        double choose = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
        return StrictMath.exp(choose + k * StrictMath.log(p) + (n - k) * StrictMath.log1p(-p));
    }

    /** {@code ln k!}; Stirling's series where the table ends, right to 1e-15. */
    private static double logFactorial(int k) {
        if (k < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[k];
        }
        double x = k + 1.0;
        double z = 1 / (x * x);
        return (x - 0.5) * StrictMath.log(x)
                - x
                + 0.9189385332046728
                + (1.0 / 12 - z * (1.0 / 360 - z / 1260)) / x;
    }
}
