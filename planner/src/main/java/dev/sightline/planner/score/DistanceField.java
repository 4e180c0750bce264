package dev.sightline.planner.score;

import java.util.Arrays;

/**
 * For every cell of a ground grid the exact Euclidean distance, centre to centre, to the nearest seed cell. Immutable.
 *
 * <p>Two passes: along y by running to and fro, along x by the lower envelope of parabolas (Felzenszwalb and Huttenlocher, "Distance
 * transforms of sampled functions", 2012, algorithm 1). Linear in the number of cells.
 */
public final class DistanceField {

    private final int nx;
    private final int ny;
    private final double[] distance; // [ix][iy], metres

    private DistanceField(int nx, int ny, double[] distance) {
        this.nx = nx;
        this.ny = ny;
        this.distance = distance;
    }

    /**
     * Measures distances.
     *
     * @param seeds {@code [ix * ny + iy]}
     * @param dx spacing along x, metres
     * @param dy spacing along y, metres
     */
    public static DistanceField of(boolean[] seeds, int nx, int ny, double dx, double dy) {
        if (seeds.length != nx * ny) {
            throw new IllegalArgumentException(seeds.length + " cells on " + nx + "x" + ny);
        }
        double[] squared = alongY(seeds, nx, ny, dy);
        int[] vertex = new int[nx];
        double[] from = new double[nx];
        double[] f = new double[nx];
        for (int iy = 0; iy < ny; iy++) {
            int k = -1;
            for (int q = 0; q < nx; q++) {
                f[q] = squared[q * ny + iy];
                if (f[q] == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double start = Double.NEGATIVE_INFINITY;
                while (k >= 0) {
                    start = crossing(vertex[k], q, f, dx);
                    if (start > from[k]) {
                        break;
                    }
                    k--;
                }
                k++;
                vertex[k] = q;
                from[k] = k == 0 ? Double.NEGATIVE_INFINITY : start;
            }
            int last = k;
            k = 0;
            for (int q = 0; q < nx && last >= 0; q++) {
                while (k < last && from[k + 1] <= q) {
                    k++;
                }
                double d = (q - vertex[k]) * dx;
                squared[q * ny + iy] = f[vertex[k]] + d * d;
            }
        }
        for (int i = 0; i < squared.length; i++) {
            squared[i] = Math.sqrt(squared[i]);
        }
        return new DistanceField(nx, ny, squared);
    }

    /** Squared distance to the nearest seed of the same ix; infinite where there is none. */
    private static double[] alongY(boolean[] seeds, int nx, int ny, double dy) {
        double[] out = new double[nx * ny];
        for (int ix = 0; ix < nx; ix++) {
            int row = ix * ny;
            int[] steps = new int[ny];
            Arrays.fill(steps, Integer.MAX_VALUE);
            int last = Integer.MIN_VALUE;
            for (int iy = 0; iy < ny; iy++) {
                last = seeds[row + iy] ? iy : last;
                steps[iy] = last < 0 ? Integer.MAX_VALUE : iy - last;
            }
            last = Integer.MAX_VALUE;
            for (int iy = ny - 1; iy >= 0; iy--) {
                last = seeds[row + iy] ? iy : last;
                int best = last == Integer.MAX_VALUE ? steps[iy] : Math.min(steps[iy], last - iy);
                double d = best * dy;
                out[row + iy] = best == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : d * d;
            }
        }
        return out;
    }

    /** Where the parabola of {@code q} falls below that of {@code v}, in cells. */
    private static double crossing(int v, int q, double[] f, double dx) {
        double w = dx * dx;
        return ((f[q] + w * q * q) - (f[v] + w * v * v)) / (2 * w * (q - v));
    }

    /** Distance of a cell inside the grid, metres; infinite if there is no seed at all. */
    public double at(int ix, int iy) {
        return distance[ix * ny + iy];
    }

    public int nx() {
        return nx;
    }

    public int ny() {
        return ny;
    }
}
