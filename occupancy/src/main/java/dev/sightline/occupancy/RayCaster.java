package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;

/**
 * Names the cells of a grid that a segment or a ray passes, in order. Immutable, allocates nothing, safe for many threads.
 *
 * <p>Contract. The cells come from the start to the end; each shares a face with the one before. Every cell whose interior the
 * line meets is among them; a cell that the line only touches in an edge or a corner may be (where the line passes an edge
 * exactly, x is stepped before y before z). A point on a face belongs to the cell above it, as in {@link GridSpec}: the first cell
 * holds the start, the last the end, unless the line is cut by the grid. A line that only touches the grid in a point from
 * outside passes nothing. A segment of no length passes the cell that holds it. NaN passes nothing.
 *
 * <p>Source: Amanatides and Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing", Eurographics 1987. The number of steps is
 * fixed before the walk, so rounding cannot make it overshoot; see {@code docs/derivations/RayCaster.md}.
 */
public final class RayCaster {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final GridSpec spec;
    private final int nx;
    private final int ny;
    private final int nz;
    private final int strideX;
    private final int strideY;
    private final int strideZ;

    public RayCaster(GridSpec spec) {
        this.spec = spec;
        nx = spec.nx();
        ny = spec.ny();
        nz = spec.nz();
        boolean zIsContiguous = spec.order() == IndexOrder.XYZ;
        strideX = zIsContiguous ? ny * nz : 1;
        strideY = zIsContiguous ? nz : nx;
        strideZ = zIsContiguous ? 1 : nx * ny;
    }

    public GridSpec spec() {
        return spec;
    }

    /** The most cells that any line can pass: room that a buffer needs. */
    public int capacity() {
        return nx + ny + nz - 2;
    }

    /**
     * Writes the cells of a segment into {@code cells} and returns their number.
     *
     * @param from start, metres in the grid's frame; may lie outside
     * @param to end, likewise
     * @param cells linear indices of {@link #spec}; at least {@link #capacity} long
     */
    public int segment(Vec3 from, Vec3 to, int[] cells) {
        return segment(from.x(), from.y(), from.z(), to.x(), to.y(), to.z(), cells);
    }

    /** As {@link #segment(Vec3, Vec3, int[])}, for hot loops. */
    public int segment(
            double ax, double ay, double az, double bx, double by, double bz, int[] cells) {
        Vec3 min = spec.min();
        Vec3 cell = spec.cell();
        // The same quotients as in GridSpec.ix, so that both always name the same cell.
        double ux = (ax - min.x()) / cell.x();
        double uy = (ay - min.y()) / cell.y();
        double uz = (az - min.z()) / cell.z();
        double vx = (bx - min.x()) / cell.x();
        double vy = (by - min.y()) / cell.y();
        double vz = (bz - min.z()) / cell.z();
        return walk(ux, uy, uz, vx, vy, vz, vx - ux, vy - uy, vz - uz, 1, cells);
    }

    /**
     * Writes the cells of a ray without end into {@code cells} and returns their number.
     *
     * @param from start, metres in the grid's frame; may lie outside
     * @param direction of any length but zero, which passes only the cell of the start
     * @param cells as in {@link #segment(Vec3, Vec3, int[])}
     */
    public int ray(Vec3 from, Vec3 direction, int[] cells) {
        Vec3 min = spec.min();
        Vec3 cell = spec.cell();
        double ux = (from.x() - min.x()) / cell.x();
        double uy = (from.y() - min.y()) / cell.y();
        double uz = (from.z() - min.z()) / cell.z();
        double dx = direction.x() / cell.x();
        double dy = direction.y() / cell.y();
        double dz = direction.z() / cell.z();
        double longest = Math.max(Math.abs(dx), Math.max(Math.abs(dy), Math.abs(dz)));
        if (longest == 0) {
            return walk(ux, uy, uz, ux, uy, uz, 0, 0, 0, 1, cells);
        }
        // One component becomes 1, so that every t of a face is finite; the end is a point that no
        // grid contains.
        return walk(
                ux,
                uy,
                uz,
                NEVER,
                NEVER,
                NEVER,
                dx / longest,
                dy / longest,
                dz / longest,
                NEVER,
                cells);
    }

    /**
     * The walk of a segment in units of cells from the grid's lower corner: what a caller uses that holds its points in cells.
     *
     * @return number of cells written
     */
    int segmentInCells(
            double ux, double uy, double uz, double vx, double vy, double vz, int[] cells) {
        return walk(ux, uy, uz, vx, vy, vz, vx - ux, vy - uy, vz - uz, 1, cells);
    }

    /** The last cell of {@link #segmentInCells}, without the walk; -1 if the segment misses the grid. */
    int endInCells(double ux, double uy, double uz, double vx, double vy, double vz) {
        if (inside(vx, vy, vz)) {
            return cellAt(vx, nx) * strideX + cellAt(vy, ny) * strideY + cellAt(vz, nz) * strideZ;
        }
        double dx = vx - ux;
        double dy = vy - uy;
        double dz = vz - uz;
        double tIn =
                Math.max(
                        Math.max(enters(ux, dx, nx), enters(uy, dy, ny)),
                        Math.max(enters(uz, dz, nz), 0));
        double tOut =
                Math.min(
                        Math.min(leaves(ux, dx, nx), leaves(uy, dy, ny)),
                        Math.min(leaves(uz, dz, nz), 1));
        if (!(tIn < tOut) && !(tIn == tOut && inside(ux, uy, uz))) {
            return -1;
        }
        return cellAt(ux + dx * tOut, nx) * strideX
                + cellAt(uy + dy * tOut, ny) * strideY
                + cellAt(uz + dz * tOut, nz) * strideZ;
    }

