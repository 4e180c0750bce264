package dev.sightline.planner;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Polyline;
import dev.sightline.planner.ComfortBounds.Limits;
import dev.sightline.planner.candidate.FallbackLadder;
import dev.sightline.planner.candidate.FallbackLadder.Rung;
import dev.sightline.planner.candidate.LaneRoute;
import dev.sightline.planner.candidate.Motion;
import dev.sightline.planner.candidate.PathFan;
import dev.sightline.planner.candidate.Reference;
import dev.sightline.planner.candidate.SpeedFan;
import dev.sightline.planner.candidate.SpiralPath;
import dev.sightline.planner.score.CollisionChecker;
import dev.sightline.planner.score.Feasibility;
import dev.sightline.planner.score.PathScan;
import dev.sightline.planner.score.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans by trying: many paths at many speeds, each checked and priced, and the cheapest that survives is driven. A stop is made first and
 * is what remains if none survives, so there is always a plan. Immutable, and safe for use by many threads.
 */
public final class Planner {

    private final VehicleModel vehicle;
    private final PlannerConfig config;

    /**
     * A planner for a vehicle.
     *
     * @throws IllegalArgumentException if the bounds ask for more than the vehicle can do
     */
    public Planner(VehicleModel vehicle, PlannerConfig config) {
        Limits hard = config.bounds().hard();
        if (hard.acceleration() > vehicle.maxAcceleration()
                || hard.lateralAcceleration() > vehicle.maxLateralAcceleration()
                || config.bounds().emergency().deceleration() > vehicle.maxDeceleration()) {
            throw new IllegalArgumentException(
                    vehicle.name() + " cannot do " + config.bounds() + ": " + vehicle);
        }
        this.vehicle = vehicle;
        this.config = config;
    }

    public VehicleModel vehicle() {
        return vehicle;
    }

    public PlannerConfig config() {
        return config;
    }

    /** Plans from the scene's instant on. Same scene and goal, same plan, bit for bit. */
    public Plan plan(PlanningScene scene, Goal goal) {
        CollisionChecker checker = CollisionChecker.of(scene, vehicle, config);
        Plan stop = fallback(scene, checker);
        if (scene.ego().speed() < 0) {
            return stop; // rolling backwards: first come to rest
        }
        List<Plan.Candidate> candidates = candidates(scene, goal, checker);
        Optional<Plan.Candidate> best = Optional.empty();
        for (Plan.Candidate candidate : candidates) {
            if (candidate.rejection().isEmpty()
                    && (best.isEmpty() || candidate.cost().total() < best.get().cost().total())) {
                best = Optional.of(candidate);
            }
        }
        if (best.isPresent()) {
            return new Plan(
                    scene.ego(),
                    best.get().trajectory(),
                    best.get().name(),
                    false,
                    Optional.empty(),
                    candidates,
                    scene.missing());
        }
        return new Plan(
                scene.ego(),
                stop.trajectory(),
                stop.choice(),
                true,
                stop.violation(),
                candidates,
                scene.missing());
    }

    private List<Plan.Candidate> candidates(
            PlanningScene scene, Goal goal, CollisionChecker checker) {
        EgoState ego = scene.ego();
        Goal aim = limited(scene, goal);
        Reference reference = reference(scene, aim);
        Scorer scorer = new Scorer(scene, aim, reference, vehicle, config, checker);
        Limits hard = config.bounds().hard();
        Feasibility feasibility = new Feasibility(vehicle, hard);
        SpeedFan speeds = new SpeedFan(ego.speed(), ego.acceleration(), config.bounds());
        List<SpeedFan.Named> general = speeds.general(aim.speed());
        double reach = Math.max(ego.speed(), aim.speed()) * config.horizon() + 30;
        List<Plan.Candidate> out = new ArrayList<>();
        for (PathFan.Named named : PathFan.of(ego, vehicle, config, reference, aim.speed())) {
            SpiralPath path = named.path();
            PathScan scan = PathScan.of(path, reach, checker);
            List<SpeedFan.Named> fan = new ArrayList<>(general);
            double obstacle = scan.blocked() - config.obstacles().stopGap();
            if (obstacle >= 0 && obstacle < reach) {
                fan.addAll(speeds.stopWithin(obstacle, "obstacle"));
            }
            if (scan.unseen() < reach) {
                fan.addAll(speeds.stopWithin(scan.unseen(), "unknown"));
            }
            if (aim instanceof Goal.Reach) {
                fan.addAll(speeds.stopWithin(reference.routeEnd(), "goal"));
            }
            for (SpeedFan.Named speed : fan) {
                Trajectory t =
                        Motion.forward(
                                path,
                                speed.profile(),
                                ego.timeNs(),
                                config.stepNs(),
                                config.steps());
                Optional<Rejection> rejection =
                        feasibility
                                .rejection(t)
                                .or(() -> checker.collision(t))
                                .or(
                                        () ->
                                                scan.rejection(
                                                        t,
                                                        speed.profile(),
                                                        hard,
                                                        config.obstacles().commitSeconds()));
                out.add(
                        new Plan.Candidate(
                                named.name() + ", " + speed.name(),
                                t,
                                scorer.cost(t, scan),
                                rejection));
            }
        }
        return out;
    }

