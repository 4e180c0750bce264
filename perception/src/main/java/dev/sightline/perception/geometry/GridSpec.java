package dev.sightline.perception.geometry;

/**
 * A regular grid of box cells in a frame: the one place that maps metres to indices and back. Cell {@code (ix, iy, iz)} covers
 * {@code [min + i * cell, min + (i + 1) * cell)} on each axis. A ground-plane grid has {@code nz} = 1.
 *
 * @param frame frame of {@code min}; axes of the grid are axes of this frame
 * @param min lower corner of cell (0, 0, 0), metres
 * @param cell edge lengths, metres, positive
 * @param nx cells along x
 * @param ny cells along y
 * @param nz cells along z
 * @param order how {@link #index} counts
 */
public record GridSpec(Frame frame, Vec3 min, Vec3 cell, int nx, int ny, int nz, IndexOrder order) {

    /** The most cells a grid may have: 2^28, a quarter of a gibibyte as bytes. */
    public static final int MAX_CELLS = 1 << 28;

    public GridSpec {
        if (!min.isFinite()
                || !(cell.x() > 0 && cell.y() > 0 && cell.z() > 0)
                || !cell.isFinite()) {
            throw new IllegalArgumentException(
                    "grid needs finite min and positive cell, had " + min + ", " + cell);
        }
        if (nx <= 0 || ny <= 0 || nz <= 0 || (double) nx * ny * nz > MAX_CELLS) {
            throw new IllegalArgumentException(
                    "grid of "
                            + nx
                            + "x"
                            + ny
                            + "x"
                            + nz
                            + " cells: need 1.."
                            + MAX_CELLS
                            + " in all");
        }
    }

    /** A cubic grid in XYZ order. */
    public static GridSpec cubic(Frame frame, Vec3 min, double cell, int nx, int ny, int nz) {
        return new GridSpec(frame, min, new Vec3(cell, cell, cell), nx, ny, nz, IndexOrder.XYZ);
    }

    /** Occ3D-nuScenes: ego frame, x and y -40..40 m, z -1..5.4 m, 0.4 m, 200 x 200 x 16, {@code [x][y][z]}. */
    public static GridSpec occ3d() {
        return cubic(Frame.EGO, new Vec3(-40, -40, -1), 0.4, 200, 200, 16);
    }

    /** Number of cells. */
    public int size() {
        return nx * ny * nz;
    }

    /** Cell index along x of a coordinate in metres; may lie outside 0..nx-1. Undefined for NaN. */
    public int ix(double x) {
        return (int) Math.floor((x - min.x()) / cell.x());
    }

    public int iy(double y) {
        return (int) Math.floor((y - min.y()) / cell.y());
    }

    public int iz(double z) {
        return (int) Math.floor((z - min.z()) / cell.z());
    }

    public boolean contains(int ix, int iy, int iz) {
        return ix >= 0 && iy >= 0 && iz >= 0 && ix < nx && iy < ny && iz < nz;
    }

    /** Linear index of a cell that lies inside; unchecked, for hot loops. */
    public int index(int ix, int iy, int iz) {
        return order == IndexOrder.XYZ ? (ix * ny + iy) * nz + iz : (iz * ny + iy) * nx + ix;
    }

    /** Linear index of the cell that holds a point of this grid's frame, or -1 if it lies outside or is NaN. */
    public int indexOf(double x, double y, double z) {
        if (Double.isNaN(x + y + z)) {
            return -1; // or Java would cast it to cell 0
        }
        int ix = ix(x);
        int iy = iy(y);
        int iz = iz(z);
        return contains(ix, iy, iz) ? index(ix, iy, iz) : -1;
    }

    /** Centre of a cell, metres; also of cells outside. */
    public Vec3 centre(int ix, int iy, int iz) {
        return new Vec3(centreX(ix), centreY(iy), centreZ(iz));
    }

    public double centreX(int ix) {
        return min.x() + (ix + 0.5) * cell.x();
    }

    public double centreY(int iy) {
        return min.y() + (iy + 0.5) * cell.y();
    }

    public double centreZ(int iz) {
        return min.z() + (iz + 0.5) * cell.z();
    }

    /** Upper corner of the last cell, metres. */
    public Vec3 max() {
        return new Vec3(min.x() + nx * cell.x(), min.y() + ny * cell.y(), min.z() + nz * cell.z());
    }

    /** The same columns as one layer that spans the whole height. */
    public GridSpec footprint() {
        return new GridSpec(
                frame, min, new Vec3(cell.x(), cell.y(), cell.z() * nz), nx, ny, 1, order);
    }

    /** The same cells under another frame's name, when both frames coincide or the caller moves the data. */
    public GridSpec in(Frame other) {
        return new GridSpec(other, min, cell, nx, ny, nz, order);
    }
}
