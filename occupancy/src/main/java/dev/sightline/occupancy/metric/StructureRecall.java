package dev.sightline.occupancy.metric;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.sensor.PointCloud;
import java.util.BitSet;
import java.util.Optional;

/**
 * How much of what a scan hit a grid already holds: the share of its returns that lie in occupied voxels. Scoring a map with scans
 * that it has not seen says how much of the scene's structure it covers, without labels.
 *
 * @param returns returns of the scans that lie in the grid
 * @param inOccupied those of them whose voxel is occupied
 */
public record StructureRecall(long returns, long inOccupied) {

    public StructureRecall {
        if (inOccupied < 0 || inOccupied > returns) {
            throw new IllegalArgumentException(inOccupied + " of " + returns + " returns");
        }
    }

    public static StructureRecall empty() {
        return new StructureRecall(0, 0);
    }

    /**
     * Counts the returns of one scan.
     *
     * @param returns in the grid's frame
     * @param counted indices of the returns that count, for example those above the ground; all if absent
     * @throws FrameMismatchException if the frames differ
     */
    public static StructureRecall of(
            OccupancyGrid grid, PointCloud returns, Optional<BitSet> counted) {
        FrameMismatchException.require(
                "frame of the returns", grid.spec().frame(), returns.frame());
        long inside = 0;
        long found = 0;
        for (int i = 0; i < returns.size(); i++) {
            int voxel = grid.spec().indexOf(returns.x(i), returns.y(i), returns.z(i));
            if (voxel >= 0 && (counted.isEmpty() || counted.get().get(i))) {
                inside++;
                found += grid.isOccupied(voxel) ? 1 : 0;
            }
        }
        return new StructureRecall(inside, found);
    }

    public StructureRecall merge(StructureRecall other) {
        return new StructureRecall(returns + other.returns, inOccupied + other.inOccupied);
    }

    /** Share of the returns in occupied voxels; NaN if there are none. */
    public double value() {
        return (double) inOccupied / returns; // 0 / 0 is NaN, as documented
    }
}
