package dev.sightline.dtof.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemperatureAndFieldTest {

    private static final double NM = 1e-9;
    private static final LaserLine VCSEL = LaserLine.vcsel(940 * NM);

    /** 0.07 nm/K over 60 K: 4.2 nm. */
    @Test
    void aLaserDriftsOutOfANarrowFilter() {
        assertEquals(944.2 * NM, VCSEL.at(85), 1e-15);
        BandPass still = new BandPass(940 * NM, 8 * NM, 0, 2);
        assertEquals(1, still.share(VCSEL, 25, 25, 0), 1e-12);
        // the line's middle stands 0.2 nm outside a side at 4 nm: Phi(-0.4) = 0.3446
        assertEquals(0.3446, still.share(VCSEL, 85, 85, 0), 1e-4);
        // a filter that drifts along by 0.02 nm/K: 1.2 nm less, 2 deviations inside
        BandPass along = BandPass.hardCoated(940 * NM, 8 * NM);
        assertEquals(0.9772, along.share(VCSEL, 85, 85, 0), 1e-4);
    }

    @Test
    void theNarrowestFilterKeepsTheLine() {
        double width = BandPass.narrowest(VCSEL, 0.02 * NM, -40, 85);
        // 0.05 nm/K x 65 K + 1.5 nm on each side
        assertEquals(9.5 * NM, width, 1e-15);
        BandPass filter = BandPass.hardCoated(940 * NM, width);
        for (int c = -40; c <= 85; c += 5) {
            assertTrue(filter.share(VCSEL, c, c, 0) > 0.9986 - 1e-6, "at " + c);
        }
    }

    /** 20 degrees, n = 2: 940 (1 - sqrt(1 - (0.342/2)^2)) = 13.85 nm towards the blue. */
    @Test
    void obliqueLightMeetsABluerFilter() {
        BandPass filter = BandPass.hardCoated(940 * NM, 10 * NM);
        assertEquals(926.15 * NM, filter.centre(25, Math.toRadians(20)), 0.01 * NM);
        assertTrue(filter.share(VCSEL, 25, 25, Math.toRadians(20)) < 1e-6);
        assertEquals(filter.centre(25, 0.1), filter.centre(25, -0.1));
    }

    private static final DtofModel ZONES =
            new DtofModel(24, 24, Math.toRadians(60), Math.toRadians(48), 1, 1e-9, 1e-9, 1);

    @Test
    void aPlainLensLosesTheFourthPowerOfTheCosine() {
        double[] f = FieldProfile.PLAIN.daylight(ZONES);
        // corner zone: azimuth 28.75, elevation 23 degrees
        double cos = Math.cos(Math.toRadians(28.75)) * Math.cos(Math.toRadians(23));
        assertEquals(Math.pow(cos, 4), f[0], 1e-12);
        assertEquals(f[0], f[24 * 24 - 1], 1e-12);
        assertEquals(0.424, f[0], 1e-3);
        assertEquals(1, FieldProfile.PLAIN.lensAt(0));
        assertEquals(0.5625, FieldProfile.PLAIN.lensAt(Math.toRadians(30)), 1e-12);
    }

    @Test
    void aBatWingMakesTheSignalEvenAndSendsNoMoreLight() {
        FieldProfile bat = new FieldProfile(4, 4);
        double[] signal = bat.signal(ZONES);
        double[] plain = FieldProfile.PLAIN.signal(ZONES);
        double even = signal[0];
        for (double s : signal) {
            assertEquals(even, s, 1e-9);
        }
        assertTrue(plain[0] < 0.45 && plain[12 * 24 + 12] > 0.99);
        // evenness costs the middle what it gives the corners
        assertTrue(even < 1 && even > plain[0]);
        // before the lens the diffuser's mean is 1, weighted by solid angle
        double[] sent = new FieldProfile(0, 4).signal(ZONES);
        double sum = 0;
        double solid = 0;
        for (int z = 0; z < sent.length; z++) {
            int row = z / 24;
            double cosElevation = Math.cos(Math.toRadians(48) * (0.5 - (row + 0.5) / 24));
            sum += sent[z] * cosElevation;
            solid += cosElevation;
        }
        assertEquals(1, sum / solid, 1e-12);
        assertEquals(1, Arrays.stream(new FieldProfile(0, 0).signal(ZONES)).max().orElse(0));
    }

    @Test
    void impossibleProfilesAreRefused() {
        DtofModel wide = new DtofModel(1, 8, Math.PI * 1.5, 1, 1, 1, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> FieldProfile.PLAIN.signal(wide));
        assertThrows(IllegalArgumentException.class, () -> new FieldProfile(9, 0));
        assertThrows(IllegalArgumentException.class, () -> new BandPass(9.4e-7, 1e-8, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new LaserLine(0, 1e-9, 0));
    }
}
