package dev.sightline.apps.cli;

import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.report.HtmlReport;
import dev.sightline.apps.report.ReportPage;
import dev.sightline.apps.report.ReportPage.Fact;
import dev.sightline.apps.report.ReportPage.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code report.html} of an evaluation. */
final class EvaluateReport {

    private final Optional<EvaluationPlan> plan;
    private final Map<String, Object> metrics;
    private final RunRecord record;

    EvaluateReport(
            Optional<EvaluationPlan> plan, Map<String, Object> metrics, RunRecord record) {
        this.plan = plan;
        this.metrics = metrics;
        this.record = record;
    }

    void write(Path file) throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("mIoU", String.valueOf(metrics.get("miou"))));
        List<Section> sections = new ArrayList<>();
        HtmlReport.write(
                new ReportPage(
                        "Sightline evaluation: " + metrics.get("protocol"),
                        plan.isPresent() + " frames " + record.tree().get("version"),
                        facts,
                        sections),
                file);
    }
}
