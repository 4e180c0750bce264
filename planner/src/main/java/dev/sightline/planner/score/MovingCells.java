package dev.sightline.planner.score;

import dev.sightline.planner.score.ObstacleMap.Cell;
import java.util.Arrays;

/**
 * Ground cells that move, each at its own constant velocity. Immutable.
 *
 * <p>Per time slice the moved centres are sorted into square buckets, so that a query looks only at its surroundings.
 */
public final class MovingCells {

    private static final double BUCKET = 4; // metres
    private static final int SIDE = 64; // buckets per side; what lies outside goes to the border

    private final ObstacleMap map;
    private final int[] cells;
    private final double step;
    private final int[][] starts; // [slice][bucket], last one the end
    private final int[][] order; // [slice][entry] position in cells

    /**
     * Prepares slices.
     *
     * @param ignored cells that are left out
     * @param step seconds between slices
     * @param slices how many, the first at time 0
     */
    public MovingCells(ObstacleMap map, boolean[] ignored, double step, int slices) {
        this.map = map;
        this.step = step;
        int[] found = new int[map.size()];
        int n = 0;
        for (int i = 0; i < map.size(); i++) {
            if (map.cell(i) == Cell.MOVING && !ignored[i]) {
                found[n++] = i;
            }
        }
        this.cells = Arrays.copyOf(found, n);
        this.starts = new int[n == 0 ? 0 : slices][];
        this.order = new int[n == 0 ? 0 : slices][];
        for (int k = 0; k < starts.length; k++) {
            sort(k);
        }
    }

    private void sort(int slice) {
        int[] start = new int[SIDE * SIDE + 1];
        int[] bucket = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            bucket[i] = bucket(x(i, slice)) * SIDE + bucket(y(i, slice));
            start[bucket[i] + 1]++;
        }
        for (int b = 0; b < SIDE * SIDE; b++) {
            start[b + 1] += start[b];
        }
        int[] next = start.clone();
        int[] sorted = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            sorted[next[bucket[i]]++] = i;
        }
        starts[slice] = start;
        order[slice] = sorted;
    }

    private static int bucket(double metres) {
        return (int) Math.max(0, Math.min(SIDE - 1, Math.floor(metres / BUCKET) + SIDE / 2));
    }

    private double x(int i, int slice) {
        return map.centreX(cells[i]) + map.vx(cells[i]) * slice * step;
    }

    private double y(int i, int slice) {
        return map.centreY(cells[i]) + map.vy(cells[i]) * slice * step;
    }

    public int size() {
        return cells.length;
    }

    public int slices() {
        return starts.length;
    }

    /** A cell of the map whose moved centre lies in the footprint at a pose, or -1. */
    public int hit(int slice, Footprint footprint, double x, double y, double cos, double sin) {
        int nearest = nearest(slice, footprint, x, y, cos, sin, 0);
        return nearest < 0 ? -1 : cells[nearest];
    }

    /** Distance from the footprint to the nearest moved centre, metres; {@code most} if none is nearer. */
    public double clearance(
            int slice,
            Footprint footprint,
            double x,
            double y,
            double cos,
            double sin,
            double most) {
        int nearest = nearest(slice, footprint, x, y, cos, sin, most);
        return nearest < 0
                ? most
                : footprint.distance(cos, sin, x(nearest, slice) - x, y(nearest, slice) - y);
    }

    /** The nearest entry within a distance of the footprint, or -1; of equals the first by index. */
    private int nearest(
            int slice, Footprint f, double x, double y, double cos, double sin, double within) {
        if (slice >= starts.length) {
            return -1;
        }
        double ahead = (f.front() - f.rear()) / 2;
        double reach = Math.hypot(f.length() / 2, f.half()) + within;
        int x0 = bucket(x + ahead * cos - reach);
        int x1 = bucket(x + ahead * cos + reach);
        int y0 = bucket(y + ahead * sin - reach);
        int y1 = bucket(y + ahead * sin + reach);
        int best = -1;
        double least = within;
        for (int bx = x0; bx <= x1; bx++) {
            for (int b = bx * SIDE + y0; b <= bx * SIDE + y1; b++) {
                for (int e = starts[slice][b]; e < starts[slice][b + 1]; e++) {
                    int i = order[slice][e];
                    double dx = x(i, slice) - x;
                    double dy = y(i, slice) - y;
                    if (within == 0 && !f.contains(cos, sin, dx, dy)) {
                        continue;
                    }
                    double d = within == 0 ? 0 : f.distance(cos, sin, dx, dy);
                    if (d < least || (d == least && (best < 0 || i < best))) {
                        least = d;
                        best = i;
                    }
                }
            }
        }
        return best;
    }
}
