package dev.sightline.planner.metric;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import java.util.Optional;

/** What the recorded driver did next, as a trajectory that can be laid beside a plan or given to the collision checker. */
public final class DrivenPath {

    private DrivenPath() {}

    /**
     * The driven path in the ego frame of the instant of planning, in the planner's step, up to the horizon or the recording's end.
     *
     * <p>Speeds are those of the rear axle over the step, signed by the heading; accelerations and curvatures are their differences, and 0
     * at the ends and at rest.
     *
     * @param driven world from ego over time
     * @return empty if the recording covers less than one step from here
     */
    public static Optional<Trajectory> of(
            PoseTrack driven, EgoState ego, VehicleModel vehicle, PlannerConfig config) {
        long left = driven.covers(ego.timeNs()) ? driven.toNs() - ego.timeNs() : 0;
        int n = (int) Math.min(config.steps(), left / config.stepNs()) + 1;
        if (n < 2) {
            return Optional.empty();
        }
        Pose startFromWorld = ego.worldFromEgo().inverse();
        Vec3 axle = new Vec3(vehicle.rearAxleX(), 0, 0);
        long[] timesNs = new long[n];
        double[] x = new double[n];
        double[] y = new double[n];
        double[] heading = new double[n];
        for (int i = 0; i < n; i++) {
            timesNs[i] = ego.timeNs() + i * config.stepNs();
            Pose startFromEgo = startFromWorld.times(driven.at(timesNs[i]));
            Vec3 p = startFromEgo.apply(axle);
            x[i] = p.x();
            y[i] = p.y();
            double yaw = startFromEgo.rotation().yaw();
            double before = i == 0 ? 0 : heading[i - 1];
            heading[i] = before + Math.IEEEremainder(yaw - before, 2 * Math.PI);
        }
        double[] speed = new double[n];
        for (int i = 0; i < n; i++) {
            int a = Math.max(0, i - 1);
            int b = Math.min(n - 1, i + 1);
            double along =
                    (x[b] - x[a]) * StrictMath.cos(heading[i])
                            + (y[b] - y[a]) * StrictMath.sin(heading[i]);
            speed[i] = along / ((b - a) * config.step());
        }
        double[] acceleration = new double[n];
        double[] curvature = new double[n];
        for (int i = 1; i < n - 1; i++) {
            acceleration[i] = (speed[i + 1] - speed[i - 1]) / (2 * config.step());
            double yawRate = (heading[i + 1] - heading[i - 1]) / (2 * config.step());
            curvature[i] = Math.abs(speed[i]) < 0.1 ? 0 : yawRate / speed[i];
        }
        return Optional.of(new Trajectory(timesNs, x, y, heading, speed, acceleration, curvature));
    }
}
