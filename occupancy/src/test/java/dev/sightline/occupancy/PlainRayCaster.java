package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import java.util.BitSet;

/** The slow twin of {@link RayCaster}: cuts the segment with the box of every cell of the grid. */
final class PlainRayCaster {

    /** A stretch in metres that is surely more than the rounding of coordinates below 100 m. */
    static final double ROUNDING = 1e-9;

    private PlainRayCaster() {}

    /** Cells in which more than {@link #ROUNDING} of the segment lies. */
    static BitSet crossed(GridSpec grid, Vec3 from, Vec3 to) {
        return cells(grid, from, to, 0, ROUNDING);
    }

    /** Cells that the segment meets or misses by no more than {@link #ROUNDING}. */
    static BitSet touched(GridSpec grid, Vec3 from, Vec3 to) {
        return cells(grid, from, to, ROUNDING, 0);
    }

    private static BitSet cells(
            GridSpec grid, Vec3 from, Vec3 to, double grown, double longerThan) {
        BitSet result = new BitSet();
        double length = from.distance(to);
        double[] a = {from.x(), from.y(), from.z()};
        double[] b = {to.x(), to.y(), to.z()};
        double[] edge = {grid.cell().x(), grid.cell().y(), grid.cell().z()};
        for (int x = 0; x < grid.nx(); x++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int z = 0; z < grid.nz(); z++) {
                    Vec3 c = grid.centre(x, y, z);
                    double[] centre = {c.x(), c.y(), c.z()};
                    double in = 0;
                    double out = 1;
                    for (int k = 0; k < 3; k++) {
                        double low = centre[k] - edge[k] / 2 - grown;
                        double high = centre[k] + edge[k] / 2 + grown;
                        double d = b[k] - a[k];
                        if (d == 0) {
                            boolean between =
                                    grown > 0
                                            ? a[k] >= low && a[k] <= high
                                            : a[k] > low && a[k] < high;
                            if (!between) {
                                in = 2; // never
                            }
                        } else {
                            in = Math.max(in, Math.min((low - a[k]) / d, (high - a[k]) / d));
                            out = Math.min(out, Math.max((low - a[k]) / d, (high - a[k]) / d));
                        }
                    }
                    if (in <= out && (out - in) * length >= longerThan) {
                        result.set(grid.index(x, y, z));
                    }
                }
            }
        }
        return result;
    }
}
