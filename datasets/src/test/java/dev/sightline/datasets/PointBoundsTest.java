package dev.sightline.datasets;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PointBoundsTest {

    @Test
    void whatNoScannerCanMeasureIsOutside() {
        assertTrue(PointBounds.holds(-1e4, 1e4, 0));
        double[] damaged = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 10_000.01, -1e300
        };
        for (double metres : damaged) {
            assertFalse(PointBounds.holds(metres, 0, 0));
            assertFalse(PointBounds.holds(0, metres, 0));
            assertFalse(PointBounds.holds(0, 0, metres));
        }
    }
}
