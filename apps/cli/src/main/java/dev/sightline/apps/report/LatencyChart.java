package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** How long each stage takes: a bar to its median, a paler one to its 99th percentile. */
public final class LatencyChart {

    private static final int ROW = 34;
    private static final int TOP = 62;

    private LatencyChart() {}

    /**
     * Latency of one stage.
     *
     * @param stage its name
     * @param p50Ms median, milliseconds
     * @param p99Ms 99th percentile, milliseconds
     * @param count how many times it ran
     */
    public record Stage(String stage, double p50Ms, double p99Ms, long count) {}

    /** Draws the stages in the order given. */
    public static BufferedImage of(String title, List<Stage> stages, int width) {
        Palette palette = Palette.standard();
        int ink = palette.of("page.ink");
        int names =
                40
                        + stages.stream()
                                .mapToInt(s -> Lettering.width(s.stage(), Lettering.SMALL))
                                .max()
                                .orElse(0);
        Canvas canvas =
                new Canvas(
                        Math.max(360, width),
                        TOP + ROW * stages.size() + 48,
                        palette.of("page.paper"));
        Lettering.draw(canvas, title, 12, 10, Lettering.LARGE, ink);
        double longest =
                stages.stream()
                        .mapToDouble(s -> Math.max(s.p50Ms(), s.p99Ms()))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        int bottom = TOP + ROW * stages.size();
        ChartArea area =
                new ChartArea(
                        canvas,
                        names,
                        TOP,
                        canvas.width() - 150,
                        bottom,
                        new double[] {0, longest},
                        new double[] {0, 1});
        area.columnAxis("milliseconds per sample");
        int u = names;
        for (String[] bar :
                new String[][] {
                    {"chart.bar_p50", "median"}, {"chart.bar_p99", "99th percentile"}
                }) {
            canvas.fill(u, 37, u + 12, 49, palette.of(bar[0]));
            Lettering.draw(canvas, bar[1], u + 18, 38, Lettering.SMALL, ink);
            u += 44 + Lettering.width(bar[1], Lettering.SMALL);
        }
        for (int i = 0; i < stages.size(); i++) {
            stage(canvas, area, stages.get(i), names, TOP + i * ROW);
        }
        return canvas.image();
    }

    private static void stage(Canvas canvas, ChartArea area, Stage s, int left, int v) {
        Palette palette = Palette.standard();
        int ink = palette.of("page.ink");
        Lettering.right(canvas, s.stage(), left - 10, v + 12, Lettering.SMALL, ink);
        canvas.fill(
                left + 1, v + 7, end(area, s.p99Ms()), v + ROW - 7, palette.of("chart.bar_p99"));
        canvas.fill(
                left + 1, v + 11, end(area, s.p50Ms()), v + ROW - 11, palette.of("chart.bar_p50"));
        String words = milliseconds(s.p50Ms()) + " / " + milliseconds(s.p99Ms()) + " ms";
        int after = Math.max(end(area, s.p50Ms()), end(area, s.p99Ms()));
        Lettering.draw(canvas, words, after + 8, v + 12, Lettering.SMALL, ink);
    }

    private static int end(ChartArea area, double ms) {
        return Double.isFinite(ms) ? (int) Math.round(area.u(ms)) : (int) Math.round(area.u(0));
    }

    /** Three significant digits at most: nobody reads more off a bar. */
    static String milliseconds(double ms) {
        if (!Double.isFinite(ms)) {
            return "-";
        }
        return String.format(Locale.ROOT, ms < 1 ? "%.2f" : ms < 100 ? "%.1f" : "%.0f", ms);
    }
}
