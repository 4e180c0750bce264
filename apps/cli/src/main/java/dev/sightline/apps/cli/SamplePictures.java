package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Step;
import dev.sightline.apps.report.BevPicture;
import dev.sightline.apps.report.CameraStrip;
import dev.sightline.apps.report.EgoFootprint;
import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.apps.report.GroundOverlay;
import dev.sightline.apps.report.HistogramPanel;
import dev.sightline.apps.report.OccupancyPicture;
import dev.sightline.apps.report.Palette;
import dev.sightline.apps.report.ReportPage.Block;
import dev.sightline.apps.report.ReportPage.Details;
import dev.sightline.apps.report.ReportPage.Figure;
import dev.sightline.apps.report.ReportPage.Figures;
import dev.sightline.apps.report.ReportPage.Paragraph;
import dev.sightline.apps.report.SurfacePicture;
import dev.sightline.bev.BevGrid;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.dtof.Returns;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All pictures of one sample: what the sensors saw, and what each stage made of it. */
final class SamplePictures {

    private static final int EDGE = 620;
    private static final double JPEG_QUALITY = 0.82;

    private SamplePictures() {}

    /**
     * Draws a sample.
     *
     * @param whole the ego's poses over the whole scene, if the recording has them
     * @param outline the vehicle's
     * @param open whether its part of the page starts unfolded
     */
    static Details of(
            LabeledSample labeled,
            Step step,
            Optional<PoseTrack> whole,
            EgoFootprint outline,
            boolean open) {
        Sample sample = step.sample();
        GroundOverlay overlay = PlanOverlay.of(labeled, step, whole, outline);
        List<Block> blocks = new ArrayList<>();
        if (!sample.rig().cameras().isEmpty()) {
            BufferedImage strip =
                    CameraStrip.of(
                            sample,
                            Optional.of(step.points()),
                            labeled.objects(),
                            Map.of(),
                            tileWidth(sample));
            blocks.add(
                    Figures.of(
                            new Figure(
                                    EncodedPicture.jpeg(strip, JPEG_QUALITY),
                                    "Cameras, with every point of this sample where each camera saw it, coloured by depth"
                                            + (labeled.objects().isEmpty()
                                                    ? "."
                                                    : "; true boxes as wires."),
                                    "camera pictures with projected points")));
        }
        sample.histograms().stream().limit(1).forEach(h -> blocks.add(Figures.of(histogram(h))));
        step.bev().ifPresent(bev -> blocks.add(bev(sample, bev, overlay)));
        step.occupancy().ifPresent(world -> occupancy(labeled, world, overlay, blocks));
        step.plan().ifPresent(plan -> blocks.add(new Paragraph(PlanWords.of(plan))));
        String title =
                String.format(
                        Locale.ROOT,
                        "%s / %s: %,d points%s",
                        sample.scene(),
                        sample.token(),
                        step.clouds().stream().mapToInt(c -> c.points().size()).sum(),
                        step.plan().map(p -> ", plan " + p.choice()).orElse(""));
        return new Details(title, open, blocks);
    }

    /** One camera fills the page; a full ring shares it; tiles that are all empty only need room for their reason. */
    private static int tileWidth(Sample sample) {
        if (sample.images().isEmpty()) {
            return 180;
        }
        return switch (sample.rig().cameras().size()) {
            case 1 -> 1240;
            case 2 -> 960;
            default -> 440;
        };
    }

    private static Figures bev(Sample sample, BevGrid bev, GroundOverlay overlay) {
        List<Figure> figures = new ArrayList<>();
        if (!sample.images().isEmpty()) {
            BufferedImage ground =
                    BevPicture.rgb(
                            "Bird's-eye view: cameras",
                            bev,
                            "red",
                            "green",
                            "blue",
                            1,
                            overlay,
                            EDGE);
            figures.add(
                    new Figure(
                            EncodedPicture.jpeg(ground, 0.88),
                            "Camera pictures laid on flat ground, with the plan.",
                            "bird's-eye view of the ground"));
        }
        BufferedImage height =
                BevPicture.channel(
                        "Bird's-eye view: points",
                        bev,
                        "max_z",
                        Palette.standard().ramp("height"),
                        "highest point of each cell",
                        "m",
                        overlay,
                        EDGE);
        figures.add(
                new Figure(
                        EncodedPicture.png(height),
                        "Points of this sample, scattered into pillars.",
                        "height of points from above"));
        return new Figures(figures);
    }

