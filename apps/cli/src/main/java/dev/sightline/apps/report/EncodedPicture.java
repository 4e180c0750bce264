package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture as the bytes of a file. Immutable. The same pixels give the same bytes on the same JDK build. */
public final class EncodedPicture {

    private final String mimeType;
    private final int width;
    private final int height;
    private final byte[] bytes;

    private EncodedPicture(String mimeType, int width, int height, byte[] bytes) {
        this.mimeType = mimeType;
        this.width = width;
        this.height = height;
        this.bytes = bytes;
    }

    /** Without loss: for plots and voxels. */
    public static EncodedPicture png(BufferedImage image) {
        return encode(image, "png", -1);
    }

    /**
     * With loss: for camera strips.
     *
     * @param quality 0..1; 0.8 keeps drawn points readable
     */
    public static EncodedPicture jpeg(BufferedImage image, double quality) {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("JPEG quality is 0..1, was " + quality);
        }
        return encode(image, "jpeg", quality);
    }

    private static EncodedPicture encode(BufferedImage image, String format, double quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(format).next(); // both come with every JDK
        // In memory: the default stream would write a temporary file.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (quality >= 0) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality((float) quality);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            writer.dispose();
        }
        return new EncodedPicture(
                "image/" + format, image.getWidth(), image.getHeight(), bytes.toByteArray());
    }

    public String mimeType() {
        return mimeType;
    }

    /** Pixels across. */
    public int width() {
        return width;
    }

    /** Pixels down. */
    public int height() {
        return height;
    }

    /** Size of the file, bytes. */
    public int size() {
        return bytes.length;
    }

    /** Writes the file's bytes. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** The file inside a URI, as a page embeds it. */
    public String dataUri() {
        return "data:" + mimeType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
