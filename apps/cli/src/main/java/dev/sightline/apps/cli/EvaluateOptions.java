package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Benchmarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code evaluate}; fields are filled by picocli. */
final class EvaluateOptions {

    @Option(
            names = "--protocol",
            required = true,
            paramLabel = "P",
            description =
                    "occ3d-nuscenes, openocc-flow, surroundocc, openoccupancy, semantickitti-ssc or nuscenes-detection.")
    String protocol;

    @Option(
            names = "--gt",
            required = true,
            paramLabel = "DIR",
            description = "The truth (detection: its JSON file).")
    Path truth;

    @Option(names = "--pred", required = true, paramLabel = "DIR", description = "Predictions.")
    Path predictions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results go (default: the next sightline-out/evaluate-NNN).")
    Path out;

    @Option(names = "--force", description = "Replace DIR if it exists, and discard a DIR.partial.")
    boolean force;

    @Option(names = "--mask", paramLabel = "M", description = "camera, lidar or none.")
    String mask = "";

    @Option(
            names = "--nan-rule",
            paramLabel = "R",
            description = "nan_if_absent_in_both or nan_if_absent_in_gt.")
    String nanRule = "";

    @Option(
            names = "--split",
            paramLabel = "FILE|NAME",
            description =
                    "Only these scenes or tokens: a list, or a name such as val from annotations.json.")
    String split;

    @Option(
            names = "--allow-partial",
            description = "Score what is there, although predictions are missing or unusable.")
    boolean allowPartial;

    @Option(names = "--resume", description = "Go on with DIR.partial.")
    boolean resume;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Processes that share the work (default: this one alone).")
    int workers = 1;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "Share the work on a Spark cluster: local[2] or spark://HOST:PORT.")
    String spark;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of each process; results do not depend on it.")
    int threads = Math.max(1, Math.min(64, Runtime.getRuntime().availableProcessors()));

    @Option(names = "--validate-only", description = "Read and check all inputs, report no score.")
    boolean validateOnly;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Option(names = "--worker", hidden = true, paramLabel = "I")
    int worker = -1;

    @Option(names = "--identity", hidden = true, paramLabel = "HASH")
    String identity = "";

    /** Checks what the types cannot. */
    void validate() {
        List<String> names = new ArrayList<>(Benchmarks.NAMES);
        names.add(EvaluateDetection.PROTOCOL);
        if (!names.contains(protocol)) {
            throw DidYouMean.unknown("protocol", protocol, names);
        }
        if (threads < 1 || threads > 256 || workers < 1 || workers > 256) {
            throw UserError.usage("--threads and --workers are 1..256");
        }
        if (spark != null && (workers > 1 || protocol.equals(EvaluateDetection.PROTOCOL))) {
            throw UserError.usage("--spark goes neither with --workers nor with one file of boxes");
        }
        if (protocol.equals(EvaluateDetection.PROTOCOL)
                && (!mask.isEmpty() || !nanRule.isEmpty() || split != null || workers > 1)) {
            throw UserError.usage(
                    "--mask, --nan-rule, --split and --workers mean nothing to one file of boxes");
        }
        if (resume && out == null) {
            throw UserError.usage("--resume needs the --out of the run that did not finish");
        }
    }
}