    private static void occupancy(
            LabeledSample labeled, Occupancy world, GroundOverlay overlay, List<Block> blocks) {
        OccupancyGrid voxels = world.voxels();
        List<Figure> figures = new ArrayList<>();
        figures.add(
                new Figure(
                        EncodedPicture.png(
                                OccupancyPicture.fromAbove(
                                        "Occupancy from above", voxels, overlay, EDGE)),
                        "Occupied, free and unknown space, fused over the samples so far.",
                        "occupancy from above"));
        figures.add(
                new Figure(
                        EncodedPicture.png(
                                OccupancyPicture.isometric("Occupancy", voxels, overlay, 900)),
                        "The same from behind and above.",
                        "occupancy in perspective"));
        world.surface()
                .ifPresent(
                        surface ->
                                figures.add(
                                        new Figure(
                                                EncodedPicture.png(
                                                        SurfacePicture.of(
                                                                "Drivable surface",
                                                                surface,
                                                                overlay,
                                                                EDGE)),
                                                "Where the ground is and whether it can be driven on.",
                                                "drivable surface from above")));
        labeled.truth()
                .map(Occupancy::voxels)
                .filter(truth -> truth.spec().equals(voxels.spec()))
                .ifPresent(
                        truth ->
                                figures.add(
                                        new Figure(
                                                EncodedPicture.png(
                                                        OccupancyPicture.difference(
                                                                "Against the truth (lidar mask)",
                                                                truth,
                                                                voxels,
                                                                labeled.lidarMask(),
                                                                overlay,
                                                                EDGE)),
                                                "Where the answer and the truth agree.",
                                                "difference from truth")));
        blocks.add(new Figures(figures));
    }

    /** Ranges of all zones, and the counts of one: the zone in the middle of the ranges found. */
    private static Figure histogram(PulseHistogram histogram) {
        DtofModel model = histogram.model();
        Returns returns = new DepthPipeline(DepthPipeline.Config.DEFAULT).returns(histogram);
        float[] ranges = new float[model.zones()];
        for (int zone = 0; zone < ranges.length; zone++) {
            ranges[zone] = returns.range(zone);
        }
        int shown = middle(returns);
        int[] counts = new int[model.bins()];
        histogram.zone(shown, counts);
        double sigma = model.pulseSigmaSeconds() * DtofModel.C / 2;
        List<HistogramPanel.FittedReturn> fitted =
                returns.detected(shown)
                        ? List.of(
                                new HistogramPanel.FittedReturn(
                                        returns.range(shown), sigma, returns.signal(shown)))
                        : List.of();
        HistogramPanel.ZoneCounts zone =
                new HistogramPanel.ZoneCounts(
                        shown / model.cols(),
                        shown % model.cols(),
                        counts,
                        model.binMetres(),
                        returns.background(shown),
                        fitted);
        BufferedImage panel =
                HistogramPanel.of(
                        histogram.frame() + ": ranges of all zones, photons of one",
                        new HistogramPanel.ZoneRanges(model.rows(), model.cols(), ranges),
                        zone,
                        1000);
        return new Figure(
                EncodedPicture.png(panel),
                "What a dToF sensor counted: its zones by range, and the histogram of the zone at the median range.",
                "photon histogram");
    }

    private static int middle(Returns returns) {
        int[] detected =
                IntStream.range(0, returns.zones())
                        .filter(returns::detected)
                        .boxed()
                        .sorted(Comparator.comparing(returns::range))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return detected.length == 0 ? 0 : detected[detected.length / 2];
    }
}
