package dev.sightline.planner.score;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.planner.ComfortBounds.Limits;
import dev.sightline.planner.Cost;
import dev.sightline.planner.Goal;
import dev.sightline.planner.Plan;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.PlannerConfig.Weights;
import dev.sightline.planner.PlanningScene;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import dev.sightline.planner.candidate.Reference;
import java.util.Optional;

/** Prices a candidate, term by term; the meaning of every term is in {@link Cost}, its weight in {@link Weights}. */
public final class Scorer {

    private static final int STRIDE = 5; // every so many samples the route is looked up
    private static final double FAR = 5; // metres beside the route beyond which it costs no more
    private static final double ROOM = 1.0; // metres of clearance that are enough
    private static final double PACE =
            3; // m/s: below this goal speed, a deficit is measured against it
    private static final double BRISK_WHEEL = 0.1; // rad/s
    private static final double[] KEPT = {
        0.5, 1.0, 1.5, 2.0
    }; // seconds that are compared with the previous plan

    private final Goal goal;
    private final Reference reference;
    private final VehicleModel vehicle;
    private final PlannerConfig config;
    private final CollisionChecker checker;
    private final double[][]
            previous; // [KEPT][x, y] in the ego frame, empty where the old plan ended

    public Scorer(
            PlanningScene scene,
            Goal goal,
            Reference reference,
            VehicleModel vehicle,
            PlannerConfig config,
            CollisionChecker checker) {
        this.goal = goal;
        this.reference = reference;
        this.vehicle = vehicle;
        this.config = config;
        this.checker = checker;
        this.previous = new double[KEPT.length][];
        Optional<Pose> egoFromPrevious =
                scene.previous()
                        .map(
                                p ->
                                        scene.ego()
                                                .worldFromEgo()
                                                .inverse()
                                                .times(p.ego().worldFromEgo()));
        for (int i = 0; i < KEPT.length; i++) {
            long timeNs = scene.ego().timeNs() + Math.round(KEPT[i] * 1e9);
            Optional<Trajectory.State> then =
                    scene.previous()
                            .map(Plan::trajectory)
                            .filter(t -> t.covers(timeNs))
                            .map(t -> t.at(timeNs));
            previous[i] = new double[0];
            if (then.isPresent() && egoFromPrevious.isPresent()) {
                Vec3 p = egoFromPrevious.get().apply(new Vec3(then.get().x(), then.get().y(), 0));
                previous[i] = new double[] {p.x(), p.y()};
            }
        }
    }

    /** Prices a candidate that drives on a scanned path. */
    public Cost cost(Trajectory t, PathScan scan) {
        Weights w = config.weights();
        double[] way = alongRoute(t);
        double[] effort = effort(t);
        double room = checker.clearance(t, ROOM);
        double tight = (ROOM - room) / ROOM;
        double crowded = checker.crowding(t, config.obstacles().timeGap());
        return new Cost(
                w.progress() * way[0],
                w.route() * way[1],
                w.steering() * effort[0],
                w.comfort() * effort[1],
                w.clearance() * tight * tight,
                w.headway() * crowded,
                w.unknown() * unseen(t, scan),
                w.consistency() * change(t));
    }

    /** Mean squares of the speed deficit (in goal speeds) and of the distance from the route (metres). */
    private double[] alongRoute(Trajectory t) {
        double pace = Math.max(PACE, goal.speed());
        double deficit = 0;
        double beside = 0;
        int n = 0;
        for (int i = 0; i < t.size(); i += STRIDE) {
            double[] place = reference.project(t.x(i), t.y(i));
            double wanted = goal.speed();
            if (goal instanceof Goal.Reach) {
                double left = Math.max(0, reference.routeEnd() - place[0]);
                wanted =
                        Math.min(
                                wanted,
                                Math.sqrt(2 * config.bounds().comfort().deceleration() * left));
            }
            double miss = (wanted - t.speed(i)) / pace;
            double d = Math.min(FAR, Math.abs(place[1]));
            deficit += miss * miss;
            beside += d * d;
            n++;
        }
        return new double[] {deficit / n, beside / n};
    }

    /** Mean squares of the wheel rate, and of accelerations and jerk in units of what is pleasant. */
    private double[] effort(Trajectory t) {
        Limits pleasant = config.bounds().comfort();
        double wheel = 0;
        double felt = 0;
        for (int i = 1; i < t.size(); i++) {
            double rate = Feasibility.steeringRate(t, i, vehicle) / BRISK_WHEEL;
            double a = t.acceleration(i);
            double lon = a / (a > 0 ? pleasant.acceleration() : pleasant.deceleration());
            double lat = t.speed(i) * t.speed(i) * t.curvature(i) / pleasant.lateralAcceleration();
            double jerk = Feasibility.jerk(t, i) / pleasant.jerk();
            wheel += rate * rate;
            felt += lon * lon + lat * lat + jerk * jerk;
        }
        return new double[] {wheel / (t.size() - 1), felt / (t.size() - 1)};
    }

    /** Share of the samples that lie beyond what was seen. */
    private static double unseen(Trajectory t, PathScan scan) {
        double s = 0;
        int beyond = 0;
        for (int i = 1; i < t.size(); i++) {
            s += Math.hypot(t.x(i) - t.x(i - 1), t.y(i) - t.y(i - 1));
            beyond += s > scan.unseen() ? 1 : 0;
        }
        return (double) beyond / t.size();
    }

    /** Mean squared distance from where the previous plan wanted to be. */
    private double change(Trajectory t) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < KEPT.length; i++) {
            long timeNs = t.fromNs() + Math.round(KEPT[i] * 1e9);
            if (previous[i].length == 2 && t.covers(timeNs)) {
                Trajectory.State now = t.at(timeNs);
                double dx = now.x() - previous[i][0];
                double dy = now.y() - previous[i][1];
                sum += dx * dx + dy * dy;
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
