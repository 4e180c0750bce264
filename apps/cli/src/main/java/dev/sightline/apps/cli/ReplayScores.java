package dev.sightline.apps.cli;

import dev.sightline.dtof.metric.RangeError;
import dev.sightline.occupancy.metric.ConfusionMatrix;
import dev.sightline.occupancy.metric.StructureRecall;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.planner.metric.PlanVersusDriven;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay is judged by. A value that repeats exactly and merges: scenes may be scored in any order.
 *
 * @param frames samples that went through the chain
 * @param dropped samples of which nothing could be used
 * @param lost parts of samples that were present and could not be used
 * @param points points per sensor, summed over samples
 * @param ranges ranges from histograms against a scan of the same instant
 * @param occupiedVoxels occupied voxels of the answers, summed
 * @param truth confusion with the truth, per mask; empty where the recording has none
 * @param fusedRecall share of a new scan's returns that what was remembered before it had as occupied
 * @param singleRecall the same with only the scan before it remembered
 * @param driven the plans made, against what the recorded driver did
 */
record ReplayScores(
        long frames,
        long dropped,
        long lost,
        Map<String, Long> points,
        RangeError ranges,
        long occupiedVoxels,
        Map<Mask, ConfusionMatrix> truth,
        StructureRecall fusedRecall,
        StructureRecall singleRecall,
        PlanVersusDriven driven) {

    /** Which voxels a score counts. */
    enum Mask {
        CAMERA,
        LIDAR,
        NONE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ReplayScores empty() {
        return new ReplayScores(
                0,
                0,
                0,
                Map.of(),
                RangeError.empty(),
                0,
                Map.of(),
                StructureRecall.empty(),
                StructureRecall.empty(),
                PlanVersusDriven.empty());
    }

    /** One part that could not be used, and the samples that are dropped for it. */
    static ReplayScores ofLoss(long dropped) {
        return new ReplayScores(
                0,
                dropped,
                1,
                Map.of(),
                RangeError.empty(),
                0,
                Map.of(),
                StructureRecall.empty(),
                StructureRecall.empty(),
                PlanVersusDriven.empty());
    }

    /** Only what plans are worth beside the recorded driver. */
    static ReplayScores ofDriven(PlanVersusDriven driven) {
        return new ReplayScores(
                0,
                0,
                0,
                Map.of(),
                RangeError.empty(),
                0,
                Map.of(),
                StructureRecall.empty(),
                StructureRecall.empty(),
                driven);
    }

    /** The scores of both; associative. */
    ReplayScores merge(ReplayScores o) {
        Map<String, Long> allPoints = new TreeMap<>(points);
        o.points.forEach((sensor, n) -> allPoints.merge(sensor, n, Long::sum));
        Map<Mask, ConfusionMatrix> allTruth = new EnumMap<>(Mask.class);
        allTruth.putAll(truth);
        o.truth.forEach((mask, m) -> allTruth.merge(mask, m, ConfusionMatrix::merge));
        return new ReplayScores(
                frames + o.frames,
                dropped + o.dropped,
                lost + o.lost,
                allPoints,
                ranges.merge(o.ranges),
                occupiedVoxels + o.occupiedVoxels,
                allTruth,
                fusedRecall.merge(o.fusedRecall),
                singleRecall.merge(o.singleRecall),
                driven.merge(o.driven));
    }

    /** {@code metrics.json}: only values that repeat exactly; undefined is null. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/replay-metrics/1");
        tree.put("frames", frames);
        tree.put("dropped", dropped);
        tree.put("lost", lost);
        tree.put("depth", depth());
        tree.put("occupancy", occupancy());
        tree.put("plan", plan());
        return tree;
    }

    Map<String, Object> depth() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("points", points.values().stream().mapToLong(Long::longValue).sum());
        tree.put("points_by_sensor", new TreeMap<>(points));
        Map<String, Object> versus = new LinkedHashMap<>();
        versus.put("returns", ranges.compared());
        versus.put("bias_m", ranges.bias());
        versus.put("mean_absolute_m", ranges.meanAbsolute());
        versus.put("gross_share", ranges.grossShare());
        tree.put("histogram_ranges_versus_scan", ranges.compared() == 0 ? null : versus);
        return tree;
    }

    Map<String, Object> occupancy() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "occupied_voxels_mean",
                frames == 0 ? Double.NaN : (double) occupiedVoxels / frames);
        Map<String, Object> recall = new LinkedHashMap<>();
        recall.put("returns", fusedRecall.returns());
        recall.put("fused", fusedRecall.value());
        recall.put("single_scan", singleRecall.value());
        tree.put("recall_of_next_scan", recall);
        Map<String, Object> byMask = new LinkedHashMap<>();
        truth.forEach((mask, m) -> byMask.put(mask.label(), confusion(m)));
        tree.put("truth", byMask.isEmpty() ? null : byMask);
        return tree;
    }

    private static Map<String, Object> confusion(ConfusionMatrix m) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("voxels", m.total());
        tree.put("geometry_iou", m.geometryIou());
        tree.put("miou", m.meanIou());
        Map<String, Object> iou = new LinkedHashMap<>();
        Taxonomy taxonomy = m.taxonomy();
        for (int c = 0; c < taxonomy.size(); c++) {
            if (taxonomy.kind(c) != ObjectKind.FREE) {
                iou.put(taxonomy.kind(c).label(), m.iou(c));
            }
        }
        tree.put("iou", iou);
        return tree;
    }

    Map<String, Object> plan() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("plans", driven.plans());
        tree.put("safe_stops", driven.fallbacks());
        Map<String, Object> versus = new LinkedHashMap<>();
        for (int s = 1; s <= PlanVersusDriven.HORIZONS; s++) {
            Map<String, Object> after = new LinkedHashMap<>();
            after.put("plans", driven.counts().at(s));
            after.put("distance_m", driven.meanDistance(s));
            after.put("speed_difference_mps", driven.meanSpeedDifference(s));
            versus.put("after_" + s + "_s", after);
        }
        tree.put("versus_driven", versus);
        Map<String, Object> checked = new LinkedHashMap<>();
        checked.put("paths", driven.driven());
        checked.put("into_voxels", driven.drivenIntoVoxels());
        checked.put("into_flow", driven.drivenIntoFlow());
        tree.put("driven_path_by_our_checker", checked);
        return tree;
    }
}
