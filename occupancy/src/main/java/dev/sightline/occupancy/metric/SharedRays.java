package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;

/**
 * Casts each ray once through truth and prediction together, and gives what {@link VoxelRay} gives for each, bit by bit.
 *
 * <p>How. A ray crosses the faces of an axis at times first, first + step, first + step + step ... So how many faces of each axis
 * are crossed when the ray leaves a block of columns is a product, and a whole block is passed at once if {@link ColumnPyramid}
 * says that it is empty at the heights the ray has there.
 *
 * <p>Why the bits are the same. Only the order of crossings decides which cells a ray visits. Here times are products, there
 * repeated sums; both are within 1e-11 of a step of the true time (at most 416 additions, each within 2^-53 of at most 416
 * steps). Where a second crossing is within 1e-9 of a step of the one that leaves the block, the ray is given to {@link
 * VoxelRay}. The distance itself is summed as there, unless all numbers within the error round to the same float32. Both
 * arguments need an origin inside the grid, where no time is negative; other origins go to {@link VoxelRay}.
 */
final class SharedRays {

    /** Crossings closer than half of this part of a step are left to the plain walk: a hundred times the error of either. */
    private static final double TOO_CLOSE = 2e-9;

    /** Added to a number of crossings, so that the one that happens now counts and its fraction is half of {@link #TOO_CLOSE}. */
    private static final double CROSSED = 1 + TOO_CLOSE / 2;

    /** In place of that for an axis that the ray is square to: no crossing, and far from one. */
    private static final double NONE_CROSSED = 0.5;

    /** Relative; times differ by 1e-13 at most. */
    private static final double ROUNDING = 1e-12;

    /** Level to begin with: around the LiDAR it is empty. */
    private static final int START_LEVEL = 3;

    private static final double NEVER = Double.MAX_VALUE;
    private static final int TRUTH = 1;
    private static final int PREDICTION = 2;

    private final int nx;
    private final int ny;
    private final int nz;
    private final ColumnPyramid[] sought; // by what is still to be found
    private final VoxelRay plainTruth;
    private final VoxelRay plainPrediction;

    float truthDistance;
    int truthVoxel;
    float predictionDistance;
    int predictionVoxel;

    /** Grids in the order [x][y][z], at most {@link ColumnPyramid#MAX_HEIGHT} cells high. */
    SharedRays(GridSpec spec, byte[] truth, byte[] prediction, int free) {
        nx = spec.nx();
        ny = spec.ny();
        nz = spec.nz();
        ColumnPyramid t = ColumnPyramid.of(truth, free, nx, ny, nz);
        ColumnPyramid p = ColumnPyramid.of(prediction, free, nx, ny, nz);
        sought = new ColumnPyramid[] {null, t, p, t.or(p, nx, ny)};
        plainTruth = new VoxelRay(spec, truth, free);
        plainPrediction = new VoxelRay(spec, prediction, free);
    }

    /** Casts from origin o through end point e, in cells; the fields hold the result until the next ray. */
    void cast(double xo, double yo, double zo, double xe, double ye, double ze) {
        boolean inside = xo >= 0 && yo >= 0 && zo >= 0 && xo < nx && yo < ny && zo < nz;
        if (!inside || !fast(xo, yo, zo, xe, ye, ze)) {
            plainTruth.walk(xo, yo, zo, xe, ye, ze);
            truthDistance = plainTruth.distance();
            truthVoxel = plainTruth.voxel();
            plainPrediction.walk(xo, yo, zo, xe, ye, ze);
            predictionDistance = plainPrediction.distance();
            predictionVoxel = plainPrediction.voxel();
        }
    }

