package dev.sightline.perception.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraImage.RawFormat;
import dev.sightline.testing.Mutations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class DamagedImageTest {

    private static final Frame CAMERA = new Frame("CAM_FRONT");

    @Test
    void sixHundredDamagedJpegsAreReadOrRefused() {
        byte[] jpeg = ImageCodec.encodeJpeg(ImageCodecTest.smooth(160, 90), 85);
        Mutations.assertOnlyTypedErrors(
                jpeg,
                31,
                600,
                IllegalArgumentException.class,
                b -> ImageCodec.decode(b, CAMERA, 0, 0));
    }

    @Test
    void sixHundredDamagedPngsAreReadOrRefused() {
        byte[] png = ImageCodec.encodePng(ImageCodecTest.smooth(160, 90));
        Mutations.assertOnlyTypedErrors(
                png,
                32,
                600,
                IllegalArgumentException.class,
                b -> ImageCodec.decode(b, CAMERA, 0, 0));
    }

    @Test
    void sixHundredDamagedMosaicsAreReadOrRefused() {
        byte[] png = ImageCodec.encodePng(ImageCodecTest.mosaic(64, 48, 9));
        RawFormat format = ImageCodecTest.mosaic(2, 2, 9).rawFormat().orElseThrow();
        Mutations.assertOnlyTypedErrors(
                png,
                33,
                600,
                IllegalArgumentException.class,
                b -> ImageCodec.decodeRaw(b, CAMERA, 0, 0, format));
    }

    /** A PNG mutant with repaired checksums gets past the first gate, to the inflater and the native decoder. */
    @Test
    void pngDamageUnderAValidChecksumIsReadOrRefused() {
        byte[] png = ImageCodec.encodePng(ImageCodecTest.smooth(160, 90));
        Mutations.assertOnlyTypedErrors(
                png,
                34,
                600,
                IllegalArgumentException.class,
                b -> ImageCodec.decode(withChecksums(b.clone()), CAMERA, 0, 0));
    }

    private static byte[] withChecksums(byte[] png) {
        ByteBuffer in = ByteBuffer.wrap(png);
        for (int at = 8; at + 12 <= png.length; ) {
            int length = in.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(png, at + 4, 4 + length);
            in.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
        return png;
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] jpeg = ImageCodec.encodeJpeg(ImageCodecTest.smooth(48, 32), 85);
        byte[] png = ImageCodec.encodePng(ImageCodecTest.smooth(48, 32));
        for (byte[] whole : new byte[][] {jpeg, png}) {
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThrows(
                        IllegalArgumentException.class, () -> ImageCodec.decode(cut, CAMERA, 0, 0));
            }
        }
    }

    @Test
    void anImageBombIsRefusedByItsHeaderAlone() {
        byte[] png = ImageCodec.encodePng(ImageCodecTest.smooth(8, 8));
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        withChecksums(png);
        Exception e =
                assertThrows(
                        IllegalArgumentException.class, () -> ImageCodec.decode(png, CAMERA, 0, 0));
        assertEquals("image of 60000x60000 pixels: need 1..67108864", e.getMessage());

        byte[] jpeg = ImageCodec.encodeJpeg(ImageCodecTest.smooth(8, 8), 80);
        int sof = 2;
        while ((jpeg[sof + 1] & 0xff) != 0xc0) {
            sof += 2 + ((jpeg[sof + 2] & 0xff) << 8 | jpeg[sof + 3] & 0xff);
        }
        Arrays.fill(jpeg, sof + 5, sof + 9, (byte) 0xff);
        e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageCodec.decode(jpeg, CAMERA, 0, 0));
        assertEquals("image of 65535x65535 pixels: need 1..67108864", e.getMessage());
    }

    @Test
    void theReasonNamesTheKindOfFile() {
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ImageCodec.decode(new byte[9], CAMERA, 0, 0));
        assertTrue(e.getMessage().startsWith("neither JPEG nor PNG"), e.getMessage());
    }

    /** Native code writes past System.err, so only another process can be listened to. */
    @Test
    void nothingIsPrintedWhateverTheDamage() throws Exception {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Silence.class.getName())
                            .redirectError(errors.toFile())
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> said);
            assertEquals("done", said.strip());
            assertEquals("", Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    /** What the other process does. */
    static final class Silence {

        private Silence() {}

        public static void main(String[] args) {
            byte[] jpeg = ImageCodec.encodeJpeg(ImageCodecTest.smooth(160, 90), 85);
            byte[] png = ImageCodec.encodePng(ImageCodecTest.smooth(160, 90));
            for (int i = 0; i < 300; i++) {
                read(Mutations.mutant(jpeg, 35, i));
                read(Mutations.mutant(png, 36, i));
                read(withChecksums(Mutations.mutant(png, 37, i)));
            }
            System.out.println("done");
        }

        private static void read(byte[] bytes) {
            try {
                CameraImage image = ImageCodec.decode(bytes, CAMERA, 0, 0);
                assertEquals(CAMERA, image.frame());
            } catch (IllegalArgumentException e) {
                assertTrue(!e.getMessage().isBlank());
            }
        }
    }
}
