package dev.sightline.apps.cli;

import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.apps.report.HistogramPanel;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;
import java.util.List;

/** Draws one frame's ranges and one zone's histogram with what was fitted to it. */
final class DepthPicture {

    private static final int MOST = 2048; // zones along an edge that a picture can show

    private DepthPicture() {}

    static EncodedPicture of(
            String title,
            ZoneHistograms input,
            DepthMaps maps,
            DepthMaps.Sensor sensor,
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
            ranges[i] = linear < maps.zones() ? maps.range(linear) : Float.NaN;
        }
        return EncodedPicture.png(
                HistogramPanel.of(
                        title,
                        new HistogramPanel.ZoneRanges(zone.rows(), zone.cols(), ranges),
                        counts(input, maps, sensor, zone),
                        1000));
    }

    private static HistogramPanel.ZoneCounts counts(
            ZoneHistograms input, DepthMaps maps, DepthMaps.Sensor sensor, DepthZone zone) {
        int at = zone.linear();
        double range = maps.range(at);
        List<HistogramPanel.FittedReturn> fitted =
                Double.isNaN(range)
                        ? List.of()
                        : List.of(
                                new HistogramPanel.FittedReturn(
                                        range,
                                        sensor.sigmaSeconds() * DtofModel.C / 2,
                                        maps.photons(at)));
        return new HistogramPanel.ZoneCounts(
                zone.row(),
                zone.col(),
                input.counts(at, at + 1),
                sensor.firstEdgeMetres(),
                sensor.binMetres(),
                maps.background(at),
                fitted);
    }
}
