package dev.sightline.apps.cli;

import dev.sightline.apps.report.ReportPage.Block;
import dev.sightline.apps.report.ReportPage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the report of an evaluation says of rays: per class with the number of rays, by distance and by occlusion. */
final class EvaluateRays {

    private static final String MEAN = "mean";
    private static final String RAYS = "rays";

    private final Map<String, Object> rays;

    EvaluateRays(Map<String, Object> metrics) {
        this.rays = EvaluateAnswer.branch(metrics, "rayiou");
    }

    /** Tables; none if RayIoU is null. */
    List<Block> blocks() {
        if (rays.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(classes());
        blocks.add(
                bands(
                        "bands",
                        "truth's distance",
                        "By the distance of the truth from the ray's origin."));
        if (!EvaluateAnswer.branch(rays, "occlusion").isEmpty()) {
            blocks.add(
                    bands(
                            "occlusion",
                            "voxel of the truth",
                            "By what the cameras see of the voxel in which the truth stops the ray: now, at another sample of the scene, never."));
        }
        return blocks;
    }

    private Block classes() {
        List<List<String>> rows = new ArrayList<>();
        EvaluateAnswer.branch(rays, "classes")
                .forEach(
                        (name, value) -> {
                            Map<?, ?> c = (Map<?, ?>) value;
                            rows.add(
                                    List.of(
                                            name,
                                            String.valueOf(c.get(RAYS)),
                                            EvaluateReport.digits(c.get("1")),
                                            EvaluateReport.digits(c.get("2")),
                                            EvaluateReport.digits(c.get("4"))));
                        });
        return new Table(
                List.of("class", RAYS, "at 1 m", "at 2 m", "at 4 m"),
                rows,
                "RayIoU is "
                        + EvaluateReport.digits(rays.get(MEAN))
                        + "; without classes of fewer than "
                        + rays.get("rare_below_rays")
                        + " rays it is "
                        + EvaluateReport.digits(rays.get("without_rare_classes"))
                        + ".");
    }

    private Block bands(String key, String what, String caption) {
        List<List<String>> rows = new ArrayList<>();
        EvaluateAnswer.branch(rays, key)
                .forEach(
                        (name, value) -> {
                            Map<?, ?> band = (Map<?, ?>) value;
                            rows.add(
                                    List.of(
                                            name,
                                            String.valueOf(band.get(RAYS)),
                                            EvaluateReport.digits(band.get(MEAN))));
                        });
        return new Table(List.of(what, RAYS, "RayIoU"), rows, caption);
    }
}
