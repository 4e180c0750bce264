package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Stage;
import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.apps.report.HtmlReport;
import dev.sightline.apps.report.LatencyChart;
import dev.sightline.apps.report.ReportPage;
import dev.sightline.apps.report.ReportPage.Block;
import dev.sightline.apps.report.ReportPage.Bullets;
import dev.sightline.apps.report.ReportPage.Fact;
import dev.sightline.apps.report.ReportPage.Facts;
import dev.sightline.apps.report.ReportPage.Figure;
import dev.sightline.apps.report.ReportPage.Figures;
import dev.sightline.apps.report.ReportPage.Paragraph;
import dev.sightline.apps.report.ReportPage.Section;
import dev.sightline.apps.report.ReportPage.Table;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.dtof.metric.RangeError;
import dev.sightline.occupancy.metric.ConfusionMatrix;
import dev.sightline.planner.metric.PlanVersusDriven;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code report.html} of a replay. */
final class ReplayReport {

    private final Dataset dataset;
    private final String source;
    private final ReplayScores scores;
    private final ReplaySink sink;
    private final RunRecord record;

    /** A report; {@code source} names the recording without its path. */
    ReplayReport(
            Dataset dataset,
            String source,
            ReplayScores scores,
            ReplaySink sink,
            RunRecord record) {
        this.dataset = dataset;
        this.source = source;
        this.scores = scores;
        this.sink = sink;
        this.record = record;
    }

    void write(Path file) throws IOException {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Remarks", new Bullets(dataset.remarks())));
        if (!sink.losses().isEmpty()) {
            sections.add(
                    Section.of("Lost: present, but could not be used", new Bullets(sink.losses())));
        }
        List<Block> samples = new ArrayList<>(sink.gallery().pictures());
        sections.add(new Section("Samples", samples));
        sections.add(Section.of("Scores", depth(), structure(), truth(), plans()));
        sections.add(latency());
        sections.add(Section.of("Provenance", new Facts(provenance())));
        HtmlReport.write(
                new ReportPage("Sightline replay: " + source, summary(), facts(), sections), file);
    }

