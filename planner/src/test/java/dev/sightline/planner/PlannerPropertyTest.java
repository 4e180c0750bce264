package dev.sightline.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.planner.score.CollisionChecker;
import dev.sightline.planner.score.Feasibility;
import dev.sightline.planner.score.Footprint;
import dev.sightline.planner.score.MovingBox;
import dev.sightline.planner.score.ObstacleMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlannerPropertyTest {

    private static final double TINY = 1e-9;

    @Test
    void aPlanAlwaysExistsStartsHereObeysLimitsAndHitsNothingUnlessItSaysSo() {
        Planner planner = new Planner(Scenes.ZOE, Scenes.CONFIG);
        Random random = new Random(41);
        int driven = 0;
        int stopped = 0;
        int hit = 0;
        for (int round = 0; round < 150; round++) {
            PlanningScene scene = scene(random, round);
            Plan plan = planner.plan(scene, goal(random));
            Trajectory t = plan.trajectory();
            EgoState ego = scene.ego();
            assertEquals(ego.timeNs(), t.fromNs());
            assertEquals(0, t.x(0), TINY);
            assertEquals(0, t.y(0), TINY);
            assertEquals(0, t.heading(0), TINY);
            assertEquals(ego.speed(), t.speed(0), TINY);
            assertTrue(t.seconds(t.size() - 1) >= Scenes.CONFIG.horizon() - TINY);
            plan.candidates().forEach(c -> assertTrue(Double.isFinite(c.cost().total()), c.name()));
            boolean clean = bruteForceHit(scene, planner, t).isEmpty();
            assertEquals(plan.violation().isEmpty(), clean, plan.choice() + " in round " + round);
            if (plan.fallback()) {
                obeysEmergencyLimits(ego, t);
                stopped++;
                hit += clean ? 0 : 1;
            } else {
                assertTrue(clean);
                Feasibility limits = new Feasibility(Scenes.ZOE, Scenes.CONFIG.bounds().hard());
                assertEquals(Optional.empty(), limits.rejection(t));
                staysInSeenSpaceUntilTheNextPlan(scene, t);
                driven++;
            }
        }
        assertTrue(
                driven > 30 && stopped > 30 && hit > 5,
                driven + " driven, " + stopped + " fallbacks, " + hit + " of them hit something");
    }

    @Test
    void theSameSceneGivesTheSamePlanBitForBit() {
        Planner planner = new Planner(Scenes.ZOE, Scenes.CONFIG);
        for (int seed = 0; seed < 10; seed++) {
            Plan a = planner.plan(scene(new Random(seed), seed), Goal.cruise(9));
            Plan b = planner.plan(scene(new Random(seed), seed), Goal.cruise(9));
            assertEquals(a.choice(), b.choice());
            for (int i = 0; i < a.trajectory().size(); i++) {
                assertEquals(a.trajectory().state(i), b.trajectory().state(i));
            }
            assertEquals(
                    a.candidates().stream().map(Plan.Candidate::cost).toList(),
                    b.candidates().stream().map(Plan.Candidate::cost).toList());
        }
    }

    private static Goal goal(Random random) {
        double speed = 15 * random.nextDouble();
        return switch (random.nextInt(3)) {
            case 0 -> Goal.cruise(speed);
            case 1 -> Goal.towards(2 * random.nextDouble() - 1, speed);
            default ->
                    Goal.reach(
                            new Vec3(40 * random.nextDouble(), 10 * random.nextGaussian(), 0),
                            speed);
        };
    }

    private static PlanningScene scene(Random random, int round) {
        EgoState ego =
                new EgoState(
                        round * 500_000_000L,
                        Pose.identity(Frame.WORLD, Frame.EGO),
                        round % 7 == 0 ? 0 : 30 * random.nextDouble() * random.nextDouble(),
                        3 * random.nextGaussian(),
                        0.1 * random.nextGaussian() * random.nextDouble());
        PlanningScene scene = PlanningScene.of(ego);
        if (round % 10 != 9) {
            scene = scene.with(occupancy(random));
        }
        List<TrackedObject> objects = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Vec3 v = new Vec3(8 * random.nextGaussian(), 2 * random.nextGaussian(), 0);
            TrackedObject car =
                    Scenes.car(
                            "car" + i,
                            60 * random.nextDouble() - 20,
                            30 * random.nextDouble() - 15,
                            6 * random.nextDouble(),
                            v);
            objects.add(
                    TrackedObject.of(
                            car.id(), car.kind(), car.box(), car.velocity(), ego.timeNs()));
        }
        return random.nextBoolean() ? scene.with(objects) : scene;
    }

    private static Occupancy occupancy(Random random) {
        GridSpec spec =
                new GridSpec(
                        Frame.EGO,
                        new Vec3(-20, -25, -1),
                        new Vec3(0.5, 0.5, 0.5),
                        160,
                        100,
                        8,
                        IndexOrder.XYZ);
        byte[] labels = new byte[spec.size()];
        float[] flow = new float[2 * spec.size()];
        Arrays.fill(labels, (byte) Scenes.number(ObjectKind.FREE));
        int blobs = random.nextInt(40);
        for (int b = 0; b < blobs; b++) {
            boolean unknown = random.nextInt(5) == 0;
            int size = unknown ? 8 : 3;
            int x = random.nextInt(spec.nx() - size);
            int y = random.nextInt(spec.ny() - size);
            float vx = (float) (random.nextBoolean() ? 4 * random.nextGaussian() : 0);
            for (int i = 0; i < size * size * spec.nz(); i++) {
                int at = spec.index(x + i % size, y + i / size % size, i / size / size);
                labels[at] =
                        (byte) (unknown ? OccupancyGrid.UNKNOWN : Scenes.number(ObjectKind.CAR));
                flow[2 * at] = vx;
            }
        }
        OccupancyGrid grid = new OccupancyGrid(spec, Taxonomy.OCC3D, labels);
        return random.nextBoolean()
                ? new Occupancy(grid, Optional.of(new OccupancyFlow(spec, flow)), Optional.empty())
                : Occupancy.of(grid);
    }

    private static void obeysEmergencyLimits(EgoState ego, Trajectory t) {
        ComfortBounds.Limits most = Scenes.CONFIG.bounds().emergency();
        double lateral =
                Math.max(
                        most.lateralAcceleration(),
                        Math.abs(ego.speed() * ego.speed() * t.curvature(0)));
        for (int i = 0; i < t.size(); i++) {
            assertTrue(Math.abs(t.curvature(i)) <= Scenes.ZOE.maxCurvature() + TINY);
            assertTrue(Math.abs(t.acceleration(i)) <= most.deceleration() + TINY);
            double v = t.speed(i);
            assertTrue(Math.abs(v * v * t.curvature(i)) <= lateral * 1.5 + 1, "sample " + i);
            if (i > 0 && t.speed(i) > 0) {
                double jerk = (t.acceleration(i) - t.acceleration(i - 1)) / 0.1;
                assertTrue(Math.abs(jerk) <= most.jerk() + 1e-6);
            }
        }
        assertEquals(0, t.speed(t.size() - 1), TINY);
    }

    /** Looks at every unknown cell ahead of the start; what lies beside and behind is excused by the near field. */
    private static void staysInSeenSpaceUntilTheNextPlan(PlanningScene scene, Trajectory t) {
        Optional<ObstacleMap> map = CollisionChecker.of(scene, Scenes.ZOE, Scenes.CONFIG).map();
        Footprint car = Footprint.of(Scenes.ZOE);
        if (map.isEmpty()) {
            assertEquals(0, t.length(), TINY, "without occupancy only standing still is allowed");
            return;
        }
        double commit = Scenes.CONFIG.obstacles().commitSeconds();
        for (int i = 0; t.seconds(i) <= commit; i++) {
            for (int c = 0; c < map.get().size(); c++) {
                double x = map.get().centreX(c);
                double y = map.get().centreY(c);
                boolean entered =
                        map.get().cell(c) == ObstacleMap.Cell.UNKNOWN
                                && x > Scenes.ZOE.front()
                                && car.contains(t.cos(i), t.sin(i), x - t.x(i), y - t.y(i));
                assertTrue(!entered, "sample " + i + " is in unknown space at " + x + ", " + y);
            }
        }
    }

    /** Every cell and every box against every sample: no distance field, no buckets. */
    private static Optional<Integer> bruteForceHit(
            PlanningScene scene, Planner planner, Trajectory t) {
        CollisionChecker checker = CollisionChecker.of(scene, planner.vehicle(), planner.config());
        Footprint f = checker.cellFootprint();
        double rearEnd = -planner.vehicle().rearOverhang();
        for (int i = 0; i < t.size(); i++) {
            double cos = StrictMath.cos(t.heading(i));
            double sin = StrictMath.sin(t.heading(i));
            boolean believed = i <= planner.config().steps();
            if (checker.map().isPresent()) {
                ObstacleMap map = checker.map().get();
                for (int c = 0; c < map.size(); c++) {
                    double x = map.centreX(c);
                    double y = map.centreY(c);
                    boolean moves = map.cell(c) == ObstacleMap.Cell.MOVING;
                    boolean follows =
                            moves
                                    && x < rearEnd
                                    && Math.abs(y) <= planner.vehicle().width() / 2 + 0.5
                                    && map.vx(c) > 0;
                    boolean counts =
                            map.cell(c) == ObstacleMap.Cell.STANDING
                                    || (moves && believed && !follows);
                    double seconds = moves ? i * 0.1 : 0;
                    if (counts
                            && f.contains(
                                    cos,
                                    sin,
                                    x + map.vx(c) * seconds - t.x(i),
                                    y + map.vy(c) * seconds - t.y(i))) {
                        return Optional.of(i);
                    }
                }
            }
            for (MovingBox box : checker.boxes()) {
                if (believed
                        && box.overlaps(
                                checker.boxFootprint(), t.x(i), t.y(i), cos, sin, i * 0.1)) {
                    return Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }
}
