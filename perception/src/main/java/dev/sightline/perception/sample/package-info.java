/** A {@link dev.sightline.perception.sample.Sample}: what all sensors saw around one time, and how to make one from a stream. */
package dev.sightline.perception.sample;
