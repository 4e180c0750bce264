package dev.sightline.apps.cli;

import dev.sightline.apps.report.ReportPage;
import dev.sightline.apps.report.ReportPage.Bullets;
import dev.sightline.apps.report.ReportPage.Fact;
import dev.sightline.apps.report.ReportPage.Paragraph;
import dev.sightline.apps.report.ReportPage.Section;
import dev.sightline.apps.report.ReportPage.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A difference of runs for people: on the terminal and as a page. */
record DiffWords(RunDiff diff, List<Gate.Outcome> gates) {

    /** Metrics that stand first, where a run has them; per-class ones follow, then what is left to {@code --json} and the page. */
    private static final List<String> FIRST =
            List.of(
                    "frames",
                    "miou",
                    "geometry_iou",
                    "rayiou.mean",
                    "rayiou.1",
                    "rayiou.2",
                    "rayiou.4",
                    "nd_score",
                    "mean_ap",
                    "mave",
                    "score");

    /** More than this would push the scores off the screen. */
    private static final int MAX_REST = 30;

    private static final List<String> PER_CLASS = List.of("iou.", "mean_dist_aps.");

    /** Prints the parts that fit a terminal. */
    void print(PrintWriter out) {
        out.println(title());
        out.printf("%-44s %12s %12s %12s%n", "metric", "A", "B", "B - A");
        summary().forEach(c -> print(c, out));
        classes().forEach(c -> print(c, out));
        if (rest().size() <= MAX_REST) {
            rest().forEach(c -> print(c, out));
        } else {
            out.println("and " + rest().size() + " more in both: see --json or --out");
        }
        confidence().forEach(out::println);
        if (!diff.samples().isEmpty()) {
            out.println("worst samples of B, largest loss first");
            diff.samples().stream().limit(5).forEach(s -> out.println("  " + words(s)));
        }
        gateLines().forEach(out::println);
    }

    private static void print(RunDiff.Change c, PrintWriter out) {
        out.printf(
                "%-44s %12s %12s %12s%n", c.key(), number(c.a()), number(c.b()), signed(c.delta()));
    }

    private String title() {
        String protocol = diff.b().text("protocol");
        return "A "
                + diff.a().name()
                + ", B "
                + diff.b().name()
                + (protocol.isEmpty()
                        ? ""
                        : ": " + protocol + " version " + diff.b().text("protocol_version"));
    }

    private List<RunDiff.Change> summary() {
        return diff.changes().stream().filter(c -> FIRST.contains(c.key())).toList();
    }

    /** The largest losses first; undefined ones last. */
    private List<RunDiff.Change> classes() {
        return diff.changes().stream()
                .filter(c -> PER_CLASS.stream().anyMatch(c.key()::startsWith))
                .sorted(Comparator.comparingDouble(RunDiff.Change::delta)) // NaN is the largest
                .toList();
    }

    private List<RunDiff.Change> rest() {
        List<RunDiff.Change> rest = new ArrayList<>(diff.changes());
        rest.removeAll(summary());
        rest.removeAll(classes());
        return rest;
    }

    private List<String> confidence() {
        List<String> lines = new ArrayList<>();
        diff.confidence()
                .forEach(
                        (key, c) ->
                                lines.add(
                                        String.format(
                                                Locale.ROOT,
                                                "%s: mean change over %d scenes %s, %.0f %% of redraws in %s .. %s: %s",
                                                key,
                                                c.scenes(),
                                                signed(c.mean()),
                                                100 * PairedBootstrap.LEVEL,
                                                signed(c.low()),
                                                signed(c.high()),
                                                c.differs() ? "a change" : "may be chance")));
        if (lines.isEmpty()) {
            lines.add("confidence: unknown, it needs two scenes that both runs score");
        }
        return lines;
    }

    private static String words(RunDiff.SampleChange s) {
        return s.sample().scene()
                + " "
                + s.sample().token()
                + " "
                + number(s.b())
                + (Double.isNaN(s.a())
                        ? ", not among the worst of A"
                        : ", was " + number(s.a()) + " (" + signed(s.delta()) + ")");
    }

    private List<String> gateLines() {
        return gates.stream()
                .map(
                        g ->
                                (g.passed() ? "gate passed: " : "gate FAILED: ")
                                        + g.gate().text()
                                        + ", is "
                                        + (Double.isNaN(g.value())
                                                ? "undefined"
                                                : number(g.value())))
                .toList();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, isWhole(value) ? "%.0f" : "%.4f", value);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15;
    }

    private static String signed(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, isWhole(value) ? "%+.0f" : "%+.4f", value);
    }

    /** The page that {@code --out} writes. */
    ReportPage page() {
        List<Section> sections = new ArrayList<>();
        List<String> remarks = new ArrayList<>(diff.refusals());
        remarks.addAll(diff.warnings());
        sections.add(Section.of("What differs beside the scores", new Bullets(remarks)));
        if (!gates.isEmpty()) {
            sections.add(Section.of("Gates", new Bullets(gateLines())));
        }
        sections.add(Section.of("Scores", table(summary(), "")));
        sections.add(Section.of("Classes", table(classes(), "The largest losses first.")));
        sections.add(Section.of("Confidence", new Bullets(confidence())));
        sections.add(
                Section.of(
                        "Worst samples",
                        new Bullets(diff.samples().stream().map(DiffWords::words).toList())));
        sections.add(
                Section.of(
                        "Everything",
                        table(diff.changes(), "Every number that both runs have."),
                        new Paragraph("Only in A: " + listed(diff.onlyA())),
                        new Paragraph("Only in B: " + listed(diff.onlyB()))));
        return new ReportPage(
                "Difference of two runs",
                title(),
                summary().stream()
                        .map(c -> new Fact(c.key(), number(c.b()) + " (" + signed(c.delta()) + ")"))
                        .toList(),
                sections);
    }

    private static String listed(List<String> keys) {
        return keys.isEmpty() ? "nothing." : String.join(", ", keys) + ".";
    }

    private static Table table(List<RunDiff.Change> changes, String note) {
        return new Table(
                List.of("metric", "A", "B", "B - A"),
                changes.stream()
                        .map(c -> List.of(c.key(), number(c.a()), number(c.b()), signed(c.delta())))
                        .toList(),
                note);
    }
}
