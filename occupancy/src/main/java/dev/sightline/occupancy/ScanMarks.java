package dev.sightline.occupancy;

import java.util.Arrays;

/** Which voxels of a window one scan passed, which hold its returns, where its rays left: bits in the window's order. */
final class ScanMarks {

    private final int ny;
    private final int nz;
    private final long[] passed;
    private final long[] hit;
    private final long[] left;

    ScanMarks(int nx, int ny, int nz) {
        this.ny = ny;
        this.nz = nz;
        int words = (nx * ny * nz + 63) >>> 6;
        passed = new long[words];
        hit = new long[words];
        left = new long[words];
    }

    void clear() {
        Arrays.fill(passed, 0);
        Arrays.fill(hit, 0);
        Arrays.fill(left, 0);
    }

    void pass(int[] cells, int n) {
        long[] bits = passed;
        for (int i = 0; i < n; i++) {
            int cell = cells[i];
            bits[cell >> 6] |= 1L << cell;
        }
    }

    /** Marks a return; whether it is the voxel's first in this scan. */
    boolean hit(int cell) {
        return first(hit, cell);
    }

    /** Marks that a ray without a return in the window left it, or was cut, here; whether it is the first to do so. */
    boolean leave(int cell) {
        return first(left, cell);
    }

    private static boolean first(long[] bits, int cell) {
        long bit = 1L << cell;
        boolean isFirst = (bits[cell >> 6] & bit) == 0;
        bits[cell >> 6] |= bit;
        return isFirst;
    }

    /**
     * Adds the evidence of the scan, once a voxel: {@code hit} where a return lies, else {@code miss} where a ray passed. A return
     * beats any number of rays.
     *
     * @param hit log-odds to add, times the volume's scale; likewise the others
     */
    void addTo(ScrollingVolume volume, float hit, float miss, float min, float max) {
        float[] logOdds = volume.scaledLogOdds;
        for (int w = 0; w < passed.length; w++) {
            long hits = this.hit[w];
            long touched = passed[w] | hits;
            if (touched == 0) {
                continue;
            }
            int column = -1;
            int first = 0;
            int x = 0;
            int y = 0;
            do {
                int bit = Long.numberOfTrailingZeros(touched);
                int cell = (w << 6) + bit;
                if (column < 0 || cell - first >= nz) {
                    column = cell / nz;
                    first = column * nz;
                    x = column / ny;
                    y = column - x * ny;
                }
                int at = volume.at(x, y, cell - first);
                if ((hits >>> bit & 1) != 0) {
                    logOdds[at] = Math.min(max, logOdds[at] + hit);
                } else {
                    logOdds[at] = Math.max(min, logOdds[at] + miss);
                }
                touched &= touched - 1;
            } while (touched != 0);
        }
    }
}
