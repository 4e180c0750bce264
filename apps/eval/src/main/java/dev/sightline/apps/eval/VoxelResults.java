package dev.sightline.apps.eval;

import dev.sightline.occupancy.metric.Bootstrap;
import dev.sightline.occupancy.metric.Calibration;
import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.DistanceWindow;
import dev.sightline.occupancy.metric.FScore;
import dev.sightline.occupancy.metric.LabelMatrix;
import dev.sightline.occupancy.metric.NanRule;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.occupancy.metric.SscScore;
import dev.sightline.occupancy.metric.TrivialPrediction;
import dev.sightline.occupancy.metric.VoxelCounts;
import dev.sightline.occupancy.metric.VoxelLayout;
import dev.sightline.occupancy.metric.VoxelMask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code metrics.json} says of voxels: every score that the counts hold, with the protocol's identity beside it. */
final class VoxelResults {

    /** Where class 0 is empty, MonoScene's evaluator can be asked as well. */
    private static final int EMPTY_FIRST = 0;

    private static final long BOOTSTRAP_SEED = 7;

    private final Protocol protocol;
    private final DistanceRings rings;
    private final VoxelLayout layout;
    private final VoxelMask mask;
    private final NanRule rule;
    private final int free;
    private final Optional<RayCounts> rays;

    VoxelResults(
            Protocol protocol,
            DistanceRings rings,
            VoxelLayout layout,
            VoxelMask mask,
            NanRule rule,
            Optional<RayCounts> rays) {
        this.rays = rays;
        this.protocol = protocol;
        this.rings = rings;
        this.layout = layout;
        this.mask = mask;
        this.rule = rule;
        this.free = protocol.requireVoxels().free();
    }

    Map<String, Object> of(EvaluationState state, FrameListing listing) {
        SceneTally all = state.total();
        VoxelCounts counts = counts(all);
        LabelMatrix matrix = counts.matrix(mask);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("protocol", protocol.name());
        tree.put("protocol_version", protocol.version());
        tree.put("frames", state.frames());
        tree.put("skipped", state.skipped());
        tree.put("mask", mask.key());
        tree.put("nan_rule", rule.key());
        tree.put("miou", matrix.meanIouBut(free, rule));
        tree.put("geometry_iou", matrix.geometryIou(free));
        tree.put("iou", perClass(matrix, rule));
        rays.ifPresent(r -> r.results(all, protocol, tree));
        if (all.counters().containsKey(VoxelBenchmark.FSCORE)) {
            tree.put("fscore", fscore(FScore.of(all.counters().get(VoxelBenchmark.FSCORE))));
        }
        long[] calibration = all.counters().get(VoxelBenchmark.CALIBRATION);
        tree.put("calibration", calibration == null ? null : calibration(calibration));
        if (protocol.name().equals("semantickitti-ssc")) {
            SscScore ssc = SscScore.semanticKitti(matrix);
            tree.put("precision", ssc.precision());
            tree.put("recall", ssc.recall());
        }
        if (free == EMPTY_FIRST && mask == VoxelMask.NONE) {
            tree.put("monoscene", completion(SscScore.monoScene(matrix)));
        }
        tree.put("trivial", trivial(counts));
        tree.put("identity", identity(state, listing));
        tree.put("masks", masks(all, counts));
        tree.put("bands", bands(counts));
        tree.put("intervals", intervals(state));
        tree.put("scenes", scenes(state));
        tree.put("worst", Rows.worst(state));
        tree.put("lost", Rows.lost(state));
        tree.put("confusion", confusion(matrix));
        return tree;
    }

    private VoxelCounts counts(SceneTally tally) {
        return VoxelCounts.of(layout, tally.counters(VoxelBenchmark.VOXELS, layout.counters()));
    }

    private Map<String, Object> perClass(LabelMatrix matrix, NanRule by) {
        Map<String, Object> ious = new LinkedHashMap<>();
        for (int c = 0; c < matrix.classes(); c++) {
            ious.put(protocol.classes().get(c), matrix.iou(c, by));
        }
        return ious;
    }

