package dev.sightline.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.planner.Rejection.Check;
import dev.sightline.planner.candidate.SpeedProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerScenarioTest {

    private final Planner planner = new Planner(Scenes.ZOE, Scenes.CONFIG);
    private static final int WALL = Scenes.number(ObjectKind.MANMADE);

    private static Trajectory.State end(Plan plan) {
        return plan.trajectory().state(plan.trajectory().size() - 1);
    }

    private static String say(Plan plan) {
        return plan.choice() + " ending " + end(plan) + ", " + plan.rejections();
    }

    @Test
    void onAnEmptyRoadItKeepsItsSpeedAndLine() {
        Plan plan = planner.plan(new Scenes().at(8), Goal.cruise(8));
        assertFalse(plan.fallback());
        assertEquals(8, end(plan).speed(), 1e-9, say(plan));
        assertEquals(0, end(plan).y(), 1e-6, say(plan));
    }

    @Test
    void fromStandstillItPullsAway() {
        Plan plan = planner.plan(new Scenes().at(0), Goal.cruise(8));
        assertFalse(plan.fallback());
        assertTrue(end(plan).speed() > 4, say(plan));
        assertEquals(0, plan.trajectory().speed(0), 0);
    }

    @Test
    void beforeAWallItStopsWithAGap() {
        double x = 0;
        double speed = 8;
        double acceleration = 0;
        // Closed loop: each plan is driven for half a second, the wall stays 38 m from where it
        // began.
        for (int cycle = 0; cycle < 40; cycle++) {
            Scenes scenes = new Scenes().fill(WALL, 38 - x, 39.5 - x, -40, 40, -1, 5);
            EgoState here = EgoState.atOrigin(0, speed);
            EgoState ego = new EgoState(0, here.worldFromEgo(), speed, acceleration, 0);
            PlanningScene scene = PlanningScene.of(ego).with(scenes.occupancy()).with(List.of());
            Plan plan = planner.plan(scene, Goal.towards(0, 8));
            assertTrue(plan.violation().isEmpty(), say(plan));
            Trajectory.State next = plan.trajectory().at(500_000_000);
            assertEquals(0, next.y(), 2.0);
            x += next.x();
            speed = next.speed();
            acceleration = next.acceleration();
        }
        double gap = 38 - (x + Scenes.ZOE.front());
        assertEquals(0, speed, 0.05);
        assertTrue(gap > 0.4 && gap < 6, "stopped " + gap + " m before the wall");
    }

    @Test
    void aParkedCarIsPassedWhereThereIsRoomBesideIt() {
        Scenes scenes =
                new Scenes().fill(Scenes.number(ObjectKind.CAR), 22, 26.5, -1.6, 0.3, -1, 1.6);
        Plan plan = planner.plan(scenes.at(8), Goal.towards(0, 8));
        assertFalse(plan.fallback());
        double beside = 0;
        for (int i = 0; i < plan.trajectory().size(); i++) {
            if (plan.trajectory().x(i) > 20 && plan.trajectory().x(i) < 26) {
                beside = Math.max(beside, plan.trajectory().y(i));
            }
        }
        assertTrue(beside > 1.2, say(plan));
        assertTrue(end(plan).x() > 27, say(plan));
        boolean straightIsDead =
                plan.candidates().stream()
                        .filter(c -> c.name().equals("hold the wheel, to 8.0 m/s"))
                        .allMatch(c -> c.rejection().orElseThrow().check() == Check.VOXEL);
        assertTrue(straightIsDead);
    }

    @Test
    void aParkedCarIsStoppedForWhereThereIsNoRoom() {
        Scenes scenes =
                new Scenes()
                        .fill(Scenes.number(ObjectKind.CAR), 26, 30.5, -1.6, 0.3, -1, 1.6)
                        .fill(WALL, -40, 40, 1.7, 3, -1, 4)
                        .fill(WALL, -40, 40, -3, -1.7, -1, 4);
        Plan plan = planner.plan(scenes.at(6), Goal.towards(0, 6));
        assertTrue(plan.violation().isEmpty());
        assertTrue(end(plan).speed() < 4, say(plan));
        double needed =
                SpeedProfile.stoppingDistance(end(plan).speed(), 0, Scenes.CONFIG.bounds().hard());
        assertTrue(end(plan).x() + needed + Scenes.ZOE.front() < 26, say(plan));
    }

    @Test
    void beforeACurtainOfUnknownItSlowsDown() {
        Scenes near = new Scenes().fill(OccupancyGrid.UNKNOWN, 18, 40, -40, 40, -1, 6);
        Plan plan = planner.plan(near.at(8), Goal.towards(0, 8));
        assertFalse(plan.fallback(), say(plan));
        assertTrue(end(plan).speed() < 7, say(plan));
        // At 8 m/s it takes 8 + 8 + more than 8 m to stop after a second: driving on is forbidden,
        // and said to be for the unknown.
        assertTrue(plan.rejections().getOrDefault(Check.UNKNOWN, 0) > 0);
        Scenes free = new Scenes();
        assertEquals(8, end(planner.plan(free.at(8), Goal.towards(0, 8))).speed(), 1e-9);
    }

    @Test
    void aCurtainThatStaysUnknownIsNeverEntered() {
        double x = 0;
        double speed = 8;
        double acceleration = 0;
        for (int cycle = 0; cycle < 40; cycle++) {
            Scenes scenes = new Scenes().fill(OccupancyGrid.UNKNOWN, 38 - x, 40, -40, 40, -1, 6);
            Pose pose = EgoState.atOrigin(0, 0).worldFromEgo();
            EgoState ego = new EgoState(0, pose, speed, acceleration, 0);
            PlanningScene scene = PlanningScene.of(ego).with(scenes.occupancy()).with(List.of());
            Plan plan = planner.plan(scene, Goal.towards(0, 8));
            Trajectory.State next = plan.trajectory().at(500_000_000);
            x += next.x();
            speed = next.speed();
            acceleration = next.acceleration();
            // A cell counts by its centre, and cells of 0.4 m move against the curtain: at most one
            // of them may be entered.
            assertTrue(x + Scenes.ZOE.front() < 38 + 0.4, "cycle " + cycle + " at " + x);
        }
        assertTrue(speed < 0.1 && x > 25, "stands at " + x + " with " + speed);
    }

    @Test
    void aPedestrianWhoCrossesIsNotRunOver() {
        // On the line after 2.0 s, which is when the car at 10 m/s is at 20 m.
        Scenes scenes =
                new Scenes()
                        .fill(
                                Scenes.number(ObjectKind.PEDESTRIAN),
                                20.5,
                                21.5,
                                2.9,
                                3.7,
                                0,
                                1.8,
                                0,
                                -1.5);
        Plan plan = planner.plan(scenes.at(10), Goal.towards(0, 10));
        assertFalse(plan.fallback(), say(plan));
        Plan.Candidate straight =
                plan.candidates().stream()
                        .filter(c -> c.name().equals("hold the wheel, to 10.0 m/s"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Check.FLOW, straight.rejection().orElseThrow().check());
        assertTrue(straight.rejection().orElseThrow().voxel().isPresent());
        assertTrue(straight.rejection().orElseThrow().seconds() > 1, "moving, not standing");
    }

    @Test
    void behindASlowerCarItSlowsDown() {
        PlanningScene scene =
                new Scenes().at(10).with(List.of(Scenes.car("lead", 20, 0, 0, new Vec3(5, 0, 0))));
        Plan plan = planner.plan(scene, Goal.towards(0, 10));
        assertFalse(plan.fallback(), say(plan));
        assertTrue(end(plan).speed() < 8 || Math.abs(end(plan).y()) > 1.5, say(plan));
        Plan.Candidate straight =
                plan.candidates().stream()
                        .filter(c -> c.name().equals("hold the wheel, to 10.0 m/s"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Check.OBJECT, straight.rejection().orElseThrow().check());
        assertEquals("lead", straight.rejection().orElseThrow().agent().orElseThrow());
    }

    @Test
    void aCarThatDrivesAwayLeavesNoGhostWhereItsVoxelsAre() {
        Scenes scenes = new Scenes().fill(Scenes.number(ObjectKind.CAR), 11, 15, -0.9, 0.9, 0, 1.6);
        PlanningScene seen =
                scenes.at(8).with(List.of(Scenes.car("lead", 13, 0, 0, new Vec3(12, 0, 0))));
        assertEquals(8, end(planner.plan(seen, Goal.towards(0, 8))).speed(), 2.1);
        assertTrue(end(planner.plan(scenes.at(8), Goal.towards(0, 8))).x() < 40);
    }

    @Test
    void whoFollowsCloselyIsNoReasonToBrakeLess() {
        PlanningScene scene =
                new Scenes()
                        .fill(WALL, 16, 18, -40, 40, -1, 5)
                        .at(6)
                        .with(List.of(Scenes.car("behind", -6, 0, 0, new Vec3(9, 0, 0))));
        Plan plan = planner.plan(scene, Goal.towards(0, 6));
        assertTrue(plan.violation().isEmpty(), say(plan));
        assertTrue(end(plan).x() + Scenes.ZOE.front() < 15.6, say(plan));
        assertEquals(0, end(plan).speed(), 0, say(plan));
    }

    @Test
    void itDrivesToAPointAndStopsThere() {
        Plan plan = planner.plan(new Scenes().at(5), Goal.reach(new Vec3(14, 0.4, 0), 5));
        assertFalse(plan.fallback());
        assertEquals(14, end(plan).x(), 1.5, say(plan));
        assertEquals(0, end(plan).speed(), 0.3, say(plan));
    }

    @Test
    void withoutOccupancyItStopsAndSaysWhatWasMissing() {
        Plan plan = planner.plan(PlanningScene.of(EgoState.atOrigin(0, 8)), Goal.cruise(8));
        assertTrue(plan.fallback());
        assertEquals("comfortable stop", plan.choice());
        assertEquals(0, end(plan).speed(), 0);
        assertTrue(plan.missing().contains(Input.OCCUPANCY));
        assertTrue(plan.missing().contains(Input.OBJECTS));
    }

    @Test
    void aWallTooNearToStopForIsHitAsSlowlyAsCanBeAndSaid() {
        Plan plan =
                planner.plan(new Scenes().fill(WALL, 8, 9, -40, 40, -1, 5).at(15), Goal.cruise(15));
        assertTrue(plan.fallback());
        assertEquals("emergency stop", plan.choice());
        Rejection violation = plan.violation().orElseThrow();
        assertEquals(Check.VOXEL, violation.check());
        assertTrue(violation.speed() > 0 && violation.speed() < 15);
    }

    @Test
    void rollingBackwardsItFirstComesToRest() {
        Plan plan = planner.plan(new Scenes().at(-2), Goal.cruise(8));
        assertTrue(plan.fallback());
        assertEquals(-2, plan.trajectory().speed(0), 0);
        assertEquals(0, end(plan).speed(), 0);
        assertTrue(end(plan).x() < -0.5 && end(plan).x() > -4, say(plan));
    }

    @Test
    void anUnchangedSceneGivesAPlanThatGoesOnWithTheLast() {
        Scenes scenes =
                new Scenes().fill(Scenes.number(ObjectKind.CAR), 22, 26.5, -1.6, 0.3, -1, 1.6);
        Plan first = planner.plan(scenes.at(8), Goal.towards(0, 8));
        Plan again = planner.plan(scenes.at(8).after(first), Goal.towards(0, 8));
        assertEquals(first.choice(), again.choice());
        assertEquals(0, again.chosen().orElseThrow().cost().consistency(), 1e-12);
        assertFalse(again.missing().contains(Input.PREVIOUS_PLAN));
        assertEquals(1, again.compact().candidates().size());
    }
}
