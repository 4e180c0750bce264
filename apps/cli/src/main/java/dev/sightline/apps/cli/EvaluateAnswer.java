package dev.sightline.apps.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.eval.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code evaluate} says on stdout: the score and the identity of its protocol, as a table or as JSON. */
final class EvaluateAnswer {

    private final EvaluateOptions options;
    private final PrintWriter out;
    private final PrintWriter err;

    EvaluateAnswer(EvaluateOptions options, CommandSpec spec) {
        this.options = options;
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
    }

    /** The answer of a run that was finished before. */
    int again(Path folder) throws IOException {
        Map<String, Object> metrics =
                new ObjectMapper()
                        .readValue(
                                Files.readAllBytes(folder.resolve("metrics.json")),
                                new TypeReference<LinkedHashMap<String, Object>>() {});
        return of(metrics, folder);
    }

    /** Prints the answer and returns the exit status. */
    int of(Map<String, Object> metrics, Path folder) {
        long skipped = ((Number) metrics.get("skipped")).longValue();
        if (skipped > 0) {
            err.println("lost: " + skipped + " frames that were there could not be used");
            for (Object row : (List<?>) metrics.get("lost")) {
                Map<?, ?> lost = (Map<?, ?>) row;
                err.println("lost: " + lost.get("token") + ": " + lost.get("reason"));
            }
            err.flush();
        }
        if (metrics.containsKey("rayiou") && metrics.get("rayiou") == null) {
            err.println(
                    "note: rayiou is null: not every scored frame has a place to look from (origins.npy beside its labels.npz, or nuScenes tables"
                            + " in --gt or its parent) within 39 m");
            err.flush();
        }
        if (options.json) {
            Map<String, Object> tree = new LinkedHashMap<>(metrics);
            tree.put("outputs", outputs(folder));
            out.print(Json.text(tree));
        } else {
            table(metrics);
            out.println(folder.resolve("report.html"));
        }
        out.flush();
        return skipped > 0 ? ExitCode.LOSS : ExitCode.DONE;
    }

    private static Map<String, Object> outputs(Path folder) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("dir", folder.toString());
        outputs.put("report", folder.resolve("report.html").toString());
        outputs.put("metrics", folder.resolve("metrics.json").toString());
        return outputs;
    }

    private void table(Map<String, Object> metrics) {
        out.println(
                metrics.get("protocol")
                        + " version "
                        + metrics.get("protocol_version")
                        + ", "
                        + metrics.get("frames")
                        + " frames");
        Map<String, Object> identity = branch(metrics, "identity");
        if (metrics.containsKey("nd_score")) {
            detection(metrics);
            return;
        }
        row("mask", metrics.get("mask"));
        row("NaN rule", metrics.get("nan_rule"));
        row("not in the mean", identity.get("excluded_class"));
        row("data", identity.get("listing_sha256").toString().substring(0, 16));
        row("mIoU", metrics.get("miou"));
        row("geometry IoU", metrics.get("geometry_iou"));
        rays(metrics);
        branch(metrics, "trivial")
                .forEach((name, score) -> row("  " + name, words((Map<?, ?>) score)));
        branch(metrics, "iou").forEach((name, iou) -> row("  " + name, iou));
    }

    private void detection(Map<String, Object> metrics) {
        row("truth", branch(metrics, "identity").get("truth_sha256").toString().substring(0, 16));
        row("NDS", metrics.get("nd_score"));
        row("mAP", metrics.get("mean_ap"));
        branch(metrics, "tp_errors").forEach((name, error) -> row("  " + name, error));
        branch(metrics, "mean_dist_aps").forEach((name, ap) -> row("  AP " + name, ap));
    }

    private void rays(Map<String, Object> metrics) {
        Map<String, Object> rays = branch(metrics, "rayiou");
        if (!rays.isEmpty()) {
            row("RayIoU", rays.get("mean"));
            for (String metres : List.of("1", "2", "4")) {
                row("  at " + metres + " m", rays.get(metres));
            }
        }
        for (String key : List.of("flow", "flow_server_variant")) {
            if (!branch(metrics, key).isEmpty()) {
                row(key + " mAVE", branch(metrics, key).get("mave"));
                row(key + " OccScore", branch(metrics, key).get("occ_score"));
            }
        }
    }

    private static String words(Map<?, ?> score) {
        return "mIoU "
                + number(score.get("miou"))
                + ", geometry "
                + number(score.get("geometry_iou"));
    }

    /** A part of a result by its key; empty if it is not there or null. */
    static Map<String, Object> branch(Map<String, Object> tree, String key) {
        @SuppressWarnings("unchecked") // trees of results have text keys
        Map<String, Object> branch = (Map<String, Object>) tree.get(key);
        return branch == null ? Map.of() : branch;
    }

    private void row(String name, Object value) {
        out.println(String.format(Locale.ROOT, "%-22s %s", name, number(value)));
    }

    private static String number(Object value) {
        if (value instanceof Double d) {
            return Double.isNaN(d) ? "-" : String.format(Locale.ROOT, "%.4f", d);
        }
        return value == null ? "-" : value.toString();
    }
}
