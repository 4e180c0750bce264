package dev.sightline.perception.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.BayerPattern;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraImage.RawFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageCodecTest {

    private static final Frame CAMERA = new Frame("CAM_FRONT");

    static CameraImage smooth(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int v = 0, i = 0; v < height; v++) {
            for (int u = 0; u < width; u++) {
                rgb[i++] = (byte) (40 + 180 * u / width);
                rgb[i++] = (byte) (40 + 180 * v / height);
                rgb[i++] = (byte) (128 + 80 * Math.sin(0.05 * (u + v)));
            }
        }
        return CameraImage.rgb(CAMERA, 1_000, 20, width, height, rgb);
    }

    static CameraImage mosaic(int width, int height, long seed) {
        Random random = new Random(seed);
        short[] values = new short[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) random.nextInt(1 << 12);
        }
        RawFormat format = new RawFormat(BayerPattern.GRBG, 12, 64, 4095);
        return CameraImage.raw(CAMERA, 1_000, 20, width, height, format, values);
    }

    @Test
    void pngReturnsEveryPixelAndKeepsFrameAndTimes() {
        CameraImage image = smooth(37, 23);
        CameraImage back = ImageCodec.decode(ImageCodec.encodePng(image), CAMERA, 1_000, 20);
        assertArrayEquals(image.rgbBytes(), back.rgbBytes());
        assertEquals(CAMERA, back.frame());
        assertEquals(1_000, back.startNs());
        assertEquals(1_000 + 22 * 20, back.endNs());
    }

    @Test
    void redStaysRed() {
        byte[] red = {
            (byte) 200, 10, 20, (byte) 200, 10, 20, (byte) 200, 10, 20, (byte) 200, 10, 20
        };
        CameraImage image = CameraImage.rgb(CAMERA, 0, 0, 2, 2, red);
        assertEquals(
                0xc80a14, ImageCodec.decode(ImageCodec.encodePng(image), CAMERA, 0, 0).rgb(1, 1));
        int jpeg = ImageCodec.decode(ImageCodec.encodeJpeg(image, 95), CAMERA, 0, 0).rgb(1, 1);
        assertTrue((jpeg >> 16) > 190 && (jpeg & 0xff) < 40, Integer.toHexString(jpeg));
    }

    @Test
    void jpegReturnsASmoothImageNearly() {
        CameraImage image = smooth(75, 50);
        CameraImage back = ImageCodec.decode(ImageCodec.encodeJpeg(image, 95), CAMERA, 0, 0);
        assertEquals(75, back.width());
        // Quality 95 quantises smooth content by about 2 counts; chroma subsampling adds a few at
        // the steepest slope.
        assertTrue(worst(image, back, 1) <= 10, () -> "worst difference " + worst(image, back, 1));
    }

    @ParameterizedTest
    @EnumSource(ImageCodec.Scale.class)
    void aReducedImageShowsTheMeansOfItsBlocksAtTheSizeOfTheScaledModel(ImageCodec.Scale scale) {
        CameraImage image = smooth(1242 / 4, 375 / 4); // neither divides by 4
        int divisor = (int) Math.round(1 / scale.factor());
        for (byte[] encoded :
                new byte[][] {ImageCodec.encodePng(image), ImageCodec.encodeJpeg(image, 98)}) {
            CameraImage small = ImageCodec.decode(encoded, scale, CAMERA, 1_000, 20);
            assertEquals(Math.round(image.width() * scale.factor()), small.width());
            assertEquals(Math.round(image.height() * scale.factor()), small.height());
            assertEquals(20L * divisor, small.rowPeriodNs());
            assertTrue(small.endNs() <= image.endNs());
            // As the JPEG bound above; a block that reaches over the edge may differ in how it is
            // padded.
            assertTrue(
                    worst(image, small, divisor) <= 10,
                    () -> "worst difference " + worst(image, small, divisor));
        }
    }

    /** Largest difference of a channel to the mean over blocks, whole blocks only. */
    private static int worst(CameraImage image, CameraImage small, int divisor) {
        double worst = 0;
        for (int v = 0; v < image.height() / divisor; v++) {
            for (int u = 0; u < image.width() / divisor; u++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    double sum = 0;
                    for (int k = 0; k < divisor * divisor; k++) {
                        sum +=
                                image.rgb(u * divisor + k % divisor, v * divisor + k / divisor)
                                                >> shift
                                        & 0xff;
                    }
                    double mean = sum / (divisor * divisor);
                    worst = Math.max(worst, Math.abs(mean - (small.rgb(u, v) >> shift & 0xff)));
                }
            }
        }
        return (int) Math.ceil(worst);
    }

    @Test
    void aRawMosaicReturnsUnchanged() {
        CameraImage raw = mosaic(18, 10, 5);
        RawFormat format = raw.rawFormat().orElseThrow();
        byte[] png = ImageCodec.encodePng(raw);
        CameraImage back = ImageCodec.decodeRaw(png, CAMERA, 7, 3, format);
        for (int plane = 0; plane < 4; plane++) {
            for (int i = 0; i < 45; i++) {
                assertEquals(
                        raw.planes().orElseThrow().at(plane, i % 9, i / 9),
                        back.planes().orElseThrow().at(plane, i % 9, i / 9));
            }
        }
        assertEquals(7, back.startNs());
    }

    @Test
    void aMosaicWithMoreBitsThanItsFormatIsRefusedNamingThePixel() {
        byte[] png = ImageCodec.encodePng(mosaic(18, 10, 6));
        RawFormat ten = new RawFormat(BayerPattern.GRBG, 10, 0, 1023);
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageCodec.decodeRaw(png, CAMERA, 0, 0, ten));
        assertTrue(
                e.getMessage().matches("pixel \\(\\d+, \\d+\\) is \\d+: more than 10 bits"),
                e.getMessage());
    }

    @Test
    void rawAndColourAreNotMistakenForEachOther() {
        RawFormat format = new RawFormat(BayerPattern.RGGB, 16, 0, 65535);
        byte[] raw = ImageCodec.encodePng(mosaic(18, 10, 7));
        byte[] rgb = ImageCodec.encodePng(smooth(8, 8));
        assertThrows(IllegalArgumentException.class, () -> ImageCodec.decode(raw, CAMERA, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> ImageCodec.decodeRaw(rgb, CAMERA, 0, 0, format));
        assertThrows(
                IllegalArgumentException.class, () -> ImageCodec.encodeJpeg(mosaic(4, 4, 8), 90));
    }

    @Test
    void orientationInTheMetadataDoesNotTurnThePicture() {
        byte[] jpeg = ImageCodec.encodeJpeg(smooth(32, 16), 90);
        // EXIF, big endian, one entry: orientation (0x112), short, 1 value, 6 = turned by a
        // quarter.
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] turned = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, turned, 0, 2);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
        CameraImage image = ImageCodec.decode(turned, CAMERA, 0, 0);
        assertEquals(32, image.width());
        assertArrayEquals(ImageCodec.decode(jpeg, CAMERA, 0, 0).rgbBytes(), image.rgbBytes());
    }
}
