package dev.sightline.occupancy;

import dev.sightline.occupancy.DrivableSurface.State;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;

/**
 * A {@link ScrollingVolume} seen on a grid of the ego.
 *
 * <p>Each cell of the grid takes the evidence of the voxel at its centre; a cell larger than a voxel asks at several points, and
 * occupied beats free beats unknown. Then every occupied voxel is also put into the cell that holds its centre: a thin pole
 * between two cell centres must not vanish because the ego is turned. Blocked columns of the surface likewise.
 */
final class EgoView {

    private static final int FREE = Taxonomy.OCC3D.number(ObjectKind.FREE).orElseThrow();
    private static final int OTHER = Taxonomy.OCC3D.number(ObjectKind.OTHER).orElseThrow();
    private static final int GROUND =
            Taxonomy.OCC3D.number(ObjectKind.DRIVABLE_SURFACE).orElseThrow();

    private final ScrollingVolume volume;
    private final double scale;
    private final float occupied;
    private final float free;
    private final GridSpec grid;
    private final Pose worldFromEgo;
    private final Pose egoFromWorld;
    private final Vec3 min;
    private final Vec3 cell;

    EgoView(
            ScrollingVolume volume,
            LogOddsOccupancy.Config config,
            double scale,
            GridSpec grid,
            Pose worldFromEgo) {
        this.volume = volume;
        this.scale = scale;
        this.grid = grid;
        this.worldFromEgo = worldFromEgo;
        egoFromWorld = worldFromEgo.inverse();
        occupied = (float) (config.occupied() * scale);
        free = (float) (config.free() * scale);
        min = volume.min();
        cell = volume.cell();
    }

    /** What a log-odds of 1 is in the volume, at the time of the view. */
    double scale() {
        return scale;
    }

    OccupancyGrid voxels(Ground ground) {
        byte[] labels = new byte[grid.size()];
        Arrays.fill(labels, (byte) OccupancyGrid.UNKNOWN);
        visit(
                (index, x, y, z, value) -> {
                    int label = labels[index] & 0xff;
                    if (value >= occupied) {
                        if (label != OTHER) {
                            labels[index] = (byte) (ground.isGround(x, y, z) ? GROUND : OTHER);
                        }
                    } else if (value <= free && label == OccupancyGrid.UNKNOWN) {
                        labels[index] = (byte) FREE;
                    }
                });
        return new OccupancyGrid(grid, Taxonomy.OCC3D, labels);
    }

    /** Probability of being occupied, from the evidence that decided the label. */
    float[] probabilities() {
        float[] logOdds = new float[grid.size()];
        visit(
                (index, x, y, z, value) -> {
                    boolean decides =
                            value >= occupied
                                    ? value > logOdds[index]
                                    : logOdds[index] < occupied && value < logOdds[index];
                    if (decides || logOdds[index] == 0) {
                        logOdds[index] = value;
                    }
                });
        for (int i = 0; i < logOdds.length; i++) {
            // p = 1 / (1 + e^-l)
            logOdds[i] =
                    logOdds[i] == 0
                            ? 0.5f
                            : (float) (1 / (1 + StrictMath.exp(-logOdds[i] / scale)));
        }
        return logOdds;
    }

