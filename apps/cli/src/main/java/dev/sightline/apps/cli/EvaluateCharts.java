package dev.sightline.apps.cli;

import dev.sightline.apps.eval.FrameVoxels;
import dev.sightline.apps.report.ClassBars;
import dev.sightline.apps.report.ConfusionPicture;
import dev.sightline.apps.report.EncodedPicture;
import dev.sightline.apps.report.LineChart;
import dev.sightline.apps.report.Palette;
import dev.sightline.apps.report.ReportPage.Figure;
import dev.sightline.occupancy.metric.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The charts of an evaluation's report. */
final class EvaluateCharts {

    private static final int WIDTH = 720;

    private final Map<String, Object> metrics;
    private final Protocol protocol;

    EvaluateCharts(Map<String, Object> metrics) {
        this.metrics = metrics;
        this.protocol = Protocol.of(metrics.get("protocol").toString());
    }

    /** A bar per class: IoU of voxels, or average precision of boxes. */
    Figure classes() {
        boolean boxes = metrics.containsKey("mean_dist_aps");
        Map<String, Object> values =
                EvaluateAnswer.branch(metrics, boxes ? "mean_dist_aps" : "iou");
        List<ClassBars.Bar> bars = new ArrayList<>();
        for (int c = 0; c < protocol.classes().size(); c++) {
            String name = protocol.classes().get(c);
            int rgb = Palette.standard().of(FrameVoxels.kind(protocol, c));
            bars.add(new ClassBars.Bar(name, rgb, number(values.get(name))));
        }
        String what = boxes ? "average precision" : "IoU";
        return new Figure(
                EncodedPicture.png(ClassBars.of(what + " per class", what, bars, WIDTH)),
                "Undefined: the class is absent, and the NaN rule leaves it out of the mean.",
                what + " per class");
    }

    /** The table of true against predicted classes. */
    Optional<Figure> confusion() {
        if (!metrics.containsKey("confusion")) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // as VoxelResults puts it
        List<List<Long>> counts = (List<List<Long>>) metrics.get("confusion");
        return Optional.of(
                new Figure(
                        EncodedPicture.png(
                                ConfusionPicture.of(
                                        "What each class was taken for, % of its voxels",
                                        protocol.classes(), counts)),
                        "Rows are truth and add up to 100 %; a hatched row has no voxel in the truth.",
                        "confusion matrix"));
    }

    /** Scores against the distance from the sensor. */
    Optional<Figure> distances() {
        Map<String, Object> bands = EvaluateAnswer.branch(metrics, "bands");
        List<LineChart.Point> miou = new ArrayList<>();
        List<LineChart.Point> geometry = new ArrayList<>();
        bands.forEach(
                (name, value) -> {
                    Map<?, ?> band = (Map<?, ?>) value;
                    double from = number(band.get("from_m"));
                    double to = number(band.get("to_m"));
                    if (from >= 0) { // FB-BEV's windows overlap ours and begin at -1
                        double middle = Double.isFinite(to) ? (from + to) / 2 : from + 5;
                        miou.add(new LineChart.Point(middle, number(band.get("miou"))));
                        geometry.add(new LineChart.Point(middle, number(band.get("geometry_iou"))));
                    }
                });
        if (miou.isEmpty()) {
            return Optional.empty();
        }
        List<LineChart.Series> lines = new ArrayList<>();
        lines.add(new LineChart.Series("mIoU", miou));
        lines.add(new LineChart.Series("geometry IoU", geometry));
        List<LineChart.Point> rays = new ArrayList<>();
        int i = 0;
        for (Object band : EvaluateAnswer.branch(rayTree(), "bands").values()) {
            rays.add(new LineChart.Point(5 + 10 * i++, number(((Map<?, ?>) band).get("mean"))));
        }
        if (!rays.isEmpty()) {
            lines.add(new LineChart.Series("RayIoU", rays));
        }
        return Optional.of(
                new Figure(
                        EncodedPicture.png(
                                LineChart.of(
                                        "Scores by distance",
                                        "metres from the sensor",
                                        "score",
                                        lines,
                                        WIDTH,
                                        320)),
                        "Each point stands in the middle of its band; the last band has no end.",
                        "scores by distance"));
    }

    private Map<String, Object> rayTree() {
        return EvaluateAnswer.branch(metrics, "rayiou");
    }

    static double number(Object value) {
        return value instanceof Number n ? n.doubleValue() : Double.NaN;
    }
}
