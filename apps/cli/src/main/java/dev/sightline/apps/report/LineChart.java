package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A few lines over common axes. */
public final class LineChart {

    private static final List<String> COLOURS =
            List.of("chart.first", "chart.second", "chart.third", "chart.fourth");

    private LineChart() {}

    /**
     * One place of a line.
     *
     * @param x across
     * @param y up; NaN breaks the line
     */
    public record Point(double x, double y) {}

    /**
     * One line.
     *
     * @param name for the legend
     * @param points in drawing order
     */
    public record Series(String name, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * Draws up to four lines; the y axis starts at 0 unless a value is below.
     *
     * @throws IllegalArgumentException for more than four lines: nobody could tell them apart
     */
    public static BufferedImage of(
            String title, String xLabel, String yLabel, List<Series> lines, int width, int height) {
        if (lines.size() > COLOURS.size()) {
            throw new IllegalArgumentException(
                    "at most " + COLOURS.size() + " lines, had " + lines.size());
        }
        Canvas canvas =
                new Canvas(
                        Math.max(200, width),
                        Math.max(140, height),
                        Palette.standard().of("page.paper"));
        Lettering.draw(canvas, title, 12, 10, Lettering.LARGE, Palette.standard().of("page.ink"));
        double[] x = {low(lines, Point::x), high(lines, Point::x)};
        double[] y = {Math.min(0, low(lines, Point::y)), Math.max(0, high(lines, Point::y) * 1.05)};
        ChartArea area =
                new ChartArea(canvas, 72, 58, canvas.width() - 20, canvas.height() - 46, x, y);
        area.axes(xLabel, yLabel);
        int u = 72;
        for (int i = 0; i < lines.size(); i++) {
            int rgb = Palette.standard().of(COLOURS.get(i));
            draw(canvas, area, lines.get(i), rgb);
            canvas.stroke(3, rgb, 1, u, 42.5, u + 14, 42.5);
            Lettering.draw(
                    canvas,
                    lines.get(i).name(),
                    u + 20,
                    37,
                    Lettering.SMALL,
                    Palette.standard().of("page.ink"));
            u += 40 + Lettering.width(lines.get(i).name(), Lettering.SMALL);
        }
        return canvas.image();
    }

    private static DoubleStream values(List<Series> lines, ToDoubleFunction<Point> value) {
        return lines.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(value)
                .filter(Double::isFinite);
    }

    private static double low(List<Series> lines, ToDoubleFunction<Point> value) {
        return values(lines, value).min().orElse(0);
    }

    private static double high(List<Series> lines, ToDoubleFunction<Point> value) {
        return values(lines, value).max().orElse(1);
    }

    private static void draw(Canvas canvas, ChartArea area, Series line, int rgb) {
        for (int i = 0; i < line.points().size(); i++) {
            Point b = line.points().get(i);
            boolean here = Double.isFinite(b.x()) && Double.isFinite(b.y());
            if (here) {
                canvas.disc(area.u(b.x()), area.v(b.y()), 2.2, rgb, 1);
            }
            if (i > 0 && here && Double.isFinite(line.points().get(i - 1).y())) {
                Point a = line.points().get(i - 1);
                canvas.stroke(
                        2, rgb, 1, area.u(a.x()), area.v(a.y()), area.u(b.x()), area.v(b.y()));
            }
        }
    }
}
