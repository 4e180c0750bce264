package dev.sightline.perception.sensor;

/**
 * A sensor of the vehicle's own motion: inertial unit or wheel odometry.
 *
 * @param rateHz nominal rate, hertz; NaN if unknown
 */
public record MotionModel(double rateHz) implements SensorModel {}
