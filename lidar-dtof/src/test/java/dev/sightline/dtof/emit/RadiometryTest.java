package dev.sightline.dtof.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Link;
import dev.sightline.dtof.Poisson;
import dev.sightline.dtof.SensorPresets;
import org.junit.jupiter.api.Test;

class RadiometryTest {

    private static final Receiver TABLET =
            new Receiver(10e-6, 2e-3, 1.4, 0.7, 1, 0.28, 25e-9, 940e-9);
    private static final Surroundings SUN = Surroundings.clear(100);

    /** Design section 2.1: 10 um, F/1.4, 25 nm, eta_r .7, PDE .28, rho .5, 100 klux: 5.92e7 /s. */
    @Test
    void daylightOfTheWorkedCheck() {
        Radiometry link = new Radiometry(dots(0.625e-9), TABLET);
        assertEquals(5.92e7, link.backgroundRate(0.5, 1, SUN), 0.01e7);
    }

    /** Design section 2.1: 0.625 nJ a dot, f = 2 mm, eta_t .85, rho .5: 126 / 14 / 5.0 photons at 1 / 3 / 5 m. */
    @Test
    void dotOfTheWorkedCheck() {
        Radiometry link = new Radiometry(dots(0.625e-9), TABLET);
        assertEquals(126, link.signalPerPulse(Reflector.lambertian(1, 0.5, 1), SUN), 0.5);
        assertEquals(14, link.signalPerPulse(Reflector.lambertian(3, 0.5, 1), SUN), 0.05);
        assertEquals(5.0, link.signalPerPulse(Reflector.lambertian(5, 0.5, 1), SUN), 0.05);
    }

    @Test
    void aDotEqualsAFloodOfThePixelsShareOfTheEnergy() {
        double a = Math.toRadians(60);
        double b = Math.toRadians(48);
        Flood flood = new Flood(1e-6, 0.85, a, b);
        double share = TABLET.pixelSolidAngle() / flood.solidAngle();
        Dots dot = new Dots(1e-6 * share, 0.85, a, b, 1);
        assertEquals(flood.gain(TABLET), dot.gain(TABLET), 1e-12 * flood.gain(TABLET));
    }

    @Test
    void signalFallsWithTheSecondThirdAndFourthPower() {
        Radiometry link = new Radiometry(dots(1e-9), TABLET);
        Reflector near = Reflector.lambertian(2, 0.5, 1);
        Reflector far = Reflector.lambertian(4, 0.5, 1);
        double s = link.signalPerPulse(near, SUN);
        assertEquals(s / 4, link.signalPerPulse(far, SUN), 1e-12 * s);
        assertEquals(
                link.signalPerPulse(near.covering(Reflector.coveredByPole(0.02, 2, 0.02)), SUN) / 8,
                link.signalPerPulse(far.covering(Reflector.coveredByPole(0.02, 4, 0.02)), SUN),
                1e-12 * s);
        assertEquals(
                link.signalPerPulse(near.covering(Reflector.coveredByPatch(1e-4, 2, 0.02)), SUN)
                        / 16,
                link.signalPerPulse(far.covering(Reflector.coveredByPatch(1e-4, 4, 0.02)), SUN),
                1e-12 * s);
    }

    /** Design section 2.1: R_A of 70 to 700 means a gain of about 250 to 4000 for reflectances 0.9 to 0.5. */
    @Test
    void roadSignsOutshineLambertianSurfacesByTheirCoefficient() {
        assertEquals(244, Reflector.retro(30, 70, 0.9).gain(), 1);
        assertEquals(4398, Reflector.retro(30, 700, 0.5).gain(), 1);
    }

    @Test
    void daylightIgnoresTheGainOfARetroReflector() {
        Radiometry link = new Radiometry(dots(1e-9), TABLET);
        assertEquals(
                link.backgroundRate(Reflector.lambertian(30, 0.5, 1), SUN),
                link.backgroundRate(Reflector.retro(30, 700, 0.5), SUN));
    }

    @Test
    void hazeCostsSignalBothWays() {
        Radiometry link = new Radiometry(dots(1e-9), TABLET);
        Reflector target = Reflector.lambertian(50, 0.5, 1);
        Surroundings haze = new Surroundings(100, Surroundings.SUN_940, 0.01);
        assertEquals(
                Math.exp(-1) * link.signalPerPulse(target, SUN),
                link.signalPerPulse(target, haze),
                1e-15);
    }

