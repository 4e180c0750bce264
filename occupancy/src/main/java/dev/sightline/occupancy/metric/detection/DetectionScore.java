package dev.sightline.occupancy.metric.detection;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nuScenes detection score and everything it is made of. Immutable.
 *
 * <p>Source: Caesar et al., "nuScenes: A multimodal dataset for autonomous driving", CVPR 2020, section 3.1, equations 1 to 3, and
 * nuscenes-devkit, {@code eval/detection}, which this repeats step by step, roundings included.
 */
public final class DetectionScore {

    /**
     * One class.
     *
     * @param truths boxes that count
     * @param predictions boxes that count
     * @param averagePrecision by threshold in metres; 0 where the class has no truth
     * @param errors by kind; NaN where the class has no such error, 1 where too little is found
     */
    public record OfClass(
            long truths,
            long predictions,
            Map<Double, Double> averagePrecision,
            Map<TpError, Double> errors) {

        /** Mean over the thresholds. */
        public double meanAveragePrecision() {
            double[] all = averagePrecision.values().stream().mapToDouble(v -> v).toArray();
            return Interpolation.mean(all, 0, all.length);
        }
    }

    private final Map<DetectionClass, OfClass> classes;
    private final int samples;
    private final DetectionRules rules;

    private DetectionScore(
            Map<DetectionClass, OfClass> classes, int samples, DetectionRules rules) {
        this.classes = classes;
        this.samples = samples;
        this.rules = rules;
    }

    static DetectionScore of(List<SampleMatches> samples, DetectionRules rules) {
        Map<DetectionClass, OfClass> classes = new EnumMap<>(DetectionClass.class);
        for (DetectionClass kind : DetectionClass.values()) {
            classes.put(kind, ofClass(kind, RankedMatches.of(kind, samples, rules), rules));
        }
        return new DetectionScore(classes, samples.size(), rules);
    }

    private static OfClass ofClass(
            DetectionClass kind, RankedMatches ranked, DetectionRules rules) {
        Map<Double, Double> precision = new LinkedHashMap<>();
        for (int t = 0; t < rules.thresholds().size(); t++) {
            precision.put(
                    rules.thresholds().get(t),
                    ranked.curve(t).averagePrecision(rules.minRecall(), rules.minPrecision()));
        }
        Map<TpError, Double> errors = new EnumMap<>(TpError.class);
        for (TpError error : TpError.values()) {
            errors.put(error, kind.has(error) ? ranked.error(error) : Double.NaN);
        }
        return new OfClass(ranked.truths(), ranked.predictions(), precision, errors);
    }

    /** Samples scored. */
    public int samples() {
        return samples;
    }

    public OfClass of(DetectionClass kind) {
        return classes.get(kind);
    }

    /** Mean over classes and thresholds: mAP. */
    public double meanAveragePrecision() {
        double[] all =
                classes.values().stream().mapToDouble(OfClass::meanAveragePrecision).toArray();
        return Interpolation.mean(all, 0, all.length);
    }

    /** Mean over the classes that have the error. */
    public double error(TpError error) {
        return Interpolation.meanOfDefined(
                classes.values().stream().mapToDouble(c -> c.errors().get(error)).toArray());
    }

    /** One minus the error, at least 0. */
    public double errorScore(TpError error) {
        return Math.max(0, 1 - error(error));
    }

    /** The nuScenes detection score: half mean average precision, half the five errors. */
    public double nds() {
        TpError[] errors = TpError.values();
        double scores = 0;
        for (TpError error : errors) {
            scores += errorScore(error);
        }
        return (rules.precisionWeight() * meanAveragePrecision() + scores)
                / (rules.precisionWeight() + errors.length);
    }

    /** All values as a tree of maps, under the names of the reference's {@code metrics_summary.json}; undefined is NaN. */
    public Map<String, Object> tree() {
        Map<String, Object> precisions = new LinkedHashMap<>();
        Map<String, Object> means = new LinkedHashMap<>();
        Map<String, Object> errors = new LinkedHashMap<>();
        classes.forEach(
                (kind, one) -> {
                    Map<String, Object> byThreshold = new LinkedHashMap<>();
                    one.averagePrecision().forEach((t, v) -> byThreshold.put(t.toString(), v));
                    precisions.put(kind.label(), byThreshold);
                    means.put(kind.label(), one.meanAveragePrecision());
                    Map<String, Object> byError = new LinkedHashMap<>();
                    one.errors().forEach((e, v) -> byError.put(e.key(), v));
                    errors.put(kind.label(), byError);
                });
        Map<String, Object> meanErrors = new LinkedHashMap<>();
        Map<String, Object> scores = new LinkedHashMap<>();
        for (TpError error : TpError.values()) {
            meanErrors.put(error.key(), error(error));
            scores.put(error.key(), errorScore(error));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("nd_score", nds());
        tree.put("mean_ap", meanAveragePrecision());
        tree.put("tp_errors", meanErrors);
        tree.put("tp_scores", scores);
        tree.put("mean_dist_aps", means);
        tree.put("label_aps", precisions);
        tree.put("label_tp_errors", errors);
        return tree;
    }

    @Override
    public String toString() {
        return "NDS " + nds() + ", mAP " + meanAveragePrecision() + " of " + samples + " samples";
    }
}
