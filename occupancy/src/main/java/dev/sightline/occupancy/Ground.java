package dev.sightline.occupancy;

import dev.sightline.occupancy.DrivableSurface.State;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import java.util.Arrays;

/**
 * The ground under a {@link ScrollingVolume}, column by column: grown outwards from the ego's wheels, so that a roof or a hedge is
 * never taken for ground because it is the lowest thing seen there.
 *
 * <p>A column is ground where its lowest return lies within the slope limit of the ground it is reached from. Columns are taken
 * up in two queues: those beside a seen ground first, those across a gap only when the others are done, because a height carried
 * over a gap is the worse reference.
 */
final class Ground {

    private final ScrollingVolume volume;
    private final GroundRule rule;
    private final float occupied;
    private final float free;
    private final double floor;
    private final double cellZ;

    private final float[] height; // metres in the world, [x][y]; NaN where unknown
    private final State[] states; // [x][y]
    private final float[] reference; // ground carried to the neighbours
    private final float[] gap; // metres since the last ground seen

    /** Columns waiting, each with the column that it was reached from. */
    private static final class Queue {
        private int[] columns = new int[1024];
        private int[] parents = new int[1024];
        private int head;
        private int tail;

        void add(int column, int parent) {
            if (tail == columns.length) {
                columns = Arrays.copyOf(columns, 2 * tail);
                parents = Arrays.copyOf(parents, 2 * tail);
            }
            columns[tail] = column;
            parents[tail++] = parent;
        }

        boolean isEmpty() {
            return head == tail;
        }
    }

    private Ground(ScrollingVolume volume, LogOddsOccupancy.Config config, double scale) {
        this.volume = volume;
        rule = config.ground();
        occupied = (float) (config.occupied() * scale);
        free = (float) (config.free() * scale);
        floor = volume.min().z();
        cellZ = volume.cell().z();
        int columns = volume.nx * volume.ny;
        height = new float[columns];
        reference = new float[columns];
        gap = new float[columns];
        states = new State[columns];
        Arrays.fill(height, Float.NaN);
    }

    /**
     * Finds the ground.
     *
     * @param scale what a log-odds of 1 is in the volume, at the time asked for
     * @param worldFromEgo the plane z = 0 of its source is the ground under the wheels
     */
    static Ground around(
            ScrollingVolume volume,
            LogOddsOccupancy.Config config,
            double scale,
            Pose worldFromEgo) {
        Ground ground = new Ground(volume, config, scale);
        ground.grow(worldFromEgo);
        ground.judgeTheRest();
        return ground;
    }

    /** Ground height of a column of the window, metres in the world; NaN if unknown. */
    float height(int ix, int iy) {
        return height[ix * volume.ny + iy];
    }

    State state(int ix, int iy) {
        return states[ix * volume.ny + iy];
    }

    /** Whether an occupied voxel holds nothing but ground. */
    boolean isGround(int ix, int iy, int iz) {
        return highest(ix, iy, iz)
                <= height(ix, iy) + rule.obstacle(); // false where the height is NaN
    }

    private void grow(Pose worldFromEgo) {
        Queue near = new Queue();
        Queue far = new Queue();
        seed(worldFromEgo, near);
        while (!near.isEmpty() || !far.isEmpty()) {
            Queue queue = near.isEmpty() ? far : near;
            int column = queue.columns[queue.head];
            int parent = queue.parents[queue.head++];
            if (states[column] != null) {
                continue;
            }
            boolean seen = judge(column, parent);
            if (seen || gap[column] < rule.reach()) {
                addNeighbours(column, seen ? near : far);
            }
        }
    }

    /** The columns under the ego: the plane of its wheels. */
    private void seed(Pose worldFromEgo, Queue queue) {
        Vec3 ego = worldFromEgo.translation();
        Vec3 up = worldFromEgo.rotation().apply(new Vec3(0, 0, 1));
        Vec3 min = volume.min();
        Vec3 cell = volume.cell();
        for (int x = 0; x < volume.nx; x++) {
            for (int y = 0; y < volume.ny; y++) {
                double dx = min.x() + (x + 0.5) * cell.x() - ego.x();
                double dy = min.y() + (y + 0.5) * cell.y() - ego.y();
                if (dx * dx + dy * dy <= rule.contact() * rule.contact()) {
                    int column = x * volume.ny + y;
                    // up . (p - ego) = 0
                    height[column] = (float) (ego.z() - (up.x() * dx + up.y() * dy) / up.z());
                    reference[column] = height[column];
                    states[column] = blocked(x, y, height[column]) ? State.BLOCKED : State.DRIVABLE;
                    addNeighbours(column, queue);
                }
            }
        }
    }

