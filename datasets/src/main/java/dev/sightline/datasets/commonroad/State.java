package dev.sightline.datasets.commonroad;

import java.util.OptionalDouble;

/**
 * Where something is at a step of the scenario. Where the file gives a range instead of a value, its middle.
 *
 * @param step number of the step; the scenario says how long one is
 * @param x of the shape's origin, metres
 * @param y of the shape's origin, metres
 * @param heading radians, counter-clockwise from x
 * @param speed along the heading, m/s, if known
 * @param acceleration along the heading, m/s2, if known
 * @param yawRate rad/s, if known
 */
public record State(
        int step,
        double x,
        double y,
        double heading,
        OptionalDouble speed,
        OptionalDouble acceleration,
        OptionalDouble yawRate) {}
