package dev.sightline.apps.cli;

import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.apps.report.HistogramPanel;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Draws one frame's ranges and one zone's histogram with what was fitted to it. */
final class DepthPicture {

    private static final int MOST = 2048; // zones along an edge that a picture can show

    private DepthPicture() {}

    static EncodedPicture of(
            String title,
            ZoneHistograms input,
            DepthMaps maps,
            DepthSensor sensor,
            DepthZone zone) {
        if (zone.rows() > MOST || zone.cols() > MOST) {
            throw UserError.usage(
                    "--picture shows at most "
                            + MOST
                            + " zones along an edge, there are "
                            + zone.rows()
                            + "x"
                            + zone.cols());
        }
        float[] ranges = new float[zone.rows() * zone.cols()];
        Arrays.fill(ranges, Float.NaN);
        for (int i = 0; i < ranges.length; i++) {
            int linear = zone.linear(i / zone.cols(), i % zone.cols());
            ranges[i] = linear < maps.zones() ? maps.range(linear, 0) : Float.NaN;
        }
        return EncodedPicture.png(
                HistogramPanel.of(
                        title,
                        new HistogramPanel.ZoneRanges(zone.rows(), zone.cols(), ranges),
                        counts(input, maps, sensor, zone),
                        1000));
    }

    private static HistogramPanel.ZoneCounts counts(
            ZoneHistograms input, DepthMaps maps, DepthSensor sensor, DepthZone zone) {
        int at = zone.linear();
        DepthFit fit = DepthFit.of(maps, sensor, at);
        double[] edges = sensor.times().edges(sensor.bins());
        for (int k = 0; k < edges.length; k++) {
            edges[k] = sensor.times().firstEdgeMetres() + edges[k] * sensor.times().binMetres();
        }
        List<HistogramPanel.FittedReturn> returns =
                IntStream.range(0, maps.returns(at))
                        .mapToObj(
                                i ->
                                        new HistogramPanel.FittedReturn(
                                                maps.range(at, i),
                                                sensor.response().sigmaSeconds() * DtofModel.C / 2,
                                                maps.photons(at, i),
                                                words(maps, at, i)))
                        .toList();
        return new HistogramPanel.ZoneCounts(
                zone.row(),
                zone.col(),
                input.counts(at, at + 1),
                edges,
                fit.expected(),
                fit.background(),
                returns);
    }

    private static String words(DepthMaps maps, int zone, int slot) {
        return String.format(
                Locale.ROOT,
                "%.3f m, sigma %.3g mm, %.0f photons, confidence %.4f",
                maps.range(zone, slot),
                1e3 * maps.sigma(zone, slot),
                maps.photons(zone, slot),
                maps.confidence(zone, slot));
    }
}