    private void addNeighbours(int column, Queue queue) {
        int x = column / volume.ny;
        int y = column % volume.ny;
        if (x > 0) {
            queue.add(column - volume.ny, column);
        }
        if (x < volume.nx - 1) {
            queue.add(column + volume.ny, column);
        }
        if (y > 0) {
            queue.add(column - 1, column);
        }
        if (y < volume.ny - 1) {
            queue.add(column + 1, column);
        }
    }

    /** Decides a column from the one it was reached from; whether ground was seen in it. */
    private boolean judge(int column, int parent) {
        int x = column / volume.ny;
        int y = column % volume.ny;
        float expected = reference[parent];
        double stride =
                gap[parent]
                        + (Math.abs(column - parent) == 1 ? volume.cell().y() : volume.cell().x());
        double tolerance = Math.min(rule.jump(), rule.step() + rule.slope() * stride);
        float seen = lowestReturn(x, y, expected - tolerance, expected + tolerance);
        boolean isSeen = !Float.isNaN(seen);
        float ground = isSeen ? seen : expected;
        // Half way towards the new height: a run of noisy returns cannot climb a hedge.
        reference[column] = isSeen ? expected + (seen - expected) / 2 : expected;
        gap[column] = isSeen ? 0 : (float) stride;
        boolean blocked = blocked(x, y, ground) || (!isSeen && fallsAway(x, y, ground - tolerance));
        if (blocked) {
            states[column] = State.BLOCKED;
        } else {
            states[column] = isSeen || seenFree(x, y, ground) ? State.DRIVABLE : State.UNKNOWN;
        }
        if (states[column] != State.UNKNOWN) {
            height[column] = ground;
        }
        return isSeen;
    }

    /** Columns that the ground never reached: something there blocks, nothing there is unknown. */
    private void judgeTheRest() {
        for (int column = 0; column < states.length; column++) {
            if (states[column] == null) {
                int x = column / volume.ny;
                int y = column % volume.ny;
                boolean anything =
                        !Float.isNaN(
                                lowestReturn(
                                        x, y, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
                states[column] = anything ? State.BLOCKED : State.UNKNOWN;
            }
        }
    }

    /** Height of the lowest return within limits, metres in the world; NaN if there is none. */
    private float lowestReturn(int x, int y, double from, double to) {
        int last = layer(to);
        for (int z = layer(from); z <= last; z++) {
            int at = volume.at(x, y, z);
            if (volume.scaledLogOdds[at] >= occupied) {
                double low = floor + (z + (volume.lowest[at] & 0xff) / 255.0) * cellZ;
                if (low >= from && low <= to) {
                    return (float) low;
                }
            }
        }
        return Float.NaN;
    }

    /** Whether anything stands higher than an obstacle and lower than the clearance. */
    private boolean blocked(int x, int y, double ground) {
        int last = layer(ground + rule.clearance());
        for (int z = layer(ground + rule.obstacle()); z <= last; z++) {
            int at = volume.at(x, y, z);
            if (volume.scaledLogOdds[at] >= occupied
                    && highest(x, y, z) > ground + rule.obstacle()
                    && floor + (z + (volume.lowest[at] & 0xff) / 255.0) * cellZ
                            < ground + rule.clearance()) {
                return true;
            }
        }
        return false;
    }

    /** Whether returns lie only below what could be ground: an edge, a pit. */
    private boolean fallsAway(int x, int y, double below) {
        return !Float.isNaN(lowestReturn(x, y, Double.NEGATIVE_INFINITY, below));
    }

    /** Whether a ray passed so low that nothing higher than the ground can stand there. */
    private boolean seenFree(int x, int y, double ground) {
        int last = layer(ground + rule.obstacle());
        for (int z = layer(ground); z <= last; z++) {
            if (volume.scaledLogOdds[volume.at(x, y, z)] <= free) {
                return true;
            }
        }
        return false;
    }

    private double highest(int x, int y, int z) {
        return floor + (z + (volume.highest[volume.at(x, y, z)] & 0xff) / 255.0) * cellZ;
    }

    private int layer(double z) {
        return (int) Math.max(0, Math.min(volume.nz - 1, Math.floor((z - floor) / cellZ)));
    }
}
