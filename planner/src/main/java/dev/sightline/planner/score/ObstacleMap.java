package dev.sightline.planner.score;

import dev.sightline.occupancy.DrivableSurface;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.planner.PlannerConfig.Obstacles;

/**
 * Occupancy as a vehicle meets it: per ground cell whether something between bumper and roof is in the way, moves, or was never seen.
 * Immutable.
 *
 * <p>Heights are above the drivable surface, or above z = 0 where that is unknown. A voxel counts by its centre; voxels of ground kinds
 * are no obstacle but have been seen. Where a column has no voxel centre between bumper and roof, the voxel in the middle counts.
 */
public final class ObstacleMap {

    /** What a ground cell holds. */
    public enum Cell {
        FREE,
        STANDING,
        MOVING,
        UNKNOWN
    }

    private final GridSpec spec;
    private final Cell[] cells; // [ix * ny + iy]
    private final int[] voxels; // the lowest voxel that made the cell what it is; -1 if free
    private final float[] velocity; // [cell][vx, vy]

    private ObstacleMap(GridSpec spec, Cell[] cells, int[] voxels, float[] velocity) {
        this.spec = spec;
        this.cells = cells;
        this.voxels = voxels;
        this.velocity = velocity;
    }

    /** Flattens occupancy. */
    public static ObstacleMap of(Occupancy occupancy, Obstacles config) {
        OccupancyGrid grid = occupancy.voxels();
        GridSpec spec = grid.spec();
        int n = spec.nx() * spec.ny();
        Cell[] cells = new Cell[n];
        int[] voxels = new int[n];
        float[] velocity = new float[2 * n];
        for (int ix = 0; ix < spec.nx(); ix++) {
            for (int iy = 0; iy < spec.ny(); iy++) {
                double ground = ground(occupancy, spec.centreX(ix), spec.centreY(iy));
                int low = lowest(spec, ground + config.groundClearance());
                int high = lowest(spec, ground + config.vehicleHeight()) - 1;
                if (high < low) {
                    double middle =
                            ground + (config.groundClearance() + config.vehicleHeight()) / 2;
                    low = spec.iz(middle);
                    high = low;
                }
                low = Math.max(0, low);
                high = Math.min(spec.nz() - 1, high);
                int cell = ix * spec.ny() + iy;
                voxels[cell] = -1;
                column(occupancy, config, ix, iy, low, high, cell, cells, voxels, velocity);
            }
        }
        return new ObstacleMap(spec, cells, voxels, velocity);
    }

    private static void column(
            Occupancy occupancy,
            Obstacles config,
            int ix,
            int iy,
            int low,
            int high,
            int cell,
            Cell[] cells,
            int[] voxels,
            float[] velocity) {
        OccupancyGrid grid = occupancy.voxels();
        int seen = 0;
        int occupied = 0;
        int firstUnknown = -1;
        double vx = 0;
        double vy = 0;
        for (int iz = low; iz <= high; iz++) {
            int index = grid.spec().index(ix, iy, iz);
            if (grid.isUnknown(index)) {
                firstUnknown = firstUnknown < 0 ? index : firstUnknown;
                continue;
            }
            seen++;
            if (!grid.isOccupied(index) || grid.kind(index).ground()) {
                continue;
            }
            voxels[cell] = occupied == 0 ? index : voxels[cell];
            occupied++;
            if (occupancy.flow().isPresent()) {
                OccupancyFlow flow = occupancy.flow().get();
                vx += finite(flow.vx(index));
                vy += finite(flow.vy(index));
            }
        }
        if (occupied > 0) {
            velocity[2 * cell] = (float) (vx / occupied);
            velocity[2 * cell + 1] = (float) (vy / occupied);
            double speed = Math.hypot(vx, vy) / occupied;
            cells[cell] = speed > config.movingSpeed() ? Cell.MOVING : Cell.STANDING;
        } else if (high < low || seen < config.observedFraction() * (high - low + 1)) {
            cells[cell] = Cell.UNKNOWN;
            voxels[cell] = firstUnknown;
        } else {
            cells[cell] = Cell.FREE;
        }
    }

