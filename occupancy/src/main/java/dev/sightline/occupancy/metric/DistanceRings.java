package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a grid's columns into rings so that each lies wholly inside or outside every window, windows may overlap: voxels are counted once,
 * by ring, and any window is a sum of rings. Immutable.
 */
public final class DistanceRings {

    /** Rings that fit the five upper bits of a region code. */
    public static final int MAX = 32;

    private static final int SHIFT = 3;

    private final List<DistanceWindow> windows;
    private final List<Long> members; // per ring: bit w set if window w contains it
    private final byte[] regions;

    private DistanceRings(List<DistanceWindow> windows, List<Long> members, byte[] regions) {
        this.windows = windows;
        this.members = members;
        this.regions = regions;
    }

    /** One ring: no distances told apart. */
    public static DistanceRings one(GridSpec grid) {
        return of(grid, List.of());
    }

    /**
     * The rings of a grid.
     *
     * @param grid in {@code [x][y][z]} order
     * @throws IllegalArgumentException if the windows cut it into more than {@link #MAX} rings
     */
    public static DistanceRings of(GridSpec grid, List<DistanceWindow> windows) {
        if (grid.order() != IndexOrder.XYZ || windows.size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "rings need a grid in XYZ order and at most 64 windows, had "
                            + grid.order()
                            + ", "
                            + windows.size());
        }
        List<Long> members = new ArrayList<>();
        byte[] regions = new byte[grid.size()];
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                long inside = inside(grid, windows, ix, iy);
                if (!members.contains(inside)) {
                    members.add(inside);
                }
                byte code = (byte) (members.indexOf(inside) << SHIFT);
                int column = grid.index(ix, iy, 0);
                Arrays.fill(regions, column, column + grid.nz(), code);
            }
        }
        if (members.size() > MAX) {
            throw new IllegalArgumentException(
                    windows.size() + " windows cut the grid into " + members.size() + " rings");
        }
        return new DistanceRings(List.copyOf(windows), List.copyOf(members), regions);
    }

    private static long inside(GridSpec grid, List<DistanceWindow> windows, int ix, int iy) {
        long inside = 0;
        for (int w = 0; w < windows.size(); w++) {
            inside |= windows.get(w).contains(grid, ix, iy) ? 1L << w : 0;
        }
        return inside;
    }

    /** Number of rings. */
    public int count() {
        return members.size();
    }

    public List<DistanceWindow> windows() {
        return windows;
    }

    /**
     * Whether a window contains a ring.
     *
     * @throws IllegalArgumentException if the rings were not cut for this window
     */
    public boolean contains(DistanceWindow window, int ring) {
        int w = windows.indexOf(window);
        if (w < 0) {
            throw new IllegalArgumentException(window + " is not among " + windows);
        }
        return (members.get(ring) >> w & 1) != 0;
    }

    /** Writes the region code of every voxel with no mask marked; {@link VoxelMask} adds its bits. */
    public void reset(byte[] target) {
        if (target.length != regions.length) {
            throw new IllegalArgumentException(
                    "array of " + target.length + " for " + regions.length + " voxels");
        }
        System.arraycopy(regions, 0, target, 0, regions.length);
    }

    /** A new array of region codes with no mask marked. */
    public byte[] regions() {
        return regions.clone();
    }

    /** The ring of a region code. */
    static int ring(int region) {
        return region >> SHIFT;
    }
}
