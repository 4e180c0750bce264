package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;
import java.util.Optional;

/**
 * One exposure of a camera: 8-bit RGB, or the raw mosaic as the sensor counted it. Immutable.
 *
 * <p>A rolling shutter reads row {@code v} at {@code exposureStartNs + v * rowPeriodNs}; a global shutter has a row period of 0.
 */
public final class CameraImage implements Measurement {

    /** The largest image accepted, pixels. */
    public static final int MAX_PIXELS = 64 << 20;

    private final Frame frame;
    private final long exposureStartNs;
    private final long rowPeriodNs;
    private final int width;
    private final int height;
    private final byte[] rgb; // [height][width][3] or null
    private final RawFormat format; // of a raw image, or null
    private final short[] mosaic; // [height][width] or null

    /**
     * A raw mosaic.
     *
     * @param pattern colours of the mosaic
     * @param bitDepth bits per pixel, 8..16
     * @param black level of no light, raw counts
     * @param white level of saturation, raw counts, above black
     */
    public record RawFormat(BayerPattern pattern, int bitDepth, int black, int white) {

        public RawFormat {
            if (bitDepth < 8
                    || bitDepth > 16
                    || black < 0
                    || white <= black
                    || white >= 1 << bitDepth) {
                throw new IllegalArgumentException(
                        "raw format of "
                                + bitDepth
                                + " bits with black "
                                + black
                                + " and white "
                                + white);
            }
        }
    }

    private CameraImage(
            Frame frame,
            long startNs,
            long rowPeriodNs,
            int width,
            int height,
            byte[] rgb,
            RawFormat format,
            short[] mosaic) {
        if (width <= 0 || height <= 0 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("image of " + width + "x" + height + " pixels");
        }
        if (rowPeriodNs < 0) {
            throw new IllegalArgumentException(
                    "row period must not be negative, was " + rowPeriodNs + " ns");
        }
        this.frame = frame;
        this.exposureStartNs = startNs;
        this.rowPeriodNs = rowPeriodNs;
        this.width = width;
        this.height = height;
        this.rgb = rgb;
        this.format = format;
        this.mosaic = mosaic;
    }

    /** An RGB image, {@code [height][width][3]}; the array is handed over. */
    public static CameraImage rgb(
            Frame frame,
            long exposureStartNs,
            long rowPeriodNs,
            int width,
            int height,
            byte[] rgb) {
        if (rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    width
                            + "x"
                            + height
                            + " RGB needs "
                            + 3L * width * height
                            + " bytes, got "
                            + rgb.length);
        }
        return new CameraImage(frame, exposureStartNs, rowPeriodNs, width, height, rgb, null, null);
    }

    /** A raw mosaic of even size, {@code [height][width]}; the array is handed over. */
    public static CameraImage raw(
            Frame frame,
            long exposureStartNs,
            long rowPeriodNs,
            int width,
            int height,
            RawFormat format,
            short[] mosaic) {
        if (mosaic.length != (long) width * height || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "a mosaic has even size and one value per pixel, had "
                            + width
                            + "x"
                            + height
                            + " and "
                            + mosaic.length);
        }
        return new CameraImage(
                frame, exposureStartNs, rowPeriodNs, width, height, null, format, mosaic);
    }

    @Override
    public Frame frame() {
        return frame;
    }

    @Override
    public long startNs() {
        return exposureStartNs;
    }

    @Override
    public long endNs() {
        return timeOfRowNs(height - 1);
    }

    /** When a row was exposed, ns. */
    public long timeOfRowNs(int v) {
        return exposureStartNs + v * rowPeriodNs;
    }

    public long rowPeriodNs() {
        return rowPeriodNs;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean isRaw() {
        return mosaic != null;
    }

    /**
     * A pixel as 0xRRGGBB.
     *
     * @throws IllegalStateException if the image is raw: raw pixels have one colour each, see {@link #planes}
     */
    public int rgb(int u, int v) {
        byte[] p = pixels();
        int i = 3 * (v * width + u);
        return (p[i] & 0xff) << 16 | (p[i + 1] & 0xff) << 8 | (p[i + 2] & 0xff);
    }

    /** A copy of the RGB bytes, {@code [height][width][3]}; throws as {@link #rgb(int, int)}. */
    public byte[] rgbBytes() {
        return pixels().clone();
    }

    private byte[] pixels() {
        if (rgb == null) {
            throw new IllegalStateException(
                    "'" + frame + "' is a raw image: pack it to planes first");
        }
        return rgb;
    }

    public Optional<RawFormat> rawFormat() {
        return Optional.ofNullable(format);
    }

    /** The raw mosaic as four planes, if this image is raw. */
    public Optional<RawPlanes> planes() {
        return Optional.ofNullable(mosaic)
                .map(m -> RawPlanes.pack(width, height, format.pattern(), m));
    }

    @Override
    public String toString() {
        return width
                + "x"
                + height
                + (isRaw() ? " raw" : " rgb")
                + " of '"
                + frame
                + "' at "
                + exposureStartNs
                + " ns";
    }
}
