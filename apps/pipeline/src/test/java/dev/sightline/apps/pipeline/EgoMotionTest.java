package dev.sightline.apps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.SensorRig;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.Goal;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.PlanningScene;
import dev.sightline.planner.VehicleModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgoMotionTest {
    private static final long NOW = 1_000_000_000L;

    /** A vehicle that heads along the world's y axis and was {@code moved} metres behind 50 ms ago. */
    private static EgoState after(double moved) {
        Rotation left = Rotation.aboutZ(Math.PI / 2);
        Pose before = new Pose(Frame.WORLD, Frame.EGO, left, new Vec3(7, 5 - moved, 0));
        Pose now = new Pose(Frame.WORLD, Frame.EGO, left, new Vec3(7, 5, 0));
        PoseTrack track = PoseTrack.of(new long[] {NOW - 50_000_000, NOW}, List.of(before, now));
        return EgoMotion.at(new Sample("s", "t", NOW, SensorRig.of(List.of()), track, List.of()));
    }

    /** Speed is the chord over 50 ms; a centimetre backwards is what poses jitter by. */
    @ParameterizedTest
    @CsvSource({"0.5, 10", "0.005, 0.1", "0, 0", "-0.005, 0", "-0.05, -1"})
    void speedIsTheChordUnlessItIsJitterBackwards(double moved, double speed) {
        assertEquals(speed, after(moved).speed(), 1e-9); // metres of 1e-13 over 50 ms
    }

    @Test
    void aStandingVehicleWhosePosesJitterMayStillDriveOn() {
        PlannerConfig standard = PlannerConfig.standard();
        PlanningScene scene = PlanningScene.of(after(-0.002)).with(List.of());
        var planner = new dev.sightline.planner.Planner(VehicleModel.nuscenesZoe(), standard);
        assertEquals(true, planner.plan(scene, Goal.cruise(2)).candidates().size() > 10);
    }
}
