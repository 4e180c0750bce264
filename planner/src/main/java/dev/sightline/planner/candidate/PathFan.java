package dev.sightline.planner.candidate;

import dev.sightline.planner.EgoState;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.VehicleModel;
import java.util.ArrayList;
import java.util.List;

/** The paths worth trying: spirals to places beside the reference, and arcs that turn more or less than now. */
public final class PathFan {

    /** Shortest sideways move, metres: what a car parks in. */
    private static final double SHORTEST = 7;

    private static final double[] TURNS = {-1, -0.5, -0.25, -0.1, 0.1, 0.25, 0.5, 1};

    /**
     * A path and its name.
     *
     * @param name what it does
     * @param path from the rear axle
     */
    public record Named(String name, SpiralPath path) {}

    private PathFan() {}

    /**
     * Makes the paths, in a fixed order.
     *
     * @param ego start; its curvature is brought within what the steering can do
     * @param reference in the ego frame
     * @param goalSpeed m/s
     */
    public static List<Named> of(
            EgoState ego,
            VehicleModel vehicle,
            PlannerConfig config,
            Reference reference,
            double goalSpeed) {
        double start = startCurvature(ego, vehicle);
        double x0 = vehicle.rearAxleX();
        double speed = Math.max(0, ego.speed());
        double brisk = Math.max(speed, Math.min(goalSpeed, speed + 3));
        double reach = reach(config, speed, goalSpeed);
        List<Named> paths = new ArrayList<>();
        paths.add(new Named("hold the wheel", SpiralPath.arc(x0, 0, start, reach)));
        SpiralFit fit = new SpiralFit(x0, 0, start);
        double[] now = reference.project(x0, 0);
        for (double seconds : config.lookaheads()) {
            double ahead = Math.max(SHORTEST, brisk * seconds);
            double s = now[0] + ahead;
            double heading = reference.heading(s);
            double bend =
                    Math.max(
                            -vehicle.maxCurvature(),
                            Math.min(vehicle.maxCurvature(), reference.curvature(s)));
            for (double offset : offsets(config, now[1])) {
                double[] end = reference.at(s, offset);
                // An offset line of curvature k at distance d has curvature k / (1 - d k).
                double parallel = bend / Math.max(0.2, 1 - offset * bend);
                fit.to(end[0], end[1], heading, parallel, reach)
                        .ifPresent(p -> paths.add(new Named(name(offset, ahead), p)));
            }
        }
        double cap =
                Math.min(
                        vehicle.maxCurvature(),
                        config.bounds().comfort().lateralAcceleration()
                                / Math.max(1, speed * speed));
        double blend = Math.max(3, speed);
        for (double turn : TURNS) {
            double to = Math.max(-cap, Math.min(cap, start + turn * cap));
            paths.add(
                    new Named(
                            "turn " + Math.round(to * 1e4) / 1e4 + "/m",
                            SpiralPath.turning(x0, 0, start, to, blend, reach)));
        }
        return paths;
    }

    /** How far a path may be asked for within the horizon, metres. */
    static double reach(PlannerConfig config, double speed, double goalSpeed) {
        double gained = config.bounds().hard().acceleration() * config.horizon();
        return Math.max(speed, Math.min(goalSpeed, speed + gained)) * config.horizon() + 30;
    }

    /** The ego's curvature, within what the steering can do. */
    public static double startCurvature(EgoState ego, VehicleModel vehicle) {
        double most = vehicle.maxCurvature();
        return Math.max(-most, Math.min(most, ego.curvature()));
    }

    /** The configured offsets, and the one that the vehicle has now unless it is among them. */
    private static List<Double> offsets(PlannerConfig config, double now) {
        List<Double> all = new ArrayList<>(config.offsets());
        if (all.stream().noneMatch(d -> Math.abs(d - now) < 0.2) && Math.abs(now) < 10) {
            all.add(now);
        }
        return all;
    }

    private static String name(double offset, double ahead) {
        return "offset " + Math.round(offset * 100) / 100.0 + " m in " + Math.round(ahead) + " m";
    }
}
