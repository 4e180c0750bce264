package dev.sightline.benchmarks;

import dev.sightline.apps.pipeline.Pipeline;
import dev.sightline.apps.pipeline.PipelineConfig;
import dev.sightline.apps.pipeline.Stage;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.Recordings;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.sim.SyntheticStreet;
import dev.sightline.perception.sample.Sample;
import dev.sightline.planner.VehicleModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Latency of each stage of a warm pipeline, over the first scene of a recording (or the generated street), replayed again and again. Every
 * pass starts a new pipeline; the first passes are not counted.
 */
public final class StageLatency {
    private static final int WARM_UP = 5;
    private static final int COUNTED = 20;

    private StageLatency() {}

    /** Arguments: a recording's folder, or nothing. */
    public static void main(String[] args) throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (Dataset data =
                args.length == 0 ? new SyntheticStreet() : Recordings.open(Path.of(args[0]))) {
            SceneInfo scene = data.scenes().get(0);
            for (int i = 0; i < scene.samples(); i++) {
                samples.add(data.read(scene.name(), i).sample());
            }
            System.out.println(
                    data.format() + " " + scene.name() + ": " + samples.size() + " samples");
        }
        Map<Stage, List<Long>> nanos = new EnumMap<>(Stage.class);
        for (int pass = 0; pass < WARM_UP + COUNTED; pass++) {
            Pipeline pipeline = new Pipeline(PipelineConfig.of(VehicleModel.nuscenesZoe()));
            for (Sample sample : samples) {
                Map<Stage, Long> step = pipeline.step(sample).latencyNs();
                if (pass >= WARM_UP) {
                    step.forEach(
                            (stage, ns) ->
                                    nanos.computeIfAbsent(stage, s -> new ArrayList<>()).add(ns));
                }
            }
        }
        nanos.forEach((stage, all) -> print(stage, all));
    }

    private static void print(Stage stage, List<Long> all) {
        Collections.sort(all);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%-10s min %7.1f  p50 %7.1f  p99 %7.1f ms  (%d steps)",
                        stage,
                        all.get(0) / 1e6,
                        all.get(all.size() / 2) / 1e6,
                        all.get(Math.min(all.size() - 1, (int) (0.99 * all.size()))) / 1e6,
                        all.size()));
    }
}
