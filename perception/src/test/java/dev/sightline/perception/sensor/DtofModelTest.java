package dev.sightline.perception.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import org.junit.jupiter.api.Test;

class DtofModelTest {

    private static final DtofModel MODEL =
            new DtofModel(
                    7, 10, Math.toRadians(62), Math.toRadians(43), 128, 250e-12, 400e-12, 1000);

    @Test
    void theDirectionOfAZoneLiesInThatZoneAtAnyRange() {
        for (int row = 0; row < 7; row++) {
            for (int col = 0; col < 10; col++) {
                Vec3 d = MODEL.direction(row, col);
                assertEquals(1, d.norm(), 1e-15);
                assertEquals(row * 10 + col, MODEL.zoneOf(d.x(), d.y(), d.z()));
                assertEquals(row * 10 + col, MODEL.zoneOf(9 * d.x(), 9 * d.y(), 9 * d.z()));
            }
        }
    }

    @Test
    void rowZeroIsTheTopAndColumnZeroTheLeft() {
        assertTrue(MODEL.direction(0, 0).z() > 0 && MODEL.direction(6, 0).z() < 0);
        assertTrue(MODEL.direction(0, 0).y() > 0 && MODEL.direction(0, 9).y() < 0);
    }

    @Test
    void zonesCoverTheFieldOfViewAndNoMore() {
        for (double azimuth : new double[] {-31.1, 31.1, 180}) {
            double a = Math.toRadians(azimuth);
            assertEquals(-1, MODEL.zoneOf(Math.cos(a), Math.sin(a), 0));
        }
        double inside = Math.toRadians(30.9);
        assertEquals(30, MODEL.zoneOf(Math.cos(inside), Math.sin(inside), 0));
        double up = Math.toRadians(21.6);
        assertEquals(-1, MODEL.zoneOf(Math.cos(up), 0, Math.sin(up)));
    }

    @Test
    void aBinOfAQuarterNanosecondIs37Millimetres() {
        assertEquals(0.03747405725, MODEL.binMetres(), 1e-15);
        assertEquals(128 * 0.03747405725, MODEL.windowMetres(), 1e-12);
    }

    @Test
    void aHistogramHoldsItsZonesApartAndRefusesNonsense() {
        int[] counts = new int[70 * 128];
        counts[12 * 128 + 5] = 42;
        Frame frame = new Frame("DTOF");
        PulseHistogram histogram = new PulseHistogram(frame, 10, 20, MODEL, counts);
        assertEquals(42, histogram.count(12, 5));
        int[] zone = new int[128];
        histogram.zone(12, zone);
        assertEquals(42, zone[5]);
        assertThrows(
                IllegalArgumentException.class,
                () -> new PulseHistogram(frame, 10, 20, MODEL, new int[5]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PulseHistogram(frame, 20, 10, MODEL, new int[70 * 128]));
        int[] negative = new int[70 * 128];
        negative[3] = -1;
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new PulseHistogram(frame, 10, 20, MODEL, negative));
        assertEquals("count 3 is negative: -1", e.getMessage());
    }

    @Test
    void impossibleModelsAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new DtofModel(0, 8, 1, 1, 64, 1e-9, 1e-9, 1));
        assertThrows(
                IllegalArgumentException.class, () -> new DtofModel(8, 8, 1, 1, 64, 0, 1e-9, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new DtofModel(8, 8, Double.NaN, 1, 64, 1e-9, 1e-9, 1));
    }
}
