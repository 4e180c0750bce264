package dev.sightline.datasets.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfFloatTest {

    @Test
    void everyHalfSurvivesTheWayThroughFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.ofFloat(value))));
            } else {
                assertEquals((short) bits, HalfFloat.ofFloat(value), "bits " + bits);
            }
        }
    }

    /** Values from IEEE 754-2019, table 3.5, worked by hand. */
    @Test
    void knownHalves() {
        assertEquals(1f, HalfFloat.toFloat((short) 0x3c00));
        assertEquals(65504f, HalfFloat.toFloat((short) 0x7bff));
        assertEquals(0x1p-24f, HalfFloat.toFloat((short) 1));
        assertEquals(0x1p-14f, HalfFloat.toFloat((short) 0x0400));
        assertEquals(Float.NEGATIVE_INFINITY, HalfFloat.toFloat((short) 0xfc00));
        assertEquals((short) 0x7c00, HalfFloat.ofFloat(65520f));
        assertEquals((short) 0x7bff, HalfFloat.ofFloat(65519.996f));
    }

    /** The plain twin looks at the two halves around a value and takes the nearer, or the even one. */
    @Test
    void roundsToTheNearestHalfTiesToEven() {
        SplittableRandom random = new SplittableRandom(31);
        for (int i = 0; i < 100_000; i++) {
            int lower = random.nextInt(0x7bff); // a finite half below the largest
            double below = HalfFloat.toFloat((short) lower);
            double above = HalfFloat.toFloat((short) (lower + 1));
            double k = i % 4 == 0 ? 0.5 : random.nextDouble();
            float value = (float) (below + k * (above - below));
            double middle = (below + above) / 2; // exact: one bit more than a half has
            int expected =
                    value < middle ? lower : value > middle ? lower + 1 : lower + (lower & 1);
            assertEquals((short) expected, HalfFloat.ofFloat(value), "value " + value);
            assertEquals((short) (expected | 0x8000), HalfFloat.ofFloat(-value), "value " + -value);
        }
    }
}
