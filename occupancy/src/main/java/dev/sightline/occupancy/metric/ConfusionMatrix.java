package dev.sightline.occupancy.metric;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counts of (truth, prediction) pairs over voxels, in a taxonomy that has a class "free" as its last: the state of every IoU.
 * Merging is exact and order-free, so a run split over threads, shards or machines gives the same bits. Immutable.
 *
 * <p>Unknown in the prediction counts as free, because the protocols know no third answer; unknown in the truth is not counted.
 * Means leave out what is undefined: classes in neither truth nor prediction ({@code nan_if_absent_in_both}). Source: Occ3D,
 * section 4.2.
 */
public final class ConfusionMatrix implements MetricState<ConfusionMatrix> {

    private final Taxonomy taxonomy;
    private final int classes;
    private final long[] counts; // [truth][prediction]

    private ConfusionMatrix(Taxonomy taxonomy, long[] counts) {
        this.taxonomy = taxonomy;
        this.classes = taxonomy.size();
        this.counts = counts;
    }

    /**
     * No pair counted.
     *
     * @throws IllegalArgumentException if the taxonomy's last class is not free
     */
    public static ConfusionMatrix empty(Taxonomy taxonomy) {
        if (taxonomy.kind(taxonomy.size() - 1) != ObjectKind.FREE) {
            throw new IllegalArgumentException(taxonomy + " does not end with 'free'");
        }
        return new ConfusionMatrix(taxonomy, new long[taxonomy.size() * taxonomy.size()]);
    }

    /**
     * A state from its counters.
     *
     * @param counters [truth * classes + prediction], as {@link #counters} gave them
     * @throws IllegalArgumentException if their number does not fit the taxonomy or one is negative
     */
    public static ConfusionMatrix of(Taxonomy taxonomy, long[] counters) {
        ConfusionMatrix empty = empty(taxonomy);
        if (counters.length != empty.counts.length) {
            throw new IllegalArgumentException(
                    counters.length + " counters, " + taxonomy + " needs " + empty.counts.length);
        }
        if (Arrays.stream(counters).anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("a counter of " + taxonomy + " is negative");
        }
        return new ConfusionMatrix(taxonomy, counters.clone());
    }

    /** The pairs of one grid; see {@link #plus}. */
    public static ConfusionMatrix of(
            OccupancyGrid truth, OccupancyGrid prediction, Optional<VisibilityMask> mask) {
        return empty(truth.taxonomy()).plus(truth, prediction, mask);
    }

    /**
     * Counts one pair of grids besides.
     *
     * @param mask voxels to count; all if absent
     * @throws IllegalArgumentException if grids, mask or taxonomies differ
     */
    public ConfusionMatrix plus(
            OccupancyGrid truth, OccupancyGrid prediction, Optional<VisibilityMask> mask) {
        if (truth.taxonomy() != taxonomy || prediction.taxonomy() != taxonomy) {
            throw new IllegalArgumentException(
                    "matrix of "
                            + taxonomy
                            + ", truth of "
                            + truth.taxonomy()
                            + ", prediction of "
                            + prediction.taxonomy());
        }
        if (!truth.spec().equals(prediction.spec())
                || mask.isPresent() && !mask.get().spec().equals(truth.spec())) {
            throw new IllegalArgumentException(
                    "truth on "
                            + truth.spec()
                            + ", prediction on "
                            + prediction.spec()
                            + ", mask on "
                            + mask.map(VisibilityMask::spec));
        }
        int free = classes - 1;
        long[] sum = counts.clone();
        for (int i = 0; i < truth.spec().size(); i++) {
            if (truth.isUnknown(i) || mask.isPresent() && !mask.get().contains(i)) {
                continue;
            }
            sum[
                    truth.label(i) * classes
                            + (prediction.isUnknown(i) ? free : prediction.label(i))]++;
        }
        return new ConfusionMatrix(taxonomy, sum);
    }

    @Override
    public ConfusionMatrix merge(ConfusionMatrix other) {
        if (taxonomy != other.taxonomy) {
            throw new IllegalArgumentException(
                    "cannot merge matrices of " + taxonomy + " and " + other.taxonomy);
        }
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new ConfusionMatrix(taxonomy, sum);
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** Voxels of a class that were predicted to be another, or the same. */
    public long count(int truth, int prediction) {
        return counts[truth * classes + prediction];
    }

    /** Voxels counted. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** Intersection over union of one class; NaN where it occurs in neither truth nor prediction. */
    public double iou(int c) {
        long hit = count(c, c);
        long union = -hit;
        for (int k = 0; k < classes; k++) {
            union += count(c, k) + count(k, c);
        }
        return (double) hit / union; // 0 / 0 is NaN, as documented
    }

    /** Mean IoU of the classes but free, those with NaN left out; NaN if all are. */
    public double meanIou() {
        double sum = 0;
        int defined = 0;
        for (int c = 0; c < classes - 1; c++) {
            double iou = iou(c);
            if (!Double.isNaN(iou)) {
                sum += iou;
                defined++;
            }
        }
        return sum / defined; // 0 / 0 is NaN, as documented
    }

    /** IoU of occupied against free, whatever the class; NaN where nothing is occupied in truth or prediction. */
    public double geometryIou() {
        int free = classes - 1;
        long missed = 0;
        long invented = 0;
        for (int c = 0; c < free; c++) {
            missed += count(c, free);
            invented += count(free, c);
        }
        long union = total() - count(free, free);
        return (double) (union - missed - invented) / union; // 0 / 0 is NaN, as documented
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ConfusionMatrix m
                && taxonomy == m.taxonomy
                && Arrays.equals(counts, m.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix of " + taxonomy + ", " + total() + " voxels, mIoU " + meanIou();
    }
}
