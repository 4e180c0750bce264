package dev.sightline.datasets.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.dtof.SensorPresets;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticStreetTest {

    private static SyntheticStreet street(long seed, int threads) {
        SensorRig rig = SimRigs.withDtof(SimRigs.nuscenes6(64, 36), SensorPresets.VL53L5CX);
        return new SyntheticStreet(new SyntheticStreet.Config(seed, 4, 2, rig, threads));
    }

    @Test
    void theSameSeedGivesTheSameBytesInAnyOrderOnAnyThreads() throws Exception {
        SyntheticStreet one = street(7, 1);
        SyntheticStreet two = street(7, 3);
        assertEquals(8, one.scenes().get(0).samples());
        two.read("street", 6);
        for (int i : new int[] {5, 1}) {
            requireSame(one.read("street", i), two.read("street", i));
        }
        Sample other = street(8, 1).read("street", 1).sample();
        assertFalse(
                Arrays.equals(
                        other.pointClouds().get(0).xyz(),
                        one.read("street", 1).sample().pointClouds().get(0).xyz()));
    }

    private static void requireSame(LabeledSample a, LabeledSample b) {
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(
                    a.sample().images().get(i).rgbBytes(), b.sample().images().get(i).rgbBytes());
            assertEquals(
                    a.sample().images().get(i).startNs(), b.sample().images().get(i).startNs());
        }
        assertArrayEquals(
                a.sample().pointClouds().get(0).xyz(), b.sample().pointClouds().get(0).xyz());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(
                    a.sample().histograms().get(i).counts(),
                    b.sample().histograms().get(i).counts());
        }
        assertArrayEquals(
                a.truth().orElseThrow().voxels().labels(),
                b.truth().orElseThrow().voxels().labels());
        assertEquals(a.cameraMask(), b.cameraMask());
        assertEquals(a.lidarMask(), b.lidarMask());
        List<Vec3> boxesA = a.objects().stream().map(o -> o.box().centre()).toList();
        List<Vec3> boxesB = b.objects().stream().map(o -> o.box().centre()).toList();
        assertEquals(boxesA, boxesB);
    }

    @Test
    void everySensorOfTheRigGivesSomethingInsideTheTrack() throws Exception {
        Sample sample = street(7, 2).read("street", 0).sample();
        assertEquals(List.of(), sample.missing());
        assertEquals(11, sample.measurements().size());
        assertTrue(
                sample.pointClouds().get(0).hasOffsets()
                        && sample.pointClouds().get(0).hasIntensity());
        double speed = sample.track().velocityAt(sample.referenceNs()).norm();
        assertEquals(8, speed, 0.01);
    }

    /** The points are float32: at 100 m their step is 8e-6 m; the claim leaves ten of them. */
    @Test
    void lidarPointsLieOnSurfacesWhenTheMotionIsUndone() throws Exception {
        SyntheticStreet street = street(7, 2);
        Sample sample = street.read("street", 7).sample(); // in the bend
        PointCloud cloud = sample.pointClouds().get(0);
        assertTrue(cloud.size() > 20_000, cloud.size() + " points");
        long last = Long.MIN_VALUE;
        Scene scene = null;
        for (int i = 0; i < cloud.size(); i += 7) {
            Vec3 p = world(sample, cloud, i);
            if (cloud.timeNs(i) != last) {
                last = cloud.timeNs(i);
                scene = street.world().at(last);
            }
            double gap = Math.abs(street.world().ground().gap(p.x(), p.y(), p.z()));
            for (Part part : street.world().fixedParts()) {
                gap = Math.min(gap, gap(part, p));
            }
            for (List<Part> body : scene.bodies()) {
                for (Part part : body) {
                    gap = Math.min(gap, gap(part, p));
                }
            }
            assertTrue(gap < 1e-4, "point " + i + " is " + gap + " m off every surface");
        }
    }

    private static Vec3 world(Sample sample, PointCloud cloud, int i) {
        Pose worldFromLidar =
                sample.track().at(cloud.timeNs(i)).times(sample.rig().egoFrom(SimRigs.LIDAR));
        return worldFromLidar.apply(new Vec3(cloud.x(i), cloud.y(i), cloud.z(i)));
    }

    private static double gap(Part part, Vec3 p) {
        double dx = p.x() - part.x;
        double dy = p.y() - part.y;
        double u = part.cos * dx + part.sin * dy;
        double v = part.cos * dy - part.sin * dx;
        return Math.abs(ShapeTest.depth(part.shape, u, v, p.z() - part.z));
    }

    @Test
    void truthHoldsWhatTheLidarSawOfFixedThings() throws Exception {
        SyntheticStreet street = street(7, 2);
        for (int index : new int[] {0, 7}) {
            LabeledSample labeled = street.read("street", index);
            Sample sample = labeled.sample();
            OccupancyGrid truth = labeled.truth().orElseThrow().voxels();
            PointCloud cloud = sample.pointClouds().get(0);
            Pose egoFromWorld = sample.worldFromEgo().inverse();
            List<TrackedObject> moving =
                    labeled.objects().stream()
                            .filter(o -> o.velocity().orElseThrow().norm() > 0)
                            .toList();
            int inside = 0;
            int exact = 0;
            int near = 0;
            for (int i = 0; i < cloud.size(); i++) {
                Vec3 p = egoFromWorld.apply(world(sample, cloud, i));
                int voxel = truth.spec().indexOf(p.x(), p.y(), p.z());
                // What moved between its firing and the reference is left out: within a metre of a
                // moving box.
                if (voxel >= 0
                        && moving.stream().noneMatch(o -> o.box().centre().distance(p) < 4)) {
                    inside++;
                    exact += truth.isOccupied(voxel) ? 1 : 0;
                    near += truth.isOccupied(voxel) || neighbour(truth, p) ? 1 : 0;
                }
            }
            assertTrue(inside > 10_000, inside + " static returns");
            assertTrue(
                    near >= 0.999 * inside,
                    near + " of " + inside + " in or beside an occupied voxel");
            // A surface on a voxel's face may round to either side; nothing else may miss.
            assertTrue(exact >= 0.99 * inside, exact + " of " + inside + " in an occupied voxel");
        }
    }

    private static boolean neighbour(OccupancyGrid truth, Vec3 p) {
        GridSpec s = truth.spec();
        for (int axis = 0; axis < 3; axis++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double d = 0.4 * sign;
                int i =
                        s.indexOf(
                                p.x() + (axis == 0 ? d : 0),
                                p.y() + (axis == 1 ? d : 0),
                                p.z() + (axis == 2 ? d : 0));
                if (i >= 0 && truth.isOccupied(i)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void boxesHoldTheReturnsOfTheirObjects() throws Exception {
        SyntheticStreet street = street(7, 2);
        Sample sample = street.read("street", 3).sample();
        PointCloud cloud = sample.pointClouds().get(0);
        Hit hit = new Hit();
        int returns = 0;
        for (int i = 0; i < cloud.size(); i += 3) {
            long time = cloud.timeNs(i);
            Vec3 o =
                    sample.track()
                            .at(time)
                            .times(sample.rig().egoFrom(SimRigs.LIDAR))
                            .translation();
            Vec3 p = world(sample, cloud, i);
            Vec3 d = p.minus(o).unit();
            assertTrue(
                    street.world()
                            .at(time)
                            .cast(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), 150, hit));
            int instance = hit.instance();
            for (Actor actor : street.world().actors()) {
                if (actor.instance() == instance) {
                    returns++;
                    Vec3 local = actor.box(time * 1e-9).frameFromObject().inverse().apply(p);
                    double beyond =
                            Math.max(
                                    Math.abs(local.x()) - actor.box(0).length() / 2,
                                    Math.max(
                                            Math.abs(local.y()) - actor.box(0).width() / 2,
                                            Math.abs(local.z()) - actor.box(0).height() / 2));
                    assertTrue(
                            beyond < 1e-4,
                            actor.id() + " has a return " + beyond + " m outside its box");
                }
            }
        }
        assertTrue(returns > 300, returns + " returns on objects");
    }

    @Test
    void flowIsTheMotionOfTheBoxes() throws Exception {
        SyntheticStreet street = street(7, 2);
        LabeledSample labeled = street.read("street", 2);
        OccupancyGrid voxels = labeled.truth().orElseThrow().voxels();
        OccupancyFlow flow = labeled.truth().orElseThrow().flow().orElseThrow();
        int moving = 0;
        for (TrackedObject object : labeled.objects()) {
            Vec3 centre = object.box().centre();
            int i = voxels.spec().indexOf(centre.x(), centre.y(), centre.z());
            if (i >= 0 && voxels.kind(i) == object.kind()) {
                assertEquals(object.velocity().orElseThrow().x(), flow.vx(i), 1e-5, object.id());
                assertEquals(object.velocity().orElseThrow().y(), flow.vy(i), 1e-5, object.id());
                // And of the history: half a second before, along the road, which is nearly
                // straight here.
                long before = object.timeNs() - 500_000_000;
                Vec3 then = object.history().orElseThrow().at(before).translation();
                Vec3 chord = centre.minus(then).times(2);
                Vec3 off = chord.minus(object.velocity().orElseThrow());
                // Over the ground: a walker who takes the kerb also rises.
                assertEquals(0, Math.hypot(off.x(), off.y()), 0.2, object.id());
                moving += chord.norm() > 0.5 ? 1 : 0;
            }
        }
        assertTrue(moving >= 3, moving + " moving objects in the grid");
    }

    @Test
    void drivableSurfaceIsRoadWithoutObstacles() throws Exception {
        LabeledSample labeled = street(7, 2).read("street", 0);
        var surface = labeled.truth().orElseThrow().surface().orElseThrow();
        GridSpec s = surface.spec();
        var drivable = dev.sightline.occupancy.DrivableSurface.State.DRIVABLE;
        assertEquals(drivable, surface.state(s.indexOf(5, 0, 0)), "the lane ahead");
        assertEquals(0, surface.height(s.indexOf(5, 0, 0)), 1e-6);
        assertFalse(drivable == surface.state(s.indexOf(5, -6, 0)), "the pavement");
        assertEquals(0.12, surface.height(s.indexOf(5, -6, 0)), 1e-6);
        for (TrackedObject o : labeled.objects()) {
            int i = s.indexOf(o.box().centre().x(), o.box().centre().y(), 0);
            assertFalse(i >= 0 && drivable == surface.state(i), "under " + o.id());
        }
    }

    @Test
    void masksHoldWhatWasSeenAndNothingInsideHouses() throws Exception {
        SyntheticStreet street = street(7, 2);
        LabeledSample labeled = street.read("street", 1);
        OccupancyGrid truth = labeled.truth().orElseThrow().voxels();
        Pose worldFromEgo = labeled.sample().worldFromEgo();
        int inHouses = 0;
        for (Part part : street.world().fixedParts()) {
            Vec3 p = worldFromEgo.inverse().apply(new Vec3(part.x, part.y, 2));
            int i = truth.spec().indexOf(p.x(), p.y(), p.z());
            if (part.shape instanceof Cuboid house && house.b() > 3 && i >= 0) {
                inHouses++;
                assertEquals(ObjectKind.MANMADE, truth.kind(i));
                assertFalse(
                        labeled.cameraMask().orElseThrow().contains(i)
                                || labeled.lidarMask().orElseThrow().contains(i));
            }
        }
        assertTrue(inHouses >= 4, inHouses + " houses");
        int above = truth.spec().indexOf(6, 0, 1);
        assertTrue(labeled.cameraMask().orElseThrow().contains(above) && truth.isFree(above));
    }

    @Test
    void anUnknownSceneOrSampleIsRefused() {
        SyntheticStreet street = street(7, 1);
        assertThrows(DatasetException.class, () -> street.read("avenue", 0));
        assertThrows(DatasetException.class, () -> street.read("street", 8));
        assertThrows(DatasetException.class, () -> street.read("street", -1));
        DtofModel odd = new DtofModel(1, 1, 1, 1, 1, 1e-9, 1e-9, 1);
        SensorRig rig =
                SimRigs.nuscenes6(8, 8)
                        .with(
                                new dev.sightline.perception.sensor.Mount(
                                        Pose.identity(
                                                dev.sightline.perception.geometry.Frame.EGO,
                                                new dev.sightline.perception.geometry.Frame(
                                                        "DTOF")),
                                        odd));
        assertThrows(
                IllegalArgumentException.class, () -> new SyntheticStreet.Config(1, 1, 1, rig, 1));
    }
}
