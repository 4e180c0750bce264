package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.Benchmarks;
import dev.sightline.apps.eval.DataFiles;
import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.EvaluationRequest;
import dev.sightline.apps.eval.EvaluationRun;
import dev.sightline.apps.eval.EvaluationState;
import dev.sightline.apps.eval.Folders;
import dev.sightline.apps.eval.FrameListing;
import dev.sightline.apps.eval.Json;
import dev.sightline.apps.eval.Shard;
import dev.sightline.apps.eval.ShardStore;
import dev.sightline.apps.eval.SplitFile;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;

/** The job of {@code evaluate}: check, score shard by shard, sum up, report. */
final class Evaluate {

    /** Folder of finished shards inside the output directory while work goes on. */
    static final String PARTS = "parts";

    private final EvaluateOptions options;
    private final CommandSpec spec;
    private final PrintWriter err;
    private final long startNs = System.nanoTime();

    Evaluate(EvaluateOptions options, CommandSpec spec) {
        this.options = options;
        this.spec = spec;
        this.err = spec.commandLine().getErr();
    }

    /** Runs the job and returns the exit status. */
    int run() throws IOException {
        options.validate();
        if (options.worker < 0 && options.out != null && !finished(options.out)) {
            RunFolder.requireFree(options.out, options.force);
        }
        if (options.protocol.equals(EvaluateDetection.PROTOCOL)) {
            return detection();
        }
        Benchmark benchmark = benchmark();
        FrameListing found = benchmark.listing();
        if (options.worker >= 0) {
            return work(EvaluationPlan.of(benchmark, found));
        }
        EvaluateInputs inputs = new EvaluateInputs(options, err);
        FrameListing listing = inputs.checked(benchmark, found);
        if (options.validateOnly) {
            inputs.readAll(benchmark, listing);
            return inputs.answer(spec.commandLine().getOut(), listing);
        }
        int perShard = options.spark == null ? Shard.FRAMES : Shard.WAVE;
        EvaluationPlan plan = EvaluationPlan.of(benchmark, listing, perShard);
        Path out = options.out == null ? Replay.nextOut("evaluate") : options.out;
        if (options.resume && finished(out)) {
            err.println(out + " is finished already");
            return new EvaluateAnswer(options, spec).again(out);
        }
        try (RunFolder folder = RunFolder.open(out, options.force, options.resume)) {
            return score(plan, folder);
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot finish "
                            + out
                            + ": "
                            + RunFolder.reason(e)
                            + ". Finished shards are kept; go on with: sightline "
                            + again(out));
        }
    }

    private int detection() throws IOException {
        Map<String, Object> metrics = new EvaluateDetection(options, err).metrics();
        if (options.validateOnly) {
            spec.commandLine().getOut().println(metrics.get("frames") + " frames can be scored");
            return ExitCode.DONE;
        }
        Path out = options.out == null ? Replay.nextOut("evaluate") : options.out;
        try (RunFolder folder = RunFolder.open(out, options.force, options.resume)) {
            RunRecord record =
                    record(((Number) metrics.get("frames")).longValue())
                            .put("data", metrics.get("identity"));
            return publish(folder, metrics, record, Optional.empty());
        }
    }

    private boolean finished(Path out) {
        return options.resume && Files.isRegularFile(out.resolve("run.json"));
    }

    private Benchmark benchmark() throws IOException {
        DataFiles truth = Folders.of(options.truth);
        DataFiles predictions = Folders.of(options.predictions);
        EvaluationRequest request =
                new EvaluationRequest(
                        options.protocol,
                        options.mask,
                        options.nanRule,
                        SplitFile.read(options.split, options.truth));
        try {
            return Benchmarks.of(request, truth, predictions);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage());
        }
    }

    private int score(EvaluationPlan plan, RunFolder folder) throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        ShardStore store = store(plan, folder);
        EvaluationRun run;
        try (Interrupt interrupt = new Interrupt(() -> stop.set(true));
                Progress progress = new Progress("evaluate", plan.listing().frames().size(), err)) {
            run =
                    new EvaluationRun(
                            plan,
                            store,
                            stop::get,
                            shard -> {
                                synchronized (progress) {
                                    shard.frames().forEach(f -> progress.step());
                                }
                            });
            if (options.workers > 1) {
                new EvaluateWorkers(options, plan, folder).run(stop::get);
            }
            if (options.spark != null) {
                new EvaluateSpark(options, plan, folder).run(stop::get);
            }
            run.score(options.threads, i -> true);
            if (!run.unfinished().isEmpty()) {
                err.println(
                        "interrupted: "
                                + (plan.shards().size() - run.unfinished().size())
                                + " of "
                                + plan.shards().size()
                                + " shards are finished. To go on: sightline "
                                + again(folder.out()));
                err.flush();
                return ExitCode.FAILED;
            }
        }
        try (Interrupt late =
                new Interrupt(() -> {})) { // a result that is nearly there is finished
            return finish(plan, folder, run.merged());
        }
    }

    /** A worker process: scores its shards into the folder of the process that started it, and says nothing. */
    private int work(EvaluationPlan plan) throws IOException {
        if (!plan.identity().equals(options.identity)) {
            throw UserError.failed("the files changed since the run began: start it again");
        }
        Path partial = options.out.resolveSibling(options.out.getFileName() + ".partial");
        ShardStore store = new ShardStore(partial.resolve(PARTS), plan.identity());
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        AtomicBoolean stop = new AtomicBoolean();
        try (Interrupt interrupt = new Interrupt(() -> stop.set(true))) {
            EvaluationRun run =
                    new EvaluationRun(
                            plan, store, () -> stop.get() || !parent.isAlive(), shard -> {});
            run.score(options.threads, i -> i % options.workers == options.worker);
        }
        return ExitCode.DONE;
    }

    private ShardStore store(EvaluationPlan plan, RunFolder folder) throws IOException {
        Path identity = folder.file("identity");
        if (Files.exists(identity) && !Files.readString(identity).equals(plan.identity())) {
            throw UserError.usage(
                    folder.partial()
                            + " was made with other arguments or other files: give the same ones, or --force to discard it");
        }
        folder.write("identity", plan.identity().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new ShardStore(folder.file(PARTS), plan.identity());
    }

    private int finish(EvaluationPlan plan, RunFolder folder, EvaluationState state)
            throws IOException {
        if (state.frames() == 0) {
            RunFolder.discard(folder.partial()); // nothing to go on with
            throw UserError.failed(
                    "no frame could be scored"
                            + state.lost().stream()
                                    .findFirst()
                                    .map(l -> ": " + l.reason())
                                    .orElse(""));
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("schema", "sightline/evaluate/1");
        metrics.putAll(plan.benchmark().results(state, plan.listing()));
        return publish(folder, metrics, record(plan, state), Optional.of(plan));
    }

    private int publish(
            RunFolder folder,
            Map<String, Object> metrics,
            RunRecord record,
            Optional<EvaluationPlan> plan)
            throws IOException {
        folder.write("metrics.json", Json.bytes(metrics));
        folder.write("metrics.csv", MetricsCsv.bytes(metrics));
        folder.write("run.json", Json.bytes(record.tree()));
        new EvaluateReport(plan, metrics, record).write(folder.file("report.html"));
        folder.publish();
        RunFolder.discard(folder.out().resolve(PARTS));
        Files.deleteIfExists(folder.out().resolve("identity"));
        return new EvaluateAnswer(options, spec).of(metrics, folder.out());
    }

    private RunRecord record(EvaluationPlan plan, EvaluationState state) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("layouts", plan.listing().layouts());
        data.put("frames", plan.listing().frames().size());
        data.put("missing", plan.listing().missing().size());
        data.put("split", plan.benchmark().request().split().name());
        data.put("listing_sha256", plan.listing().sha256());
        data.put("content_hash", state.contentHash());
        return record(state.frames())
                .put("protocol", plan.benchmark().version())
                .put("identity", plan.identity())
                .put("data", data);
    }

    private RunRecord record(long frames) {
        double seconds = (System.nanoTime() - startNs) * 1e-9;
        return new RunRecord("evaluate", spec.commandLine().getParseResult())
                .put("threads", options.threads)
                .put("workers", options.workers)
                .put("started", Instant.now().minusNanos((long) (seconds * 1e9)).toString())
                .put("wall_s", seconds)
                .put("frames_per_s", frames / seconds);
    }

    /** The arguments that go on with this run, quoted for a shell. */
    private String again(Path out) {
        List<String> words =
                new java.util.ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        words.removeIf(w -> w.equals("--force"));
        if (options.out == null) {
            words.addAll(List.of("--out", out.toString()));
        }
        if (!options.resume) {
            words.add("--resume");
        }
        if (!words.contains("evaluate")) {
            words.add(0, "evaluate");
        }
        return words.stream().map(Replay::quoted).collect(java.util.stream.Collectors.joining(" "));
    }
}
