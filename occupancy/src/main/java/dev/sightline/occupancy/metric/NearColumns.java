package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;

/** Which voxels lie closer than a threshold to one of a set, a column of up to 64 voxels at a time. */
final class NearColumns {

    private static final double ROUNDING = 1e-6; // metres

    private final int nx;
    private final int ny;
    private final int reachX;
    private final int reachY;
    private final int[][] reachZ; // [dx + reachX][dy + reachY], -1 = that column is too far

    /**
     * Neighbours of a grid.
     *
     * @throws IllegalArgumentException if the threshold is not positive, or is a distance between voxel centres within 1e-6 m
     */
    NearColumns(GridSpec grid, double threshold) {
        if (!(threshold > 0) || threshold > 64 * grid.cell().z()) {
            throw new IllegalArgumentException("threshold of " + threshold + " m");
        }
        this.nx = grid.nx();
        this.ny = grid.ny();
        // A column at the threshold itself is looked at too, so that it is refused below.
        this.reachX = (int) ((threshold + ROUNDING) / grid.cell().x());
        this.reachY = (int) ((threshold + ROUNDING) / grid.cell().y());
        this.reachZ = new int[2 * reachX + 1][2 * reachY + 1];
        for (int dx = -reachX; dx <= reachX; dx++) {
            for (int dy = -reachY; dy <= reachY; dy++) {
                int dz = 0;
                while (distance(grid, dx, dy, dz) < threshold + ROUNDING) {
                    if (distance(grid, dx, dy, dz) > threshold - ROUNDING) {
                        throw new IllegalArgumentException(
                                "threshold of "
                                        + threshold
                                        + " m is a distance between voxel centres; whether such"
                                        + " voxels are near would hang on rounding");
                    }
                    dz++;
                }
                reachZ[dx + reachX][dy + reachY] = dz - 1;
            }
        }
    }

    private static double distance(GridSpec grid, int dx, int dy, int dz) {
        double x = dx * grid.cell().x();
        double y = dy * grid.cell().y();
        double z = dz * grid.cell().z();
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** How many voxels of one set are near the other. */
    long count(long[] points, long[] others) {
        long n = 0;
        for (int ix = 0; ix < nx; ix++) {
            for (int iy = 0; iy < ny; iy++) {
                long column = points[ix * ny + iy];
                n += column == 0 ? 0 : Long.bitCount(column & near(others, ix, iy));
            }
        }
        return n;
    }

    private long near(long[] others, int ix, int iy) {
        long near = 0;
        for (int x = Math.max(0, ix - reachX); x <= Math.min(nx - 1, ix + reachX); x++) {
            for (int y = Math.max(0, iy - reachY); y <= Math.min(ny - 1, iy + reachY); y++) {
                long other = others[x * ny + y];
                int reach = reachZ[x - ix + reachX][y - iy + reachY];
                for (int dz = 0; dz <= reach; dz++) {
                    near |= other << dz | other >>> dz;
                }
            }
        }
        return near;
    }
}
