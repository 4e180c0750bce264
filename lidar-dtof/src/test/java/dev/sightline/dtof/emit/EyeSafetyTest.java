package dev.sightline.dtof.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EyeSafetyTest {

    private static final EyeSafety POINT = new EyeSafety(940e-9, 1.5);

    /** Design section 2.6: 940 nm, point source: 232.5 nJ a pulse, 1.178 mW for long. */
    @Test
    void limitsOfAPointSourceAt940() {
        assertEquals(3.020, POINT.c4(), 5e-4);
        assertEquals(232.5e-9, POINT.single(1e-9), 0.05e-9);
        assertEquals(1.178e-3, POINT.longPower(), 0.5e-6);
        assertEquals(7.54e-3, new EyeSafety(940e-9, 10).longPower(), 5e-6);
    }

    /** The pieces of the single limit meet: at 5 us within 5 % (7e-4 t^.75 is 7.4e-8 there), at T2 exactly for the power. */
    @Test
    void theLimitHasNoGapBetweenItsPieces() {
        assertEquals(1, POINT.single(5.001e-6) / POINT.single(5e-6), 0.05);
        for (double angle : new double[] {1.5, 5, 30, 100}) {
            EyeSafety eye = new EyeSafety(905e-9, angle);
            double t2 = eye.t2();
            assertEquals(1, eye.single(t2 * (1 + 1e-9)) / eye.single(t2), 0.01);
        }
    }

    @Test
    void atMegahertzTheMeanPowerBindsForAPointSource() {
        assertTrue(POINT.limit(1e-9, 1e6).averageBinds());
        assertFalse(POINT.limit(1e-9, 10e3).averageBinds());
    }

    @Test
    void manyPulsesReduceTheLimitDownToTwoFifths() {
        assertEquals(1, EyeSafety.c5(600));
        assertEquals(5 / Math.sqrt(Math.sqrt(2000)), EyeSafety.c5(2000), 1e-12);
        assertEquals(0.4, EyeSafety.c5(1e6));
    }

    @Test
    void anApertureTakesTheWholeOfANarrowBeam() {
        Flood narrow = new Flood(1e-9, 0.8, 0.02, 0.02);
        assertEquals(0.8, narrow.shareThrough(EyeSafety.APERTURE, EyeSafety.DISTANCE));
    }

    @Test
    void anApertureTakesItsSolidAngleOfAWideBeam() {
        Flood wide = new Flood(1e-9, 1, 1, 1);
        double cone = Math.PI * 3.5e-3 * 3.5e-3 / 0.01;
        assertEquals(
                cone / wide.solidAngle(),
                wide.shareThrough(EyeSafety.APERTURE, EyeSafety.DISTANCE),
                2e-3 * cone);
    }

    @Test
    void fewDotsAreMeasuredByTheWholeDot() {
        Dots dots = new Dots(576e-9, 1, Math.toRadians(60), Math.toRadians(48), 576);
        // 3.85e-3 sr of 0.82 sr hold 2.7 dots: three can be caught
        assertEquals(3.0 / 576, dots.shareThrough(EyeSafety.APERTURE, EyeSafety.DISTANCE), 1e-12);
    }

    /** `longrange-flash` [assumed]: 10 uJ over 120 x 25 degrees, 1,000 pulses at 10 Hz. The margin is that of a point source. */
    @Test
    void theLongRangeFlashStaysWithinClassOne() {
        Flood flood = new Flood(10e-6, 0.85, Math.toRadians(120), Math.toRadians(25));
        assertEquals(2.1, POINT.margin(flood, 1.5e-9, 10e3), 0.1);
    }

    @Test
    void theLargestPulseLeavesNoMargin() {
        Flood flood = new Flood(1e-9, 0.85, 1, 1);
        double most = POINT.largestPulse(flood, 1e-9, 1e5);
        assertEquals(1, POINT.margin(flood.withPulseJoules(most), 1e-9, 1e5), 1e-12);
    }

    @Test
    void visibleLightAndOverlappingPulsesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new EyeSafety(650e-9, 1.5));
        assertThrows(IllegalArgumentException.class, () -> POINT.limit(1e-6, 2e6));
        assertThrows(IllegalArgumentException.class, () -> POINT.limit(1e-5, 10));
    }
}