    /** Both sides of a sphere: a field of 180 degrees either way is a hemisphere, 2 pi. */
    @Test
    void aFieldThatIsAlmostAHalfSpaceHasAlmostTwoPi() {
        double almost = Math.PI - 1e-6;
        assertEquals(2 * Math.PI, new Flood(1, 1, almost, almost).solidAngle(), 1e-5);
    }

    /** One zone of `longrange-flash` [assumed]: 10 mm aperture, 3,000 zones of 120 x 25 degrees, 10 uJ, 1,000 pulses. */
    @Test
    void linkBudgetOfTheLongRangeFlash() {
        Flood flood = new Flood(10e-6, 0.85, Math.toRadians(120), Math.toRadians(25));
        double focal = 10e-3;
        double pitch = focal * Math.sqrt(flood.solidAngle() / 3000);
        Receiver zone = new Receiver(pitch, focal, 1, 0.7, 1, 0.2, 10e-9, 940e-9);
        Radiometry link = new Radiometry(flood, zone);
        Reflector target = Reflector.lambertian(100, 0.1, 1);
        assertEquals(470, 1000 * link.signalPerPulse(target, SUN), 5);
        assertEquals(1700, 1000 * 1e-9 * link.backgroundRate(target, SUN), 40);
    }

    /** The presets' links are rounded from these budgets. */
    @Test
    void linksOfThePresetsFollowFromRadiometry() {
        Link tablet =
                new Radiometry(dots(0.625e-9), TABLET)
                        .link(1000, 0.3e-9, 100, Surroundings.SUN_940);
        Link preset = SensorPresets.TABLET.link();
        assertEquals(1, preset.signalAtOneMetre() / tablet.signalAtOneMetre(), 5e-3);
        assertEquals(1, preset.backgroundPerKlux() / tablet.backgroundPerKlux(), 5e-3);
        assertEquals(preset.darkPerBin(), tablet.darkPerBin(), 1e-9);

        Flood flood = new Flood(10e-6, 0.85, Math.toRadians(120), Math.toRadians(25));
        double pitch = 10e-3 * Math.sqrt(flood.solidAngle() / 3000);
        Receiver zone = new Receiver(pitch, 10e-3, 1, 0.7, 1, 0.2, 10e-9, 940e-9);
        Link flash = new Radiometry(flood, zone).link(1000, 1e-9, 150e3, Surroundings.SUN_940);
        Link assumed = SensorPresets.LONGRANGE_FLASH.link();
        assertEquals(1, assumed.signalAtOneMetre() / flash.signalAtOneMetre(), 5e-3);
        assertEquals(1, assumed.backgroundPerKlux() / flash.backgroundPerKlux(), 3e-2);
        assertEquals(assumed.darkPerBin(), flash.darkPerBin(), 1e-9);
    }

    @Test
    void ambientLightComesBackFromItsOwnCounts() {
        Radiometry link = new Radiometry(dots(1e-9), TABLET);
        Draws draws = new Draws().key(811, 0, 0, 0);
        double seconds = 128 * 0.3e-9 * 200_000;
        double dark = 100;
        int n = 4000;
        double sum = 0;
        double square = 0;
        double claimed = 0;
        for (int i = 0; i < n; i++) {
            double rate = link.backgroundRate(0.3, 1, Surroundings.clear(0.5)) + dark;
            int counts = Poisson.draw(rate * seconds, draws);
            AmbientLight light = AmbientLight.of(TABLET, counts, seconds, dark, 0.3, 0);
            sum += light.lux() - 500;
            square += (light.lux() - 500) * (light.lux() - 500);
            claimed += light.sigmaLux();
        }
        double spread = Math.sqrt(square / n);
        assertEquals(0, sum / n, 3 * spread / Math.sqrt(n));
        assertEquals(1, claimed / n / spread, 3 / Math.sqrt(2.0 * n) + 0.005);
    }

    @Test
    void ambientLightOfNothingIsZeroWithAnUncertainty() {
        AmbientLight light = AmbientLight.of(TABLET, 0, 0.01, 1, 0.3, 0.5);
        assertEquals(0, light.lux());
        assertEquals(true, light.sigmaLux() > 0);
    }

    @Test
    void impossibleTargetsAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Reflector.lambertian(0, 0.5, 1).covering(1));
        assertThrows(IllegalArgumentException.class, () -> Reflector.lambertian(1, 1.5, 1));
        assertThrows(
                IllegalArgumentException.class, () -> Reflector.lambertian(1, 0.5, 1).covering(0));
    }

    private static Dots dots(double each) {
        return new Dots(576 * each, 0.85, Math.toRadians(60), Math.toRadians(48), 576);
    }
}
