package dev.sightline.dtof;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Return;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/** {@link MaximumLikelihood} zone by zone: time, signal and background fitted together. Slower than the matched filter, its twin. */
public final class LikelihoodEstimator implements DepthEstimator {

    private final DtofModel model;
    private final MaximumLikelihood likelihood;

    /** The Gaussian response of the model, all photons counted. */
    public LikelihoodEstimator(DtofModel model, double falseAlarmRate) {
        this(model, Settings.of(BinnedResponse.of(model), falseAlarmRate));
    }

    /** Any response, edges and counting; the model gives the zones. */
    public LikelihoodEstimator(DtofModel model, Settings settings) {
        if (settings.response().bins() != model.bins()) {
            throw new IllegalArgumentException(
                    "response of " + settings.response().bins() + " bins for " + model);
        }
        this.model = model;
        this.likelihood = new MaximumLikelihood(settings);
    }

    @Override
    public DtofModel model() {
        return model;
    }

    @Override
    public Returns estimate(PulseHistogram histogram) {
        DepthEstimator.requireModel(model, histogram);
        Returns out = new Returns(model.zones());
        int[] counts = new int[model.bins()];
        for (int zone = 0; zone < model.zones(); zone++) {
            histogram.zone(zone, counts);
            Estimate found = likelihood.estimate(counts);
            out.background(zone, found.background());
            for (Return r : found.returns()) {
                out.set(zone, r.rangeM(), r.sigmaM(), r.signal(), r.confidence());
            }
        }
        return out;
    }
}
