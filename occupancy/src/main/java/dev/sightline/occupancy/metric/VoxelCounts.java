package dev.sightline.occupancy.metric;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Everything that voxel scores need from a frame, counted in one pass: (truth, prediction) pairs for every combination of masks and
 * distance ring, and the truth by layer, from which constant predictions are scored. Immutable; {@link #add} is the loop underneath for
 * callers that keep their own counters.
 */
public final class VoxelCounts implements MetricState<VoxelCounts> {

    private final VoxelLayout layout;
    private final long[] counts;

    private VoxelCounts(VoxelLayout layout, long[] counts) {
        this.layout = layout;
        this.counts = counts;
    }

    public static VoxelCounts empty(VoxelLayout layout) {
        return new VoxelCounts(layout, new long[layout.counters()]);
    }

    /**
     * A state from its counters.
     *
     * @throws IllegalArgumentException if their number does not fit the layout or one is negative
     */
    public static VoxelCounts of(VoxelLayout layout, long[] counters) {
        return new VoxelCounts(layout, Counters.checked(counters, layout.counters()));
    }

    /** One more frame; arguments and errors as of {@link #add}. */
    public VoxelCounts plus(byte[] truth, byte[] prediction, byte[] regions) {
        long[] sum = counts.clone();
        add(layout, truth, prediction, regions, sum);
        return new VoxelCounts(layout, sum);
    }

    /**
     * Counts one frame into counters of the layout; nothing is allocated per voxel.
     *
     * @param truth class per voxel, {@code [x][y][z]}; a value that is no class is unlabelled and not counted
     * @param prediction same shape; where the truth is labelled it must be a class
     * @param regions masks and ring of each voxel, of {@link DistanceRings} and {@link VoxelMask}
     * @param counts {@link VoxelLayout#counters} numbers; after an error they are worthless
     * @throws IllegalArgumentException if sizes differ, or naming the first voxel found whose prediction is no class, or whose region is
     *     none
     */
    public static void add(
            VoxelLayout layout, byte[] truth, byte[] prediction, byte[] regions, long[] counts) {
        new VoxelPass(layout, truth, prediction, regions, counts).run();
    }

    @Override
    public VoxelCounts merge(VoxelCounts other) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException(
                    "cannot merge counts of " + layout + " and " + other.layout);
        }
        return new VoxelCounts(layout, Counters.sum(counts, other.counts));
    }

    @Override
    public long[] counters() {
        return counts.clone();
    }

    public VoxelLayout layout() {
        return layout;
    }

    /** The pairs of the voxels that a mask lets through. */
    public LabelMatrix matrix(VoxelMask mask) {
        return matrix(mask, ring -> true);
    }

    /** The pairs of the voxels of a window that a mask lets through. */
    public LabelMatrix matrix(VoxelMask mask, DistanceRings rings, DistanceWindow window) {
        return matrix(mask, ring -> rings.contains(window, ring));
    }

    private LabelMatrix matrix(VoxelMask mask, IntPredicate ring) {
        int size = layout.classes() * layout.classes();
        long[] sum = new long[size];
        for (int region = 0; region < layout.rings() * VoxelMask.CODES; region++) {
            if (mask.counts(region) && ring.test(DistanceRings.ring(region))) {
                for (int k = 0; k < size; k++) {
                    sum[k] += counts[region * size + k];
                }
            }
        }
        return LabelMatrix.of(layout.classes(), sum);
    }

    /** Voxels of a class in one layer of the truth that a mask lets through. */
    public long truthInLayer(VoxelMask mask, int layer, int c) {
        long sum = 0;
        for (int code = 0; code < VoxelMask.CODES; code++) {
            if (mask.counts(code)) {
                sum +=
                        counts[
                                layout.pairs()
                                        + (code * layout.layers() + layer) * layout.classes()
                                        + c];
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof VoxelCounts v
                && layout.equals(v.layout)
                && Arrays.equals(counts, v.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "VoxelCounts of " + layout + ": " + matrix(VoxelMask.NONE);
    }
}