    /** An unknown flow of something occupied is no flow. */
    private static double finite(float value) {
        return Float.isFinite(value) ? value : 0;
    }

    /** Ground height at a place, 0 where unknown. */
    private static double ground(Occupancy occupancy, double x, double y) {
        if (occupancy.surface().isEmpty()) {
            return 0;
        }
        DrivableSurface surface = occupancy.surface().get();
        GridSpec flat = surface.spec();
        int ix = flat.ix(x);
        int iy = flat.iy(y);
        float height = flat.contains(ix, iy, 0) ? surface.height(flat.index(ix, iy, 0)) : Float.NaN;
        return Float.isFinite(height) ? height : 0;
    }

    /** The lowest layer whose centre is not below a height; may lie outside. */
    private static int lowest(GridSpec spec, double z) {
        double layer = (z - spec.min().z()) / spec.cell().z() - 0.5;
        return (int) Math.ceil(layer - 1e-9);
    }

    /** The same map with cells set free: those where {@code free} is true. */
    ObstacleMap freeing(boolean[] free) {
        Cell[] fewer = cells.clone();
        for (int i = 0; i < fewer.length; i++) {
            fewer[i] = free[i] ? Cell.FREE : fewer[i];
        }
        return new ObstacleMap(spec, fewer, voxels, velocity);
    }

    /**
     * The same map without unknown patches that are too narrow to hide anything: it opens the unknown cells with a square of a width, and
     * what no such square fits into counts as free.
     *
     * @param patch metres
     */
    ObstacleMap withoutNarrowUnknown(double patch) {
        int wx = Math.max(1, (int) Math.round(patch / spec.cell().x()));
        int wy = Math.max(1, (int) Math.round(patch / spec.cell().y()));
        int nx = spec.nx();
        int ny = spec.ny();
        int[] sum = new int[(nx + 1) * (ny + 1)];
        for (int ix = 0; ix < nx; ix++) {
            for (int iy = 0; iy < ny; iy++) {
                sum[(ix + 1) * (ny + 1) + iy + 1] =
                        (cells[ix * ny + iy] == Cell.UNKNOWN ? 1 : 0)
                                + sum[ix * (ny + 1) + iy + 1]
                                + sum[(ix + 1) * (ny + 1) + iy]
                                - sum[ix * (ny + 1) + iy];
            }
        }
        boolean[] kept = new boolean[nx * ny];
        for (int ix = 0; ix + wx <= nx; ix++) {
            for (int iy = 0; iy + wy <= ny; iy++) {
                int inside =
                        sum[(ix + wx) * (ny + 1) + iy + wy]
                                - sum[ix * (ny + 1) + iy + wy]
                                - sum[(ix + wx) * (ny + 1) + iy]
                                + sum[ix * (ny + 1) + iy];
                if (inside == wx * wy) {
                    for (int k = 0; k < wx * wy; k++) {
                        kept[(ix + k / wy) * ny + iy + k % wy] = true;
                    }
                }
            }
        }
        boolean[] narrow = new boolean[nx * ny];
        for (int i = 0; i < kept.length; i++) {
            narrow[i] = cells[i] == Cell.UNKNOWN && !kept[i];
        }
        return freeing(narrow);
    }

    /** The voxels' grid; only its x and y matter here. */
    public GridSpec spec() {
        return spec;
    }

    /** Linear index of a ground cell. */
    public int index(int ix, int iy) {
        return ix * spec.ny() + iy;
    }

    public int size() {
        return cells.length;
    }

    public Cell cell(int index) {
        return cells[index];
    }

    /** Linear index of the voxel that made a cell what it is, or -1. */
    public int voxel(int index) {
        return voxels[index];
    }

    public double vx(int index) {
        return velocity[2 * index];
    }

    public double vy(int index) {
        return velocity[2 * index + 1];
    }

    public double centreX(int index) {
        return spec.centreX(index / spec.ny());
    }

    public double centreY(int index) {
        return spec.centreY(index % spec.ny());
    }

    /** Which cells are of a kind. */
    public boolean[] where(Cell kind) {
        boolean[] is = new boolean[cells.length];
        for (int i = 0; i < is.length; i++) {
            is[i] = cells[i] == kind;
        }
        return is;
    }
}
