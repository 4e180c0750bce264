package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static long count(BufferedImage image, int row, int rgb) {
        long n = 0;
        for (int u = 0; u < image.getWidth(); u++) {
            n += (image.getRGB(u, row) & 0xffffff) == rgb ? 1 : 0;
        }
        return n;
    }

    @Test
    void barsAreAsLongAsTheirTimes() {
        BufferedImage chart =
                LatencyChart.of(
                        "t",
                        List.of(
                                new LatencyChart.Stage("a", 20, 100, 9),
                                new LatencyChart.Stage("b", 10, 50, 9)),
                        800);
        int p50 = Palette.standard().of("chart.bar_p50");
        long first = count(chart, 62 + 17, p50);
        long second = count(chart, 62 + 34 + 17, p50);

        assertEquals(2.0, (double) first / second, 0.05);
        long wide = count(chart, 62 + 8, Palette.standard().of("chart.bar_p99"));
        assertEquals(5.0, (double) wide / first, 0.1);
    }

    @Test
    void anUndefinedLatencyIsADashAndNoBar() {
        BufferedImage chart =
                LatencyChart.of(
                        "t", List.of(new LatencyChart.Stage("a", Double.NaN, Double.NaN, 0)), 600);

        assertEquals(0, count(chart, 62 + 17, Palette.standard().of("chart.bar_p50")));
        assertEquals("-", LatencyChart.milliseconds(Double.NaN));
    }

    @Test
    void ticksAreRoundNumbers() {
        assertEquals(0.05, ChartArea.niceStep(0.03), 1e-12);
        assertEquals(200, ChartArea.niceStep(101), 1e-9);
        assertEquals(5, GroundPlot.step(3.1), 1e-12);
        assertEquals(10, GroundPlot.step(5.1), 1e-12);
        assertEquals(0.1, GroundPlot.step(0.01), 1e-12);
    }

    @Test
    void ticksEndAlsoWhereDigitsRunOut() {
        assertArrayEquals(
                new double[] {-1, 0, 1}, ChartArea.ticks(new double[] {-1.2, 1.9}, 1), 1e-12);
        assertTrue(ChartArea.ticks(new double[] {1e18, 1e18 + 2000}, 1e-3).length <= 100);
        assertTrue(GroundPlot.step(1e12) >= 1e12);
    }

    @Test
    void aGapInTheDataIsAGapInTheLine() {
        List<LineChart.Point> points = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            points.add(new LineChart.Point(i, i == 5 ? Double.NaN : 1));
        }
        BufferedImage whole =
                LineChart.of("t", "x", "y", List.of(new LineChart.Series("a", points)), 600, 300);
        int row = 0;
        int rgb = Palette.standard().of("chart.first");
        for (int v = 60; v < 250; v++) {
            row = count(whole, v, rgb) > count(whole, row, rgb) ? v : row;
        }
        // Eleven places over 508 columns; without the place in the middle two of ten pieces are
        // missing.
        assertEquals(0.8, count(whole, row, rgb) / 508.0, 0.04);
    }

    @Test
    void moreLinesThanOneCanTellApartAreRefused() {
        LineChart.Series line = new LineChart.Series("a", List.of(new LineChart.Point(0, 1)));

        assertThrows(
                IllegalArgumentException.class,
                () -> LineChart.of("t", "x", "y", List.of(line, line, line, line, line), 300, 200));
    }

    @Test
    void aFittedReturnHoldsItsPhotons() {
        double bin = 0.1;
        HistogramPanel.ZoneCounts zone =
                new HistogramPanel.ZoneCounts(
                        0,
                        0,
                        new int[200],
                        bin,
                        0,
                        List.of(new HistogramPanel.FittedReturn(10, 0.3, 500)));
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += zone.expected((i + 0.5) * bin);
        }

        assertEquals(500, sum, 1e-6);
    }

    @Test
    void zonesStandAsTheSensorSeesThem() {
        float[] metres = {1, Float.NaN, 5, 5, 5, 9};
        BufferedImage panel =
                HistogramPanel.of(
                        "t",
                        new HistogramPanel.ZoneRanges(2, 3, metres),
                        new HistogramPanel.ZoneCounts(1, 1, new int[] {1, 2, 3}, 0.5, 0, List.of()),
                        900);
        Ramp ramp = Palette.standard().ramp("distance");
        int cell = 260 / 3;

        assertEquals(
                ramp.at(0),
                Scenes.at(panel, 16 + 10, 42 + 10),
                "row 0, column 0 is at the upper left");
        assertEquals(ramp.at(1), Scenes.at(panel, 16 + 2.5 * cell, 42 + 1.5 * cell));
        int u = 16 + cell + 30;
        assertEquals(
                Canvas.hatchAt(u, 42 + 30),
                Scenes.at(panel, u, 42 + 30),
                "no detection is hatched");
        assertTrue(panel.getWidth() >= 900);
    }
}
