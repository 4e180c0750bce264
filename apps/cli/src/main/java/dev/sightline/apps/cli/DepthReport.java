package dev.sightline.apps.cli;

import dev.sightline.datasets.spad.SensorDescription;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.dtof.estimate.Counting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code depth} tells, in words and as one JSON object. */
record DepthReport(
        String name,
        ZoneHistograms input,
        DepthSensor sensor,
        DepthEstimation estimation,
        DepthMaps maps,
        DepthZone shown) {

    /** What the user should know besides. */
    List<String> remarks(Optional<SensorDescription> described) {
        List<String> remarks = new ArrayList<>(input.remarks());
        described
                .filter(d -> d.model().bins() != input.bins())
                .ifPresent(
                        d ->
                                remarks.add(
                                        "the file has "
                                                + input.bins()
                                                + " bins, the sensor "
                                                + d.name()
                                                + " has "
                                                + d.model().bins()));
        return remarks;
    }

    List<String> lines() {
        double[] spread = maps.rangeSpread();
        List<String> lines = new ArrayList<>();
        if (maps.detected() == 0) {
            lines.add(line("%s: 0 of %d zones detected", name, maps.zones()));
            return lines;
        }
        lines.add(
                line(
                        "%s: %d of %d zones detected, range %.3f to %.3f m, median %.3f m, median sigma %s mm",
                        name,
                        maps.detected(),
                        maps.zones(),
                        spread[0],
                        spread[2],
                        spread[1],
                        millimetres(maps.medianSigma())));
        int zone = shown.linear();
        int found = Math.max(1, maps.returns(zone));
        for (int i = 0; i < found; i++) {
            String which = maps.slots() > 1 ? line(", return %d", i + 1) : "";
            lines.add(
                    line(
                            "%s%s: range %.4f m, sigma %s mm, %.0f photons on %.2f per bin, confidence %.4f",
                            ("zone " + shown.words()).strip(),
                            which,
                            maps.range(zone, i),
                            millimetres(maps.sigma(zone, i)),
                            maps.photons(zone, i),
                            maps.background(zone),
                            maps.confidence(zone, i)));
        }
        return lines;
    }

    private static String millimetres(double metres) {
        return line(metres < 1e-3 ? "%.3f" : "%.1f", 1e3 * metres);
    }

    private static String line(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    Map<String, Object> tree(String format) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/depth/1");
        tree.put("input", name);
        tree.put("format", format);
        tree.put("estimator", estimation.estimator(sensor).word());
        tree.put("axes", Arrays.stream(input.axes()).boxed().toList());
        tree.put("bins", input.bins());
        tree.put("bin_seconds", sensor.times().binSeconds());
        tree.put("first_edge_seconds", sensor.times().firstEdgeSeconds());
        tree.put("uneven_bins", sensor.times().isUneven());
        tree.put("response", sensor.response().words());
        tree.put("response_sigma_seconds", sensor.response().sigmaSeconds());
        Counting counting = sensor.counting();
        boolean linear = counting.kind() == Counting.Kind.POISSON;
        tree.put("detection", SensorFlags.word(counting.kind()));
        tree.put("cycles", linear ? null : counting.cycles());
        tree.put("dead_bins", linear ? null : (int) counting.deadBins());
        tree.put("order", estimation.order().name().toLowerCase(Locale.ROOT));
        tree.put("zones", maps.zones());
        tree.put("detected", maps.detected());
        tree.put("returns", maps.allReturns());
        tree.put("counts", input.photons());
        double[] spread = maps.rangeSpread();
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("min", spread[0]);
        range.put("median", spread[1]);
        range.put("max", spread[2]);
        tree.put("range_m", range);
        tree.put("median_sigma_m", maps.medianSigma());
        tree.put("zone", zone());
        return tree;
    }

    private Map<String, Object> zone() {
        int at = shown.linear();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("index", shown.words());
        tree.putAll(found(at, 0));
        tree.put("background", (double) maps.background(at));
        List<Map<String, Object>> returns = new ArrayList<>();
        for (int i = 0; i < maps.returns(at); i++) {
            returns.add(found(at, i));
        }
        tree.put("returns", returns);
        return tree;
    }

    private Map<String, Object> found(int zone, int slot) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("range_m", (double) maps.range(zone, slot));
        tree.put("sigma_m", (double) maps.sigma(zone, slot));
        tree.put("photons", (double) maps.photons(zone, slot));
        tree.put("confidence", (double) maps.confidence(zone, slot));
        return tree;
    }
}
