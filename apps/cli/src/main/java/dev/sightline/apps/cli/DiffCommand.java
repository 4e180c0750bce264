package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.apps.report.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline diff RUN_A RUN_B}: what changed from one run to another, and whether that may be. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Compare the metrics of two runs; a failed gate exits 4.",
        footer = {
            "",
            "A gate is KEY>=NUMBER (or <=, >, <), quoted, on the second run: a metric by its path in metrics.json,",
            "METRIC-drop (first minus second) or METRIC-rise (second minus first). An undefined metric passes no gate.",
            "Runs of different protocol, version, mask or NaN rule are refused: their numbers mean different things.",
            "",
            "Examples:",
            "  sightline diff run1 run2",
            "  sightline diff main branch --gate 'miou>=0.5' --gate 'miou-drop<=0.01' --gate 'iou.car-drop<=0.02'",
            "  sightline diff main branch --gate 'rayiou>=0.3' --json --out difference"
        })
final class DiffCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN_A", description = "Output folder to compare with.")
    Path runA;

    @Parameters(index = "1", paramLabel = "RUN_B", description = "Output folder to judge.")
    Path runB;

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = "A condition that must hold; may be given many times.")
    List<String> gates = List.of();

    @Option(
            names = "--across-protocols",
            description = "Compare although protocol, version, mask or NaN rule differ.")
    boolean acrossProtocols;

    @Option(names = "--out", paramLabel = "DIR", description = "Write a report there.")
    Path out;

    @Option(names = "--force", description = "Replace an earlier run's folder.")
    boolean force;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        List<Gate> conditions = gates.stream().map(Gate::parse).toList();
        if (out != null) {
            RunFolder.requireFree(out, force);
        }
        MetricsFile a = MetricsFile.read(runA);
        MetricsFile b = MetricsFile.read(runB);
        RunDiff diff = RunDiff.of(a, b, MetricsFile.dataHash(runA), MetricsFile.dataHash(runB));
        if (!diff.refusals().isEmpty() && !acrossProtocols) {
            throw UserError.usage(
                    "these runs cannot be compared, they differ in "
                            + String.join("; ", diff.refusals())
                            + ". Evaluate both alike, or give --across-protocols to see the numbers anyway");
        }
        List<Gate.Outcome> outcomes = conditions.stream().map(g -> g.judge(a, b)).toList();
        PrintWriter err = spec.commandLine().getErr();
        diff.refusals().forEach(r -> err.println("warning: not comparable, " + r));
        diff.warnings().forEach(w -> err.println("warning: the runs differ in " + w));
        Map<String, Object> tree = diff.tree(outcomes);
        DiffWords words = new DiffWords(diff, outcomes);
        if (out != null) {
            write(tree, words);
        }
        PrintWriter data = spec.commandLine().getOut();
        if (json) {
            data.print(Json.text(tree));
        } else {
            words.print(data);
        }
        data.flush();
        err.flush();
        return outcomes.stream().allMatch(Gate.Outcome::passed) ? ExitCode.DONE : ExitCode.GATE;
    }

    private void write(Map<String, Object> tree, DiffWords words) {
        RunRecord record = new RunRecord("diff", spec.commandLine().getParseResult());
        record.put("seed", PairedBootstrap.SEED);
        try (RunFolder folder = RunFolder.open(out, force)) {
            Files.write(folder.file("metrics.json"), Json.bytes(tree));
            Files.write(folder.file("metrics.csv"), MetricsCsv.bytes(tree));
            Files.write(folder.file("run.json"), Json.bytes(record.tree()));
            HtmlReport.write(words.page(), folder.file("report.html"));
            folder.publish();
        } catch (IOException e) {
            throw UserError.failed("cannot write to " + out + ": " + RunFolder.reason(e));
        }
    }
}
