/**
 * Sensors and what they record: the models of a rig and the closed set of raw measurements, each with its own times.
 */
package dev.sightline.perception.sensor;
