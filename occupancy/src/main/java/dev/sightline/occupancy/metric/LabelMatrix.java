package dev.sightline.occupancy.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts of (truth, prediction) pairs of plain class numbers: the state of every IoU. It knows no names; which classes enter a mean and
 * what an absent one counts as is the {@link Protocol}'s choice. Immutable.
 */
public final class LabelMatrix implements MetricState<LabelMatrix> {

    private final int classes;
    private final long[] counts; // [truth][prediction]

    private LabelMatrix(int classes, long[] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    public static LabelMatrix empty(int classes) {
        return new LabelMatrix(classes, new long[classes * classes]);
    }

    /**
     * A matrix from its counters.
     *
     * @param counters [truth * classes + prediction]
     * @throws IllegalArgumentException if their number is not classes squared or one is negative
     */
    public static LabelMatrix of(int classes, long[] counters) {
        return new LabelMatrix(classes, Counters.checked(counters, classes * classes));
    }

    @Override
    public LabelMatrix merge(LabelMatrix other) {
        if (classes != other.classes) {
            throw new IllegalArgumentException(
                    "cannot merge matrices of " + classes + " and " + other.classes + " classes");
        }
        return new LabelMatrix(classes, Counters.sum(counts, other.counts));
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    public int classes() {
        return classes;
    }

    /** Voxels of a class that were predicted to be another, or the same. */
    public long count(int truth, int prediction) {
        return counts[truth * classes + prediction];
    }

    /** Voxels counted. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** Voxels of a class in the truth. */
    public long truth(int c) {
        return IntStream.range(0, classes).mapToLong(p -> count(c, p)).sum();
    }

    /** Voxels predicted to be a class. */
    public long predicted(int c) {
        return IntStream.range(0, classes).mapToLong(t -> count(t, c)).sum();
    }

    /** Intersection over union of one class; NaN where the rule says so. */
    public double iou(int c, NanRule rule) {
        return rule.iou(count(c, c), truth(c), predicted(c));
    }

    /** IoU of every class. */
    public double[] ious(NanRule rule) {
        return IntStream.range(0, classes).mapToDouble(c -> iou(c, rule)).toArray();
    }

    /** Mean IoU of the classes but one, in their order. */
    public double meanIouBut(int left, NanRule rule) {
        return rule.mean(
                IntStream.range(0, classes)
                        .filter(c -> c != left)
                        .mapToDouble(c -> iou(c, rule))
                        .toArray());
    }

    /** Share of a class's voxels that were predicted so; NaN where the truth has none. */
    public double recall(int c) {
        return (double) count(c, c) / truth(c); // 0 / 0 is NaN, as documented
    }

    /** The two-class matrix: 0 = occupied, whatever the class, 1 = free. */
    public LabelMatrix geometry(int free) {
        long[] two = new long[4];
        for (int t = 0; t < classes; t++) {
            for (int p = 0; p < classes; p++) {
                two[(t == free ? 2 : 0) + (p == free ? 1 : 0)] += count(t, p);
            }
        }
        return new LabelMatrix(2, two);
    }

    /** IoU of occupied against free, whatever the class; NaN where nothing is occupied in truth or prediction. */
    public double geometryIou(int free) {
        return geometry(free).iou(0, NanRule.NAN_IF_ABSENT_IN_BOTH);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LabelMatrix m
                && classes == m.classes
                && Arrays.equals(counts, m.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "LabelMatrix of " + classes + " classes, " + total() + " voxels";
    }
}
