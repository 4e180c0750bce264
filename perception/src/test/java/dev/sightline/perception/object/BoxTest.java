package dev.sightline.perception.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Polyline;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxTest {

    private static final Frame OBJECT = new Frame("object");

    private static Box box(double yaw) {
        return new Box(
                new Pose(Frame.EGO, OBJECT, Rotation.aboutZ(yaw), new Vec3(10, -3, 0.8)),
                4.5,
                1.9,
                1.6);
    }

    @Test
    void cornersAreInsideAndJustBeyondThemIsNot() {
        for (double yaw : new double[] {0, 0.7, -2.9}) {
            Box box = box(yaw);
            for (Vec3 corner : box.corners()) {
                Vec3 outwards = corner.minus(box.centre());
                assertTrue(box.contains(box.centre().plus(outwards.times(1 - 1e-12))));
                assertFalse(box.contains(box.centre().plus(outwards.times(1 + 1e-9))));
            }
        }
    }

    @Test
    void cornersGoCounterClockwiseFromFrontRightBottomFirst() {
        Vec3[] c = box(0).corners();
        assertEquals(new Vec3(12.25, -3.95, 0), round(c[0]));
        assertEquals(new Vec3(12.25, -2.05, 0), round(c[1]));
        assertEquals(new Vec3(7.75, -2.05, 0), round(c[2]));
        assertEquals(new Vec3(7.75, -3.95, 0), round(c[3]));
        for (int i = 0; i < 4; i++) {
            assertEquals(0, c[i].plus(new Vec3(0, 0, 1.6)).distance(c[i + 4]), 1e-12);
        }
    }

    private static Vec3 round(Vec3 v) {
        return new Vec3(
                Math.rint(v.x() * 1e9) / 1e9,
                Math.rint(v.y() * 1e9) / 1e9,
                Math.rint(v.z() * 1e9) / 1e9);
    }

    @Test
    void aBoxSeenFromAnotherFrameHoldsTheSamePoints() {
        Random random = new Random(71);
        Pose worldFromEgo =
                new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(1.1), new Vec3(100, 50, 2));
        Box box = box(0.4);
        Box world = box.to(worldFromEgo);
        int inside = 0;
        for (int i = 0; i < 1000; i++) {
            Vec3 p =
                    box.centre()
                            .plus(
                                    new Vec3(
                                            random.nextGaussian(),
                                            random.nextGaussian(),
                                            random.nextGaussian()));
            assertEquals(box.contains(p), world.contains(worldFromEgo.apply(p)));
            inside += box.contains(p) ? 1 : 0;
        }
        assertTrue(inside > 100 && inside < 900);
        assertThrows(FrameMismatchException.class, () -> world.to(worldFromEgo));
    }

    @Test
    void flatOrBoundlessBoxesAreRefused() {
        Pose pose = Pose.identity(Frame.EGO, OBJECT);
        assertThrows(IllegalArgumentException.class, () -> new Box(pose, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Box(pose, 1, Double.NaN, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Box(pose, 1, 1, Double.POSITIVE_INFINITY));
    }

    @Test
    void aTrackedObjectMovesWithItsFrameAndLosesItsHistory() {
        Pose worldFromEgo =
                new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(Math.PI / 2), new Vec3(5, 0, 0));
        TrackedObject ego =
                new TrackedObject(
                        "7",
                        ObjectKind.TRUCK,
                        box(0),
                        Optional.of(new Vec3(3, 0, 0)),
                        99,
                        Optional.of(PoseTrack.at(99, box(0).frameFromObject())),
                        new Intent(Intent.Indicator.LEFT, Optional.of("lane-3")),
                        Optional.of(new Polyline(List.of(Vec3.ZERO, new Vec3(1, 0, 0)))));
        TrackedObject world = ego.to(worldFromEgo);
        assertEquals(
                0,
                new Vec3(0, 3, 0).distance(world.velocity().orElseThrow()),
                1e-12,
                "turned, not shifted");
        assertEquals(
                0,
                new Vec3(5, 1, 0).distance(world.outline().orElseThrow().points().get(1)),
                1e-12);
        assertEquals(
                0, worldFromEgo.apply(ego.box().centre()).distance(world.box().centre()), 1e-12);
        assertTrue(world.history().isEmpty());
        assertEquals(Optional.of("lane-3"), world.intent().targetLane());
    }
}
