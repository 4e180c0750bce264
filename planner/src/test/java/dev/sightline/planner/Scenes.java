package dev.sightline.planner;

import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Small worlds to plan in: a free Occ3D grid into which things are put. */
public final class Scenes {

    public static final VehicleModel ZOE = VehicleModel.nuscenesZoe();
    public static final PlannerConfig CONFIG = PlannerConfig.standard();

    private final GridSpec spec = GridSpec.occ3d();
    private final byte[] labels = new byte[spec.size()];
    private final float[] flow = new float[2 * spec.size()];
    private boolean flows;

    public Scenes() {
        Arrays.fill(labels, (byte) Taxonomy.OCC3D.number(ObjectKind.FREE).orElseThrow());
    }

    public static int number(ObjectKind kind) {
        return Taxonomy.OCC3D.number(kind).orElseThrow();
    }

    /** Fills the voxels whose centres lie in a box. */
    public Scenes fill(
            int label, double x0, double x1, double y0, double y1, double z0, double z1) {
        return fill(label, x0, x1, y0, y1, z0, z1, 0, 0);
    }

    public Scenes fill(
            int label,
            double x0,
            double x1,
            double y0,
            double y1,
            double z0,
            double z1,
            double vx,
            double vy) {
        flows |= vx != 0 || vy != 0;
        for (int ix = 0; ix < spec.nx(); ix++) {
            for (int iy = 0; iy < spec.ny(); iy++) {
                for (int iz = 0; iz < spec.nz(); iz++) {
                    Vec3 c = spec.centre(ix, iy, iz);
                    if (c.x() >= x0
                            && c.x() <= x1
                            && c.y() >= y0
                            && c.y() <= y1
                            && c.z() >= z0
                            && c.z() <= z1) {
                        int i = spec.index(ix, iy, iz);
                        labels[i] = (byte) label;
                        flow[2 * i] = (float) vx;
                        flow[2 * i + 1] = (float) vy;
                    }
                }
            }
        }
        return this;
    }

    public Occupancy occupancy() {
        OccupancyGrid voxels = new OccupancyGrid(spec, Taxonomy.OCC3D, labels.clone());
        return flows
                ? new Occupancy(
                        voxels,
                        Optional.of(new OccupancyFlow(spec, flow.clone())),
                        Optional.empty())
                : Occupancy.of(voxels);
    }

    /** The scene without objects, seen by an ego at the world's origin. */
    public PlanningScene at(double speed) {
        return PlanningScene.of(EgoState.atOrigin(0, speed)).with(occupancy()).with(List.of());
    }

    /** A car of 4.5 x 1.9 x 1.6 m. */
    public static TrackedObject car(String id, double x, double y, double yaw, Vec3 velocity) {
        Pose pose = new Pose(Frame.EGO, new Frame(id), Rotation.aboutZ(yaw), new Vec3(x, y, 0.8));
        return TrackedObject.of(
                id, ObjectKind.CAR, new Box(pose, 4.5, 1.9, 1.6), Optional.of(velocity), 0);
    }
}
