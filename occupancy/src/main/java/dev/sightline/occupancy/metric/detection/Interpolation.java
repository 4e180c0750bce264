package dev.sightline.occupancy.metric.detection;

import java.util.Arrays;

/** Piecewise linear interpolation and means that round as the reference's do (NumPy's {@code interp} and {@code mean}). */
final class Interpolation {

    private Interpolation() {}

    /**
     * The value of a curve at a place.
     *
     * @param x places, ascending; of equal ones the last counts
     * @param y values at them
     * @param beyond the value to the right of the last place; to the left of the first it is the first value
     */
    static double at(double place, double[] x, double[] y, double beyond) {
        int last = x.length - 1;
        if (place > x[last]) {
            return beyond;
        }
        if (place < x[0]) {
            return y[0];
        }
        int j = lastNotAfter(place, x);
        if (j == last || x[j] == place) {
            return y[j];
        }
        double slope = (y[j + 1] - y[j]) / (x[j + 1] - x[j]);
        return slope * (place - x[j]) + y[j];
    }

    private static int lastNotAfter(double place, double[] x) {
        int j = Arrays.binarySearch(x, place);
        if (j < 0) {
            return -j - 2;
        }
        while (j + 1 < x.length && x[j + 1] == place) {
            j++;
        }
        return j;
    }

    /** The mean of {@code values[from..to)}; NaN of none. Summed in eight strands, as NumPy does. */
    static double mean(double[] values, int from, int to) {
        return sum(Arrays.copyOfRange(values, from, to)) / (to - from);
    }

    /** The mean of what is not NaN; NaN if all are. */
    static double meanOfDefined(double[] values) {
        double[] zeroed = Arrays.stream(values).map(v -> Double.isNaN(v) ? 0 : v).toArray();
        return sum(zeroed) / Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
    }

    /** At most 128 values, which NumPy sums in one block. */
    private static double sum(double[] v) {
        double[] strand = new double[8];
        int whole = v.length < 8 ? 0 : v.length - v.length % 8;
        for (int i = 0; i < whole; i++) {
            strand[i % 8] += v[i];
        }
        double sum =
                ((strand[0] + strand[1]) + (strand[2] + strand[3]))
                        + ((strand[4] + strand[5]) + (strand[6] + strand[7]));
        for (int i = whole; i < v.length; i++) {
            sum += v[i];
        }
        return sum;
    }

    /** Mean of all values up to each, NaN left out; 0 before the first that is defined, 1 if none is. */
    static double[] runningMean(double[] values) {
        double[] means = new double[values.length];
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                defined++;
            }
            means[i] = defined == 0 ? 0 : sum / defined;
        }
        if (defined == 0) {
            Arrays.fill(means, 1);
        }
        return means;
    }
}
