package dev.sightline.planner.score;

import dev.sightline.perception.geometry.GridSpec;

/**
 * Ground cells of one kind as obstacles: a rectangle meets them if it holds the centre of one. Immutable.
 *
 * <p>The distance field rules out most poses with a few look-ups; only near a cell the rectangle's cells are looked at one by one. Both
 * ways give the answer of the plain test over all cells.
 */
public final class CellObstacles {

    private final ObstacleMap map;
    private final boolean[] cells;
    private final DistanceField field;
    private final double halfDiagonal;

    public CellObstacles(ObstacleMap map, boolean[] cells) {
        this.map = map;
        this.cells = cells;
        GridSpec spec = map.spec();
        this.field =
                DistanceField.of(cells, spec.nx(), spec.ny(), spec.cell().x(), spec.cell().y());
        this.halfDiagonal = Math.hypot(spec.cell().x(), spec.cell().y()) / 2;
    }

    /** A cell whose centre lies in the footprint at a pose, or -1. Where there are several: the first in index order. */
    public int hit(Footprint footprint, double x, double y, double cos, double sin) {
        GridSpec spec = map.spec();
        boolean near = false;
        for (int i = 0; i < footprint.discs() && !near; i++) {
            double d = footprint.disc(i);
            int ix = spec.ix(x + d * cos);
            int iy = spec.iy(y + d * sin);
            // Triangle: a cell centre within the disc is at most half a diagonal farther from the
            // centre of the disc's own cell.
            near =
                    !spec.contains(ix, iy, 0)
                            || field.at(ix, iy) <= footprint.discRadius() + halfDiagonal;
        }
        return near ? scan(footprint, x, y, cos, sin) : -1;
    }

    private int scan(Footprint f, double x, double y, double cos, double sin) {
        GridSpec spec = map.spec();
        double ahead = (f.front() - f.rear()) / 2;
        double cx = x + ahead * cos;
        double cy = y + ahead * sin;
        double ex = f.length() / 2 * Math.abs(cos) + f.half() * Math.abs(sin);
        double ey = f.length() / 2 * Math.abs(sin) + f.half() * Math.abs(cos);
        int x1 = Math.min(spec.nx() - 1, spec.ix(cx + ex));
        int y1 = Math.min(spec.ny() - 1, spec.iy(cy + ey));
        for (int ix = Math.max(0, spec.ix(cx - ex)); ix <= x1; ix++) {
            for (int iy = Math.max(0, spec.iy(cy - ey)); iy <= y1; iy++) {
                int cell = map.index(ix, iy);
                if (cells[cell]
                        && f.contains(cos, sin, spec.centreX(ix) - x, spec.centreY(iy) - y)) {
                    return cell;
                }
            }
        }
        return -1;
    }

    /** Room beside the footprint's middle line, to within half a cell's diagonal, metres; infinite off the grid. */
    public double clearance(Footprint footprint, double x, double y, double cos, double sin) {
        GridSpec spec = map.spec();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < footprint.discs(); i++) {
            double d = footprint.disc(i);
            int ix = spec.ix(x + d * cos);
            int iy = spec.iy(y + d * sin);
            if (spec.contains(ix, iy, 0)) {
                least = Math.min(least, field.at(ix, iy) - footprint.half());
            }
        }
        return Math.max(0, least);
    }
}
