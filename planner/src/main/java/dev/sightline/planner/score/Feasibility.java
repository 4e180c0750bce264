package dev.sightline.planner.score;

import dev.sightline.planner.ComfortBounds.Limits;
import dev.sightline.planner.Rejection;
import dev.sightline.planner.Rejection.Check;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import java.util.Optional;

/** Checks a trajectory against what a vehicle can do and a set of limits; accelerations at the samples, rates between them. */
public final class Feasibility {

    private static final double ROUNDING = 1e-6;

    private final VehicleModel vehicle;
    private final Limits limits;

    public Feasibility(VehicleModel vehicle, Limits limits) {
        this.vehicle = vehicle;
        this.limits = limits;
    }

    /** The first sample that breaks a limit. */
    public Optional<Rejection> rejection(Trajectory t) {
        for (int i = 0; i < t.size(); i++) {
            double v = t.speed(i);
            double k = t.curvature(i);
            if (beyond(k, vehicle.maxCurvature())) {
                return Optional.of(Rejection.at(Check.CURVATURE, t, i));
            }
            if (beyond(v * v * k, limits.lateralAcceleration())) {
                return Optional.of(Rejection.at(Check.LATERAL_ACCELERATION, t, i));
            }
            if (beyond(v * k, limits.yawRate())) {
                return Optional.of(Rejection.at(Check.YAW_RATE, t, i));
            }
            double a = t.acceleration(i);
            if (a > limits.acceleration() + ROUNDING || -a > limits.deceleration() + ROUNDING) {
                return Optional.of(Rejection.at(Check.ACCELERATION, t, i));
            }
            if (i > 0 && beyond(steeringRate(t, i, vehicle), vehicle.maxSteeringRate())) {
                return Optional.of(Rejection.at(Check.STEERING_RATE, t, i));
            }
            if (i > 0 && beyond(jerk(t, i), limits.jerk())) {
                return Optional.of(Rejection.at(Check.JERK, t, i));
            }
        }
        return Optional.empty();
    }

    private static boolean beyond(double value, double limit) {
        return Math.abs(value) > limit + ROUNDING;
    }

    /** Mean wheel rate of the bicycle model since the sample before, rad/s. */
    static double steeringRate(Trajectory t, int i, VehicleModel vehicle) {
        double now = StrictMath.atan(t.curvature(i) * vehicle.wheelbase());
        double before = StrictMath.atan(t.curvature(i - 1) * vehicle.wheelbase());
        return (now - before) / (t.seconds(i) - t.seconds(i - 1));
    }

    /** Mean jerk since the sample before, m/s^3; 0 where the vehicle has come to rest, because brakes end all at once. */
    static double jerk(Trajectory t, int i) {
        if (t.speed(i) == 0) {
            return 0;
        }
        return (t.acceleration(i) - t.acceleration(i - 1)) / (t.seconds(i) - t.seconds(i - 1));
    }
}
