package dev.sightline.planner.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.Goal;
import dev.sightline.planner.Plan;
import dev.sightline.planner.Planner;
import dev.sightline.planner.PlanningScene;
import dev.sightline.planner.Scenes;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import dev.sightline.planner.score.CollisionChecker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanVersusDrivenTest {

    private static final Rotation HEADING = Rotation.aboutZ(2.0);
    private static final Vec3 PLACE = new Vec3(700, -300, 12);
    private final Planner planner = new Planner(Scenes.ZOE, Scenes.CONFIG);

    /** A drive straight along its heading at one speed, a pose per tenth of a second. */
    private static PoseTrack drive(double speed, int tenths) {
        long[] times = new long[tenths + 1];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i <= tenths; i++) {
            times[i] = i * 100_000_000L;
            Vec3 p = PLACE.plus(HEADING.apply(new Vec3(speed * i * 0.1, 0, 0)));
            poses.add(new Pose(Frame.WORLD, Frame.EGO, HEADING, p));
        }
        return PoseTrack.of(times, poses);
    }

    private PlanVersusDriven compare(Scenes scenes, double planned, PoseTrack driven) {
        EgoState ego = new EgoState(0, driven.pose(0), planned, 0, 0);
        PlanningScene scene = PlanningScene.of(ego).with(scenes.occupancy()).with(List.of());
        Plan plan = planner.plan(scene, Goal.cruise(planned));
        CollisionChecker checker = CollisionChecker.of(scene, Scenes.ZOE, Scenes.CONFIG);
        return PlanVersusDriven.of(plan, driven, Scenes.ZOE, Scenes.CONFIG, checker);
    }

    @Test
    void aSlowerDriverFallsBehindByTheDifferenceOfSpeeds() {
        PlanVersusDriven result = compare(new Scenes(), 8, drive(6, 40));
        for (int h = 1; h <= 3; h++) {
            assertEquals(1, result.counts().at(h));
            assertEquals(2.0 * h, result.meanDistance(h), 1e-5);
            assertEquals(2.0, result.meanSpeedDifference(h), 1e-5);
        }
    }

    @Test
    void whatTheRecordingDoesNotReachIsNotCounted() {
        PlanVersusDriven result = compare(new Scenes(), 8, drive(8, 15));
        assertEquals(1, result.counts().at(1));
        assertEquals(0, result.counts().at(2));
        assertTrue(Double.isNaN(result.meanDistance(2)));
        assertTrue(Double.isNaN(result.meanSpeedDifference(3)));
        PlanVersusDriven last = compare(new Scenes(), 8, drive(8, 0));
        assertEquals(1, last.plans());
        assertEquals(0, last.driven());
    }

    @Test
    void mergingIsAddingAndEmptyIsItsZero() {
        PlanVersusDriven a = compare(new Scenes(), 8, drive(6, 40));
        PlanVersusDriven b = compare(new Scenes(), 8, drive(7, 15));
        PlanVersusDriven c = compare(new Scenes(), 5, drive(5.5, 25));
        assertEquals(a.merge(b).merge(c), c.merge(a).merge(b));
        assertEquals(a, PlanVersusDriven.empty().merge(a));
        assertEquals(1.5, a.merge(b).meanDistance(1), 1e-5);
    }

    @Test
    void aDriveThroughVoxelsIsCountedAsOccupancysFalseAlarm() {
        Scenes scenes = new Scenes().fill(Scenes.number(ObjectKind.MANMADE), 15, 16, -20, 20, 0, 2);
        PlanVersusDriven result = compare(scenes, 6, drive(6, 50));
        assertEquals(1, result.driven());
        assertEquals(1, result.drivenIntoVoxels());
        assertEquals(0, result.drivenIntoFlow() + result.drivenIntoObjects());
    }

    @Test
    void theDrivenPathIsThatOfTheRearAxleInTheEgoFrame() {
        PoseTrack driven = drive(6, 40);
        EgoState ego = new EgoState(0, driven.pose(0), 6, 0, 0);
        Trajectory path =
                DrivenPath.of(driven, ego, VehicleModel.kittiPassat(), Scenes.CONFIG).orElseThrow();
        assertEquals(41, path.size());
        assertEquals(-0.76, path.x(0), 1e-9);
        assertEquals(0, path.y(40), 1e-9);
        assertEquals(6, path.speed(20), 1e-9);
    }
}
