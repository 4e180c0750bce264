package dev.sightline.datasets.sim;

import dev.sightline.occupancy.DrivableSurface;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Exact occupancy of a scene on a grid that moves with the ego. A voxel is occupied if
 *
 * <ul>
 *   <li>a part shares volume with it: an actor's before a fixed one's, of two actors (or two fixed parts) the later in the world's
 *       list; insides count, not only surfaces;
 *   <li>or else the ground's surface at the middle of its column lies in it: one layer, nothing below.
 * </ul>
 *
 * <p>All else is free: truth knows no unknown. Flow is the velocity of the actor in the voxel, over the ground, in ego axes. The
 * surface is drivable where the ground is carriageway and nothing stands on it below {@link #CLEARANCE}.
 *
 * <p>The ego frame must be level: poses turn about z only.
 */
public final class TruthRenderer {

    /** Things above this height over the ground do not block a vehicle, metres. */
    public static final double CLEARANCE = 2.5;

    private final GridSpec spec;
    private final Taxonomy taxonomy;

    /** A renderer for one grid of the ego frame. */
    public TruthRenderer(GridSpec spec, Taxonomy taxonomy) {
        this.spec = spec;
        this.taxonomy = taxonomy;
    }

    /** Fills the grid. */
    public Occupancy render(Scene scene, Pose worldFromEgo) {
        FrameMismatchException.require(
                "source of the ego pose", spec.frame(), worldFromEgo.source());
        Canvas canvas = new Canvas(worldFromEgo);
        for (Part part : scene.world().fixedParts()) {
            canvas.fill(part);
        }
        for (List<Part> body : scene.bodies()) {
            body.forEach(canvas::fill);
        }
        canvas.ground(scene.world().ground());
        OccupancyGrid voxels = new OccupancyGrid(spec, taxonomy, canvas.labels);
        OccupancyFlow flow = new OccupancyFlow(spec, canvas.flow);
        DrivableSurface surface =
                new DrivableSurface(spec.footprint(), canvas.height, canvas.states);
        return new Occupancy(voxels, Optional.of(flow), Optional.of(surface));
    }

    /** Arrays of one rendering. */
    private final class Canvas {

        private final double[] m; // world from ego
        private final double yaw;
        private final byte free = number(ObjectKind.FREE);
        private final byte[] labels = new byte[spec.size()];
        private final float[] flow = new float[2 * spec.size()];
        private final GridSpec footprint = spec.footprint();
        private final float[] height = new float[footprint.size()];
        private final DrivableSurface.State[] states = new DrivableSurface.State[footprint.size()];

        Canvas(Pose worldFromEgo) {
            m = worldFromEgo.matrix();
            if (Math.abs(m[10] - 1) > 1e-9) {
                throw new IllegalArgumentException(
                        "truth needs a level ego frame, its z axis was at " + m[10]);
            }
            yaw = worldFromEgo.rotation().yaw();
            Arrays.fill(labels, free);
        }

        private byte number(ObjectKind kind) {
            return (byte) taxonomy.nearest(kind).orElseThrow();
        }

        void fill(Part part) {
            double wx = part.x - m[3];
            double wy = part.y - m[7];
            double x = m[0] * wx + m[4] * wy;
            double y = m[1] * wx + m[5] * wy;
            double z = part.z - m[11];
            double cos = StrictMath.cos(part.yaw - yaw);
            double sin = StrictMath.sin(part.yaw - yaw);
            double rx = part.shape.reachX(cos, sin);
            double ry = part.shape.reachY(cos, sin);
            double rz = part.shape.reachZ();
            byte label = number(part.material.kind());
            float vx = (float) (m[0] * part.vx + m[4] * part.vy);
            float vy = (float) (m[1] * part.vx + m[5] * part.vy);
            Vec3 half = spec.cell().times(0.5);
            for (int ix = Math.max(0, spec.ix(x - rx));
                    ix <= Math.min(spec.nx() - 1, spec.ix(x + rx));
                    ix++) {
                for (int iy = Math.max(0, spec.iy(y - ry));
                        iy <= Math.min(spec.ny() - 1, spec.iy(y + ry));
                        iy++) {
                    for (int iz = Math.max(0, spec.iz(z - rz));
                            iz <= Math.min(spec.nz() - 1, spec.iz(z + rz));
                            iz++) {
                        double dx = spec.centreX(ix) - x;
                        double dy = spec.centreY(iy) - y;
                        double dz = spec.centreZ(iz) - z;
                        if (part.shape.overlaps(
                                dx, dy, dz, half.x(), half.y(), half.z(), cos, sin)) {
                            int i = spec.index(ix, iy, iz);
                            labels[i] = label;
                            flow[2 * i] = vx;
                            flow[2 * i + 1] = vy;
                        }
                    }
                }
            }
        }

        void ground(Ground ground) {
            for (int ix = 0; ix < spec.nx(); ix++) {
                for (int iy = 0; iy < spec.ny(); iy++) {
                    double ex = spec.centreX(ix);
                    double ey = spec.centreY(iy);
                    double x = m[0] * ex + m[1] * ey + m[3];
                    double y = m[4] * ex + m[5] * ey + m[7];
                    double z = ground.height(x, y) - m[11];
                    ObjectKind kind = ground.kind(x, y);
                    int column = footprint.index(ix, iy, 0);
                    height[column] = (float) z;
                    int iz = spec.iz(z);
                    boolean drivable =
                            kind.coarse() == ObjectKind.DRIVABLE_SURFACE && clear(ix, iy, iz, z);
                    states[column] =
                            drivable
                                    ? DrivableSurface.State.DRIVABLE
                                    : DrivableSurface.State.BLOCKED;
                    if (iz >= 0 && iz < spec.nz() && labels[spec.index(ix, iy, iz)] == free) {
                        labels[spec.index(ix, iy, iz)] = number(kind);
                    }
                }
            }
        }

        private boolean clear(int ix, int iy, int from, double ground) {
            for (int iz = Math.max(0, from);
                    iz < spec.nz() && spec.centreZ(iz) < ground + CLEARANCE;
                    iz++) {
                if (labels[spec.index(ix, iy, iz)] != free) {
                    return false;
                }
            }
            return true;
        }
    }
}