    // u: start, v: end (if there is one inside), d: direction, all in cells; the line is u + t d, 0
    // <= t <= tEnd.
    private int walk(
            double ux,
            double uy,
            double uz,
            double vx,
            double vy,
            double vz,
            double dx,
            double dy,
            double dz,
            double tEnd,
            int[] cells) {
        boolean startsInside = inside(ux, uy, uz);
        boolean endsInside = inside(vx, vy, vz);

        // 1. Clip: the first and the last cell.
        double tIn = 0;
        double tOut = tEnd;
        if (!startsInside) {
            tIn =
                    Math.max(
                            Math.max(enters(ux, dx, nx), enters(uy, dy, ny)),
                            Math.max(enters(uz, dz, nz), 0));
        }
        if (!endsInside) {
            tOut =
                    Math.min(
                            Math.min(leaves(ux, dx, nx), leaves(uy, dy, ny)),
                            Math.min(leaves(uz, dz, nz), tEnd));
        }
        if (!(tIn < tOut) && !(tIn == tOut && (startsInside || endsInside))) {
            return 0;
        }
        int lastX = cellAt(endsInside ? vx : ux + dx * tOut, nx);
        int lastY = cellAt(endsInside ? vy : uy + dy * tOut, ny);
        int lastZ = cellAt(endsInside ? vz : uz + dz * tOut, nz);
        int x = notBeyond(lastX, cellAt(startsInside ? ux : ux + dx * tIn, nx), dx);
        int y = notBeyond(lastY, cellAt(startsInside ? uy : uy + dy * tIn, ny), dy);
        int z = notBeyond(lastZ, cellAt(startsInside ? uz : uz + dz * tIn, nz), dz);

        // 2. Steps left on each axis; t of the next face on it; t between two faces.
        int leftX = Math.abs(lastX - x);
        int leftY = Math.abs(lastY - y);
        int leftZ = Math.abs(lastZ - z);
        double tX = leftX == 0 ? NEVER : (x + (dx > 0 ? 1 : 0) - ux) / dx;
        double tY = leftY == 0 ? NEVER : (y + (dy > 0 ? 1 : 0) - uy) / dy;
        double tZ = leftZ == 0 ? NEVER : (z + (dz > 0 ? 1 : 0) - uz) / dz;
        double perX = Math.abs(1 / dx);
        double perY = Math.abs(1 / dy);
        double perZ = Math.abs(1 / dz);
        int stepX = dx > 0 ? strideX : -strideX;
        int stepY = dy > 0 ? strideY : -strideY;
        int stepZ = dz > 0 ? strideZ : -strideZ;

        // 3. Cross the nearest face until no step is left. An axis without steps is never the
        // nearest.
        int cell = x * strideX + y * strideY + z * strideZ;
        int steps = leftX + leftY + leftZ;
        cells[0] = cell;
        for (int i = 1; i <= steps; i++) {
            if (tX <= tY) {
                if (tX <= tZ) {
                    cell += stepX;
                    tX = --leftX == 0 ? NEVER : tX + perX;
                } else {
                    cell += stepZ;
                    tZ = --leftZ == 0 ? NEVER : tZ + perZ;
                }
            } else if (tY <= tZ) {
                cell += stepY;
                tY = --leftY == 0 ? NEVER : tY + perY;
            } else {
                cell += stepZ;
                tZ = --leftZ == 0 ? NEVER : tZ + perZ;
            }
            cells[i] = cell;
        }
        return steps + 1;
    }

    private boolean inside(double x, double y, double z) {
        return x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz;
    }

    /** t at which a line enters the slab 0..n of one axis. */
    private static double enters(double u, double d, int n) {
        if (d == 0) {
            return u >= 0 && u < n ? Double.NEGATIVE_INFINITY : NEVER;
        }
        return (d > 0 ? -u : n - u) / d;
    }

    /** t at which a line leaves the slab 0..n of one axis. */
    private static double leaves(double u, double d, int n) {
        if (d == 0) {
            return u >= 0 && u < n ? NEVER : Double.NEGATIVE_INFINITY;
        }
        return (d > 0 ? n - u : -u) / d;
    }

    /** The cell of a coordinate on the grid or, by rounding, a hair outside it. */
    private static int cellAt(double u, int n) {
        return Math.min(
                n - 1,
                Math.max(0, (int) u)); // the cast rounds towards zero, which is the floor from 0 on
    }

    /** {@code first}, unless rounding put it past {@code last} as seen along {@code d}. */
    private static int notBeyond(int last, int first, double d) {
        return d > 0 ? Math.min(first, last) : d < 0 ? Math.max(first, last) : last;
    }
}
