package dev.sightline.occupancy.metric;

import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * RayIoU: rays on which the prediction shows the class of the truth at nearly its distance, over rays that show the class in
 * either. Merging is exact and order-free. Immutable.
 *
 * <p>Only rays whose truth is not free count. A ray is true positive of its class if the prediction has the same class and lies
 * less than {@link #THRESHOLDS_M} from it; {@code IoU = TP / (truth + prediction - TP)} over all rays of all origins and samples;
 * the mean leaves out free and classes in neither (NaN). No mask is used. Rays that end in unknown truth (255) count and are true
 * positive of nothing: what the prediction shows there is wrong.
 *
 * <p>Source: Liu et al., "Fully Sparse 3D Occupancy Prediction" (SparseOcc), section 3.4, and {@code loaders/ray_metrics.py}.
 */
public final class RayIou implements MetricState<RayIou> {

    /** Distances that truth and prediction must be closer than, metres. */
    public static final List<Integer> THRESHOLDS_M = List.of(1, 2, 4);

    /** A class with fewer rays of truth than this says little: its IoU hangs on a handful of objects. */
    public static final long FEW_RAYS = 500;

    private static final int THRESHOLDS = 3;
    private static final int TRUTH = THRESHOLDS;
    private static final int PREDICTION = THRESHOLDS + 1;
    private static final int PER_CLASS = THRESHOLDS + 2;

    private final Taxonomy taxonomy;
    private final List<String> bands;
    private final int classes; // without free
    private final int perBand;
    private final long[]
            counts; // [band][rays evaluated, then class x (TP at 1, 2, 4 m; truth; prediction)]

    private RayIou(Taxonomy taxonomy, List<String> bands, long[] counts) {
        this.taxonomy = taxonomy;
        this.bands = bands;
        this.classes = taxonomy.size() - 1;
        this.perBand = perBand(taxonomy);
        this.counts = counts;
    }

    private static int perBand(Taxonomy taxonomy) {
        if (taxonomy.kind(taxonomy.size() - 1) != ObjectKind.FREE) {
            throw new IllegalArgumentException(taxonomy + " does not end with 'free'");
        }
        return 1 + (taxonomy.size() - 1) * PER_CLASS;
    }

    /** No ray counted, one band. */
    public static RayIou empty(Taxonomy taxonomy) {
        return empty(taxonomy, RaySplit.NONE.bands());
    }

    /** No ray counted, in the bands of a {@link RaySplit}. */
    public static RayIou empty(Taxonomy taxonomy, List<String> bands) {
        return new RayIou(taxonomy, List.copyOf(bands), new long[bands.size() * perBand(taxonomy)]);
    }

    /**
     * A state from its counters.
     *
     * @param counters as {@link #counters} gave them
     * @throws IllegalArgumentException if their number does not fit or one is negative
     */
    public static RayIou of(Taxonomy taxonomy, List<String> bands, long[] counters) {
        int size = bands.size() * perBand(taxonomy);
        return new RayIou(taxonomy, List.copyOf(bands), Counters.checked(counters, size));
    }

    /** The rays of one sample. */
    public static RayIou of(RayHits hits) {
        return empty(hits.taxonomy()).plus(hits, RaySplit.NONE);
    }

    /** The rays of one sample, sorted into bands. */
    public static RayIou of(RayHits hits, RaySplit split) {
        return empty(hits.taxonomy(), split.bands()).plus(hits, split);
    }

    /**
     * Counts the rays of one sample besides.
     *
     * @throws IllegalArgumentException if class list or bands differ
     */
    public RayIou plus(RayHits hits, RaySplit split) {
        requireSame(hits.taxonomy(), split.bands());
        long[] sum = counts.clone();
        for (int ray = 0; ray < hits.size(); ray++) {
            if (!hits.counts(ray)) {
                continue;
            }
            int band = split.bandOf(hits, ray) * perBand;
            int truth = hits.truthLabel(ray);
            int prediction = hits.predictionLabel(ray);
            sum[band]++;
            if (truth < classes) {
                sum[band + 1 + truth * PER_CLASS + TRUTH]++;
            }
            if (prediction < classes) {
                sum[band + 1 + prediction * PER_CLASS + PREDICTION]++;
            }
            if (truth == prediction && truth < classes) {
                float error = hits.error(ray);
                for (int t = 0; t < THRESHOLDS; t++) {
                    sum[band + 1 + truth * PER_CLASS + t] += error < THRESHOLDS_M.get(t) ? 1 : 0;
                }
            }
        }
        return new RayIou(taxonomy, bands, sum);
    }

    private void requireSame(Taxonomy otherTaxonomy, List<String> otherBands) {
        if (taxonomy != otherTaxonomy || !bands.equals(otherBands)) {
            throw new IllegalArgumentException(
                    String.format(
                            "RayIoU of %s in bands %s does not take %s in bands %s",
                            taxonomy, bands, otherTaxonomy, otherBands));
        }
    }

    @Override
    public RayIou merge(RayIou other) {
        requireSame(other.taxonomy, other.bands);
        return new RayIou(taxonomy, bands, Counters.sum(counts, other.counts));
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** Names of the bands. */
    public List<String> bands() {
        return bands;
    }

    /** One band alone. */
    public RayIou band(int band) {
        return new RayIou(
                taxonomy,
                List.of(bands.get(band)),
                Arrays.copyOfRange(counts, band * perBand, (band + 1) * perBand));
    }

    /** Rays that counted, whatever their truth. */
    public long rays() {
        return sum(0);
    }

    /** Rays whose truth is of a class. */
    public long truthRays(int c) {
        return count(c, TRUTH);
    }

    /** Counted rays on which the prediction is of a class. */
    public long predictedRays(int c) {
        return count(c, PREDICTION);
    }

    /** True positive rays of a class at the threshold of that index. */
    public long hits(int threshold, int c) {
        return count(c, threshold);
    }

    private long count(int c, int what) {
        return sum(1 + c * PER_CLASS + what);
    }

    private long sum(int offset) {
        long sum = 0;
        for (int at = offset; at < counts.length; at += perBand) {
            sum += counts[at];
        }
        return sum;
    }

    /** IoU of a class, free left out, at the threshold of that index; NaN if no ray shows the class. */
    public double iou(int threshold, int c) {
        long hit = hits(threshold, c);
        return (double) hit
                / (truthRays(c) + predictedRays(c) - hit); // 0 / 0 is NaN, as documented
    }

    /** Mean over classes at the threshold of that index. */
    public double at(int threshold) {
        return mean(threshold, threshold + 1, 0);
    }

    /** RayIoU: the mean over thresholds and classes together. */
    public double value() {
        return mean(0, THRESHOLDS, 0);
    }

    /** RayIoU without the classes that have fewer rays of truth than {@link #FEW_RAYS}. */
    public double valueWithoutRareClasses() {
        return mean(0, THRESHOLDS, FEW_RAYS);
    }

    /** Classes with fewer rays of truth than {@link #FEW_RAYS}, those without any included. */
    public List<Integer> rareClasses() {
        return IntStream.range(0, classes).filter(c -> truthRays(c) < FEW_RAYS).boxed().toList();
    }

    private double mean(int fromThreshold, int toThreshold, long leastRays) {
        double sum = 0;
        int defined = 0;
        for (int t = fromThreshold; t < toThreshold; t++) {
            for (int c = 0; c < classes; c++) {
                double iou = iou(t, c);
                if (!Double.isNaN(iou) && truthRays(c) >= leastRays) {
                    sum += iou;
                    defined++;
                }
            }
        }
        return sum / defined; // 0 / 0 is NaN: nothing to score
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RayIou r
                && taxonomy == r.taxonomy
                && bands.equals(r.bands)
                && Arrays.equals(counts, r.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "RayIou of " + taxonomy + ", " + rays() + " rays, RayIoU " + value();
    }
}
