package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.dtof.estimate.Estimate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline depth FILE}: photon histograms in, ranges with their deviation and confidence out. */
@Command(
        name = "depth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Find the ranges in photon histograms. Flags win over the file, the file over a preset.",
        footer = {
            "",
            "Examples:",
            "  sightline depth zones.npz --out ranges.npz --picture ranges.png --zone 3,4",
            "  sightline depth raw.npz --bin-ns 0.25 --irf gauss:0.42 --json",
            "  sightline depth raw.npz --detection first-photon --cycles 2000 --returns 3",
            "  sightline depth log.json.gz --format tmf8820 --zone 50,1,1 --picture zone.png",
        })
final class DepthCommand implements Callable<Integer> {

    /** Accepted false alarms per zone without a target. */
    private static final double FALSE_ALARMS = DepthPipeline.Config.DEFAULT.falseAlarmRate();

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Histograms; the last axis is time bins.")
    Path file;

    @Option(
            names = "--format",
            defaultValue = "npz",
            description = "${COMPLETION-CANDIDATES} (default: npz).")
    DepthInput.Format format;

    @Mixin SensorFlags sensor;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES} (default: matched or ml).")
    Optional<DepthEstimation.Estimator> estimator;

    @Option(
            names = "--returns",
            paramLabel = "N",
            description = "Up to N surfaces per zone, as a last axis.")
    Integer returns;

    @Option(
            names = "--order",
            defaultValue = "strongest",
            description = "${COMPLETION-CANDIDATES} come first.")
    Estimate.Order order;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write range_m, sigma_m, confidence, photons, background.")
    Path out;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Draw the ranges and one zone's histogram and fit.")
    Path picture;

    @Option(
            names = "--zone",
            paramLabel = "[FRAME,]R,C",
            description = "The zone to draw (default: at the median range).")
    String zone;

    @Option(names = "--force", description = "Replace files that exist.")
    boolean force;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        requireFree(out);
        requireFree(picture);
        String name = String.valueOf(file.getFileName());
        ZoneHistograms input = DepthInput.read(file, format);
        DepthSensor settled = DepthSensor.settle(input, name, sensor);
        DepthEstimation estimation =
                new DepthEstimation(
                        estimator,
                        returns == null ? OptionalInt.empty() : OptionalInt.of(returns),
                        order,
                        FALSE_ALARMS);
        List<Integer> axes = Arrays.stream(input.axes()).boxed().toList();
        // Before the work: a mistyped zone costs no time.
        Optional<DepthZone> asked =
                Optional.ofNullable(zone).map(text -> DepthZone.parse(axes, text));
        DepthMaps maps = estimation.run(input, settled, name);
        DepthZone shown = asked.orElseGet(() -> DepthZone.at(axes, maps.middleZone()));
        if (out != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            maps.write(bytes);
            write(out, bytes.toByteArray());
        }
        if (picture != null) {
            String title =
                    name + ": zone " + shown.words() + ", " + estimation.estimator(settled).word();
            EncodedPicture drawn = DepthPicture.of(title, input, maps, settled, shown);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            drawn.writeTo(bytes);
            write(picture, bytes.toByteArray());
        }
        tell(new DepthReport(name, input, settled, estimation, maps, shown));
        return ExitCode.DONE;
    }

    private void tell(DepthReport report) throws DatasetException {
        PrintWriter stdout = spec.commandLine().getOut();
        PrintWriter stderr = spec.commandLine().getErr();
        Map<String, Object> outputs = new LinkedHashMap<>();
        if (out != null) {
            outputs.put("maps", out.toString());
        }
        if (picture != null) {
            outputs.put("picture", picture.toString());
        }
        List<String> remarks = report.remarks(sensor.description());
        remarks.forEach(remark -> stderr.println("note: " + remark));
        stderr.flush();
        if (json) {
            Map<String, Object> tree = report.tree(format.name().toLowerCase(Locale.ROOT));
            tree.put("false_alarm_rate", FALSE_ALARMS);
            tree.put("remarks", remarks);
            tree.put("outputs", outputs);
            stdout.print(Json.text(tree));
        } else {
            report.lines().forEach(stdout::println);
            outputs.forEach((what, where) -> stdout.println(what + ": " + where));
        }
        stdout.flush();
    }

    private void requireFree(Path path) {
        if (path != null && Files.exists(path) && !force) {
            throw UserError.usage(
                    path + " exists and is not overwritten: give another name, or --force");
        }
    }

    /** Whole or not at all: written beside its final name, then renamed. */
    private static void write(Path path, byte[] bytes) {
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            try (OutputStream stream = Files.newOutputStream(partial)) {
                stream.write(bytes);
            }
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(partial);
            throw UserError.failed("cannot write " + path + ": " + RunFolder.reason(e));
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // What could not be written can often not be deleted either; the first error is told.
        }
    }
}
