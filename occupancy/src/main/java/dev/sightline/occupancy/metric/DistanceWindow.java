package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;

/**
 * A range of horizontal distances from the frame's origin to a voxel column.
 *
 * <p>Two conventions exist. Ours measures to the column's centre, from {@code min} inclusive to {@code max} exclusive, so that adjacent
 * windows share nothing. FB-BEV's measures from the grid's middle to the column's lower corner, both ends inclusive: it is up to 0.28 m
 * off on Occ3D, and only there to reproduce published numbers.
 *
 * @param name key in reports
 * @param min metres
 * @param max metres, may be infinite
 * @param corner FB-BEV's convention
 */
public record DistanceWindow(String name, double min, double max, boolean corner) {

    public DistanceWindow {
        if (!(min < max)) {
            throw new IllegalArgumentException(name + ": window from " + min + " to " + max + " m");
        }
    }

    /** Our bands between these edges, and one beyond the last; metres, ascending. */
    public static DistanceWindow[] bands(double... edges) {
        DistanceWindow[] bands = new DistanceWindow[edges.length];
        for (int i = 0; i < edges.length; i++) {
            boolean last = i == edges.length - 1;
            bands[i] =
                    new DistanceWindow(
                            label(edges[i]) + (last ? "+" : "-" + label(edges[i + 1])) + "m",
                            edges[i],
                            last ? Double.POSITIVE_INFINITY : edges[i + 1],
                            false);
        }
        return bands;
    }

    /** FB-BEV's window: {@code (index - n / 2) * cell} on both axes, {@code min <= d <= max}. */
    public static DistanceWindow fbBev(double min, double max) {
        return new DistanceWindow(
                "fbbev_corner_" + label(min) + "-" + label(max) + "m", min, max, true);
    }

    private static String label(double metres) {
        return metres == Math.rint(metres) ? Long.toString((long) metres) : Double.toString(metres);
    }

    /** Whether a column of a grid lies in this window. */
    public boolean contains(GridSpec grid, int ix, int iy) {
        if (corner) {
            double x = (ix - grid.nx() / 2) * grid.cell().x();
            double y = (iy - grid.ny() / 2) * grid.cell().y();
            double d = Math.sqrt(x * x + y * y);
            return d >= min && d <= max;
        }
        double x = grid.centreX(ix);
        double y = grid.centreY(iy);
        double d = Math.sqrt(x * x + y * y);
        return d >= min && d < max;
    }
}
