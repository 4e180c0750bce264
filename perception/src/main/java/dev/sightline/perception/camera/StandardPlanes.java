package dev.sightline.perception.camera;

import dev.sightline.perception.geometry.Frame;

/**
 * The four colours of a raw image, R, Gr, Gb, B, each resampled to the same half-resolution raster of a standard camera: sample
 * {@code (u, v)} of every plane looks along {@code standard.scaled(0.5).ray(u, v)}. Still linear raw counts; 0 where the real camera
 * sees nothing. Immutable.
 */
public final class StandardPlanes {

    private final Frame frame;
    private final long exposureStartNs;
    private final long rowPeriodNs;
    private final int width;
    private final int height;
    private final short[][] planes; // [4][height][width]

    StandardPlanes(
            Frame frame,
            long exposureStartNs,
            long rowPeriodNs,
            int width,
            int height,
            short[][] planes) {
        this.frame = frame;
        this.exposureStartNs = exposureStartNs;
        this.rowPeriodNs = rowPeriodNs;
        this.width = width;
        this.height = height;
        this.planes = planes;
    }

    /** The standard camera's frame. */
    public Frame frame() {
        return frame;
    }

    /** When the real image's first row was exposed, ns. */
    public long startNs() {
        return exposureStartNs;
    }

    /** Between rows of a plane, ns. */
    public long rowPeriodNs() {
        return rowPeriodNs;
    }

    /** Width of a plane, pixels. */
    public int width() {
        return width;
    }

    /** Height of a plane, pixels. */
    public int height() {
        return height;
    }

    /** Raw value of plane 0..3 (R, Gr, Gb, B), unsigned. */
    public int at(int plane, int u, int v) {
        return planes[plane][v * width + u] & 0xffff;
    }
}
