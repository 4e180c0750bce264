package dev.sightline.datasets.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The grid against points: an ego that stands askew in the street, and voxels asked one point at a time. */
class TruthRendererTest {

    private final World world = StreetPlan.world(4);
    private final Scene scene = world.at(1_200_000_000);
    private final Pose worldFromEgo =
            new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(0.7), new Vec3(14.3, -1.1, 0));
    private final GridSpec spec = GridSpec.occ3d();
    private final Occupancy truth =
            new TruthRenderer(spec, Taxonomy.OCC3D).render(scene, worldFromEgo);

    private List<Part> parts() {
        List<Part> all = new ArrayList<>(world.fixedParts());
        scene.bodies().forEach(all::addAll);
        return all;
    }

    private static boolean inside(Part p, Vec3 at) {
        double dx = at.x() - p.x;
        double dy = at.y() - p.y;
        return ShapeTest.depth(
                        p.shape, p.cos * dx + p.sin * dy, p.cos * dy - p.sin * dx, at.z() - p.z)
                < 0;
    }

    @Test
    void aPointInsideAPartLiesInAnOccupiedVoxel() {
        OccupancyGrid voxels = truth.voxels();
        Random random = new Random(1);
        Pose egoFromWorld = worldFromEgo.inverse();
        int checked = 0;
        for (Part p : parts()) {
            double rx = p.shape.reachX(p.cos, p.sin);
            double ry = p.shape.reachY(p.cos, p.sin);
            for (int i = 0; i < 200; i++) {
                Vec3 at =
                        new Vec3(
                                p.x + rx * (2 * random.nextDouble() - 1),
                                p.y + ry * (2 * random.nextDouble() - 1),
                                p.z + p.shape.reachZ() * (2 * random.nextDouble() - 1));
                Vec3 e = egoFromWorld.apply(at);
                int voxel = spec.indexOf(e.x(), e.y(), e.z());
                if (voxel >= 0 && inside(p, at)) {
                    checked++;
                    assertTrue(voxels.isOccupied(voxel) && !voxels.kind(voxel).ground(), "at " + e);
                }
            }
        }
        assertTrue(checked > 5000, checked + " points");
    }

    @Test
    void aVoxelOfAThingHoldsAPointOfThatKindOfThing() {
        OccupancyGrid voxels = truth.voxels();
        Random random = new Random(2);
        int things = 0;
        int explained = 0;
        while (things < 1500) {
            int ix = random.nextInt(200);
            int iy = random.nextInt(200);
            int iz = random.nextInt(16);
            ObjectKind kind = voxels.kind(spec.index(ix, iy, iz));
            if (kind != ObjectKind.FREE && !kind.ground()) {
                things++;
                explained += anyPoint(spec.centre(ix, iy, iz), kind, random) ? 1 : 0;
            }
        }
        // 400 random points miss a sliver of less than a hundredth of the voxel once in fifty
        // times.
        assertTrue(explained >= 0.98 * things, explained + " of " + things);
    }

    private boolean anyPoint(Vec3 centre, ObjectKind kind, Random random) {
        List<Part> near = parts().stream().filter(p -> p.material.kind().coarse() == kind).toList();
        for (int i = 0; i < 400; i++) {
            Vec3 jitter =
                    new Vec3(
                            random.nextDouble() - 0.5,
                            random.nextDouble() - 0.5,
                            random.nextDouble() - 0.5);
            Vec3 at = worldFromEgo.apply(centre.plus(jitter.times(0.4)));
            if (near.stream().anyMatch(p -> inside(p, at))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void groundIsOneLayerOfTheKindUnderTheColumn() {
        OccupancyGrid voxels = truth.voxels();
        for (int ix = 0; ix < 200; ix += 3) {
            for (int iy = 0; iy < 200; iy += 3) {
                Vec3 w = worldFromEgo.apply(new Vec3(spec.centreX(ix), spec.centreY(iy), 0));
                for (int iz = 0; iz < 16; iz++) {
                    ObjectKind kind = voxels.kind(spec.index(ix, iy, iz));
                    if (iz == 2 && kind.ground()) { // -0.2..0.2 m holds carriageway and pavement
                        assertEquals(world.ground().kind(w.x(), w.y()).coarse(), kind);
                    } else {
                        assertTrue(
                                iz == 2 ? kind != ObjectKind.FREE : !kind.ground(),
                                kind + " in layer " + iz);
                    }
                }
            }
        }
    }

    @Test
    void flowIsTurnedIntoTheEgoFrame() {
        OccupancyFlow flow = truth.flow().orElseThrow();
        int moving = 0;
        for (Actor actor : world.actors()) {
            Motion.State s = actor.motion().at(1.2);
            Vec3 e = worldFromEgo.inverse().apply(actor.box(1.2).centre());
            Vec3 v = worldFromEgo.rotation().inverse().apply(new Vec3(s.vx(), s.vy(), 0));
            int voxel = spec.indexOf(e.x(), e.y(), e.z());
            if (voxel >= 0 && v.norm() > 0 && truth.voxels().kind(voxel) == actor.kind()) {
                moving++;
                assertEquals(v.x(), flow.vx(voxel), 1e-5, actor.id());
                assertEquals(v.y(), flow.vy(voxel), 1e-5, actor.id());
            }
        }
        assertTrue(moving >= 3, moving + " moving");
    }

    @Test
    void aTiltedEgoIsRefused() {
        Pose tilted =
                new Pose(Frame.WORLD, Frame.EGO, Rotation.about(new Vec3(0, 1, 0), 0.1), Vec3.ZERO);
        TruthRenderer renderer = new TruthRenderer(spec, Taxonomy.OCC3D);
        assertThrows(IllegalArgumentException.class, () -> renderer.render(scene, tilted));
    }
}
