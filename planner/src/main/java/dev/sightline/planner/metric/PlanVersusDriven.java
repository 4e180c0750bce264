package dev.sightline.planner.metric;

import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.planner.Plan;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.Rejection;
import dev.sightline.planner.Rejection.Check;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import dev.sightline.planner.score.CollisionChecker;
import java.util.Optional;

/**
 * How plans differ from what the recorded driver did. Mergeable: sums are whole micrometres, so merging is exact and order-free.
 *
 * <p>A horizon counts only where the recording, and the plan, reach that far; every mean comes with its count. The driver is no oracle: a
 * plan that differs may be as good. Where the driven path itself collides by our own checker, occupancy saw something that was not there
 * (or that moved away): a count of its false alarms.
 *
 * @param plans compared
 * @param fallbacks of these, plans that were the safe stop
 * @param counts plans that could be compared at 1, 2, 3 s
 * @param distanceUm summed distance of the rear axles at 1, 2, 3 s, micrometres
 * @param speedUm summed difference, planned less driven, of the mean speeds over 1, 2, 3 s, micrometres per second
 * @param driven driven paths that were checked
 * @param drivenIntoVoxels of these, driven into standing voxels
 * @param drivenIntoFlow into moving voxels
 * @param drivenIntoObjects into objects
 */
public record PlanVersusDriven(
        long plans,
        long fallbacks,
        PerHorizon counts,
        PerHorizon distanceUm,
        PerHorizon speedUm,
        long driven,
        long drivenIntoVoxels,
        long drivenIntoFlow,
        long drivenIntoObjects) {

    /** The horizons, seconds. */
    public static final int HORIZONS = 3;

    /** A whole number for each of 1, 2 and 3 s. */
    public record PerHorizon(long after1s, long after2s, long after3s) {

        static final PerHorizon ZERO = new PerHorizon(0, 0, 0);

        /** The number for a horizon of 1, 2 or 3 seconds. */
        public long at(int seconds) {
            return switch (seconds) {
                case 1 -> after1s;
                case 2 -> after2s;
                case 3 -> after3s;
                default ->
                        throw new IllegalArgumentException(
                                "horizons are 1.." + HORIZONS + " s, not " + seconds);
            };
        }

        PerHorizon plus(PerHorizon o) {
            return new PerHorizon(after1s + o.after1s, after2s + o.after2s, after3s + o.after3s);
        }

        static PerHorizon of(long[] values) {
            return new PerHorizon(values[0], values[1], values[2]);
        }
    }

    public static PlanVersusDriven empty() {
        return new PlanVersusDriven(
                0, 0, PerHorizon.ZERO, PerHorizon.ZERO, PerHorizon.ZERO, 0, 0, 0, 0);
    }

    /**
     * Compares one plan.
     *
     * @param driven world from ego over time; what it does not cover is not counted
     * @param checker of the scene that was planned in
     */
    public static PlanVersusDriven of(
            Plan plan,
            PoseTrack driven,
            VehicleModel vehicle,
            PlannerConfig config,
            CollisionChecker checker) {
        Optional<Trajectory> path = DrivenPath.of(driven, plan.ego(), vehicle, config);
        long[] counts = new long[HORIZONS];
        long[] distance = new long[HORIZONS];
        long[] speed = new long[HORIZONS];
        for (int h = 1; h <= HORIZONS && path.isPresent(); h++) {
            long then = plan.ego().timeNs() + h * 1_000_000_000L;
            if (!path.get().covers(then) || !plan.trajectory().covers(then)) {
                continue;
            }
            Trajectory.State planned = plan.trajectory().at(then);
            Trajectory.State did = path.get().at(then);
            counts[h - 1] = 1;
            distance[h - 1] =
                    Math.round(1e6 * Math.hypot(planned.x() - did.x(), planned.y() - did.y()));
            speed[h - 1] =
                    Math.round(
                            1e6
                                    * (meanSpeed(plan.trajectory(), then)
                                            - meanSpeed(path.get(), then)));
        }
        Optional<Check> hit = path.flatMap(checker::collision).map(Rejection::check);
        return new PlanVersusDriven(
                1,
                plan.fallback() ? 1 : 0,
                PerHorizon.of(counts),
                PerHorizon.of(distance),
                PerHorizon.of(speed),
                path.isPresent() ? 1 : 0,
                hit.filter(c -> c == Check.VOXEL).isPresent() ? 1 : 0,
                hit.filter(c -> c == Check.FLOW).isPresent() ? 1 : 0,
                hit.filter(c -> c == Check.OBJECT).isPresent() ? 1 : 0);
    }

    /** Length of the path up to a time over the time, m/s, by the trapezoid rule over its samples' speeds. */
    private static double meanSpeed(Trajectory t, long until) {
        double sum = 0;
        for (int i = 1; i < t.size() && t.timeNs(i) <= until; i++) {
            sum += (t.speed(i) + t.speed(i - 1)) / 2 * (t.timeNs(i) - t.timeNs(i - 1));
        }
        return sum / (until - t.fromNs());
    }

    public PlanVersusDriven merge(PlanVersusDriven o) {
        return new PlanVersusDriven(
                plans + o.plans,
                fallbacks + o.fallbacks,
                counts.plus(o.counts),
                distanceUm.plus(o.distanceUm),
                speedUm.plus(o.speedUm),
                driven + o.driven,
                drivenIntoVoxels + o.drivenIntoVoxels,
                drivenIntoFlow + o.drivenIntoFlow,
                drivenIntoObjects + o.drivenIntoObjects);
    }

    /** Mean distance between plan and driver after 1, 2 or 3 s, metres; NaN where no recording reaches that far. */
    public double meanDistance(int seconds) {
        return distanceUm.at(seconds) * 1e-6 / counts.at(seconds);
    }

    /** Mean of planned less driven mean speed over 1, 2 or 3 s, m/s; NaN where no recording reaches that far. */
    public double meanSpeedDifference(int seconds) {
        return speedUm.at(seconds) * 1e-6 / counts.at(seconds);
    }
}