    /** False if two crossings are too close to tell which comes first. */
    private boolean fast(double xo, double yo, double zo, double xe, double ye, double ze) {
        double rx = xe - xo;
        double ry = ye - yo;
        double rz = ze - zo;
        double length = Math.sqrt(rx * rx + ry * ry + rz * rz);
        double dx = rx / length;
        double dy = ry / length;
        double dz = rz / length;
        boolean plusX = dx >= 0;
        boolean plusY = dy >= 0;
        boolean plusZ = dz >= 0;
        int x0 = (int) xo;
        int y0 = (int) yo;
        int z0 = (int) zo;
        int stepX = plusX ? 1 : -1;
        int stepY = plusY ? 1 : -1;
        int stepZ = plusZ ? 1 : -1;
        // Time of the first crossing, time between two, and crossings per time.
        double firstX = dx != 0 ? (x0 + (plusX ? 1 : 0) - xo) / dx : NEVER;
        double firstY = dy != 0 ? (y0 + (plusY ? 1 : 0) - yo) / dy : NEVER;
        double firstZ = dz != 0 ? (z0 + (plusZ ? 1 : 0) - zo) / dz : NEVER;
        double betweenX = dx != 0 ? stepX / dx : NEVER;
        double betweenY = dy != 0 ? stepY / dy : NEVER;
        double betweenZ = dz != 0 ? stepZ / dz : NEVER;
        double rateX = Math.abs(dx);
        double rateY = Math.abs(dy);
        double rateZ = Math.abs(dz);
        double biasX = dx != 0 ? CROSSED - firstX * rateX : NONE_CROSSED;
        double biasY = dy != 0 ? CROSSED - firstY * rateY : NONE_CROSSED;
        double biasZ = dz != 0 ? CROSSED - firstZ * rateZ : NONE_CROSSED;
        int flipX = plusX ? -1 : 0;
        int flipY = plusY ? -1 : 0;

        int left = TRUTH | PREDICTION;
        ColumnPyramid pyramid = sought[left];
        int x = x0;
        int y = y0;
        int z = z0;
        int crossedX = 0;
        int crossedY = 0;
        int level = START_LEVEL;
        while (true) {
            // The largest block, up to the one tried now, that is empty at the ray's present
            // height.
            while (level > 0
                    && (pyramid.bits[
                                                    pyramid.start[level]
                                                            + (x >> level) * pyramid.stride[level]
                                                            + (y >> level)]
                                            >> z
                                    & 1)
                            != 0) {
                level--;
            }
            // The crossing that leaves the block of columns around (x, y).
            int within = (1 << level) - 1;
            int outX = crossedX + ((x ^ flipX) & within);
            int outY = crossedY + ((y ^ flipY) & within);
            double atX = firstX + outX * betweenX;
            double atY = firstY + outY * betweenY;
            double at = Math.min(atX, atY);
            // What is crossed until then, that crossing included.
            double passedX = at * rateX + biasX;
            double passedY = at * rateY + biasY;
            double passedZ = at * rateZ + biasZ;
            int nextX = (int) passedX;
            int nextY = (int) passedY;
            int crossedZ = (int) passedZ;
            if (passedZ - crossedZ < TOO_CLOSE
                    || Math.max(passedX - nextX, passedY - nextY) < TOO_CLOSE) {
                return false;
            }
            int endZ = z0 + stepZ * crossedZ;
            boolean endsInside = endZ >= 0 && endZ < nz;
            int lastZ = endsInside ? endZ : plusZ ? nz - 1 : 0;
            int heights = (2 << Math.max(z, lastZ)) - (1 << Math.min(z, lastZ));
            int block = pyramid.start[level] + (x >> level) * pyramid.stride[level] + (y >> level);
            if ((pyramid.bits[block] & heights) != 0) {
                if (level > 0) {
                    level--;
                    continue;
                }
                int column = x * ny + y;
                for (int grid = TRUTH; grid <= PREDICTION; grid++) {
                    int hits = (left & grid) == 0 ? 0 : sought[grid].bits[column] & heights;
                    if (hits == 0) {
                        continue;
                    }
                    int hitZ =
                            plusZ
                                    ? Integer.numberOfTrailingZeros(hits)
                                    : 31 - Integer.numberOfLeadingZeros(hits);
                    float distance;
                    if (hitZ != endZ) {
                        distance = time(firstZ, betweenZ, Math.abs(hitZ - z0));
                    } else if (atX < atY) {
                        distance = time(firstX, betweenX, outX);
                    } else {
                        distance = time(firstY, betweenY, outY);
                    }
                    found(grid, distance, column * nz + hitZ);
                    left &= ~grid;
                }
                if (left == 0) {
                    return true;
                }
                pyramid = sought[left];
            } else if (level < ColumnPyramid.LEVELS - 1) {
                level++;
            }
            if (!endsInside) {
                break;
            }
            z = endZ;
            crossedX = nextX;
            crossedY = nextY;
            x = x0 + stepX * crossedX;
            y = y0 + stepY * crossedY;
            if (x < 0 || x >= nx || y < 0 || y >= ny) {
                break;
            }
        }

        // Nothing more on the way: where the ray leaves the grid.
        int lastX = plusX ? nx - 1 - x0 : x0;
        int lastY = plusY ? ny - 1 - y0 : y0;
        int lastZ = plusZ ? nz - 1 - z0 : z0;
        double leavesX = firstX + lastX * betweenX;
        double leavesY = firstY + lastY * betweenY;
        double leavesZ = firstZ + lastZ * betweenZ;
        double leaves = Math.min(Math.min(leavesX, leavesY), leavesZ);
        double passedX = leaves * rateX + biasX;
        double passedY = leaves * rateY + biasY;
        double passedZ = leaves * rateZ + biasZ;
        int cx = (int) passedX;
        int cy = (int) passedY;
        int cz = (int) passedZ;
        int close =
                (passedX - cx < TOO_CLOSE ? 1 : 0)
                        + (passedY - cy < TOO_CLOSE ? 1 : 0)
                        + (passedZ - cz < TOO_CLOSE ? 1 : 0);
        if (close > 1) {
            return false;
        }
        // The crossing that leaves the grid is not made.
        cx = Math.min(cx, lastX);
        cy = Math.min(cy, lastY);
        cz = Math.min(cz, lastZ);
        float distance =
                leaves == leavesX
                        ? time(firstX, betweenX, lastX)
                        : leaves == leavesY
                                ? time(firstY, betweenY, lastY)
                                : time(firstZ, betweenZ, lastZ);
        int voxel = ((x0 + stepX * cx) * ny + y0 + stepY * cy) * nz + z0 + stepZ * cz;
        if ((left & TRUTH) != 0) {
            found(TRUTH, distance, voxel);
        }
        if ((left & PREDICTION) != 0) {
            found(PREDICTION, distance, voxel);
        }
        return true;
    }

    private void found(int grid, float distance, int voxel) {
        if (grid == TRUTH) {
            truthDistance = distance;
            truthVoxel = voxel;
        } else {
            predictionDistance = distance;
            predictionVoxel = voxel;
        }
    }

    /** The time of crossing n as the reference sums it, rounded to float32. */
    private static float time(double first, double between, int n) {
        if (n == 0) {
            return (float) first;
        }
        double product = first + n * between;
        float low = (float) (product * (1 - ROUNDING));
        if (low == (float) (product * (1 + ROUNDING))) {
            return low;
        }
        double sum = first;
        for (int i = 0; i < n; i++) {
            sum += between;
        }
        return (float) sum;
    }
}
