package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * The centre of mass of the bins around the fullest, background removed: {@code t = sum w_k (k + 1/2) / sum w_k},
 * {@code w_k = h_k - b}. What most chips compute; 1.3 to 2 times the bound (design section 3.1). Its own noise is
 * {@code sqrt(sum h_k (k + 1/2 - t)^2) / sum w_k}.
 */
public final class CentreOfMass implements DepthEstimator {

    /** Bins on each side of the fullest: seven in all, as in the design's table. */
    private static final int SIDE = 3;

    private final DtofModel model;
    private final ArgMax argMax;

    public CentreOfMass(DtofModel model, double falseAlarmRate) {
        this.model = model;
        this.argMax = new ArgMax(model, falseAlarmRate);
    }

    @Override
    public DtofModel model() {
        return model;
    }

    @Override
    public Returns estimate(PulseHistogram histogram) {
        Returns coarse = argMax.estimate(histogram);
        Returns out = new Returns(model.zones());
        int[] counts = new int[model.bins()];
        for (int zone = 0; zone < model.zones(); zone++) {
            out.background(zone, coarse.background(zone));
            if (coarse.detected(zone)) {
                histogram.zone(zone, counts);
                int fullest = (int) (coarse.range(zone) / model.binMetres());
                refine(zone, fullest, counts, coarse, out);
            }
        }
        return out;
    }

    private void refine(int zone, int fullest, int[] counts, Returns coarse, Returns out) {
        double b = coarse.background(zone);
        int from = Math.max(0, fullest - SIDE);
        int to = Math.min(model.bins(), fullest + SIDE + 1);
        double mass = 0;
        double moment = 0;
        for (int k = from; k < to; k++) {
            mass += counts[k] - b;
            moment += (counts[k] - b) * (k + 0.5);
        }
        double t = Math.max(from, Math.min(to, moment / mass));
        double spread = 0;
        for (int k = from; k < to; k++) {
            spread += counts[k] * (k + 0.5 - t) * (k + 0.5 - t);
        }
        // One photon's place within its bin is not known either.
        double sigma = Math.sqrt(spread + mass / 12) / mass;
        double metres = model.binMetres();
        out.set(zone, t * metres, sigma * metres, mass, coarse.confidence(zone));
    }
}
