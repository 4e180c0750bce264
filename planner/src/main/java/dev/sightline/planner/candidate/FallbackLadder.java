package dev.sightline.planner.candidate;

import dev.sightline.planner.ComfortBounds;
import dev.sightline.planner.ComfortBounds.Limits;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import java.util.List;

/**
 * The stops that need no search: with the wheels held as they are, pleasant, then as hard as a plan may be, then with full brakes. Each
 * ends at rest.
 */
public final class FallbackLadder {

    /**
     * One stop.
     *
     * @param name how hard
     * @param trajectory to standstill, and at least as long as the horizon
     */
    public record Rung(String name, Trajectory trajectory) {}

    private FallbackLadder() {}

    /** The three stops, the gentlest first. A vehicle that rolls backwards stops on the arc behind it. */
    public static List<Rung> of(EgoState ego, VehicleModel vehicle, PlannerConfig config) {
        ComfortBounds bounds = config.bounds();
        return List.of(
                rung("comfortable stop", ego, vehicle, config, bounds.comfort()),
                rung("harder stop", ego, vehicle, config, bounds.hard()),
                rung("emergency stop", ego, vehicle, config, bounds.emergency()));
    }

    private static Rung rung(
            String name, EgoState ego, VehicleModel vehicle, PlannerConfig config, Limits limits) {
        Limits most = config.bounds().emergency();
        boolean back = ego.speed() < 0;
        double a = back ? -ego.acceleration() : ego.acceleration();
        double start = Math.max(-most.deceleration(), Math.min(most.acceleration(), a));
        SpeedProfile profile = SpeedProfile.from(Math.abs(ego.speed()), start).toSpeed(0, limits);
        SpiralPath path =
                SpiralPath.arc(
                        vehicle.rearAxleX(),
                        0,
                        PathFan.startCurvature(ego, vehicle),
                        back ? 0 : profile.distance());
        int steps =
                Math.max(config.steps(), (int) Math.ceil(profile.seconds() / config.step()) + 1);
        Trajectory trajectory =
                back
                        ? Motion.backward(path, profile, ego.timeNs(), config.stepNs(), steps)
                        : Motion.forward(path, profile, ego.timeNs(), config.stepNs(), steps);
        return new Rung(name, trajectory);
    }
}
