package dev.sightline.dtof.estimate;

/**
 * Rates per bin and cycle: {@code r_k = known_k + sum_j c_j x_jk + sum_i S_i p_k(t_i)} (design section 2.2), with the derivatives by
 * all parameters. The first shape is the background's: the widths of the bins. Immutable.
 */
final class RateModel {

    static final double SMALLEST_RATE = 1e-12;

    final BinnedResponse response;
    final Counting counting;
    final double[][] shapes;

    RateModel(BinnedResponse response, Counting counting, double[]... moreShapes) {
        this.response = response;
        this.counting = counting;
        this.shapes = new double[1 + moreShapes.length][];
        shapes[0] = response.widths();
        for (int j = 0; j < moreShapes.length; j++) {
            if (moreShapes[j].length != response.bins()) {
                throw new IllegalArgumentException(
                        "shape of " + moreShapes[j].length + " bins, not " + response.bins());
            }
            shapes[j + 1] = moreShapes[j].clone();
        }
    }

    int bins() {
        return response.bins();
    }

    /**
     * Rates of a fit and, where {@code rows} is not empty, their derivatives {@code rows[parameter][bin]}: levels, then signal and time
     * of each return.
     */
    void rates(Fit fit, double[] known, double[] rates, double[][] rows) {
        int bins = bins();
        boolean wanted = rows.length > 0;
        double[] mass = new double[bins];
        double[] slope = new double[bins];
        System.arraycopy(known, 0, rates, 0, bins);
        for (int j = 0; j < shapes.length; j++) {
            for (int k = 0; k < bins; k++) {
                rates[k] += fit.levels[j] * shapes[j][k];
            }
            if (wanted) {
                System.arraycopy(shapes[j], 0, rows[j], 0, bins);
            }
        }
        for (int i = 0; i < fit.returns(); i++) {
            double t = fit.time[i];
            double s = fit.signal[i];
            response.fill(t, mass, slope);
            int end = response.end(t);
            if (wanted) {
                java.util.Arrays.fill(rows[shapes.length + 2 * i], 0);
                java.util.Arrays.fill(rows[shapes.length + 2 * i + 1], 0);
            }
            for (int k = response.first(t); k < end; k++) {
                rates[k] += s * mass[k];
                if (wanted) {
                    rows[shapes.length + 2 * i][k] = mass[k];
                    rows[shapes.length + 2 * i + 1][k] = s * slope[k];
                }
            }
        }
        for (int k = 0; k < bins; k++) {
            rates[k] = Math.max(SMALLEST_RATE, rates[k]);
        }
    }

    /** Fisher information {@code J_ab = sum_k i_k (d_a r_k)(d_b r_k)}, full symmetric matrix. */
    double[] information(double[][] rows, int parameters, double[] rates, double[] live) {
        int bins = bins();
        double[] weight = new double[bins];
        for (int k = 0; k < bins; k++) {
            weight[k] = live[k] > 0 ? counting.information(live[k], rates[k]) : 0;
        }
        double[] j = new double[parameters * parameters];
        for (int a = 0; a < parameters; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int k = 0; k < bins; k++) {
                    sum += weight[k] * rows[a][k] * rows[b][k];
                }
                j[a * parameters + b] = sum;
                j[b * parameters + a] = sum;
            }
        }
        return j;
    }

    double logLikelihood(double[] counts, double[] live, double[] rates) {
        double sum = 0;
        for (int k = 0; k < rates.length; k++) {
            sum += counting.logLikelihood(counts[k], live[k], rates[k]);
        }
        return sum;
    }
}
