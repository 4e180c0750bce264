package dev.sightline.dtof;

/**
 * Exact Poisson draws for one mean at a time: inversion by sequential search below a mean of 10, above it transformed rejection
 * (Hoermann, "The transformed rejection method for generating Poisson random variables", 1993, algorithm PTRS).
 */
public final class Poisson {

    /** Largest mean accepted, so that a count fits an int. */
    public static final double MAX_MEAN = 1e9;

    private static final int LAST = 200; // P(k > 200) at a mean of 10 is far below 2^-53
    private static final double DOUBT = 1e-9;

    private static final double[] LOG_FACTORIAL = new double[64];
    private static final double[] EXP = new double[10 * 64];

    static {
        for (int i = 0; i < EXP.length; i++) {
            EXP[i] = StrictMath.exp(-i / 64.0);
        }
        for (int k = 2; k < LOG_FACTORIAL.length; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
        }
    }

    private Poisson() {}

    public static int draw(double mean, Draws draws) {
        if (!(mean >= 0 && mean <= MAX_MEAN)) {
            throw new IllegalArgumentException("mean must be in 0.." + MAX_MEAN + ", was " + mean);
        }
        return mean < 10 ? byInversion(mean, draws.nextDouble()) : byRejection(mean, draws);
    }

    /**
     * {@link #inverted} with a quick exponential. Where the answer hangs by less than that may be off, one draw in 1e8, the plain twin
     * decides, so that both always agree.
     */
    static int byInversion(double mean, double uniform) {
        double u = uniform;
        double p = expOfMinus(mean);
        int k = 0;
        while (u >= p && k < LAST) {
            u -= p;
            k++;
            p *= mean / k;
        }
        boolean sure = p - u > DOUBT && (k == 0 || u > DOUBT);
        return sure ? k : inverted(mean, uniform);
    }

    /** The number whose cumulative probability first exceeds u. */
    static int inverted(double mean, double uniform) {
        double u = uniform;
        double p = StrictMath.exp(-mean);
        int k = 0;
        while (u >= p && k < LAST) {
            u -= p;
            k++;
            p *= mean / k;
        }
        return k;
    }

    /** {@code e^-x} for x in [0, 10), to 1e-11: a table at steps of 1/64 and four terms of the series between (remainder {@code 64^-5 / 120}). */
    private static double expOfMinus(double x) {
        int i = (int) (64 * x);
        double r = x - i / 64.0;
        return EXP[i] * (1 - r * (1 - r * (0.5 - r * (1.0 / 6 - r * (1.0 / 24)))));
    }

    private static int byRejection(double mean, Draws draws) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        double logMean = StrictMath.log(mean);
        while (true) {
            double u = draws.nextDouble() - 0.5;
            double v = draws.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (int) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            if (StrictMath.log(v * inverseAlpha / (a / (us * us) + b))
                    <= k * logMean - mean - logFactorial(k)) {
                return (int) k;
            }
        }
    }

    /** {@code ln k!} for integer k; Stirling's series from 64 up, its error below 1e-15. */
    static double logFactorial(double k) {
        if (k < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[(int) k];
        }
        double x = k + 1;
        double z = 1 / (x * x);
        return (x - 0.5) * StrictMath.log(x)
                - x
                + 0.9189385332046728
                + (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z / 1680))) / x;
    }

    /** {@code P(k)}. */
    static double probability(int k, double mean) {
        return mean == 0
                ? (k == 0 ? 1 : 0)
                : StrictMath.exp(k * StrictMath.log(mean) - mean - logFactorial(k));
    }
}
