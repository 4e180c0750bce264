package dev.sightline.apps.cli;

import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.dtof.DepthPipeline;
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
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
                "Find the range in every photon histogram of a file. Flags win over what the file says, the file over a preset.",
        footer = {
            "",
            "Examples:",
            "  sightline depth zones.npz --out ranges.npz --picture ranges.png --zone 3,4",
            "  sightline depth raw.npz --bin-ns 0.25 --irf gauss:0.42 --json",
            "  sightline depth log.json.gz --format tmf8820 --zone 50,1,1 --picture zone.png",
        })
final class DepthCommand implements Callable<Integer> {

    /** Accepted false alarms per zone without a target. */
    private static final double FALSE_ALARMS = DepthPipeline.Config.DEFAULT.falseAlarmRate();

    /** Estimators as the command line calls them. */
    enum Estimator {
        ML(DepthPipeline.Method.LIKELIHOOD),
        MATCHED(DepthPipeline.Method.MATCHED),
        ARGMAX(DepthPipeline.Method.ARGMAX),
        COM(DepthPipeline.Method.CENTRE_OF_MASS);

        private final DepthPipeline.Method method;

        Estimator(DepthPipeline.Method method) {
            this.method = method;
        }
    }

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Histograms; the last axis is time bins.")
    Path file;

    @Option(
            names = "--format",
            defaultValue = "npz",
            description = "${COMPLETION-CANDIDATES} (default: npz).")
    DepthInput.Format format;

    @Option(names = "--sensor", paramLabel = "PRESET", description = "A known sensor.")
    Optional<String> sensor;

    @Option(
            names = "--estimator",
            defaultValue = "matched",
            description = "${COMPLETION-CANDIDATES} (default: matched).")
    Estimator estimator;

    @Option(
            names = "--irf",
            paramLabel = "gauss:SIGMA_NS",
            description = "The sensor's response to a short pulse.")
    Optional<String> irf;

    @Option(names = "--bin-ns", paramLabel = "X", description = "Width of a time bin.")
    Double binNs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write range_m, sigma_m, confidence, photons and background (per bin) as .npz.")
    Path out;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Draw the ranges and one zone's histogram with its fit as .png.")
    Path picture;

    @Option(
            names = "--zone",
            paramLabel = "[FRAME,]R,C",
            description = "The zone to draw and to tell of (default: the one at the median range).")
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
        DepthMaps.Sensor settled =
                new DepthInput.Flags(
                                binNs == null ? OptionalDouble.empty() : OptionalDouble.of(binNs),
                                irf,
                                sensor)
                        .settle(input, name);
        List<Integer> axes = Arrays.stream(input.axes()).boxed().toList();
        // Before the work: a mistyped zone costs no time.
        Optional<DepthZone> asked =
                Optional.ofNullable(zone).map(text -> DepthZone.parse(axes, text));
        DepthMaps maps =
                DepthMaps.of(
                        input,
                        settled,
                        new DepthPipeline(
                                new DepthPipeline.Config(estimator.method, FALSE_ALARMS)));
        DepthZone shown = asked.orElseGet(() -> DepthZone.at(axes, maps.middleZone()));
        if (out != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            maps.write(bytes);
            write(out, bytes.toByteArray());
        }
        if (picture != null) {
            String title = name + ": zone " + shown.words() + ", " + word(estimator);
            EncodedPicture drawn = DepthPicture.of(title, input, maps, settled, shown);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            drawn.writeTo(bytes);
            write(picture, bytes.toByteArray());
        }
        tell(name, input, settled, maps, shown);
        return ExitCode.DONE;
    }

    private void tell(
            String name,
            ZoneHistograms input,
            DepthMaps.Sensor settled,
            DepthMaps maps,
            DepthZone shown) {
        PrintWriter stdout = spec.commandLine().getOut();
        PrintWriter stderr = spec.commandLine().getErr();
        input.remarks().forEach(remark -> stderr.println("note: " + remark));
        stderr.flush();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/depth/1");
        tree.put("input", name);
        tree.put("format", word(format));
        tree.put("estimator", word(estimator));
        tree.put("axes", Arrays.stream(input.axes()).boxed().toList());
        tree.put("bins", input.bins());
        tree.put("bin_seconds", settled.timing().binSeconds());
        tree.put("first_edge_seconds", settled.timing().firstEdgeSeconds());
        tree.put("response_sigma_seconds", settled.sigmaSeconds());
        tree.put("false_alarm_rate", FALSE_ALARMS);
        tree.put("zones", maps.zones());
        tree.put("detected", maps.detected());
        tree.put("counts", input.photons());
        double[] spread = maps.rangeSpread();
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("min", spread[0]);
        range.put("median", spread[1]);
        range.put("max", spread[2]);
        tree.put("range_m", range);
        tree.put("median_sigma_m", maps.medianSigma());
        tree.put("zone", zoneTree(maps, shown));
        tree.put("remarks", input.remarks());
        Map<String, Object> outputs = new LinkedHashMap<>();
        if (out != null) {
            outputs.put("maps", out.toString());
        }
        if (picture != null) {
            outputs.put("picture", picture.toString());
        }
        tree.put("outputs", outputs);
        if (json) {
            stdout.print(Json.text(tree));
        } else {
            stdout.println(
                    String.format(
                            Locale.ROOT,
                            "%s: %d of %d zones detected, range %.3f to %.3f m, median %.3f m, median sigma %.1f mm",
                            name,
                            maps.detected(),
                            maps.zones(),
                            spread[0],
                            spread[2],
                            spread[1],
                            1e3 * maps.medianSigma()));
            int at = shown.linear();
            stdout.println(
                    String.format(
                            Locale.ROOT,
                            "zone %s: range %.4f m, sigma %.1f mm, %.0f photons on %.2f per bin, confidence %.4f",
                            shown.words(),
                            maps.range(at),
                            1e3 * maps.sigma(at),
                            maps.photons(at),
                            maps.background(at),
                            maps.confidence(at)));
            outputs.forEach((what, where) -> stdout.println(what + ": " + where));
        }
        stdout.flush();
    }

    private static Map<String, Object> zoneTree(DepthMaps maps, DepthZone shown) {
        int at = shown.linear();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("index", shown.words());
        tree.put("range_m", (double) maps.range(at));
        tree.put("sigma_m", (double) maps.sigma(at));
        tree.put("photons", (double) maps.photons(at));
        tree.put("background", (double) maps.background(at));
        tree.put("confidence", (double) maps.confidence(at));
        return tree;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
            throw UserError.failed("cannot write " + path + ": " + RunFolder.reason(e));
        }
    }
}
