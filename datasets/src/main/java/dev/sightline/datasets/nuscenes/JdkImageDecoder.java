package dev.sightline.datasets.nuscenes;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The JDK's own decoder of JPEG and PNG. */
final class JdkImageDecoder implements ImageDecoder {

    @Override
    public CameraImage decode(byte[] encoded, Frame frame, long exposureStartNs, long rowPeriodNs) {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IllegalArgumentException("no JPEG or PNG");
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > CameraImage.MAX_PIXELS) {
                throw new IllegalArgumentException("image of " + pixels + " pixels");
            }
            BufferedImage image = reader.read(0);
            reader.dispose();
            int w = image.getWidth();
            int h = image.getHeight();
            int[] argb = image.getRGB(0, 0, w, h, null, 0, w);
            byte[] rgb = new byte[3 * argb.length];
            for (int i = 0; i < argb.length; i++) {
                rgb[3 * i] = (byte) (argb[i] >> 16);
                rgb[3 * i + 1] = (byte) (argb[i] >> 8);
                rgb[3 * i + 2] = (byte) argb[i];
            }
            return CameraImage.rgb(frame, exposureStartNs, rowPeriodNs, w, h, rgb);
        } catch (IOException e) {
            throw new IllegalArgumentException("image cannot be decoded: " + e.getMessage(), e);
        }
    }
}
