package dev.sightline.perception.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.testing.SampleData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Files that our own encoder does not write: the JDK's, and OpenCV's under other settings. */
class OtherEncodersTest {

    private static final Frame CAMERA = new Frame("CAM_FRONT");

    private static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        CameraImage smooth = ImageCodecTest.smooth(width, height);
        for (int v = 0; v < height; v++) {
            for (int u = 0; u < width; u++) {
                image.setRGB(u, v, 0xff000000 | smooth.rgb(u, v));
            }
        }
        return image;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    /** The JDK decodes with a library of its own; two right decoders differ by rounding and in how they upsample colour. */
    private static void assertAsTheJdkReadsIt(byte[] encoded, int tolerance) throws IOException {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(encoded));
        CameraImage actual = ImageCodec.decode(encoded, CAMERA, 0, 0);
        assertEquals(expected.getWidth(), actual.width());
        assertEquals(expected.getHeight(), actual.height());
        for (int v = 0; v < actual.height(); v++) {
            for (int u = 0; u < actual.width(); u++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    // The JDK takes grey for linear and brightens it in getRGB; its raster has what
                    // the file says.
                    int there =
                            expected.getType() == BufferedImage.TYPE_BYTE_GRAY
                                    ? expected.getRaster().getSample(u, v, 0)
                                    : expected.getRGB(u, v) >> shift & 0xff;
                    int difference = there - (actual.rgb(u, v) >> shift & 0xff);
                    assertTrue(
                            Math.abs(difference) <= tolerance, difference + " at " + u + ", " + v);
                }
            }
        }
    }

    @Test
    void jpegsOfTheJdkAreReadAsTheJdkReadsThem() throws IOException {
        assertAsTheJdkReadsIt(written(picture(101, 67, BufferedImage.TYPE_INT_RGB), "jpg"), 4);
    }

    @Test
    void pngsOfTheJdkAreReadExactly() throws IOException {
        assertAsTheJdkReadsIt(written(picture(101, 67, BufferedImage.TYPE_INT_RGB), "png"), 0);
        assertAsTheJdkReadsIt(written(picture(31, 20, BufferedImage.TYPE_INT_ARGB), "png"), 0);
    }

    private static byte[] jpeg(int width, int height, boolean grey, int... parameters) {
        OpenCvLibrary.load();
        Mat image = new Mat(height, width, grey ? CvType.CV_8UC1 : CvType.CV_8UC3, Scalar.all(90));
        MatOfInt settings = new MatOfInt(parameters);
        MatOfByte out = new MatOfByte();
        try {
            Imgproc.circle(
                    image,
                    new org.opencv.core.Point(width / 2.0, height / 3.0),
                    9,
                    new Scalar(30, 180, 220),
                    -1);
            assertTrue(Imgcodecs.imencode(".jpg", image, out, settings));
            return out.toArray();
        } finally {
            image.release();
            settings.release();
            out.release();
        }
    }

    @Test
    void greyAndRestartMarkersAndOptimisedTablesAreRead() throws IOException {
        List<byte[]> files =
                List.of(
                        jpeg(50, 37, true),
                        jpeg(50, 37, false, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3),
                        jpeg(200, 150, false, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 1),
                        jpeg(50, 37, false, Imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1));
        for (byte[] file : files) {
            assertAsTheJdkReadsIt(
                    file, 40); // the sharp rim of the disc, where upsampling differs most
        }
    }

    /** 4:4:4, 4:2:2, 4:4:0, 4:2:0 and 4:1:1. */
    @ParameterizedTest
    @ValueSource(ints = {0x111111, 0x211111, 0x121111, 0x221111, 0x411111})
    void everyUsualSamplingOfColourIsRead(int sampling) throws IOException {
        assertAsTheJdkReadsIt(
                jpeg(53, 41, false, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, sampling), 60);
    }

    @Test
    void progressiveJpegIsRefusedWithAdvice() {
        byte[] progressive = jpeg(50, 37, false, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageCodec.decode(progressive, CAMERA, 0, 0));
        assertTrue(
                e.getMessage().contains("0xc2") && e.getMessage().contains("baseline"),
                e.getMessage());
    }

    @Test
    void everyPictureOfTheSampleRecordingsIsRead() throws IOException {
        int read = 0;
        for (String recording : List.of("nuscenes", "semantickitti", "kitti_object")) {
            try (Stream<Path> files = Files.walk(SampleData.path(recording))) {
                for (Path file :
                        files.filter(p -> p.toString().matches(".*\\.(jpg|png)")).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    CameraImage full = ImageCodec.decode(bytes, CAMERA, 0, 0);
                    CameraImage half =
                            ImageCodec.decode(bytes, ImageCodec.Scale.HALF, CAMERA, 0, 0);
                    assertTrue(
                            full.width() > 1000 && full.height() > 300, () -> file + " is " + full);
                    assertEquals(Math.round(full.width() / 2.0), half.width());
                    read++;
                }
            }
        }
        assertTrue(read >= 10, "only " + read + " pictures");
    }
}
