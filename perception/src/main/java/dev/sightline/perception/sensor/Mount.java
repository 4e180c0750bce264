package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;

/**
 * A sensor on a vehicle. Its frame's name is the channel name of its measurements.
 *
 * @param egoFromSensor where it sits: target is {@link Frame#EGO}
 * @param model what it is
 */
public record Mount(Pose egoFromSensor, SensorModel model) {

    public Mount {
        FrameMismatchException.require("target of a mount", Frame.EGO, egoFromSensor.target());
    }

    public Frame frame() {
        return egoFromSensor.source();
    }
}
