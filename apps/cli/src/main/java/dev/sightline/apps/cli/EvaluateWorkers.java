package dev.sightline.apps.cli;

import dev.sightline.apps.eval.EvaluationPlan;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Shares an evaluation among processes of this same program on this machine: process i of n scores every n-th shard into the folder of
 * finished shards. What a process leaves undone, because it died, is scored by the one that started it.
 */
final class EvaluateWorkers {

    private static final long LOOK_MS = 200;

    private final EvaluateOptions options;
    private final EvaluationPlan plan;
    private final RunFolder folder;

    EvaluateWorkers(EvaluateOptions options, EvaluationPlan plan, RunFolder folder) {
        this.options = options;
        this.plan = plan;
        this.folder = folder;
    }

    /** Starts the processes and waits for them. */
    void run(BooleanSupplier stop) throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < options.workers; i++) {
                processes.add(
                        new ProcessBuilder(command(i))
                                .redirectOutput(Redirect.DISCARD)
                                .redirectError(Redirect.INHERIT)
                                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                                .start());
            }
            for (Process process : processes) {
                while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                    if (stop.getAsBoolean()) {
                        processes.forEach(Process::destroy); // they finish the shard at hand
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private List<String> command(int worker) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
                words.add(option);
            }
        }
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.add(Main.class.getName());
        words.add("evaluate");
        words.addAll(List.of("--protocol", options.protocol));
        words.addAll(List.of("--gt", options.truth.toString()));
        words.addAll(List.of("--pred", options.predictions.toString()));
        words.addAll(List.of("--out", folder.out().toString()));
        if (!options.mask.isEmpty()) {
            words.addAll(List.of("--mask", options.mask));
        }
        if (!options.nanRule.isEmpty()) {
            words.addAll(List.of("--nan-rule", options.nanRule));
        }
        if (options.split != null) {
            words.addAll(List.of("--split", options.split));
        }
        words.addAll(List.of("--threads", String.valueOf(options.threads)));
        words.addAll(List.of("--workers", String.valueOf(options.workers)));
        words.addAll(List.of("--worker", String.valueOf(worker)));
        words.addAll(List.of("--identity", plan.identity()));
        return words;
    }
}
