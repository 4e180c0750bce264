package dev.sightline.planner.score;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.planner.score.ObstacleMap.Cell;
import java.util.Optional;

/**
 * Space that was never seen: unknown cells, and all that lies beyond the front edge of the grid. Immutable.
 *
 * <p>Left out is what lies beside and behind the starting vehicle nearer than the near field: sensors on its roof cannot see it, and the
 * vehicle has just come past. Ahead of its bumper there is no such excuse: it would creep into the dark, a near field at a time.
 */
final class UnseenSpace {

    private final ObstacleMap map;
    private final CellObstacles cells;
    private final Footprint footprint;
    private final double startX;
    private final double nearField;

    UnseenSpace(ObstacleMap map, Footprint footprint, double startX, double nearField) {
        this.map = map;
        this.footprint = footprint;
        this.startX = startX;
        this.nearField = nearField;
        boolean[] unknown = map.where(Cell.UNKNOWN);
        for (int i = 0; i < unknown.length; i++) {
            unknown[i] = unknown[i] && !near(map.centreX(i), map.centreY(i));
        }
        this.cells = new CellObstacles(map, unknown);
    }

    private boolean near(double x, double y) {
        return x - startX <= footprint.front()
                && footprint.distance(1, 0, x - startX, y) <= nearField;
    }

    /** A voxel of unseen space under a pose of the rear axle, -1 beyond the grid; empty if all is seen. */
    Optional<Integer> at(double x, double y, double cos, double sin) {
        int cell = cells.hit(footprint, x, y, cos, sin);
        if (cell >= 0) {
            return Optional.of(map.voxel(cell));
        }
        GridSpec spec = map.spec();
        for (double side : new double[] {-footprint.half(), footprint.half()}) {
            double cx = x + footprint.front() * cos - side * sin;
            double cy = y + footprint.front() * sin + side * cos;
            if (!spec.contains(spec.ix(cx), spec.iy(cy), 0) && !near(cx, cy)) {
                return Optional.of(-1);
            }
        }
        return Optional.empty();
    }
}
