package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * The middle of the fullest bin: what a first implementation does, kept as the rival to beat and as the plain twin. Its error is
 * that of a bin or of a photon's spread, whichever is larger, however many photons there are.
 */
public final class ArgMax implements DepthEstimator {

    private final DtofModel model;
    private final double falseAlarmRate;
    private final PulseResponse response;

    public ArgMax(DtofModel model, double falseAlarmRate) {
        DepthEstimator.requireRate(falseAlarmRate);
        this.model = model;
        this.falseAlarmRate = falseAlarmRate;
        this.response = new PulseResponse(model);
    }

    @Override
    public DtofModel model() {
        return model;
    }

    @Override
    public Returns estimate(PulseHistogram histogram) {
        DepthEstimator.requireModel(model, histogram);
        Returns out = new Returns(model.zones());
        int bins = model.bins();
        int[] counts = new int[bins];
        for (int zone = 0; zone < model.zones(); zone++) {
            histogram.zone(zone, counts);
            double b = Background.perBin(counts, bins);
            out.background(zone, b);
            int best = 0;
            for (int k = 1; k < bins; k++) {
                best = counts[k] > counts[best] ? k : best;
            }
            double falseAlarms = bins * tail(counts[best], Math.max(b, 0.5 / bins));
            if (falseAlarms <= falseAlarmRate) {
                double photons = Math.max(1, (counts[best] - b) / response.mass(best, best + 0.5));
                double sigma = Math.hypot(model.binMetres() / Math.sqrt(12), spread(photons));
                out.set(zone, (best + 0.5) * model.binMetres(), sigma, photons, 1 - falseAlarms);
            }
        }
        return out;
    }

    /** How far noise can move the fullest bin: the response's deviation, less with more photons, by the fourth root. */
    private double spread(double photons) {
        return response.sigmaBins() * model.binMetres() / Math.sqrt(Math.sqrt(photons));
    }

    /** {@code P(count >= n)} of a Poisson of mean b, summed term by term. */
    private static double tail(int n, double b) {
        if (n <= b) {
            return 1;
        }
        double term = Poisson.probability(n, b);
        double sum = 0;
        for (int k = n; term > 1e-17 * sum; k++) {
            sum += term;
            term *= b / (k + 1);
        }
        return sum;
    }
}
