package dev.sightline.occupancy.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Semantic scene completion as its two evaluators print it; class 0 is empty. Both take the same table and differ in what they add to
 * denominators.
 *
 * @param completionIou occupied against empty
 * @param precision of occupied
 * @param recall of occupied
 * @param ious per class, empty included
 * @param meanIou over all classes but empty
 */
public record SscScore(
        double completionIou, double precision, double recall, List<Double> ious, double meanIou) {

    private static final int EMPTY = 0;

    /** {@code np.finfo(np.float32).eps}. */
    private static final double FLOAT_EPSILON = Math.ulp(1f);

    public SscScore {
        ious = List.copyOf(ious);
    }

    /** {@code evaluate_completion.py} of semantic-kitti-api. Its completion IoU of nothing at all is undefined, NaN. */
    public static SscScore semanticKitti(LabelMatrix matrix) {
        LabelMatrix two = matrix.geometry(EMPTY);
        double hit = two.count(0, 0);
        return of(
                matrix,
                NanRule.ZERO_IF_ABSENT,
                hit / (two.total() - two.count(1, 1)), // 0 / 0 is NaN, as documented
                hit / (two.predicted(0) + FLOAT_EPSILON),
                hit / (two.truth(0) + FLOAT_EPSILON));
    }

    /** {@code SSCMetrics} of MonoScene and VoxFormer: all three are 0 where nothing occupied was found. */
    public static SscScore monoScene(LabelMatrix matrix) {
        LabelMatrix two = matrix.geometry(EMPTY);
        double hit = two.count(0, 0);
        boolean any = hit > 0;
        return of(
                matrix,
                NanRule.ZERO_IF_ABSENT_COARSE,
                any ? hit / (two.total() - two.count(1, 1)) : 0,
                any ? hit / two.predicted(0) : 0,
                any ? hit / two.truth(0) : 0);
    }

    private static SscScore of(
            LabelMatrix matrix, NanRule rule, double iou, double precision, double recall) {
        List<Double> ious = Arrays.stream(matrix.ious(rule)).boxed().toList();
        return new SscScore(iou, precision, recall, ious, matrix.meanIouBut(EMPTY, rule));
    }
}