    private static Map<String, Object> fscore(FScore score) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("threshold_m", FScore.THRESHOLD);
        tree.put("accuracy", score.accuracy());
        tree.put("completeness", score.completeness());
        tree.put("fscore", score.score());
        return tree;
    }

    private static Map<String, Object> calibration(long[] counters) {
        Calibration calibration = Calibration.of(counters);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("expected_error", calibration.expectedError());
        tree.put("largest_error", calibration.largestError());
        List<Map<String, Object>> curve = new ArrayList<>();
        for (Calibration.Bin bin : calibration.curve()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", bin.from());
            one.put("to", bin.to());
            one.put("voxels", bin.voxels());
            one.put("probability", bin.probability());
            one.put("occupied", bin.occupied());
            curve.add(one);
        }
        tree.put("curve", curve);
        return tree;
    }

    private Map<String, Object> completion(SscScore score) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("completion_iou", score.completionIou());
        tree.put("precision", score.precision());
        tree.put("recall", score.recall());
        tree.put("miou", score.meanIou());
        Map<String, Object> ious = new LinkedHashMap<>();
        for (int c = 0; c < score.ious().size(); c++) {
            ious.put(protocol.classes().get(c), score.ious().get(c));
        }
        tree.put("iou", ious);
        return tree;
    }

    private Map<String, Object> trivial(VoxelCounts counts) {
        int ground = protocol.requireVoxels().ground();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("all_occupied", brief(TrivialPrediction.allOccupied(counts, mask, free)));
        tree.put("ground_plane", brief(TrivialPrediction.groundPlane(counts, mask, ground, free)));
        return tree;
    }

    private Map<String, Object> brief(LabelMatrix matrix) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("miou", matrix.meanIouBut(free, rule));
        tree.put("geometry_iou", matrix.geometryIou(free));
        return tree;
    }

    private Map<String, Object> identity(EvaluationState state, FrameListing listing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("protocol_sha256", protocol.sha256());
        tree.put("source", protocol.source());
        tree.put("classes", protocol.classes());
        tree.put("excluded_class", protocol.classes().get(free));
        tree.put("frames", state.frames());
        tree.put("missing", listing.missing().size());
        tree.put("listing_sha256", listing.sha256());
        tree.put("content_hash", state.contentHash());
        return tree;
    }

    /** Every mask that all frames have, under every rule, side by side. */
    private Map<String, Object> masks(SceneTally all, VoxelCounts counts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (VoxelMask m : protocol.requireVoxels().masks()) {
            long have = all.counters(VoxelBenchmark.MASKED + m.key(), 1)[0];
            if (all.frames() == 0 || have < all.frames()) {
                tree.put(m.key(), null);
                continue;
            }
            LabelMatrix matrix = counts.matrix(m);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("voxels", matrix.total());
            one.put("geometry_iou", matrix.geometryIou(free));
            Map<String, Object> byRule = new LinkedHashMap<>();
            for (NanRule r : protocol.requireVoxels().nanRules()) {
                byRule.put(r.key(), matrix.meanIouBut(free, r));
            }
            one.put("miou", byRule);
            one.put("iou", perClass(matrix, rule));
            tree.put(m.key(), one);
        }
        return tree;
    }

    private Map<String, Object> bands(VoxelCounts counts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (DistanceWindow window : rings.windows()) {
            LabelMatrix matrix = counts.matrix(mask, rings, window);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from_m", window.min());
            one.put("to_m", window.max());
            one.put("voxels", matrix.total());
            one.putAll(brief(matrix));
            one.put("iou", perClass(matrix, rule));
            tree.put(window.name(), one);
        }
        return tree;
    }

    /** Confidence by drawing scenes; null if there is but one: a single drive says nothing of the next. */
    private Map<String, Object> intervals(EvaluationState state) {
        if (state.scenes().size() < 2) {
            return null;
        }
        List<LabelMatrix> scenes =
                state.scenes().values().stream().map(t -> counts(t).matrix(mask)).toList();
        Bootstrap bootstrap = Bootstrap.standard(BOOTSTRAP_SEED);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("drawn", state.blocks() ? "blocks of scenes" : "scenes");
        tree.put("level", bootstrap.level());
        tree.put("resamples", bootstrap.resamples());
        tree.put("seed", bootstrap.seed());
        tree.put("miou", ends(bootstrap.of(scenes, m -> m.meanIouBut(free, rule))));
        tree.put("geometry_iou", ends(bootstrap.of(scenes, m -> m.geometryIou(free))));
        List<RayIou> looked =
                state.scenes().values().stream()
                        .flatMap(t -> rays.stream().flatMap(r -> r.ofScene(t).stream()))
                        .toList();
        boolean all = looked.size() == scenes.size();
        tree.put("rayiou", all ? ends(bootstrap.of(looked, RayIou::value)) : null);
        return tree;
    }

    private static List<Double> ends(Bootstrap.Interval interval) {
        return List.of(interval.low(), interval.high());
    }

    private Map<String, Object> scenes(EvaluationState state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        state.scenes()
                .forEach(
                        (name, tally) -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("frames", tally.frames());
                            one.put("skipped", tally.skipped());
                            one.putAll(brief(counts(tally).matrix(mask)));
                            tree.put(name, one);
                        });
        return tree;
    }

    private static List<List<Long>> confusion(LabelMatrix matrix) {
        List<List<Long>> rows = new ArrayList<>();
        for (int t = 0; t < matrix.classes(); t++) {
            List<Long> row = new ArrayList<>();
            for (int p = 0; p < matrix.classes(); p++) {
                row.add(matrix.count(t, p));
            }
            rows.add(row);
        }
        return rows;
    }
}
