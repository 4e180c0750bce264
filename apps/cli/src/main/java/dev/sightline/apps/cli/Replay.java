package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.apps.pipeline.PipelineConfig;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.Recordings;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.sim.SyntheticStreet;
import dev.sightline.planner.VehicleModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The main job: a recording through the chain, into an output directory. */
final class Replay {

    private final ReplayOptions options;
    private final Path path; // or null: the demo drive
    private final String command;
    private final CommandSpec spec;

    Replay(ReplayOptions options, Path path, String command, CommandSpec spec) {
        this.options = options;
        this.path = path;
        this.command = command;
        this.spec = spec;
    }

    /** Runs the job and returns the exit status. */
    int run() throws IOException {
        options.validate();
        if (options.out != null) { // before a large recording is indexed
            RunFolder.requireFree(options.out, options.force);
        }
        long startNs = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        try (Dataset dataset = path == null ? demo() : Recordings.open(path)) {
            List<SceneInfo> scenes = scenes(dataset);
            dataset.remarks().forEach(remark -> err.println("note: " + remark));
            PipelineConfig config = config(dataset);
            Path out = options.out == null ? nextOut(command) : options.out;
            try (RunFolder folder = RunFolder.open(out, options.force)) {
                return replay(dataset, scenes, config, folder, startNs);
            } catch (IOException e) {
                if (e instanceof DatasetException) {
                    throw e;
                }
                throw UserError.failed("cannot finish " + out + ": " + RunFolder.reason(e));
            }
        }
    }

    private int replay(
            Dataset dataset,
            List<SceneInfo> scenes,
            PipelineConfig config,
            RunFolder folder,
            long startNs)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ReplayScores scores = ReplayScores.empty();
        int total = scenes.stream().mapToInt(SceneInfo::samples).sum();
        ReplaySink sink = new ReplaySink(dataset, folder, config.vehicle(), total, options.threads);
        try (Interrupt interrupt = new Interrupt(sink::interrupt);
                Progress progress = new Progress(command, total, err)) {
            for (SceneInfo scene : scenes) {
                SceneReplay one = new SceneReplay(dataset, scene, options, config, sink);
                scores = scores.merge(one.run(progress));
                if (sink.interrupted()) {
                    err.println(
                            "interrupted: what was made so far is in "
                                    + folder.partial()
                                    + ". To run it again: sightline "
                                    + again(folder));
                    return ExitCode.FAILED;
                }
            }
        } finally {
            sink.close();
        }
        if (scores.frames() == 0) {
            throw UserError.failed(
                    "no sample of "
                            + dataset.format()
                            + " could be replayed"
                            + sink.losses().stream().findFirst().map(l -> ": " + l).orElse(""));
        }
        Map<String, Object> metrics = scores.tree();
        folder.write("metrics.json", Json.bytes(metrics));
        folder.write("metrics.csv", MetricsCsv.bytes(metrics));
        RunRecord record = record(dataset, scenes, sink, startNs);
        folder.write("run.json", Json.bytes(record.tree()));
        String source =
                path == null
                        ? "the generated demo drive"
                        : path.toAbsolutePath().normalize().getFileName().toString();
        new ReplayReport(dataset, source, scores, sink, record).write(folder.file("report.html"));
        folder.publish();
        answer(scores, sink, folder);
        return scores.lost() > 0 ? ExitCode.LOSS : ExitCode.DONE;
    }

    /** The arguments that run this again into the same folder, quoted for a shell. */
    private String again(RunFolder folder) {
        List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        if (words.isEmpty()) {
            words.add(command);
        }
        if (options.out == null) {
            words.addAll(List.of("--out", folder.out().toString()));
        }
        if (!options.force) {
            words.add("--force");
        }
        return words.stream().map(Replay::quoted).collect(Collectors.joining(" "));
    }

    /** A word as a POSIX shell reads it back. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./,:=@%+-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    private void answer(ReplayScores scores, ReplaySink sink, RunFolder folder) {
        PrintWriter err = spec.commandLine().getErr();
        sink.losses().forEach(l -> err.println("lost: " + l));
        err.println(
                String.format(
                        Locale.ROOT,
                        "%d %s replayed%s",
                        scores.frames(),
                        scores.frames() == 1 ? "sample" : "samples",
                        scores.lost() == 0 ? "" : ", " + scores.lost() + " parts lost"));
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        if (options.json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("schema", "sightline/replay/1");
            tree.put("frames", scores.frames());
            tree.put("dropped", scores.dropped());
            tree.put("lost", sink.losses());
            tree.put("depth", scores.depth());
            tree.put("occupancy", scores.occupancy());
            tree.put("plan", scores.plan());
            tree.put("latency_ms", sink.latencies().tree());
            Map<String, Object> outputs = new LinkedHashMap<>();
            outputs.put("dir", folder.out().toString());
            outputs.put("report", folder.out().resolve("report.html").toString());
            outputs.put("occupancy", folder.out().resolve("occupancy").toString());
            tree.put("outputs", outputs);
            out.print(Json.text(tree));
        } else {
            out.println(folder.out().resolve("report.html"));
        }
        out.flush();
    }

    private RunRecord record(
            Dataset dataset, List<SceneInfo> scenes, ReplaySink sink, long startNs) {
        double seconds = (System.nanoTime() - startNs) * 1e-9;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("format", dataset.format());
        data.put("scenes", scenes.stream().map(SceneInfo::name).toList());
        data.put("sha256_of_decoded", sink.digest());
        data.put("remarks", dataset.remarks());
        return new RunRecord(command, spec.commandLine().getParseResult())
                .put("seed", options.seed)
                .put("threads", options.threads)
                .put("data", data)
                .put("model", null)
                .put(
                        "started",
                        java.time.Instant.now().minusNanos((long) (seconds * 1e9)).toString())
                .put("wall_s", seconds)
                .put("samples_per_s", sink.samples() / seconds)
                .put("latency_ms", sink.latencies().tree());
    }

    private Dataset demo() {
        SyntheticStreet.Config demo = SyntheticStreet.Config.DEMO;
        return new SyntheticStreet(
                new SyntheticStreet.Config(
                        options.seed, demo.seconds(), demo.rateHz(), demo.rig(), options.threads));
    }

    private List<SceneInfo> scenes(Dataset dataset) {
        List<SceneInfo> all = dataset.scenes();
        if (options.scene == null) {
            return all;
        }
        List<SceneInfo> named = all.stream().filter(s -> s.name().equals(options.scene)).toList();
        if (named.isEmpty()) {
            throw DidYouMean.unknown(
                    "scene", options.scene, all.stream().map(SceneInfo::name).toList());
        }
        return named;
    }

    private PipelineConfig config(Dataset dataset) {
        VehicleModel vehicle =
                switch (dataset.format()) {
                    case "kitti-object", "semantickitti" -> VehicleModel.kittiPassat();
                    case "argoverse2" -> VehicleModel.argoverseFusion();
                    default -> VehicleModel.nuscenesZoe();
                };
        return PipelineConfig.of(vehicle).with(options.stages);
    }

    /** The first free name: earlier runs stay. */
    static Path nextOut(String command) {
        for (int n = 1; ; n++) {
            Path out = Path.of("sightline-out", String.format(Locale.ROOT, "%s-%03d", command, n));
            if (!Files.exists(out)
                    && !Files.exists(out.resolveSibling(out.getFileName() + ".partial"))) {
                return out;
            }
        }
    }
}
