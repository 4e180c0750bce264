package dev.sightline.perception.sensor;

/**
 * A place in an image. The centre of the upper left pixel is (0, 0): OpenCV's convention.
 *
 * @param u to the right, pixels
 * @param v down, pixels
 */
public record Pixel(double u, double v) {}
