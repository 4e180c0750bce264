package dev.sightline.occupancy.metric;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
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

    private static final NanRule RULE = NanRule.NAN_IF_ABSENT_IN_BOTH;

    private final Taxonomy taxonomy;
    private final LabelMatrix labels;

    private ConfusionMatrix(Taxonomy taxonomy, LabelMatrix labels) {
        this.taxonomy = taxonomy;
        this.labels = labels;
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
        return new ConfusionMatrix(taxonomy, LabelMatrix.empty(taxonomy.size()));
    }

    /**
     * A state from its counters.
     *
     * @param counters [truth * classes + prediction], as {@link #counters} gave them
     * @throws IllegalArgumentException if their number does not fit the taxonomy or one is negative
     */
    public static ConfusionMatrix of(Taxonomy taxonomy, long[] counters) {
        return new ConfusionMatrix(
                empty(taxonomy).taxonomy, LabelMatrix.of(taxonomy.size(), counters));
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
        int classes = taxonomy.size();
        long[] sum = labels.counters();
        for (int i = 0; i < truth.spec().size(); i++) {
            if (truth.isUnknown(i) || mask.isPresent() && !mask.get().contains(i)) {
                continue;
            }
            sum[
                    truth.label(i) * classes
                            + (prediction.isUnknown(i) ? free() : prediction.label(i))]++;
        }
        return new ConfusionMatrix(taxonomy, LabelMatrix.of(classes, sum));
    }

    @Override
    public ConfusionMatrix merge(ConfusionMatrix other) {
        if (taxonomy != other.taxonomy) {
            throw new IllegalArgumentException(
                    "cannot merge matrices of " + taxonomy + " and " + other.taxonomy);
        }
        return new ConfusionMatrix(taxonomy, labels.merge(other.labels));
    }

    @Override
    public long[] counters() {
        return labels.counters();
    }

    /** The same counts under plain numbers, for other rules and means. */
    public LabelMatrix labels() {
        return labels;
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    private int free() {
        return taxonomy.size() - 1;
    }

    /** Voxels of a class that were predicted to be another, or the same. */
    public long count(int truth, int prediction) {
        return labels.count(truth, prediction);
    }

    /** Voxels counted. */
    public long total() {
        return labels.total();
    }

    /** Intersection over union of one class; NaN where it occurs in neither truth nor prediction. */
    public double iou(int c) {
        return labels.iou(c, RULE);
    }

    /** Mean IoU of the classes but free, those with NaN left out; NaN if all are. */
    public double meanIou() {
        return labels.meanIouBut(free(), RULE);
    }

    /** IoU of occupied against free, whatever the class; NaN where nothing is occupied in truth or prediction. */
    public double geometryIou() {
        return labels.geometryIou(free());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ConfusionMatrix m && taxonomy == m.taxonomy && labels.equals(m.labels);
    }

    @Override
    public int hashCode() {
        return labels.hashCode();
    }

    @Override
    public String toString() {
        return "ConfusionMatrix of " + taxonomy + ", " + total() + " voxels, mIoU " + meanIou();
    }
}