    /** The goal with the speed limit of the lane, where a lane is known and no route is given. */
    private static Goal limited(PlanningScene scene, Goal goal) {
        if (!(goal instanceof Goal.Cruise)) {
            return goal;
        }
        return scene.lanes()
                .flatMap(lanes -> LaneRoute.of(lanes, scene.ego()))
                .<Goal>map(
                        route ->
                                Goal.follow(
                                        route.line(),
                                        Math.min(
                                                goal.speed(),
                                                route.speedLimit().orElse(goal.speed()))))
                .orElse(goal);
    }

    private Reference reference(PlanningScene scene, Goal goal) {
        if (goal instanceof Goal.Follow follow) {
            return Reference.of(follow.route());
        }
        Vec3 start = new Vec3(vehicle.rearAxleX(), 0, 0);
        if (goal instanceof Goal.Reach reach) {
            Vec3 flat = new Vec3(reach.point().x(), reach.point().y(), 0);
            if (flat.distance(start) > 0.1) {
                return Reference.of(new Polyline(List.of(start, flat)));
            }
        }
        double length = Math.max(20, scene.ego().speed() * config.horizon());
        return Reference.held(start.x(), PathFan.startCurvature(scene.ego(), vehicle), length);
    }

    /**
     * The stop to fall back to: the gentlest that hits nothing and stays in space that was seen; else the harder one if only unseen space
     * is in its way, because what nobody saw is no reason for full brakes; else the gentlest that hits nothing; else the one that hits the
     * slowest, then the latest.
     */
    private Plan fallback(PlanningScene scene, CollisionChecker checker) {
        List<Rung> rungs = FallbackLadder.of(scene.ego(), vehicle, config);
        List<Optional<Rejection>> hits =
                rungs.stream().map(r -> checker.collision(r.trajectory())).toList();
        int chosen = -1;
        for (int i = 0; i < rungs.size() - 1 && chosen < 0; i++) {
            boolean seen = checker.knowsNothing() || staysInSeen(rungs.get(i), checker);
            chosen = hits.get(i).isEmpty() && seen ? i : -1;
        }
        for (int i = rungs.size() - 2; i < rungs.size() && chosen < 0; i++) {
            chosen = hits.get(i).isEmpty() ? i : -1;
        }
        chosen = chosen < 0 && hits.get(0).isEmpty() ? 0 : chosen;
        for (int i = 0; i < rungs.size() && hits.stream().allMatch(Optional::isPresent); i++) {
            chosen = chosen < 0 || milder(hits.get(i).get(), hits.get(chosen).get()) ? i : chosen;
        }
        Rung rung = rungs.get(chosen);
        return new Plan(
                scene.ego(),
                rung.trajectory(),
                rung.name(),
                true,
                hits.get(chosen),
                List.of(),
                scene.missing());
    }

    private static boolean milder(Rejection a, Rejection b) {
        int bySpeed = Double.compare(Math.abs(a.speed()), Math.abs(b.speed()));
        return bySpeed != 0 ? bySpeed < 0 : a.seconds() > b.seconds();
    }

    private static boolean staysInSeen(Rung rung, CollisionChecker checker) {
        Trajectory t = rung.trajectory();
        for (int i = 0; i < t.size(); i++) {
            if (checker.unseenAt(t.x(i), t.y(i), t.cos(i), t.sin(i)).isPresent()) {
                return false;
            }
        }
        return true;
    }
}
