package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.Recordings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline doctor [PATH]}: is this machine fit to run, and is that recording fit to be used. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Check this machine, and a recording: layout, missing files, calibration, alignment with truth.",
        footer = {"", "Examples:", "  sightline doctor", "  sightline doctor /data/nuscenes"})
final class DoctorCommand implements Callable<Integer> {

    /** How a check ended. */
    enum Verdict {
        OK,
        NOTE,
        WARN,
        FAIL
    }

    /** One line of the doctor's report. */
    record Finding(String what, Verdict verdict, String text) {}

    @Spec CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Folder of a recording.")
    Path path;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples to read per scene (default: ${DEFAULT-VALUE}).")
    int samples = 3;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        if (samples < 1) {
            throw UserError.usage("--samples is at least 1, not " + samples);
        }
        List<Finding> findings = new ArrayList<>(MachineCheck.findings(Path.of(".")));
        if (path != null) {
            try (Dataset dataset = Recordings.open(path)) {
                findings.addAll(new RecordingCheck(dataset, samples).findings());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.text(tree(findings)));
        } else {
            for (Finding f : findings) {
                out.println(
                        String.format(
                                Locale.ROOT, "%-5s %-24s %s", f.verdict(), f.what(), f.text()));
            }
        }
        out.flush();
        boolean failed = findings.stream().anyMatch(f -> f.verdict() == Verdict.FAIL);
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static Map<String, Object> tree(List<Finding> findings) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/doctor/1");
        tree.put(
                "findings",
                findings.stream()
                        .map(
                                f -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("what", f.what());
                                    one.put("verdict", f.verdict().name().toLowerCase(Locale.ROOT));
                                    one.put("text", f.text());
                                    return one;
                                })
                        .toList());
        return tree;
    }
}