    private String summary() {
        return (scores.frames() == 1 ? "One sample" : scores.frames() + " samples")
                + " of "
                + source
                + (source.equals(dataset.format()) ? "" : " (layout " + dataset.format() + ")")
                + " went through the chain: sensors to points, bird's-eye view, occupancy, plan. Everything here is computed without"
                + " learned weights.";
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "samples",
                        scores.frames() + " replayed, " + scores.dropped() + " dropped"));
        facts.add(
                new Fact(
                        "scenes",
                        String.join(
                                ", ",
                                dataset.scenes().stream().map(SceneInfo::name).limit(8).toList())));
        facts.add(new Fact("points per sample", perSample(scores.points())));
        facts.add(
                new Fact(
                        "occupied voxels per sample",
                        number((double) scores.occupiedVoxels() / scores.frames(), 0)));
        facts.add(
                new Fact(
                        "plans",
                        scores.driven().plans()
                                + ", of these safe stops "
                                + scores.driven().fallbacks()));
        return facts;
    }

    private String perSample(Map<String, Long> points) {
        return points.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        points.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue() / scores.frames())
                                .toList());
    }

    private Block depth() {
        RangeError ranges = scores.ranges();
        if (ranges.compared() == 0) {
            return new Paragraph(
                    "Ranges from photon histograms: none that could be compared with a scan.");
        }
        return new Table(
                List.of("returns", "bias, m", "mean absolute, m", "off by over 1 m"),
                List.of(
                        List.of(
                                String.valueOf(ranges.compared()),
                                number(ranges.bias(), 4),
                                number(ranges.meanAbsolute(), 4),
                                number(ranges.grossShare(), 4))),
                "Ranges that were estimated from photon histograms against the nearest range that a scan of the same instant has in the same"
                        + " zone; the means leave out what is off by over 1 m.");
    }

    private Block structure() {
        if (scores.fusedRecall().returns() == 0) {
            return new Paragraph("Recall of the next scan: needs two samples of one drive.");
        }
        return new Table(
                List.of("remembered", "returns of the next scan", "in occupied voxels"),
                List.of(
                        row(
                                "all scans so far, fused",
                                scores.fusedRecall().returns(),
                                scores.fusedRecall().value()),
                        row(
                                "the last scan only",
                                scores.singleRecall().returns(),
                                scores.singleRecall().value())),
                "Of the returns above the ground of each new scan inside the grid: the share whose voxel was occupied in what was"
                        + " remembered before that scan came.");
    }

    private static List<String> row(String name, long n, double share) {
        return List.of(name, String.valueOf(n), number(share, 4));
    }

    private Block truth() {
        if (scores.truth().isEmpty()) {
            return new Paragraph("Occupancy against truth: this recording has none.");
        }
        List<List<String>> rows = new ArrayList<>();
        scores.truth()
                .forEach(
                        (mask, m) ->
                                rows.add(
                                        List.of(
                                                mask.label(),
                                                String.valueOf(m.total()),
                                                number(m.geometryIou(), 4),
                                                number(ground(m), 4),
                                                number(m.meanIou(), 4))));
        return new Table(
                List.of("voxels seen by", "voxels", "geometry IoU", "ground IoU", "mIoU"),
                rows,
                "Geometry IoU: occupied against not, whatever the class. mIoU: Occ3D's classes 0..16, those absent from both left out;"
                        + " without weights only ground and 'others' are ever answered, so it is low by construction. Unknown counts as free, so without a mask"
                        + " everything that no ray could reach is a miss.");
    }

    private static double ground(ConfusionMatrix m) {
        return m
                .taxonomy()
                .number(dev.sightline.perception.map.ObjectKind.DRIVABLE_SURFACE)
                .stream()
                .mapToDouble(m::iou)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Block plans() {
        PlanVersusDriven driven = scores.driven();
        List<List<String>> rows = new ArrayList<>();
        for (int s = 1; s <= PlanVersusDriven.HORIZONS; s++) {
            rows.add(
                    List.of(
                            s + " s",
                            String.valueOf(driven.counts().at(s)),
                            number(driven.meanDistance(s), 2),
                            number(driven.meanSpeedDifference(s), 2)));
        }
        return new Table(
                List.of("after", "plans compared", "distance, m", "planned less driven speed, m/s"),
                rows,
                "Plans against what the recorded driver did, where the recording goes on that long. The driver is no oracle. "
                        + driven.drivenIntoVoxels()
                        + " of "
                        + driven.driven()
                        + " driven paths run into voxels that we hold occupied: false alarms of occupancy, or things that moved away.");
    }

    private Section latency() {
        List<LatencyChart.Stage> stages = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Stage stage : sink.latencies().stages()) {
            String name = stage.name().toLowerCase(Locale.ROOT);
            double p50 = sink.latencies().quantileMs(stage, 0.5);
            double p99 = sink.latencies().quantileMs(stage, 0.99);
            stages.add(new LatencyChart.Stage(name, p50, p99, scores.frames()));
            rows.add(List.of(name, number(p50, 1), number(p99, 1)));
        }
        Figure chart =
                new Figure(
                        EncodedPicture.png(LatencyChart.of("Latency per stage", stages, 760)),
                        "Wall-clock time per sample on this machine, first samples (a cold JVM) included.",
                        "latency per stage");
        return Section.of(
                "Latency",
                Figures.of(chart),
                new Table(
                        List.of("stage", "p50, ms", "p99, ms"),
                        rows,
                        "Depends on the machine: not part of metrics.json."));
    }

    private List<Fact> provenance() {
        List<Fact> facts = new ArrayList<>();
        record.tree().forEach((key, value) -> facts.add(new Fact(key, words(value))));
        return facts;
    }

    /** A value of run.json in words. */
    private static String words(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> e.getKey() + ": " + words(e.getValue()))
                    .collect(Collectors.joining("; "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ReplayReport::words).collect(Collectors.joining(" "));
        }
        if (value instanceof Double d) {
            return number(d, 2);
        }
        return value == null ? "none" : value.toString();
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + digits + "f", value)
                : "-";
    }
}
