package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Point F-score of occupied voxels: accuracy is the share of predicted voxels closer than a threshold to a true one, centre to centre;
 * completeness the other way; the score is their harmonic mean, per frame, then averaged over frames. Only voxels inside a mask are
 * points. Immutable.
 *
 * <p>Source: {@code Metric_FScore} of the CVPR 2023 challenge and FB-BEV. Frames without a prediction score 0; frames with predictions but
 * no truth stop the reference, here they are left out and counted. Averages over frames are sums of fixed-point numbers of 2^-40, so
 * that merging is exact; each frame is rounded by less than 5e-13. Sums over all frames are kept besides, as whole numbers.
 *
 * @param frames frames averaged over
 * @param withoutTruth frames left out
 * @param accuracies sum over frames, in 2^-40
 * @param completenesses sum over frames, in 2^-40
 * @param scores sum over frames, in 2^-40
 * @param predicted predicted points of all frames
 * @param predictedNear those of them near a true one
 * @param truth true points of all frames
 * @param truthNear those of them near a predicted one
 */
public record FScore(
        long frames,
        long withoutTruth,
        long accuracies,
        long completenesses,
        long scores,
        long predicted,
        long predictedNear,
        long truth,
        long truthNear)
        implements MetricState<FScore> {

    /** The published threshold, metres. */
    public static final double THRESHOLD = 0.6;

    private static final double UNIT = 0x1p40;
    private static final double EPSILON = 1e-8;
    private static final int UNLABELLED = 255;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    public static FScore empty() {
        return new FScore(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * A state from its counters.
     *
     * @throws IllegalArgumentException if there are not nine, or one is negative
     */
    public static FScore of(long[] counters) {
        long[] c = Counters.checked(counters, 9);
        return new FScore(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]);
    }

    /**
     * The state of one frame. A value that is neither free nor 255 is a point, in truth and prediction alike.
     *
     * @param grid in {@code [x][y][z]} order, at most 64 layers
     * @param regions as in {@link VoxelCounts#add}
     * @param threshold metres
     * @throws IllegalArgumentException if sizes differ, or the threshold is itself a distance between voxel centres: the reference's
     *     answer then hangs on rounding
     */
    public static FScore of(
            GridSpec grid,
            byte[] truth,
            byte[] prediction,
            byte[] regions,
            VoxelMask mask,
            int free,
            double threshold) {
        if (grid.order() != IndexOrder.XYZ
                || grid.nz() > Long.SIZE
                || truth.length != grid.size()
                || prediction.length != grid.size()
                || regions.length != grid.size()) {
            throw new IllegalArgumentException(
                    "truth of %d voxels, prediction of %d, regions of %d on %s"
                            .formatted(truth.length, prediction.length, regions.length, grid));
        }
        NearColumns near = new NearColumns(grid, threshold);
        long[] trueColumns = columns(grid, truth, regions, mask, free);
        long[] predictedColumns = columns(grid, prediction, regions, mask, free);
        return frame(
                count(predictedColumns),
                near.count(predictedColumns, trueColumns),
                count(trueColumns),
                near.count(trueColumns, predictedColumns));
    }

    private static FScore frame(long predicted, long predictedNear, long truth, long truthNear) {
        if (predicted == 0) {
            return new FScore(1, 0, 0, 0, 0, 0, 0, truth, 0);
        }
        if (truth == 0) {
            return new FScore(0, 1, 0, 0, 0, 0, 0, 0, 0);
        }
        double accuracy = (double) predictedNear / predicted;
        double completeness = (double) truthNear / truth;
        double score = 2 / (1 / (accuracy + EPSILON) + 1 / (completeness + EPSILON));
        return new FScore(
                1,
                0,
                Math.round(accuracy * UNIT),
                Math.round(completeness * UNIT),
                Math.round(score * UNIT),
                predicted,
                predictedNear,
                truth,
                truthNear);
    }

    /** Occupied voxels of each column as the bits of a long. */
    private static long[] columns(
            GridSpec grid, byte[] labels, byte[] regions, VoxelMask mask, int free) {
        long[] columns = new long[grid.nx() * grid.ny()];
        for (int column = 0; column < columns.length; column++) {
            int from = column * grid.nz();
            int z = 0;
            for (; z + 8 <= grid.nz(); z += 8) {
                long eight = (long) LONGS.get(labels, from + z);
                if (eight != free * ONES) { // most columns are free above the ground
                    long counted = mask.countsEight((long) LONGS.get(regions, from + z));
                    long points = notZero(eight ^ free * ONES) & notZero(eight ^ UNLABELLED * ONES);
                    columns[column] |= bits(points & counted) << z;
                }
            }
            for (; z < grid.nz(); z++) {
                int label = labels[from + z] & 0xff;
                if (label != free && label != UNLABELLED && mask.counts(regions[from + z])) {
                    columns[column] |= 1L << z;
                }
            }
        }
        return columns;
    }

    /** The highest bit of every byte that is not zero. */
    static long notZero(long eight) {
        return ((eight & ~HIGH) + ~HIGH | eight) & HIGH;
    }

    /** The highest bits of eight bytes, side by side. */
    private static long bits(long high) {
        // Bit 8k times 2^(56 - 7k) is bit 56 + k; no two products meet.
        return (high >>> 7) * 0x0102040810204080L >>> 56;
    }

    private static long count(long[] columns) {
        long n = 0;
        for (long column : columns) {
            n += Long.bitCount(column);
        }
        return n;
    }

    @Override
    public FScore merge(FScore other) {
        return of(Counters.sum(counters(), other.counters()));
    }

    @Override
    public long[] counters() {
        return new long[] {
            frames,
            withoutTruth,
            accuracies,
            completenesses,
            scores,
            predicted,
            predictedNear,
            truth,
            truthNear
        };
    }

    /** Mean accuracy of the frames; NaN if there are none. */
    public double accuracy() {
        return accuracies / UNIT / frames;
    }

    /** Mean completeness of the frames; NaN if there are none. */
    public double completeness() {
        return completenesses / UNIT / frames;
    }

    /** Mean F-score of the frames, what the reference prints; NaN if there are none. */
    public double score() {
        return scores / UNIT / frames; // 0 / 0 is NaN, as documented
    }
}
