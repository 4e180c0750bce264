package dev.sightline.dtof;

import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Histograms in, points out: the stage that a robot runs. Templates and directions of a sensor model are computed when its first
 * histogram comes (some 10 ms) and kept. Thread-safe.
 */
public final class DepthPipeline {

    /** Which estimator to run. */
    public enum Method {
        MATCHED,
        LIKELIHOOD,
        CENTRE_OF_MASS,
        ARGMAX
    }

    /**
     * Settings of the stage.
     *
     * @param method estimator
     * @param falseAlarmRate accepted false alarms per zone without target, in (0, 0.5]
     */
    public record Config(Method method, double falseAlarmRate) {

        /** Matched filter, one false alarm in a thousand empty zones. */
        public static final Config DEFAULT = new Config(Method.MATCHED, 1e-3);

        public Config {
            DepthEstimator.requireRate(falseAlarmRate);
        }
    }

    private record Stage(DepthEstimator estimator, Unprojector unprojector) {}

    private final Config config;
    private final Map<DtofModel, Stage> stages = new ConcurrentHashMap<>();

    public DepthPipeline(Config config) {
        this.config = config;
    }

    /** The points of one histogram, in its sensor's frame, with sigma. */
    public PointCloud points(PulseHistogram histogram) {
        Stage stage = stage(histogram.model());
        return stage.unprojector.points(histogram, stage.estimator.estimate(histogram));
    }

    /** What the estimator found in one histogram, zone by zone. */
    public Returns returns(PulseHistogram histogram) {
        return stage(histogram.model()).estimator.estimate(histogram);
    }

    /**
     * The points of all histograms of a sample: one cloud each, in rig order, in the ego frame at the reference time, with the
     * sensor as origin. Clouds of scanning LiDARs are not touched.
     */
    public List<PointCloud> points(Sample sample) {
        return sample.histograms().stream()
                .map(
                        h ->
                                points(h)
                                        .compensated(
                                                sample.track(),
                                                sample.rig().egoFrom(h.frame()),
                                                sample.referenceNs()))
                .toList();
    }

    private Stage stage(DtofModel model) {
        return stages.computeIfAbsent(
                model,
                m ->
                        new Stage(
                                switch (config.method) {
                                    case MATCHED -> new MatchedFilter(m, config.falseAlarmRate);
                                    case LIKELIHOOD ->
                                            new LikelihoodEstimator(m, config.falseAlarmRate);
                                    case CENTRE_OF_MASS ->
                                            new CentreOfMass(m, config.falseAlarmRate);
                                    case ARGMAX -> new ArgMax(m, config.falseAlarmRate);
                                },
                                new Unprojector(m)));
    }
}
