package dev.sightline.dtof.estimate;

/**
 * Where the light puts a return, nothing being known of its place before: mean and deviation of the likelihood over the bin around a
 * first guess and its two neighbours. For responses so narrow that the likelihood has a flat top as wide as a bin, where its curvature
 * says nothing: the mean is then the bin's middle and the deviation that of an even spread, {@code bin / sqrt(12)}.
 *
 * @param mean nominal bins
 * @param deviation nominal bins, above 0
 */
record Place(double mean, double deviation) {

    private static final int PER_WIDTH = 16; // cells of the response's full width
    private static final int LEAST = 64; // cells per bin
    private static final int MOST = 1024;

    /**
     * Weighs the places.
     *
     * @param others rates without the return, per bin
     * @param guess time of the return, bins
     * @param signal of the return, as the rates count it
     */
    static Place of(
            RateModel model,
            double[] counts,
            double[] live,
            double[] others,
            double guess,
            double signal) {
        BinnedResponse response = model.response;
        int bins = response.bins();
        int middle = 0;
        while (middle < bins - 1 && response.edge(middle + 1) <= guess) {
            middle++;
        }
        double low = response.edge(Math.max(0, middle - 1));
        double high = response.edge(Math.min(bins, middle + 2));
        double perBin = Math.min(MOST, Math.max(LEAST, PER_WIDTH / response.fullWidth()));
        int cells = (int) Math.ceil((high - low) * perBin);
        double cell = (high - low) / cells;
        double[] gain = new double[cells];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < cells; i++) {
            double t = low + (i + 0.5) * cell;
            int end = response.end(t);
            for (int k = response.first(t); k < end; k++) {
                double rate =
                        Math.max(RateModel.SMALLEST_RATE, others[k] + signal * response.mass(k, t));
                gain[i] +=
                        model.counting.logLikelihood(counts[k], live[k], rate)
                                - model.counting.logLikelihood(counts[k], live[k], others[k]);
            }
            top = Math.max(top, gain[i]);
        }
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < cells; i++) {
            double weight = StrictMath.exp(gain[i] - top);
            double x = i + 0.5;
            sum += weight;
            first += weight * x;
            second += weight * x * x;
        }
        double mean = first / sum;
        // Within a cell nothing is told: an even spread.
        double variance = Math.max(0, second / sum - mean * mean) + 1.0 / 12;
        return new Place(low + mean * cell, Math.sqrt(variance) * cell);
    }
}
