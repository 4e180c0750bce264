package dev.sightline.dtof.receive;

/**
 * Counts only what several SPADs see at once. Each avalanche holds its SPAD's line up for a window; the moment at which the number of
 * lines up rises to {@code least} is an event. Suppresses background as its k-th power and the signal likewise, so it pays only where
 * signal per pulse exceeds background per window.
 *
 * @param least SPADs that must agree, k; 1 passes every avalanche
 * @param windowSeconds how long a line stays up; 0 where k is 1
 */
public record Coincidence(int least, double windowSeconds) {

    public Coincidence {
        if (least < 1 || (least > 1) != (windowSeconds > 0) || !Double.isFinite(windowSeconds)) {
            throw new IllegalArgumentException(
                    "coincidence of " + least + " within " + windowSeconds + " s");
        }
    }

    /** Every avalanche counts. */
    public static Coincidence none() {
        return new Coincidence(1, 0);
    }

    /** {@code P = 1 - sum_{i<k} C(n,i) p^i (1-p)^(n-i)}: at least k of n SPADs, each with probability p (design section 2.3). */
    public double probability(int n, double p) {
        Checks.atMost("probability", p, 1);
        double less = 0;
        for (int i = 0; i < least; i++) {
            less += exactly(i, n, p);
        }
        return Math.max(0, 1 - less);
    }

    /**
     * Events per second in steady light, with each SPAD's line up a share {@code p = m w} of the time: {@code n m C(n-1,k-1) p^(k-1)
     * (1-p)^(n-k)}, exact while no SPAD fires twice within a window; for small p it is the usual {@code k C(n,k) m^k w^(k-1)}.
     *
     * @param counts avalanches per second of each SPAD, m
     */
    public double eventRate(int n, double counts) {
        return n * counts * exactly(least - 1, n - 1, counts * windowSeconds);
    }

    /** The approximation for sparse light: {@code k C(n,k) r^k w^(k-1)}. */
    public double sparseEventRate(int n, double counts) {
        return least
                * choose(n, least)
                * StrictMath.pow(counts, least)
                * StrictMath.pow(windowSeconds, least - 1);
    }

    /** {@code C(n,i) p^i (1-p)^(n-i)}. */
    static double exactly(int i, int n, double p) {
        if (i > n) {
            return 0;
        }
        return choose(n, i) * StrictMath.pow(p, i) * StrictMath.pow(1 - p, n - i);
    }

    private static double choose(int n, int k) {
        double c = 1;
        for (int i = 1; i <= k; i++) {
            c *= (double) (n - k + i) / i;
        }
        return c;
    }
}
