package dev.sightline.dtof.receive;

import dev.sightline.dtof.Gaussian;

/**
 * The counter behind a bin: stops at {@code 2^bits - 1}.
 *
 * @param bits 1..31
 */
public record Counter(int bits) {

    public Counter {
        if (bits < 1 || bits > 31) {
            throw new IllegalArgumentException("a counter has 1..31 bits, not " + bits);
        }
    }

    /** One that no histogram here fills. */
    public static Counter wide() {
        return new Counter(31);
    }

    /** The highest count. */
    public int most() {
        return (int) ((1L << bits) - 1);
    }

    /**
     * Expected count of a bin that would hold {@code mean} counts, Poisson: {@code E[min(X, c)] = c - (c - m) Phi(z) - s phi(z)},
     * {@code z = (c - m)/s}. Clipping the mean instead is too high by 0.4 s where m = c. Normal approximation, for 8 bits and more.
     */
    public double expected(double mean) {
        Checks.notNegative("mean count", mean);
        if (mean == 0) {
            return 0;
        }
        double s = Math.sqrt(mean);
        double room = most() - mean;
        double z = room / s;
        return most() - room * Gaussian.cdf(z) - s * Gaussian.density(z);
    }
}
