package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final int FREE = 17;

    private static Calibration count(int bins, float[] p, byte[] truth) {
        return Calibration.empty(bins).plus(p, truth, new byte[p.length], VoxelMask.NONE, 18, FREE);
    }

    @Test
    void reproducesTheHandWorkedExample() {
        // two bins: 0.25 0.25 (one occupied), 0.75 1.0 (both occupied); the last is unlabelled
        Calibration c =
                count(
                        2,
                        new float[] {0.25f, 0.25f, 0.75f, 1, 0.9f},
                        new byte[] {FREE, 4, 4, 11, (byte) 255});
        assertEquals(new Calibration.Bin(0, 0.5, 2, 0.25, 0.5), c.curve().get(0));
        assertEquals(new Calibration.Bin(0.5, 1, 2, 0.875, 1), c.curve().get(1));
        assertEquals((2 * 0.25 + 2 * 0.125) / 4, c.expectedError());
        assertEquals(0.25, c.largestError());
    }

    /** Voxels drawn with their own probability: the error is that of sampling, about 0.4 / sqrt(20000) a bin. */
    @Test
    void aTruthfulProbabilityIsCalibratedAndAnOverconfidentOneIsNot() {
        SplittableRandom random = new SplittableRandom(7);
        int n = 200_000;
        float[] honest = new float[n];
        float[] bold = new float[n];
        byte[] truth = new byte[n];
        for (int i = 0; i < n; i++) {
            honest[i] = (float) random.nextDouble();
            bold[i] = honest[i] < 0.5 ? honest[i] / 2 : (1 + honest[i]) / 2;
            truth[i] = (byte) (random.nextDouble() < honest[i] ? 4 : FREE);
        }
        assertTrue(count(10, honest, truth).expectedError() < 0.01);
        assertEquals(0.125, count(10, bold, truth).expectedError(), 0.01); // mean of |p - bold|
    }

    @Test
    void mergingIsExactInAnyOrderAndCountersComeBack() {
        SplittableRandom random = new SplittableRandom(11);
        Calibration whole = Calibration.empty(15);
        Calibration backward = Calibration.empty(15);
        for (int i = 0; i < 20; i++) {
            float[] p = {(float) random.nextDouble(), (float) random.nextDouble()};
            byte[] truth = {(byte) random.nextInt(18), (byte) random.nextInt(18)};
            whole = whole.merge(count(15, p, truth));
            backward = count(15, p, truth).merge(backward);
        }
        assertEquals(whole, backward);
        assertEquals(whole, Calibration.of(whole.counters()));
    }

    @Test
    void nothingCountedIsUndefinedAndWrongProbabilitiesAreRefused() {
        assertTrue(Double.isNaN(Calibration.empty(3).expectedError()));
        assertTrue(Double.isNaN(Calibration.empty(3).largestError()));
        for (float p : new float[] {-0.1f, 1.1f, Float.NaN}) {
            assertThrows(
                    IllegalArgumentException.class, () -> count(3, new float[] {p}, new byte[1]));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Calibration.empty(3).merge(Calibration.empty(4)));
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(new long[4]));
    }
}
