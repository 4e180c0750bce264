package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long each stage took, over all samples. Mergeable; never part of metrics, because it does not repeat. */
final class Latencies {

    private final Map<Stage, List<Long>> nanos = new EnumMap<>(Stage.class);

    void add(Map<Stage, Long> step) {
        step.forEach((stage, ns) -> nanos.computeIfAbsent(stage, s -> new ArrayList<>()).add(ns));
    }

    /** Adds everything of another run. */
    void merge(Latencies other) {
        other.nanos.forEach(
                (stage, all) -> nanos.computeIfAbsent(stage, s -> new ArrayList<>()).addAll(all));
    }

    List<Stage> stages() {
        return List.copyOf(nanos.keySet());
    }

    /** The nearest-rank quantile of a stage, milliseconds; NaN if it never ran. */
    double quantileMs(Stage stage, double q) {
        List<Long> sorted = nanos.getOrDefault(stage, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(q * sorted.size());
        return sorted.get(Math.max(0, rank - 1)) / 1e6;
    }

    /** {@code {stage: {p50, p99}}}, milliseconds. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Stage stage : nanos.keySet()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("p50", quantileMs(stage, 0.5));
            one.put("p99", quantileMs(stage, 0.99));
            one.put("count", nanos.get(stage).size());
            tree.put(stage.name().toLowerCase(Locale.ROOT), one);
        }
        return tree;
    }
}
