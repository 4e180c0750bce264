package dev.sightline.planner;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;

/**
 * Where the vehicle is and how it moves at the instant of planning.
 *
 * @param timeNs nanoseconds, the clock of the recording
 * @param worldFromEgo where it is; the plan itself is given in this {@link Frame#EGO}
 * @param speed of the rear axle along the vehicle's x axis, m/s; negative when it rolls backwards
 * @param acceleration along the vehicle's x axis, m/s^2
 * @param curvature of the path of the rear axle, 1/m, positive to the left; the tangent of the wheel angle over the wheelbase
 */
public record EgoState(
        long timeNs, Pose worldFromEgo, double speed, double acceleration, double curvature) {

    /** The greatest speed that is believed, m/s. */
    public static final double MAX_SPEED = 100;

    public EgoState {
        FrameMismatchException.require(
                "source of the ego's pose", Frame.EGO, worldFromEgo.source());
        if (!(Math.abs(speed) <= MAX_SPEED)) {
            throw new IllegalArgumentException(
                    "speed must be within +-" + MAX_SPEED + " m/s, was " + speed);
        }
        if (!Double.isFinite(acceleration) || !Double.isFinite(curvature)) {
            throw new IllegalArgumentException(
                    "acceleration and curvature must be finite, were "
                            + acceleration
                            + " m/s^2, "
                            + curvature
                            + " 1/m");
        }
    }

    /** A state at the world's origin, heading along its x axis. */
    public static EgoState atOrigin(long timeNs, double speed) {
        return new EgoState(timeNs, Pose.identity(Frame.WORLD, Frame.EGO), speed, 0, 0);
    }
}
