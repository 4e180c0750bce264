package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;

/**
 * The traversal of the published evaluator, literally: the plain twin of {@link SharedRays}, and what that falls back to. One ray
 * through one grid, cell by cell, in units of cells.
 *
 * <p>Traps kept: the first cell is the origin cut towards zero (-0.3 lies in cell 0); of two equal times the later axis steps;
 * the distance of a hit is where the ray <em>leaves</em> the occupied cell; without a hit it is where the ray leaves the grid,
 * and the cell is the last inside; a ray that never enters has distance -1 and cell 0; at most 1001 steps. Times grow by repeated
 * addition, so their last bits depend on it.
 *
 * <p>Source: {@code lib/dvr/dvr.cu} of SparseOcc and OccNet, {@code render_forward_cuda_kernel}.
 */
final class VoxelRay {

    private static final int MAX_STEP = 1000;
    private static final double NEVER = Double.MAX_VALUE;

    private final int nx;
    private final int ny;
    private final int nz;
    private final byte[] labels;
    private final byte free;
    private double distance;
    private int voxel;

    VoxelRay(GridSpec spec, byte[] labels, int free) {
        this.nx = spec.nx();
        this.ny = spec.ny();
        this.nz = spec.nz();
        this.labels = labels;
        this.free = (byte) free;
    }

    /** Cells from the origin to the end of the last ray, or -1. */
    float distance() {
        return (float) distance;
    }

    /** Linear index of the cell the last ray ended in. */
    int voxel() {
        return voxel;
    }

    /** Walks from origin o through end point e and on, until a hit or the edge of the grid. */
    void walk(double xo, double yo, double zo, double xe, double ye, double ze) {
        int vx = (int) xo;
        int vy = (int) yo;
        int vz = (int) zo;
        double rx = xe - xo;
        double ry = ye - yo;
        double rz = ze - zo;
        double length = Math.sqrt(rx * rx + ry * ry + rz * rz);
        double dx = rx / length;
        double dy = ry / length;
        double dz = rz / length;
        int stepX = dx >= 0 ? 1 : -1;
        int stepY = dy >= 0 ? 1 : -1;
        int stepZ = dz >= 0 ? 1 : -1;
        double tMaxX = dx != 0 ? (vx + (stepX < 0 ? 0 : 1) - xo) / dx : NEVER;
        double tMaxY = dy != 0 ? (vy + (stepY < 0 ? 0 : 1) - yo) / dy : NEVER;
        double tMaxZ = dz != 0 ? (vz + (stepZ < 0 ? 0 : 1) - zo) / dz : NEVER;
        double tDeltaX = dx != 0 ? stepX / dx : NEVER;
        double tDeltaY = dy != 0 ? stepY / dy : NEVER;
        double tDeltaZ = dz != 0 ? stepZ / dz : NEVER;

        distance = -1;
        voxel = 0;
        boolean wasInside = false;
        for (int step = 0; step <= MAX_STEP; step++) {
            boolean inside = 0 <= vx && vx < nx && 0 <= vy && vy < ny && 0 <= vz && vz < nz;
            if (wasInside && !inside) {
                return; // the ray does not come back
            }
            wasInside = inside;
            int cell = (vx * ny + vy) * nz + vz;
            double leaves;
            if (tMaxX < tMaxY) {
                if (tMaxX < tMaxZ) {
                    leaves = tMaxX;
                    vx += stepX;
                    tMaxX += tDeltaX;
                } else {
                    leaves = tMaxZ;
                    vz += stepZ;
                    tMaxZ += tDeltaZ;
                }
            } else {
                if (tMaxY < tMaxZ) {
                    leaves = tMaxY;
                    vy += stepY;
                    tMaxY += tDeltaY;
                } else {
                    leaves = tMaxZ;
                    vz += stepZ;
                    tMaxZ += tDeltaZ;
                }
            }
            if (inside) {
                distance = leaves;
                voxel = cell;
                if (labels[cell] != free) {
                    return;
                }
            }
        }
    }
}
