package dev.sightline.datasets.nuscenes;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;

/** Turns a JPEG or PNG into an image; throws IllegalArgumentException if it cannot. */
@FunctionalInterface
interface ImageDecoder {

    CameraImage decode(byte[] encoded, Frame frame, long exposureStartNs, long rowPeriodNs);
}
