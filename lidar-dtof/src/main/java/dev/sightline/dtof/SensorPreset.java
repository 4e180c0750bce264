package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;

/**
 * A sensor that exists, or might.
 *
 * @param name as the command line spells it
 * @param model zones, bins, response
 * @param link light budget
 */
public record SensorPreset(String name, DtofModel model, Link link) {}
