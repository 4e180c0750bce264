package dev.sightline.dtof.estimate;

/**
 * Cramer-Rao bounds in bins, for any response, level, background and way of counting (design section 3):
 * {@code J_ab = sum_k i_k (d_a r_k)(d_b r_k)}, {@code i_k = 1/r_k} or {@code E[M_k] e^-r_k / (1 - e^-r_k)}.
 */
public final class FisherBound {

    private final RateModel model;

    public FisherBound(BinnedResponse response, Counting counting) {
        this.model = new RateModel(response, counting);
    }

    /**
     * Bound of one time where signal and background are known, bins.
     *
     * @param time bins
     * @param signal primary events per cycle
     * @param background other primary events per nominal bin and cycle
     */
    public double known(double time, double signal, double background) {
        double[] j = information(new double[] {time}, new double[] {signal}, background);
        return 1 / Math.sqrt(j[8]); // row and column of the time, of three parameters
    }

    /** Bounds of the times of several returns, nothing known but the response, bins. */
    public double[] joint(double[] times, double[] signals, double background) {
        double[] all =
                FisherScoring.sigmas(information(times, signals, background), 1 + 2 * times.length);
        double[] out = new double[times.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = all[2 + 2 * i];
        }
        return out;
    }

    private double[] information(double[] times, double[] signals, double background) {
        Fit fit = new Fit(new double[] {background}, times.clone(), signals.clone());
        double[] rates = new double[model.bins()];
        double[][] rows = new double[fit.parameters()][model.bins()];
        model.rates(fit, new double[model.bins()], rates, rows);
        double[] live = model.counting.expectedLive(rates);
        return model.information(rows, fit.parameters(), rates, live);
    }
}
