package dev.sightline.occupancy.metric;

import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;

/**
 * How wrong the velocities are that rays show: AVE of the occupancy and flow challenge, in both of its published forms. Merging
 * is exact and order-free. Immutable.
 *
 * <p>The error of a ray is the length of the difference of the two velocities at the voxels in which truth and prediction stop
 * it, m/s, in float32. {@link Over#TRUE_POSITIVES} (the published definition) averages a movable class over its rays that are
 * true positive at 2 m. {@link Over#ALL_RAYS} (what the challenge's server computes) averages over every ray whose truth is not
 * free, of whatever class, in each sample in which the class has a true positive: so all classes get nearly the same number. NaN
 * where there is none; the mean leaves NaN out.
 *
 * <p>The state holds each error rounded to {@link #UNIT}, so that sums are exact integers: a mean is off by 3e-8 m/s at most.
 * Room for 5e11 m/s times rays; beyond, an {@link ArithmeticException}.
 *
 * <p>Source: OccNet, {@code projects/mmdet3d_plugin/datasets/ray_metrics.py} and {@code tools/ray_iou/metric.py}.
 */
public final class FlowError implements MetricState<FlowError> {

    /** Step of the sum of errors, m/s. */
    public static final double UNIT = 0x1p-24;

    /** Which rays an average is taken over. */
    public enum Over {
        /** The published definition. */
        TRUE_POSITIVES,
        /** The challenge server's variant. */
        ALL_RAYS
    }

    private static final float THRESHOLD_M = 2;
    private static final float FASTEST = 1e5f; // m/s; float16 ends at 65504
    private static final int PER_CLASS = 4;

    private final Taxonomy taxonomy;
    private final long[] counts; // [class][over][rays, sum of errors]

    private FlowError(Taxonomy taxonomy, long[] counts) {
        this.taxonomy = taxonomy;
        this.counts = counts;
    }

    private static int size(Taxonomy taxonomy) {
        if (taxonomy.kind(taxonomy.size() - 1) != ObjectKind.FREE) {
            throw new IllegalArgumentException(taxonomy + " does not end with 'free'");
        }
        return (taxonomy.size() - 1) * PER_CLASS;
    }

    /** No ray counted. */
    public static FlowError empty(Taxonomy taxonomy) {
        return new FlowError(taxonomy, new long[size(taxonomy)]);
    }

    /**
     * A state from its counters.
     *
     * @param counters as {@link #counters} gave them
     * @throws IllegalArgumentException if their number does not fit or one is negative
     */
    public static FlowError of(Taxonomy taxonomy, long[] counters) {
        return new FlowError(taxonomy, Counters.checked(counters, size(taxonomy)));
    }

    /**
     * The rays of one sample.
     *
     * @throws IllegalArgumentException if a flow is on another grid, or two velocities that a ray shows differ by NaN or more than 1e5 m/s
     */
    public static FlowError of(RayHits hits, OccupancyFlow truth, OccupancyFlow prediction) {
        if (!truth.spec().equals(hits.spec()) || !prediction.spec().equals(hits.spec())) {
            throw new IllegalArgumentException(
                    String.format(
                            "rays on %s, flow of the truth on %s, of the prediction on %s",
                            hits.spec(), truth.spec(), prediction.spec()));
        }
        FlowError result = empty(hits.taxonomy());
        int free = hits.taxonomy().size() - 1;
        long rays = 0;
        long errors = 0;
        for (int ray = 0; ray < hits.size(); ray++) {
            if (!hits.counts(ray)) {
                continue;
            }
            long error = error(hits, ray, truth, prediction);
            int c = hits.truthLabel(ray);
            rays++;
            errors += error;
            if (c == hits.predictionLabel(ray)
                    && c < free
                    && hits.taxonomy().kind(c).movable()
                    && hits.error(ray) < THRESHOLD_M) {
                result.counts[at(c, Over.TRUE_POSITIVES)]++;
                result.counts[at(c, Over.TRUE_POSITIVES) + 1] += error;
            }
        }
        for (int c = 0; c < free; c++) {
            if (result.counts[at(c, Over.TRUE_POSITIVES)] > 0) {
                result.counts[at(c, Over.ALL_RAYS)] = rays;
                result.counts[at(c, Over.ALL_RAYS) + 1] = errors;
            }
        }
        return result;
    }

    private static long error(
            RayHits hits, int ray, OccupancyFlow truth, OccupancyFlow prediction) {
        int t = hits.truthVoxel(ray);
        int p = hits.predictionVoxel(ray);
        float x = truth.vx(t) - prediction.vx(p);
        float y = truth.vy(t) - prediction.vy(p);
        float error = (float) Math.sqrt(x * x + y * y); // float32, as the reference
        if (!(error <= FASTEST)) {
            throw new IllegalArgumentException(
                    String.format(
                            "velocity (%s, %s) m/s of the truth at voxel %d and (%s, %s) of the prediction at voxel %d"
                                    + " differ by %s m/s",
                            truth.vx(t),
                            truth.vy(t),
                            t,
                            prediction.vx(p),
                            prediction.vy(p),
                            p,
                            error));
        }
        return Math.round(error / UNIT);
    }

    private static int at(int c, Over over) {
        return c * PER_CLASS + (over == Over.TRUE_POSITIVES ? 0 : 2);
    }

    @Override
    public FlowError merge(FlowError other) {
        if (taxonomy != other.taxonomy) {
            throw new IllegalArgumentException(
                    "cannot merge FlowError of " + taxonomy + " and " + other.taxonomy);
        }
        return new FlowError(taxonomy, Counters.sum(counts, other.counts));
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** Rays that the average of a class is taken over. */
    public long rays(int c, Over over) {
        return counts[at(c, over)];
    }

    /** AVE of a class, m/s; NaN if it has no true positive ray or is not movable. */
    public double ave(int c, Over over) {
        return counts[at(c, over) + 1] * UNIT / rays(c, over); // 0 / 0 is NaN, as documented
    }

    /** mAVE, m/s: the mean over classes; NaN if all are. */
    public double meanAve(Over over) {
        double sum = 0;
        int defined = 0;
        for (int c = 0; c < taxonomy.size() - 1; c++) {
            double ave = ave(c, over);
            if (!Double.isNaN(ave)) {
                sum += ave;
                defined++;
            }
        }
        return sum / defined; // 0 / 0 is NaN, as documented
    }

    /** The challenge's score: {@code 0.9 RayIoU + 0.1 max(1 - mAVE, 0)}; NaN if either is. */
    public double occupancyScore(RayIou rays, Over over) {
        return rays.value() * 0.9 + Math.max(1 - meanAve(over), 0) * 0.1;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FlowError f
                && taxonomy == f.taxonomy
                && Arrays.equals(counts, f.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "FlowError of " + taxonomy + ", mAVE " + meanAve(Over.TRUE_POSITIVES) + " m/s";
    }
}
