package dev.sightline.occupancy.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The loop of {@link VoxelCounts#add} over one frame. Neighbouring columns are mostly alike, so eight voxels of a column are compared
 * with the same eight of the column before, and a run of equal ones is counted at once.
 */
final class VoxelPass {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int classes;
    private final int layers;
    private final int regionCodes;
    private final int pairs;
    private final byte[] truth;
    private final byte[] prediction;
    private final byte[] regions;
    private final long[] counts;

    VoxelPass(VoxelLayout layout, byte[] truth, byte[] prediction, byte[] regions, long[] counts) {
        if (truth.length != prediction.length
                || truth.length != regions.length
                || truth.length % layout.layers() != 0
                || counts.length != layout.counters()) {
            throw new IllegalArgumentException(
                    "truth of %d voxels, prediction of %d, regions of %d, %d counters for %s"
                            .formatted(
                                    truth.length,
                                    prediction.length,
                                    regions.length,
                                    counts.length,
                                    layout));
        }
        this.classes = layout.classes();
        this.layers = layout.layers();
        this.regionCodes = layout.rings() * VoxelMask.CODES;
        this.pairs = layout.pairs();
        this.truth = truth;
        this.prediction = prediction;
        this.regions = regions;
        this.counts = counts;
    }

    void run() {
        if (truth.length == 0) {
            return;
        }
        int z = 0;
        for (; z + 8 <= layers; z += 8) {
            countEightLayers(z);
        }
        for (; z < layers; z++) {
            for (int i = z; i < truth.length; i += layers) {
                countVoxel(truth[i] & 0xff, prediction[i] & 0xff, regions[i] & 0xff, i, z, 1);
            }
        }
    }

    private void countEightLayers(int z) {
        int first = z; // of the present run
        int run = 0;
        long t = (long) LONGS.get(truth, z);
        long p = (long) LONGS.get(prediction, z);
        long r = (long) LONGS.get(regions, z);
        for (int i = z; i < truth.length; i += layers) {
            long ti = (long) LONGS.get(truth, i);
            long pi = (long) LONGS.get(prediction, i);
            long ri = (long) LONGS.get(regions, i);
            if (((ti ^ t) | (pi ^ p) | (ri ^ r)) == 0) {
                run++;
                continue;
            }
            countRun(t, p, r, first, z, run);
            t = ti;
            p = pi;
            r = ri;
            first = i;
            run = 1;
        }
        countRun(t, p, r, first, z, run);
    }

    /** Eight voxels, a byte each, from the lowest layer up. */
    private void countRun(long t, long p, long r, int first, int z, int run) {
        for (int k = 0; k < 8; k++) {
            int shift = 8 * k;
            countVoxel(
                    (int) (t >>> shift) & 0xff,
                    (int) (p >>> shift) & 0xff,
                    (int) (r >>> shift) & 0xff,
                    first + k,
                    z + k,
                    run);
        }
    }

    private void countVoxel(int t, int p, int region, int i, int z, int times) {
        if (t >= classes) {
            return;
        }
        if (p >= classes || region >= regionCodes) {
            throw refused(p, region, i);
        }
        counts[(region * classes + t) * classes + p] += times;
        counts[pairs + ((region & (VoxelMask.CODES - 1)) * layers + z) * classes + t] += times;
    }

    private IllegalArgumentException refused(int p, int region, int i) {
        return new IllegalArgumentException(
                p >= classes
                        ? "prediction at voxel "
                                + i
                                + " is "
                                + p
                                + ": classes are 0.."
                                + (classes - 1)
                                + " wherever the truth is labelled"
                        : "region at voxel "
                                + i
                                + " is "
                                + region
                                + ", codes are below "
                                + regionCodes);
    }
}
