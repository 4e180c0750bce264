package dev.sightline.perception.camera;

import dev.sightline.perception.sensor.CameraImage;

/**
 * A JPEG or PNG stream that was walked from end to end in Java, and is known to be whole, before a native decoder sees it.
 *
 * <p>Why at all: the native decoders print to standard error about damage, and paint what they cannot read grey; a robot must
 * not drive on grey. And why again after stripping: metadata (colour profiles, orientation, comments) would be parsed, too, and
 * orientation would turn the picture against its calibration.
 */
final class EncodedPicture {

    private final int width;
    private final int height;
    private final int bitDepth;
    private final boolean grey;
    private final boolean png;
    private final byte[] stripped;

    EncodedPicture(
            int width, int height, int bitDepth, boolean grey, boolean png, byte[] stripped) {
        this.width = width;
        this.height = height;
        this.bitDepth = bitDepth;
        this.grey = grey;
        this.png = png;
        this.stripped = stripped;
    }

    /**
     * Checks a stream.
     *
     * @throws IllegalArgumentException with the offset of the damage, or the size if it is over {@link CameraImage#MAX_PIXELS}
     */
    static EncodedPicture of(byte[] encoded) {
        if (encoded.length >= 2 && (encoded[0] & 0xff) == 0xff && (encoded[1] & 0xff) == 0xd8) {
            return new JpegWalk(encoded).walk();
        }
        if (PngWalk.hasSignature(encoded)) {
            return new PngWalk(encoded).walk();
        }
        throw new IllegalArgumentException(
                "neither JPEG nor PNG: " + encoded.length + " bytes of something else");
    }

    /** Refuses an image bomb before anything of its size is allocated. */
    static void requireSize(long width, long height) {
        if (width < 1
                || height < 1
                || width > CameraImage.MAX_PIXELS
                || width * height > CameraImage.MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "image of "
                            + width
                            + "x"
                            + height
                            + " pixels: need 1.."
                            + CameraImage.MAX_PIXELS);
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int bitDepth() {
        return bitDepth;
    }

    boolean isGrey() {
        return grey;
    }

    boolean isPng() {
        return png;
    }

    /** The stream without metadata; not a copy. */
    byte[] stripped() {
        return stripped;
    }
}
