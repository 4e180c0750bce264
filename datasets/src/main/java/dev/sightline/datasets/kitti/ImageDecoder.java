package dev.sightline.datasets.kitti;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;

/** Turns the bytes of an image file into pixels. */
@FunctionalInterface
public interface ImageDecoder {

    /**
     * Decodes one image.
     *
     * @throws IllegalArgumentException if the bytes are no image
     */
    CameraImage decode(byte[] encoded, Frame frame, long exposureStartNs, long rowPeriodNs);
}
