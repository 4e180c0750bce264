package dev.sightline.planner;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a trajectory is not driven, or what a fallback stop that nothing could save runs into.
 *
 * @param check which check failed
 * @param seconds after the start of the trajectory
 * @param x of the rear axle at that time, metres in the ego frame of planning
 * @param y metres
 * @param speed m/s at that time
 * @param voxel linear index of the voxel that was hit, for voxels and flow; of a voxel of the column for unknown space
 * @param agent id of the object that was hit
 */
public record Rejection(
        Check check,
        double seconds,
        double x,
        double y,
        double speed,
        OptionalInt voxel,
        Optional<String> agent) {

    /** The checks, in the order in which they are made. */
    public enum Check {
        CURVATURE,
        STEERING_RATE,
        LATERAL_ACCELERATION,
        YAW_RATE,
        ACCELERATION,
        JERK,
        VOXEL,
        FLOW,
        OBJECT,
        UNKNOWN
    }

    /** A rejection at sample {@code i} that names no obstacle. */
    public static Rejection at(Check check, Trajectory trajectory, int i) {
        return new Rejection(
                check,
                trajectory.seconds(i),
                trajectory.x(i),
                trajectory.y(i),
                trajectory.speed(i),
                OptionalInt.empty(),
                Optional.empty());
    }

    public Rejection with(int hitVoxel) {
        return new Rejection(check, seconds, x, y, speed, OptionalInt.of(hitVoxel), agent);
    }

    public Rejection with(String hitAgent) {
        return new Rejection(check, seconds, x, y, speed, voxel, Optional.of(hitAgent));
    }
}
