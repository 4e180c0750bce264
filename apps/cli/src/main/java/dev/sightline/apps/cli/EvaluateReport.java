package dev.sightline.apps.cli;

import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.report.HtmlReport;
import dev.sightline.apps.report.ReportPage;
import dev.sightline.apps.report.ReportPage.Block;
import dev.sightline.apps.report.ReportPage.Bullets;
import dev.sightline.apps.report.ReportPage.Fact;
import dev.sightline.apps.report.ReportPage.Facts;
import dev.sightline.apps.report.ReportPage.Figures;
import dev.sightline.apps.report.ReportPage.Paragraph;
import dev.sightline.apps.report.ReportPage.Section;
import dev.sightline.apps.report.ReportPage.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code report.html} of an evaluation. */
final class EvaluateReport {

    private static final String MIOU = "miou";
    private static final String GEOMETRY = "geometry_iou";

    private final Optional<EvaluationPlan> plan;
    private final Map<String, Object> metrics;
    private final RunRecord record;
    private final EvaluateCharts charts;

    EvaluateReport(Optional<EvaluationPlan> plan, Map<String, Object> metrics, RunRecord record) {
        this.plan = plan;
        this.metrics = metrics;
        this.record = record;
        this.charts = new EvaluateCharts(metrics);
    }

    void write(Path file) throws IOException {
        List<Section> sections = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        plan.ifPresent(p -> remarks.addAll(p.listing().layouts()));
        plan.ifPresent(p -> remarks.addAll(p.listing().notes()));
        sections.add(Section.of("Files", new Bullets(remarks)));
        List<?> lost = (List<?>) metrics.get("lost");
        if (!lost.isEmpty()) {
            sections.add(
                    Section.of(
                            "Lost: present, but could not be used",
                            new Bullets(
                                    lost.stream()
                                            .map(l -> (Map<?, ?>) l)
                                            .map(l -> l.get("token") + ": " + l.get("reason"))
                                            .toList())));
        }
        sections.add(Section.of("Classes", Figures.of(charts.classes())));
        if (plan.isPresent()) {
            sections.add(Section.of("Beside the score", constants(), masks(), intervals()));
            List<Block> rays = new EvaluateRays(metrics).blocks();
            if (!rays.isEmpty()) {
                sections.add(new Section("Rays", rays));
            }
            List<Block> distance = new ArrayList<>();
            charts.distances().ifPresent(f -> distance.add(Figures.of(f)));
            sections.add(new Section("Distance", distance));
            List<Block> confusion = new ArrayList<>();
            charts.confusion().ifPresent(f -> confusion.add(Figures.of(f)));
            sections.add(new Section("Confusion", confusion));
            sections.add(new Section("Worst samples", new WorstSamples(plan.get()).of(metrics)));
        }
        sections.add(Section.of("Provenance", new Facts(provenance())));
        HtmlReport.write(
                new ReportPage(
                        "Sightline evaluation: " + metrics.get("protocol"),
                        summary(),
                        facts(),
                        sections),
                file);
    }

    private String summary() {
        Map<String, Object> identity = EvaluateAnswer.branch(metrics, "identity");
        return metrics.get("frames")
                + " frames scored as "
                + metrics.get("protocol")
                + " version "
                + metrics.get("protocol_version")
                + " defines it ("
                + identity.get("source")
                + ").";
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        add(facts, "NDS", metrics.get("nd_score"));
        add(facts, "mAP", metrics.get("mean_ap"));
        add(facts, "mIoU", metrics.get(MIOU));
        add(facts, "geometry IoU", metrics.get(GEOMETRY));
        add(facts, "RayIoU", EvaluateAnswer.branch(metrics, "rayiou").get("mean"));
        add(facts, "mAVE, m/s", EvaluateAnswer.branch(metrics, "flow").get("mave"));
        add(facts, "mask", metrics.get("mask"));
        add(facts, "absent classes", metrics.get("nan_rule"));
        add(
                facts,
                "not in the mean",
                EvaluateAnswer.branch(metrics, "identity").get("excluded_class"));
        facts.add(
                new Fact(
                        "frames",
                        metrics.get("frames") + " scored, " + metrics.get("skipped") + " lost"));
        return facts;
    }

    private static void add(List<Fact> facts, String name, Object value) {
        if (value != null) {
            facts.add(new Fact(name, digits(value)));
        }
    }

    private Block constants() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "this prediction",
                        digits(metrics.get(MIOU)),
                        digits(metrics.get(GEOMETRY))));
        EvaluateAnswer.branch(metrics, "trivial")
                .forEach((name, value) -> rows.add(row(name.replace('_', ' '), (Map<?, ?>) value)));
        return new Table(
                List.of("prediction", "mIoU", "geometry IoU"),
                rows,
                "What predictions that know nothing score on the same voxels: everything is occupied by the most frequent class; one layer of"
                        + " drivable surface.");
    }

    private static List<String> row(String name, Map<?, ?> value) {
        return List.of(name, digits(value.get(MIOU)), digits(value.get(GEOMETRY)));
    }

    private Block masks() {
        List<List<String>> rows = new ArrayList<>();
        EvaluateAnswer.branch(metrics, "masks")
                .forEach(
                        (name, value) -> {
                            if (value instanceof Map<?, ?> mask) {
                                ((Map<?, ?>) mask.get(MIOU))
                                        .forEach(
                                                (rule, miou) ->
                                                        rows.add(
                                                                List.of(
                                                                        name,
                                                                        rule.toString(),
                                                                        mask.get("voxels")
                                                                                .toString(),
                                                                        digits(miou),
                                                                        digits(
                                                                                mask.get(
                                                                                        GEOMETRY)))));
                            }
                        });
        return new Table(
                List.of("mask", "absent classes", "voxels", "mIoU", "geometry IoU"),
                rows,
                "The same predictions under every mask and rule that the field uses. Only numbers of one row are comparable.");
    }

    private Block intervals() {
        Map<String, Object> intervals = EvaluateAnswer.branch(metrics, "intervals");
        if (intervals.isEmpty()) {
            return new Paragraph("Confidence: needs two scenes; frames of one drive are alike.");
        }
        List<List<String>> rows = new ArrayList<>();
        intervals.forEach(
                (name, value) -> {
                    if (value instanceof List<?> ends) {
                        rows.add(List.of(name, digits(ends.get(0)), digits(ends.get(1))));
                    }
                });
        return new Table(
                List.of("score", "from", "to"),
                rows,
                "95 % of the scores of 1000 draws of scenes with replacement, seed 7.");
    }

    private List<Fact> provenance() {
        List<Fact> facts = new ArrayList<>();
        EvaluateAnswer.branch(metrics, "identity")
                .forEach((k, v) -> facts.add(new Fact(k, String.valueOf(v))));
        record.tree().forEach((k, v) -> facts.add(new Fact(k, String.valueOf(v))));
        return facts;
    }

    static String digits(Object value) {
        if (value instanceof Double d) {
            return Double.isFinite(d) ? String.format(Locale.ROOT, "%.4f", d) : "undefined";
        }
        return value == null ? "undefined" : value.toString();
    }
}
