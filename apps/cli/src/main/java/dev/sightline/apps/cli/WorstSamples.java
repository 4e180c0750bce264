package dev.sightline.apps.cli;

import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.FrameKey;
import dev.sightline.apps.eval.FrameVoxels;
import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.apps.report.GroundOverlay;
import dev.sightline.apps.report.OccupancyPicture;
import dev.sightline.apps.report.ReportPage.Block;
import dev.sightline.apps.report.ReportPage.Details;
import dev.sightline.apps.report.ReportPage.Figure;
import dev.sightline.apps.report.ReportPage.Figures;
import dev.sightline.perception.geometry.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pictures of the frames with the lowest scores: prediction, truth and difference. */
final class WorstSamples {

    private static final int SHOWN = 4;
    private static final int EDGE = 420;

    private final EvaluationPlan plan;

    WorstSamples(EvaluationPlan plan) {
        this.plan = plan;
    }

    /** The pictures of the first rows of {@code worst}. */
    List<Block> of(Map<String, Object> metrics) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Object row : (List<?>) metrics.getOrDefault("worst", List.of())) {
            Map<?, ?> worst = (Map<?, ?>) row;
            Optional<FrameKey> frame =
                    plan.listing().frames().stream()
                            .filter(f -> f.token().equals(worst.get("token")))
                            .findFirst();
            if (frame.isPresent() && blocks.size() < SHOWN) {
                String line =
                        String.format(
                                Locale.ROOT,
                                "%s, %s: score %.4f",
                                worst.get("scene"),
                                worst.get("token"),
                                EvaluateCharts.number(worst.get("score")));
                blocks.add(new Details(line, blocks.isEmpty(), List.of(pictures(frame.get()))));
            }
        }
        return blocks;
    }

    private Figures pictures(FrameKey frame) throws IOException {
        FrameVoxels voxels = plan.benchmark().voxels(frame);
        boolean ego = voxels.truth().spec().frame().equals(Frame.EGO);
        GroundOverlay overlay =
                ego ? GroundOverlay.EGO : new GroundOverlay(List.of(), List.of(), Optional.empty());
        return Figures.of(
                figure(
                        OccupancyPicture.fromAbove(
                                "prediction", voxels.prediction(), overlay, EDGE),
                        "prediction from above"),
                figure(
                        OccupancyPicture.fromAbove("truth", voxels.truth(), overlay, EDGE),
                        "truth from above"),
                figure(
                        OccupancyPicture.difference(
                                "difference",
                                voxels.truth(),
                                voxels.prediction(),
                                voxels.mask(),
                                overlay,
                                EDGE),
                        "difference of both, where voxels count"));
    }

    private static Figure figure(BufferedImage image, String words) {
        return new Figure(EncodedPicture.png(image), words, words);
    }
}
