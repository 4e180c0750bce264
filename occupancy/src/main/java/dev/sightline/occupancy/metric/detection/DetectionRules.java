package dev.sightline.occupancy.metric.detection;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import java.util.List;

/**
 * What a published configuration fixes besides the classes.
 *
 * @param thresholds distances below which a prediction is right, metres; the average precision is their mean
 * @param errorThreshold which of them the errors of matched boxes are taken at
 * @param minRecall recall up to which nothing counts
 * @param minPrecision precision that counts as zero
 * @param maxBoxes most predictions that a sample may have
 * @param precisionWeight weight of the mean average precision in the score, where each of the five errors has 1
 */
public record DetectionRules(
        List<Double> thresholds,
        double errorThreshold,
        double minRecall,
        double minPrecision,
        int maxBoxes,
        double precisionWeight) {

    /** nuscenes-devkit, {@code configs/detection_cvpr_2019.json}: the only one that is in use. */
    public static final DetectionRules CVPR_2019 =
            new DetectionRules(List.of(0.5, 1.0, 2.0, 4.0), 2.0, 0.1, 0.1, 500, 5);

    public DetectionRules {
        thresholds = List.copyOf(thresholds);
        if (!thresholds.contains(errorThreshold) || thresholds.size() > 8) {
            throw new IllegalArgumentException(
                    "errors are taken at "
                            + errorThreshold
                            + " m, thresholds (at most 8) are "
                            + thresholds);
        }
        if (!(minRecall >= 0 && minRecall < 1 && minPrecision >= 0 && minPrecision < 1)) {
            throw new IllegalArgumentException(
                    "minimum recall " + minRecall + ", minimum precision " + minPrecision);
        }
    }

    /**
     * The boxes that count, in their order: nearer than their class's range, not known to be without a point, and no cycle whose centre
     * is in a rack.
     *
     * @param racks bicycle racks of the sample, in the world; none where the data has none
     */
    public List<DetectionBox> counted(List<DetectionBox> boxes, List<Box> racks) {
        return boxes.stream()
                .filter(b -> b.egoDistance() < b.kind().rangeMetres())
                .filter(b -> b.points() != 0)
                .filter(b -> !b.kind().standsInRacks() || !inRack(b.centre(), racks))
                .toList();
    }

    private static boolean inRack(Vec3 centre, List<Box> racks) {
        return racks.stream().anyMatch(rack -> rack.contains(centre));
    }

    int errorIndex() {
        return thresholds.indexOf(errorThreshold);
    }
}
