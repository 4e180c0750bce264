package dev.sightline.dtof;

/**
 * The standard normal distribution, to 1e-15 absolute everywhere and 1e-12 relative in the upper tail.
 *
 * <p>Marsaglia, "Evaluating the Normal Distribution", J. Stat. Software 11(4), 2004: the series in the middle, a continued
 * fraction in the tails. StrictMath throughout, because results reach files.
 */
public final class Gaussian {

    private static final double ROOT_TWO_PI = 2.5066282746310002;
    private static final double SERIES_LIMIT = 3;
    private static final int FRACTION_LEVELS = 120;

    private Gaussian() {}

    public static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / ROOT_TWO_PI;
    }

    /** Probability of a value below x. */
    public static double cdf(double x) {
        return x <= SERIES_LIMIT
                ? (x >= -SERIES_LIMIT ? 0.5 + series(x) : fraction(-x))
                : 1 - fraction(x);
    }

    /** Probability of a value above x, without cancellation. */
    public static double tail(double x) {
        return x > SERIES_LIMIT ? fraction(x) : 1 - cdf(x);
    }

    /** {@code ln Phi(x)}, finite where the distribution function itself is below the smallest double. */
    public static double logCdf(double x) {
        return x >= -SERIES_LIMIT
                ? StrictMath.log(cdf(x))
                : -0.5 * x * x - StrictMath.log(ROOT_TWO_PI * fractionBelow(-x));
    }

    /** {@code phi(x) (x + x^3/3 + x^5/(3 5) + ...)}: all terms have one sign, so nothing cancels. */
    private static double series(double x) {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= square / i;
            sum += term;
        }
        return sum * density(x);
    }

    /** {@code phi(x) / (x + 1/(x + 2/(x + 3/(x + ...))))}, for x > 0. */
    private static double fraction(double x) {
        if (x > 38.5) {
            return 0; // below the smallest double
        }
        return density(x) / fractionBelow(x);
    }

    private static double fractionBelow(double x) {
        double f = x;
        for (int i = FRACTION_LEVELS; i > 0; i--) {
            f = x + i / f;
        }
        return f;
    }
}
