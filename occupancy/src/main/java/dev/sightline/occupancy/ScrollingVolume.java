package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import java.util.Arrays;

/**
 * The memory of {@link LogOddsOccupancy}: a box of voxels that keeps its directions in the world and follows the ego by whole
 * cells. What stays inside is never moved or resampled: each axis is a ring, and only the slabs that enter are cleared.
 *
 * <p>A voxel holds its log-odds, times a common {@link #scale} that grows where others would let every value shrink, and how low
 * and how high inside the voxel returns were seen.
 */
final class ScrollingVolume {

    private static final double RESCALE_AT = 1 << 20;
    private static final float FORGOTTEN = 1e-4f; // log-odds; also keeps denormal numbers out

    final int nx;
    final int ny;
    final int nz;
    final float[] scaledLogOdds;
    final byte[] lowest; // 1/255 of a cell above the voxel's floor, unsigned
    final byte[] highest;
    private double scale = 1;

    private final GridSpec window; // at ego position zero
    private final int[] xs; // window index -> part of the address
    private final int[] ys;
    private final int[] zs;
    private long shiftX; // cells that the window has moved from its place at ego position zero
    private long shiftY;
    private long shiftZ;

    ScrollingVolume(GridSpec window) {
        this.window = window;
        nx = window.nx();
        ny = window.ny();
        nz = window.nz();
        scaledLogOdds = new float[window.size()];
        lowest = new byte[window.size()];
        highest = new byte[window.size()];
        xs = new int[nx];
        ys = new int[ny];
        zs = new int[nz];
        address();
    }

    /** Where a voxel of the window lies in the arrays. */
    int at(int ix, int iy, int iz) {
        return xs[ix] + ys[iy] + zs[iz];
    }

    /** What a log-odds of 1 is in {@link #scaledLogOdds}. */
    double scale() {
        return scale;
    }

    /** Lower corner of the window, metres in the world. */
    Vec3 min() {
        Vec3 cell = window.cell();
        return new Vec3(
                window.min().x() + shiftX * cell.x(),
                window.min().y() + shiftY * cell.y(),
                window.min().z() + shiftZ * cell.z());
    }

    Vec3 cell() {
        return window.cell();
    }

    /** Lets every log-odds shrink by a factor in 0..1, by raising the scale. */
    void decay(double factor) {
        scale /= factor;
        if (scale < RESCALE_AT) {
            return;
        }
        // scale may have overflowed: then everything is forgotten.
        float back = (float) (1 / scale);
        for (int i = 0; i < scaledLogOdds.length; i++) {
            float value = scaledLogOdds[i] * back;
            scaledLogOdds[i] = Math.abs(value) < FORGOTTEN ? 0 : value;
        }
        scale = 1;
    }

    /** Moves the window by whole cells so that it lies about an ego position, metres in the world. */
    void follow(Vec3 ego) {
        long toX = Math.round(ego.x() / window.cell().x());
        long toY = Math.round(ego.y() / window.cell().y());
        long toZ = Math.round(ego.z() / window.cell().z());
        if (toX == shiftX && toY == shiftY && toZ == shiftZ) {
            return;
        }
        int enterX = entering(toX - shiftX, nx);
        int enterY = entering(toY - shiftY, ny);
        int enterZ = entering(toZ - shiftZ, nz);
        shiftX = toX;
        shiftY = toY;
        shiftZ = toZ;
        address();
        // Positive: the last so many layers are new; negative: the first.
        clear(first(enterX, nx), last(enterX, nx), 0, ny, 0, nz);
        clear(0, nx, first(enterY, ny), last(enterY, ny), 0, nz);
        clear(0, nx, 0, ny, first(enterZ, nz), last(enterZ, nz));
    }

    private static int entering(long moved, int n) {
        return (int) Math.max(-n, Math.min(n, moved));
    }

    private static int first(int entering, int n) {
        return entering > 0 ? n - entering : 0;
    }

    private static int last(int entering, int n) {
        return entering > 0 ? n : -entering;
    }

    private void address() {
        for (int i = 0; i < nx; i++) {
            xs[i] = (int) Math.floorMod(i + shiftX, (long) nx) * ny * nz;
        }
        for (int i = 0; i < ny; i++) {
            ys[i] = (int) Math.floorMod(i + shiftY, (long) ny) * nz;
        }
        for (int i = 0; i < nz; i++) {
            zs[i] = (int) Math.floorMod(i + shiftZ, (long) nz);
        }
    }

    private void clear(int x0, int x1, int y0, int y1, int z0, int z1) {
        for (int x = x0; x < x1; x++) {
            for (int y = y0; y < y1; y++) {
                if (z1 - z0 == nz) { // the whole column, contiguous whatever its ring
                    int from = xs[x] + ys[y];
                    Arrays.fill(scaledLogOdds, from, from + nz, 0);
                } else {
                    for (int z = z0; z < z1; z++) {
                        scaledLogOdds[at(x, y, z)] = 0;
                    }
                }
            }
        }
    }
}
