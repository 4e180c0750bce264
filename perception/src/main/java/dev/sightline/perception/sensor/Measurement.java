package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;

/**
 * What one sensor recorded at one go, raw, with its own times. The closed set of inputs: every stage answers for each kind.
 *
 * <p>Times are nanoseconds of one clock per recording. A measurement covers {@code [startNs, endNs]}: an exposure, a sweep.
 */
public sealed interface Measurement
        permits CameraImage, PulseHistogram, PointCloud, InertialReading, WheelOdometry {

    /** The sensor's frame; its name is the channel. */
    Frame frame();

    /** When the first part was measured, ns. */
    long startNs();

    /** When the last part was measured, ns; not before {@link #startNs}. */
    long endNs();
}
