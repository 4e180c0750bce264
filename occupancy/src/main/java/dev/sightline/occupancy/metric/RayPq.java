package dev.sightline.occupancy.metric;

import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RayPQ: panoptic quality of the segments that rays show. Merging is exact and order-free. Immutable.
 *
 * <p>Segments of one sample are sets of rays whose truth is not free. In the truth: of a movable class one per instance, and one
 * of the rays without an instance or of an instance that shows more than one class; of any other class one in all. In the
 * prediction: of every class one per instance number, 0 included. Two segments of a class match if {@code intersection / union >
 * 1/2}, where the intersection holds only rays closer than the threshold and the areas hold all. Unmatched segments of at least
 * {@link #LEAST_RAYS} rays are false. {@code PQ = sum of IoU / (TP + FP/2 + FN/2)}, NaN where a class has none of the three.
 *
 * <p>The state holds each IoU rounded to {@link #UNIT}, so that sums are exact integers: a mean is off by 5e-10 at most. Room for
 * 8.5e9 matches of a class; one more is an {@link ArithmeticException}.
 *
 * <p>Source: SparseOcc, {@code loaders/ray_pq.py}.
 */
public final class RayPq implements MetricState<RayPq> {

    /** An unmatched segment of fewer rays is not counted. */
    public static final int LEAST_RAYS = 10;

    /** Instance numbers lie below this: the reference packs two into one number. */
    public static final int INSTANCES = 65535;

    /** Step of the sum of IoU. */
    public static final double UNIT = 0x1p-30;

    private static final int TP = 0;
    private static final int FP = 1;
    private static final int FN = 2;
    private static final int IOU = 3;
    private static final int PER_CLASS = 4;

    private final Taxonomy taxonomy;
    private final int classes; // without free
    private final long[] counts; // [threshold][class][TP, FP, FN, sum of IoU]

    private RayPq(Taxonomy taxonomy, long[] counts) {
        this.taxonomy = taxonomy;
        this.classes = taxonomy.size() - 1;
        this.counts = counts;
    }

    private static int size(Taxonomy taxonomy) {
        if (taxonomy.kind(taxonomy.size() - 1) != ObjectKind.FREE) {
            throw new IllegalArgumentException(taxonomy + " does not end with 'free'");
        }
        return RayIou.THRESHOLDS_M.size() * (taxonomy.size() - 1) * PER_CLASS;
    }

    /** No sample counted. */
    public static RayPq empty(Taxonomy taxonomy) {
        return new RayPq(taxonomy, new long[size(taxonomy)]);
    }

    /**
     * A state from its counters.
     *
     * @param counters as {@link #counters} gave them
     * @throws IllegalArgumentException if their number does not fit or one is negative
     */
    public static RayPq of(Taxonomy taxonomy, long[] counters) {
        return new RayPq(taxonomy, Counters.checked(counters, size(taxonomy)));
    }

    /**
     * The segments of one sample.
     *
     * @param truthInstances instance number per voxel in grid order, 0 where there is none
     * @param predictionInstances likewise
     * @throws IllegalArgumentException if lengths differ from the grid's, or a number is negative or not below {@link #INSTANCES}
     */
    public static RayPq of(RayHits hits, int[] truthInstances, int[] predictionInstances) {
        requireInstances(hits, truthInstances, "truth");
        requireInstances(hits, predictionInstances, "prediction");
        int thresholds = RayIou.THRESHOLDS_M.size();
        int[] classOf = classOfInstance(hits, truthInstances);
        Map<Integer, Segment> truth = new HashMap<>();
        Map<Integer, Segment> prediction = new HashMap<>();
        Map<Pair, int[]> common = new HashMap<>(); // rays shared, by threshold
        RayPq result = empty(hits.taxonomy());
        for (int ray = 0; ray < hits.size(); ray++) {
            if (!hits.counts(ray)) {
                continue;
            }
            int t = hits.truthLabel(ray);
            int p = hits.predictionLabel(ray);
            Segment inTruth = null;
            Segment inPrediction = null;
            if (t < result.classes) {
                int instance = truthInstances[hits.truthVoxel(ray)];
                boolean own = hits.taxonomy().kind(t).movable() && classOf[instance] == t;
                inTruth = Segment.at(truth, t, own ? instance : 0);
                inTruth.rays++;
            }
            if (p < result.classes) {
                inPrediction =
                        Segment.at(prediction, p, predictionInstances[hits.predictionVoxel(ray)]);
                inPrediction.rays++;
            }
            if (t == p && inTruth != null && inPrediction != null) {
                int[] shared =
                        common.computeIfAbsent(
                                new Pair(inTruth, inPrediction), k -> new int[thresholds]);
                for (int k = 0; k < thresholds; k++) {
                    shared[k] += hits.error(ray) < RayIou.THRESHOLDS_M.get(k) ? 1 : 0;
                }
            }
        }
        for (int k = 0; k < thresholds; k++) {
            result.count(k, truth, prediction, common);
        }
        return result;
    }

    private static void requireInstances(RayHits hits, int[] instances, String whose) {
        if (instances.length != hits.spec().size()) {
            throw new IllegalArgumentException(
                    String.format(
                            "%d instances of the %s for %d voxels",
                            instances.length, whose, hits.spec().size()));
        }
        for (int i = 0; i < instances.length; i++) {
            if (instances[i] < 0 || instances[i] >= INSTANCES) {
                throw new IllegalArgumentException(
                        String.format(
                                "instance of the %s at voxel %d is %d, need 0..%d",
                                whose, i, instances[i], INSTANCES - 1));
            }
        }
    }

    /** The class of every instance that the truth shows; -1 if it shows none or more than one. Number 0 is no instance. */
    private static int[] classOfInstance(RayHits hits, int[] instances) {
        int unseen = -2;
        int[] classOf = new int[INSTANCES];
        Arrays.fill(classOf, unseen);
        for (int ray = 0; ray < hits.size(); ray++) {
            int instance = instances[hits.truthVoxel(ray)];
            if (hits.counts(ray)) {
                boolean first = classOf[instance] == unseen;
                boolean same = classOf[instance] == hits.truthLabel(ray);
                classOf[instance] = first || same ? hits.truthLabel(ray) : -1;
            }
        }
        classOf[0] = -1;
        return classOf;
    }

    /** Rays of one class and instance in truth or prediction. */
    private static final class Segment {
        final int label;
        int rays;
        boolean matched;

        Segment(int label) {
            this.label = label;
        }

        static Segment at(Map<Integer, Segment> all, int label, int instance) {
            return all.computeIfAbsent(label << 16 | instance, k -> new Segment(label));
        }
    }

    private record Pair(Segment truth, Segment prediction) {}

    /** Fills this state, still its maker's own, at one threshold. */
    private void count(
            int threshold,
            Map<Integer, Segment> truth,
            Map<Integer, Segment> prediction,
            Map<Pair, int[]> common) {
        truth.values().forEach(s -> s.matched = false);
        prediction.values().forEach(s -> s.matched = false);
        common.forEach(
                (pair, shared) -> {
                    long rays = shared[threshold];
                    long union = pair.truth.rays + pair.prediction.rays - rays;
                    if (2 * rays > union) {
                        pair.truth.matched = true;
                        pair.prediction.matched = true;
                        counts[at(threshold, pair.truth.label, TP)]++;
                        // rays / union in units, to the nearest
                        counts[at(threshold, pair.truth.label, IOU)] +=
                                ((rays << 31) + union) / (2 * union);
                    }
                });
        truth.values().forEach(s -> countIfUnmatched(s, threshold, FN));
        prediction.values().forEach(s -> countIfUnmatched(s, threshold, FP));
    }

    private void countIfUnmatched(Segment segment, int threshold, int what) {
        if (!segment.matched && segment.rays >= LEAST_RAYS) {
            counts[at(threshold, segment.label, what)]++;
        }
    }

    private int at(int threshold, int c, int what) {
        return (threshold * classes + c) * PER_CLASS + what;
    }

    @Override
    public RayPq merge(RayPq other) {
        if (taxonomy != other.taxonomy) {
            throw new IllegalArgumentException(
                    "cannot merge RayPQ of " + taxonomy + " and " + other.taxonomy);
        }
        return new RayPq(taxonomy, Counters.sum(counts, other.counts));
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** Matched segments of a class at the threshold of that index (see {@link RayIou#THRESHOLDS_M}). */
    public long truePositives(int threshold, int c) {
        return counts[at(threshold, c, TP)];
    }

    /** Segments that only the prediction has. */
    public long falsePositives(int threshold, int c) {
        return counts[at(threshold, c, FP)];
    }

    /** Segments that only the truth has. */
    public long falseNegatives(int threshold, int c) {
        return counts[at(threshold, c, FN)];
    }

    /** Panoptic quality of a class; NaN if it has no segment. */
    public double pq(int threshold, int c) {
        double iou = counts[at(threshold, c, IOU)] * UNIT;
        double halves = falsePositives(threshold, c) + falseNegatives(threshold, c);
        return iou / (truePositives(threshold, c) + halves / 2); // 0 / 0 is NaN, as documented
    }

    /** Mean over classes at the threshold of that index. */
    public double at(int threshold) {
        return mean(List.of(threshold));
    }

    /** RayPQ: the mean over thresholds and classes together. */
    public double value() {
        return mean(List.of(0, 1, 2));
    }

    private double mean(List<Integer> thresholds) {
        double sum = 0;
        int defined = 0;
        for (int t : thresholds) {
            for (int c = 0; c < classes; c++) {
                double pq = pq(t, c);
                if (!Double.isNaN(pq)) {
                    sum += pq;
                    defined++;
                }
            }
        }
        return sum / defined; // 0 / 0 is NaN: nothing to score
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RayPq r && taxonomy == r.taxonomy && Arrays.equals(counts, r.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "RayPq of " + taxonomy + ", RayPQ " + value();
    }
}
