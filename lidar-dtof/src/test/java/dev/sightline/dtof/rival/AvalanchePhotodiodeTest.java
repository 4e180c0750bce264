package dev.sightline.dtof.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import org.junit.jupiter.api.Test;

class AvalanchePhotodiodeTest {

    private static final AvalanchePhotodiode DIODE = AvalanchePhotodiode.silicon();

    /** F = 0.02 x 80 + 0.98 (2 - 1/80) = 3.54775. */
    @Test
    void excessNoiseIsMcIntyres() {
        assertEquals(3.54775, DIODE.excessNoise(), 1e-12);
        assertEquals(1, DIODE.withGain(1).excessNoise(), 1e-12);
    }

    /** At gain 1 in the dark only Johnson's noise is left: sqrt(4 k 300 K 200 MHz / 5 kohm) = 25.7 nA. */
    @Test
    void withoutGainAndLightTheLoadIsHeard() {
        AvalanchePhotodiode dark = new AvalanchePhotodiode(1, 0.02, 0.5, 0, 200e6, 5e3, 300);
        assertEquals(25.74e-9, dark.noiseAmps(0, 0), 0.01e-9);
    }

    @Test
    void withStrongLightTheRatioIsThatOfShotNoiseOverTheExcess() {
        double watts = 1e-3;
        double primary = 0.5 * watts;
        double poisson = Math.sqrt(primary / (2 * 1.602176634e-19 * 200e6));
        assertEquals(
                poisson / Math.sqrt(DIODE.excessNoise()),
                DIODE.signalToNoise(watts, 0),
                1e-3 * poisson);
    }

    @Test
    void sunlightLowersTheBestGain() {
        double dark = DIODE.bestGain(10e-9, 0);
        double bright = DIODE.bestGain(10e-9, 1e-6);
        assertTrue(dark > 50 && bright < dark, dark + " " + bright);
    }

    @Test
    void spreadOfDrawsIsRiseOverRatio() {
        Draws draws = new Draws().key(51, 0, 0, 0);
        int n = 8000;
        double square = 0;
        for (int i = 0; i < n; i++) {
            RangeReading r = DIODE.sampled(40, 100e-9, 20e-9, 6, draws);
            square += (r.rangeM() - 40) * (r.rangeM() - 40);
        }
        assertEquals(1, Math.sqrt(square / n) / DIODE.sigma(100e-9, 20e-9), 3 / Math.sqrt(2.0 * n));
    }

    /** A signal as high as the threshold is found half of the time. */
    @Test
    void atTheThresholdHalfOfThePulsesAreFound() {
        double watts = 6 * DIODE.noiseAmps(0, 20e-9) / DIODE.signalAmps(1);
        Draws draws = new Draws().key(52, 0, 0, 0);
        int found = 0;
        for (int i = 0; i < 4000; i++) {
            found += DIODE.sampled(40, watts, 20e-9, 6, draws).present() ? 1 : 0;
        }
        assertEquals(0.5, found / 4000.0, 3 * 0.5 / Math.sqrt(4000));
    }

    @Test
    void gainBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> DIODE.withGain(0.5));
    }
}