    DrivableSurface surface(Ground ground) {
        GridSpec footprint = grid.footprint();
        float[] height = new float[footprint.size()];
        State[] states = new State[footprint.size()];
        Arrays.fill(height, Float.NaN);
        Arrays.fill(states, State.UNKNOWN);
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                Vec3 world = worldFromEgo.apply(new Vec3(grid.centreX(ix), grid.centreY(iy), 0));
                int x = (int) Math.floor((world.x() - min.x()) / cell.x());
                int y = (int) Math.floor((world.y() - min.y()) / cell.y());
                if (x >= 0 && y >= 0 && x < volume.nx && y < volume.ny) {
                    int index = footprint.index(ix, iy, 0);
                    states[index] = ground.state(x, y);
                    height[index] = heightInEgo(world.x(), world.y(), ground.height(x, y));
                }
            }
        }
        pushBlocked(ground, footprint, states);
        return new DrivableSurface(footprint, height, states);
    }

    private float heightInEgo(double x, double y, float z) {
        return Float.isNaN(z) ? Float.NaN : (float) egoFromWorld.apply(new Vec3(x, y, z)).z();
    }

    /** As with voxels: no blocked column may vanish between two cell centres. */
    private void pushBlocked(Ground ground, GridSpec footprint, State[] states) {
        double level = worldFromEgo.translation().z();
        for (int x = 0; x < volume.nx; x++) {
            for (int y = 0; y < volume.ny; y++) {
                if (ground.state(x, y) == State.BLOCKED) {
                    Vec3 ego =
                            egoFromWorld.apply(
                                    new Vec3(
                                            min.x() + (x + 0.5) * cell.x(),
                                            min.y() + (y + 0.5) * cell.y(),
                                            level));
                    int ix = footprint.ix(ego.x());
                    int iy = footprint.iy(ego.y());
                    if (footprint.contains(ix, iy, 0)) {
                        states[footprint.index(ix, iy, 0)] = State.BLOCKED;
                    }
                }
            }
        }
    }

    /** Gets each pair of a cell of the grid and a voxel of the window that it shows, but for voxels without evidence. */
    private interface Visitor {
        void see(int index, int x, int y, int z, float scaledLogOdds);
    }

    private void visit(Visitor visitor) {
        Vec3 edge = grid.cell();
        int kx = (int) Math.ceil(edge.x() / cell.x() - 1e-6);
        int ky = (int) Math.ceil(edge.y() / cell.y() - 1e-6);
        int kz = (int) Math.ceil(edge.z() / cell.z() - 1e-6);
        for (int sx = 0; sx < kx; sx++) {
            for (int sy = 0; sy < ky; sy++) {
                for (int sz = 0; sz < kz; sz++) {
                    pull((sx + 0.5) / kx, (sy + 0.5) / ky, (sz + 0.5) / kz, visitor);
                }
            }
        }
        push(visitor);
    }

    /** Asks, for each cell of the grid, the voxel at a point inside the cell, given as fractions of its edges. */
    private void pull(double fx, double fy, double fz, Visitor visitor) {
        double[] m = voxelsFromGrid();
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                double x0 = m[0] * (ix + fx) + m[1] * (iy + fy) + m[2] * fz + m[3];
                double y0 = m[4] * (ix + fx) + m[5] * (iy + fy) + m[6] * fz + m[7];
                double z0 = m[8] * (ix + fx) + m[9] * (iy + fy) + m[10] * fz + m[11];
                for (int iz = 0; iz < grid.nz(); iz++) {
                    double x = x0 + m[2] * iz;
                    double y = y0 + m[6] * iz;
                    double z = z0 + m[10] * iz;
                    if (x >= 0
                            && y >= 0
                            && z >= 0
                            && x < volume.nx
                            && y < volume.ny
                            && z < volume.nz) {
                        float value = volume.scaledLogOdds[volume.at((int) x, (int) y, (int) z)];
                        if (value != 0) {
                            visitor.see(grid.index(ix, iy, iz), (int) x, (int) y, (int) z, value);
                        }
                    }
                }
            }
        }
    }

    /** The 3x4 matrix from (fractional) indices of the grid to those of the window. */
    private double[] voxelsFromGrid() {
        double[] m = worldFromEgo.matrix();
        Vec3 corner = worldFromEgo.apply(grid.min()).minus(min);
        double[] edge = {grid.cell().x(), grid.cell().y(), grid.cell().z()};
        double[] voxel = {cell.x(), cell.y(), cell.z()};
        double[] start = {corner.x(), corner.y(), corner.z()};
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                m[4 * row + column] *= edge[column] / voxel[row];
            }
            m[4 * row + 3] = start[row] / voxel[row];
        }
        return m;
    }

    /** Shows each occupied voxel to the cell that holds its centre. */
    private void push(Visitor visitor) {
        for (int x = 0; x < volume.nx; x++) {
            for (int y = 0; y < volume.ny; y++) {
                for (int z = 0; z < volume.nz; z++) {
                    float value = volume.scaledLogOdds[volume.at(x, y, z)];
                    if (value >= occupied) {
                        Vec3 ego =
                                egoFromWorld.apply(
                                        new Vec3(
                                                min.x() + (x + 0.5) * cell.x(),
                                                min.y() + (y + 0.5) * cell.y(),
                                                min.z() + (z + 0.5) * cell.z()));
                        int index = grid.indexOf(ego.x(), ego.y(), ego.z());
                        if (index >= 0) {
                            visitor.see(index, x, y, z, value);
                        }
                    }
                }
            }
        }
    }
}
