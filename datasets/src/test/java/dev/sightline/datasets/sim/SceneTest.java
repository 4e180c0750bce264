package dev.sightline.datasets.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SceneTest {

    private final World world = StreetPlan.world(3);

    @Test
    void theIndexFindsWhatLookingAtEveryPartFinds() {
        Scene scene = world.at(1_700_000_000);
        List<Part> all = new ArrayList<>(world.fixedParts());
        scene.bodies().forEach(all::addAll);
        Random random = new Random(8);
        Hit hit = new Hit();
        double[] n = new double[3];
        int onParts = 0;
        for (int i = 0; i < 20_000; i++) {
            Vec3 o =
                    new Vec3(
                            random.nextInt(80) - 20 + 0.3,
                            random.nextInt(9) - 4.4,
                            0.2 + 3 * random.nextDouble());
            double azimuth = 2 * Math.PI * random.nextDouble();
            double up = 0.25 * random.nextGaussian();
            Vec3 d =
                    i % 100 == 0
                            ? new Vec3(1, 0, 0)
                            : new Vec3(Math.cos(azimuth), Math.sin(azimuth), up).unit();
            double limit = i % 3 == 0 ? 15 : 400;
            Part nearest = null;
            double best =
                    Math.min(
                            limit,
                            world.ground().cast(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), n));
            for (Part p : all) {
                double t = p.distance(o.x(), o.y(), o.z(), d.x(), d.y(), d.z());
                if (t < best) {
                    best = t;
                    nearest = p;
                }
            }
            boolean met = scene.cast(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), limit, hit);
            assertEquals(best < limit, met);
            if (met) {
                assertEquals(best, hit.range(), 1e-9);
                assertSame(
                        nearest == null ? null : nearest.material,
                        hit.part == null ? null : hit.part.material);
                onParts += nearest == null ? 0 : 1;
            }
        }
        assertTrue(onParts > 8000, onParts + " rays met parts");
    }

    @Test
    void raysFromAboveEndOnTheGroundsSurface() {
        Ground ground = world.ground();
        Random random = new Random(9);
        double[] n = new double[3];
        int onKerb = 0;
        for (int i = 0; i < 50_000; i++) {
            double x = 80 * random.nextDouble() - 10;
            double y = 16 * random.nextDouble() - 4;
            double azimuth = 2 * Math.PI * random.nextDouble();
            Vec3 d =
                    new Vec3(
                                    Math.cos(azimuth),
                                    Math.sin(azimuth),
                                    -0.02 - 0.3 * random.nextDouble())
                            .unit();
            double t = ground.cast(x, y, 1.5, d.x(), d.y(), d.z(), n);
            assertTrue(t < 200, "met at " + t);
            assertEquals(0, ground.gap(x + t * d.x(), y + t * d.y(), 1.5 + t * d.z()), 1e-9);
            assertTrue(
                    n[0] * d.x() + n[1] * d.y() + n[2] * d.z() < 1e-6, "the normal faces the ray");
            onKerb += n[2] == 0 ? 1 : 0;
        }
        assertTrue(onKerb > 100, onKerb + " rays met the kerb");
    }

    @Test
    void stationAndOffsetUndoThePlace() {
        Road road = world.ground().road();
        for (double s = -50; s < 120; s += 1.7) {
            for (double d = -20; d <= 20; d += 3.3) {
                Road.Place p = road.at(s, d);
                assertEquals(s, road.station(p.x(), p.y()), 1e-9);
                assertEquals(d, road.offset(p.x(), p.y()), 1e-9);
            }
        }
    }

    @Test
    void actorsHaveTheVelocityOfTheirMotion() {
        for (Actor actor : world.actors()) {
            for (double t = -0.5; t < 4; t += 0.73) {
                Motion.State a = actor.motion().at(t - 1e-4);
                Motion.State b = actor.motion().at(t + 1e-4);
                Motion.State now = actor.motion().at(t);
                assertEquals((b.x() - a.x()) / 2e-4, now.vx(), 1e-3, actor.id());
                assertEquals((b.y() - a.y()) / 2e-4, now.vy(), 1e-3, actor.id());
            }
        }
    }

    @Test
    void nothingDrivesThroughAnything() {
        for (long seed = 1; seed <= 20; seed++) {
            World street = StreetPlan.world(seed);
            for (double t = -1; t <= 4.5; t += 0.25) {
                for (Actor a : street.actors()) {
                    for (Actor b : street.actors()) {
                        if (a.instance() < b.instance()) {
                            assertTrue(
                                    apart(a.box(t), b.box(t)),
                                    seed + ": " + a.id() + " and " + b.id() + " at " + t);
                        }
                    }
                    for (Part p : street.fixedParts()) {
                        Vec3 local =
                                a.box(t).frameFromObject().inverse().apply(new Vec3(p.x, p.y, p.z));
                        double yaw = p.yaw - a.box(t).frameFromObject().rotation().yaw();
                        assertTrue(
                                !overlap(p.shape, local, yaw, a.box(t)),
                                seed
                                        + ": "
                                        + a.id()
                                        + " and a fixed thing at "
                                        + t
                                        + " s, "
                                        + p.x
                                        + ", "
                                        + p.y);
                    }
                }
            }
        }
    }

    private static boolean apart(Box a, Box b) {
        Vec3 local = b.frameFromObject().inverse().apply(a.centre());
        double yaw = a.frameFromObject().rotation().yaw() - b.frameFromObject().rotation().yaw();
        return !overlap(Cuboid.of(a.length(), a.width(), a.height()), local, yaw, b);
    }

    private static boolean overlap(Shape shape, Vec3 inBox, double yaw, Box box) {
        return shape.overlaps(
                -inBox.x(),
                -inBox.y(),
                -inBox.z(),
                box.length() / 2,
                box.width() / 2,
                box.height() / 2,
                Math.cos(yaw),
                Math.sin(yaw));
    }

    @Test
    void everyKindOfActorIsInTheStreet() {
        for (ObjectKind kind :
                List.of(
                        ObjectKind.CAR,
                        ObjectKind.TRUCK,
                        ObjectKind.BICYCLE,
                        ObjectKind.PEDESTRIAN,
                        ObjectKind.TRAFFIC_CONE,
                        ObjectKind.BARRIER)) {
            assertTrue(world.actors().stream().anyMatch(a -> a.kind() == kind), kind.label());
        }
    }

    @Test
    void aFailingRowFailsTheCaller() {
        for (int threads = 1; threads <= 3; threads++) {
            int n = threads;
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            Rows.each(
                                    50,
                                    n,
                                    i -> {
                                        if (i == 31) {
                                            throw new IllegalStateException("row");
                                        }
                                    }));
        }
    }
}
