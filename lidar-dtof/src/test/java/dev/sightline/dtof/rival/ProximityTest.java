package dev.sightline.dtof.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import org.junit.jupiter.api.Test;

class ProximityTest {

    private static final ProximitySensor OLD = new ProximitySensor(100, 50, 0.18);

    @Test
    void aGreyCardIsWhereItSeems() {
        Draws draws = new Draws().key(71, 0, 0, 0);
        int n = 4000;
        double sum = 0;
        double square = 0;
        double said = 0;
        for (int i = 0; i < n; i++) {
            RangeReading r = OLD.estimate(OLD.sampled(0.05, 0.18, draws));
            sum += r.rangeM() - 0.05;
            square += (r.rangeM() - 0.05) * (r.rangeM() - 0.05);
            said += r.sigmaM();
        }
        double spread = Math.sqrt(square / n);
        assertEquals(0, sum / n, 3 * spread / Math.sqrt(n) + 1e-5);
        assertEquals(1, said / n / spread, 3 / Math.sqrt(2.0 * n) + 0.01);
    }

    /** Without any noise: dark hair at 5 cm seems at 12 cm, white paper at 12 cm seems at 5.4 cm. It fails on both. */
    @Test
    void darkThingsSeemFarAndBrightOnesNear() {
        double hair = OLD.estimate(OLD.expected(0.05, 0.03)).rangeM();
        double paper = OLD.estimate(OLD.expected(0.12, 0.9)).rangeM();
        assertEquals(0.05 * Math.sqrt(6), hair, 1e-12);
        assertEquals(0.12 * Math.sqrt(0.2), paper, 1e-12);
        assertEquals(Math.sqrt(6), OLD.distortion(0.03), 1e-12);
        ProximitySwitch ear = ProximitySwitch.of(0.06, 0.08, 1);
        assertFalse(ear.after(hair).near(), "hair at 5 cm should have switched the display off");
        assertTrue(ear.after(paper).near(), "paper at 12 cm should not have");
    }

    /** The same two targets by time of flight: the range is the range. */
    @Test
    void timeOfFlightIsNotFooledByEither() {
        PulsedTof timed = new PulsedTof(10e-9, 2, 0, 0);
        double k = 1000;
        double hair = timed.estimate(timed.expected(0.05, k * 0.03 / 0.0025, 50)).rangeM();
        double paper = timed.estimate(timed.expected(0.12, k * 0.9 / 0.0144, 50)).rangeM();
        assertEquals(0.05, hair, 1e-9);
        assertEquals(0.12, paper, 1e-9);
    }

    @Test
    void nothingInViewIsNoRange() {
        assertFalse(OLD.estimate(50).present());
        assertFalse(OLD.estimate(55).present());
    }

    @Test
    void betweenItsLimitsTheSwitchKeepsItsState() {
        ProximitySwitch far = ProximitySwitch.of(0.05, 0.08, 1);
        ProximitySwitch near = far.after(0.04);
        assertTrue(near.near());
        assertTrue(near.after(0.07).near());
        assertFalse(far.after(0.07).near());
        assertFalse(near.after(0.09).near());
        assertFalse(near.after(Double.NaN).near());
    }

    @Test
    void oneStrayReadingDoesNotSwitch() {
        ProximitySwitch s = ProximitySwitch.of(0.05, 0.08, 3);
        s = s.after(0.02).after(0.02).after(0.3).after(0.02).after(0.02);
        assertFalse(s.near());
        assertTrue(s.after(0.02).near());
    }

    /** Noise of 5 mm on a hand at rest exactly at the limit: without hysteresis it flickers, with it at most once. */
    @Test
    void hysteresisStopsTheFlicker() {
        Draws draws = new Draws().key(72, 0, 0, 0);
        ProximitySwitch one = ProximitySwitch.of(0.05, 0.05 + 1e-12, 1);
        ProximitySwitch two = ProximitySwitch.of(0.05, 0.08, 2);
        int flickers = 0;
        int changes = 0;
        for (int i = 0; i < 1000; i++) {
            double range = 0.05 + 0.005 * NormalDraw.next(draws);
            ProximitySwitch a = one.after(range);
            ProximitySwitch b = two.after(range);
            flickers += a.near() == one.near() ? 0 : 1;
            changes += b.near() == two.near() ? 0 : 1;
            one = a;
            two = b;
        }
        assertTrue(flickers > 300, "flickers " + flickers);
        assertEquals(1, changes);
    }

    @Test
    void limitsInTheWrongOrderAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ProximitySwitch.of(0.08, 0.05, 1));
    }
}
