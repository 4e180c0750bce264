package dev.sightline.dtof;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Return;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.Optional;

/**
 * Time, signal and background fitted together in every zone: full accuracy with nothing known but the response. Where all photons count,
 * bins are even and nothing leaks, candidates come from the matched filter's search and {@link JointScoring} climbs from there; else
 * {@link MaximumLikelihood}, its plain twin, goes zone by zone, some hundred times as slow.
 */
public final class LikelihoodEstimator implements DepthEstimator {

    /** Share of a pulse's light that a bin at its end may hold and still be left out of the fit. */
    private static final double NEGLIGIBLE = 1e-5;

    private final DtofModel model;
    private final Settings settings;
    private final MaximumLikelihood likelihood;
    private final PulseSearch search;
    private final PhaseTable phases;

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
        this.settings = settings;
        this.likelihood = new MaximumLikelihood(settings);
        this.phases = new PhaseTable(settings.response(), NEGLIGIBLE, 0.04);
        this.search =
                new PulseSearch(
                        model, new FilterBank(settings.response()), settings.falseAlarmRate());
    }

    @Override
    public DtofModel model() {
        return model;
    }

    @Override
    public Returns estimate(PulseHistogram histogram) {
        return isCommon()
                ? search.run(
                        histogram, Optional.empty(), new JointScoring(phases, settings.response()))
                : estimatePlainly(histogram);
    }

    private boolean isCommon() {
        return settings.counting().equals(Counting.poisson())
                && settings.crosstalk().isEmpty()
                && settings.response().isEven();
    }

    /** The plain twin of {@link #estimate}. */
    Returns estimatePlainly(PulseHistogram histogram) {
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
