package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;

/**
 * What the wheels say of the vehicle's motion.
 *
 * @param frame the ego frame, or a frame of the axle
 * @param startNs time, ns
 * @param speed m/s, negative in reverse
 * @param steering road-wheel angle, radians, left positive; NaN if not measured
 * @param yawRate rad/s, left positive; NaN if not measured
 */
public record WheelOdometry(
        Frame frame, long startNs, double speed, double steering, double yawRate)
        implements Measurement {

    public WheelOdometry {
        if (!Double.isFinite(speed)) {
            throw new IllegalArgumentException("speed must be finite, was " + speed);
        }
    }

    @Override
    public long endNs() {
        return startNs;
    }
}
