package dev.sightline.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.planner.ComfortBounds.Limits;
import dev.sightline.planner.Rejection.Check;
import dev.sightline.planner.score.Feasibility;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static Trajectory straight(double... speeds) {
        int n = speeds.length;
        long[] times = new long[n];
        double[] x = new double[n];
        double[] a = new double[n];
        for (int i = 1; i < n; i++) {
            times[i] = i * 100_000_000L;
            x[i] = x[i - 1] + speeds[i] * 0.1;
            a[i] = (speeds[i] - speeds[i - 1]) / 0.1;
        }
        return new Trajectory(times, x, new double[n], new double[n], speeds, a, new double[n]);
    }

    @Test
    void aTrajectoryInterpolatesAndRefusesToExtrapolate() {
        Trajectory t = straight(2, 2, 2);
        assertEquals(0.3, t.at(150_000_000).x(), 1e-12);
        assertEquals(t.state(1), t.at(100_000_000));
        assertThrows(IllegalArgumentException.class, () -> t.at(200_000_001));
        assertThrows(IllegalArgumentException.class, () -> t.at(-1));
        assertThrows(IllegalArgumentException.class, () -> straight(1, Double.NaN));
    }

    @Test
    void eachLimitNamesItself() {
        Limits hard = ComfortBounds.standard().hard();
        Feasibility feasibility = new Feasibility(Scenes.ZOE, hard);
        assertTrue(feasibility.rejection(straight(5, 5.01, 5.03)).isEmpty());
        assertEquals(
                Check.ACCELERATION, feasibility.rejection(straight(5, 5.5)).orElseThrow().check());
        assertEquals(
                Check.JERK, feasibility.rejection(straight(5, 5.1, 5.0)).orElseThrow().check());
        assertEquals(Check.CURVATURE, bent(1, 0.3));
        assertEquals(Check.LATERAL_ACCELERATION, bent(12, 0.05));
        assertEquals(Check.YAW_RATE, bent(4.5, 0.24));
    }

    private static Check bent(double speed, double curvature) {
        Trajectory t =
                new Trajectory(
                        new long[] {0},
                        new double[1],
                        new double[1],
                        new double[1],
                        new double[] {speed},
                        new double[1],
                        new double[] {curvature});
        return new Feasibility(Scenes.ZOE, ComfortBounds.standard().hard())
                .rejection(t)
                .orElseThrow()
                .check();
    }

    @Test
    void framesSpeedsAndBoundsAreChecked() {
        Pose lidar = Pose.identity(Frame.WORLD, new Frame("lidar"));
        assertThrows(FrameMismatchException.class, () -> new EgoState(0, lidar, 1, 0, 0));
        Pose pose = Pose.identity(Frame.WORLD, Frame.EGO);
        assertThrows(IllegalArgumentException.class, () -> new EgoState(0, pose, Double.NaN, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Goal.cruise(-1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Goal.reach(new Vec3(Double.POSITIVE_INFINITY, 0, 0), 3));
        PlanningScene scene = PlanningScene.of(EgoState.atOrigin(0, 3));
        Pose worldFromCar = Pose.identity(Frame.WORLD, new Frame("a"));
        assertThrows(
                FrameMismatchException.class,
                () ->
                        scene.with(
                                List.of(
                                        TrackedObject.of(
                                                "a",
                                                ObjectKind.CAR,
                                                new Box(worldFromCar, 1, 1, 1),
                                                Optional.empty(),
                                                0))));
        VehicleModel weak = new VehicleModel("weak", 4, 1.7, 0, 0.7, 2.5, 0.5, 0.4, 1.0, 3.0, 6.0);
        assertThrows(
                IllegalArgumentException.class, () -> new Planner(weak, PlannerConfig.standard()));
    }
}
