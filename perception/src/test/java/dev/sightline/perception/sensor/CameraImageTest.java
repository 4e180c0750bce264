package dev.sightline.perception.sensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage.RawFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CameraImageTest {

    private static final Frame CAMERA = new Frame("CAM_FRONT");

    private static CameraImage mosaic(BayerPattern pattern) {
        short[] values = new short[6 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (60_000 + i); // over 32767: unsigned
        }
        return CameraImage.raw(CAMERA, 0, 0, 6, 4, new RawFormat(pattern, 16, 0, 65535), values);
    }

    /** The letters of the pattern, read row by row, are the colours of the upper left block; Gr is the green beside red. */
    @ParameterizedTest
    @CsvSource({"RGGB, 0, 1, 2, 3", "BGGR, 3, 2, 1, 0", "GRBG, 1, 0, 3, 2", "GBRG, 2, 3, 0, 1"})
    void aPatternNamesItsPlanes(BayerPattern pattern, int a, int b, int c, int d) {
        int[] block = {
            pattern.plane(0, 0), pattern.plane(1, 0), pattern.plane(0, 1), pattern.plane(1, 1)
        };
        assertArrayEquals(new int[] {a, b, c, d}, block);
        assertEquals(pattern.plane(0, 0), pattern.plane(4, 2));
        assertEquals(pattern.plane(1, 1), pattern.plane(5, 3));
    }

    @ParameterizedTest
    @EnumSource(BayerPattern.class)
    void everyMosaicPixelLandsInItsPlaneWhereItsPhaseSays(BayerPattern pattern) {
        RawPlanes planes = mosaic(pattern).planes().orElseThrow();
        for (int v = 0; v < 4; v++) {
            for (int u = 0; u < 6; u++) {
                int plane = pattern.plane(u, v);
                assertEquals(60_000 + 6 * v + u, planes.at(plane, u / 2, v / 2));
                // Full-resolution place from block and phase: 2 (block + phase) + 1/2.
                assertEquals(u, 2 * ((u >> 1) + planes.phaseU(plane)) + 0.5, 1e-15);
                assertEquals(v, 2 * ((v >> 1) + planes.phaseV(plane)) + 0.5, 1e-15);
            }
        }
    }

    @Test
    void thePhasesOfRggbAreThoseOfTheDesign() {
        RawPlanes planes = mosaic(BayerPattern.RGGB).planes().orElseThrow();
        double[] u = {-0.25, 0.25, -0.25, 0.25};
        double[] v = {-0.25, -0.25, 0.25, 0.25};
        for (int plane = 0; plane < 4; plane++) {
            assertEquals(u[plane], planes.phaseU(plane));
            assertEquals(v[plane], planes.phaseV(plane));
        }
        assertThrows(IllegalArgumentException.class, () -> planes.phaseU(4));
    }

    @Test
    void rowsOfARollingShutterFollowEachOther() {
        CameraImage image = CameraImage.rgb(CAMERA, 1_000, 30, 2, 5, new byte[30]);
        assertEquals(1_000, image.timeOfRowNs(0));
        assertEquals(1_090, image.timeOfRowNs(3));
        assertEquals(1_120, image.endNs());
        CameraImage global = CameraImage.rgb(CAMERA, 1_000, 0, 2, 5, new byte[30]);
        assertEquals(1_000, global.endNs());
    }

    @Test
    void aPixelIsReadWhereItWasWritten() {
        byte[] rgb = new byte[3 * 3 * 2];
        rgb[3 * (3 + 2)] = (byte) 0xfe;
        rgb[3 * (3 + 2) + 2] = 7;
        assertEquals(0xfe0007, CameraImage.rgb(CAMERA, 0, 0, 3, 2, rgb).rgb(2, 1));
    }

    @Test
    void aRawImageHasNoColoursYet() {
        assertThrows(IllegalStateException.class, () -> mosaic(BayerPattern.RGGB).rgb(0, 0));
        assertThrows(IllegalStateException.class, () -> mosaic(BayerPattern.RGGB).rgbBytes());
        assertTrue(CameraImage.rgb(CAMERA, 0, 0, 1, 1, new byte[3]).planes().isEmpty());
    }

    @Test
    void impossibleImagesAreRefused() {
        RawFormat format = new RawFormat(BayerPattern.RGGB, 12, 64, 4095);
        assertThrows(
                IllegalArgumentException.class,
                () -> CameraImage.rgb(CAMERA, 0, 0, 2, 2, new byte[11]));
        assertThrows(
                IllegalArgumentException.class,
                () -> CameraImage.rgb(CAMERA, 0, -1, 2, 2, new byte[12]));
        assertThrows(
                IllegalArgumentException.class,
                () -> CameraImage.rgb(CAMERA, 0, 0, 0, 2, new byte[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> CameraImage.raw(CAMERA, 0, 0, 3, 2, format, new short[6]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RawFormat(BayerPattern.RGGB, 12, 64, 4096));
        assertThrows(
                IllegalArgumentException.class, () -> new RawFormat(BayerPattern.RGGB, 12, 64, 64));
        assertThrows(
                IllegalArgumentException.class, () -> new RawFormat(BayerPattern.RGGB, 17, 0, 9));
    }
}
