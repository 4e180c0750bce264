package dev.sightline.dtof.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.dtof.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulsedTofTest {

    private static final PulsedTof QUIET = new PulsedTof(20e-9, 3, 0, 0);

    @Test
    void reachIsAllGatesButOne() {
        assertEquals(2 * 2.99792458, QUIET.reach(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0.001", "1.0", "2.9979", "3.5", "5.99"})
    void withoutNoiseTheRangeComesBack(double range) {
        assertEquals(range, QUIET.estimate(QUIET.expected(range, 1e5, 200)).rangeM(), 1e-9);
    }

    /** Spread of draws against the closed form; large counts, since the form is of first order. */
    @ParameterizedTest
    @CsvSource({
        "0.7, 5000, 300, 0, 0, 31",
        "1.5, 5000, 2000, 0, 0, 32",
        "4.1, 3000, 200, 20, 0, 33",
        "2.2, 8000, 100, 10, 1e-10, 34"
    })
    void spreadIsTheClosedForm(
            double range, double photons, double b, double noise, double jitter, long seed) {
        PulsedTof sensor = new PulsedTof(20e-9, 3, noise, jitter);
        Draws draws = new Draws().key(seed, 0, 0, 0);
        int n = 8000;
        double square = 0;
        double reported = 0;
        for (int i = 0; i < n; i++) {
            RangeReading r = sensor.estimate(sensor.sampled(range, photons, b, draws));
            square += (r.rangeM() - range) * (r.rangeM() - range);
            reported += r.sigmaM();
        }
        double spread = Math.sqrt(square / n);
        double allowed = 3 / Math.sqrt(2.0 * n) + 0.01; // 1 % for the second order
        assertEquals(1, spread / sensor.sigma(range, photons, b), allowed);
        assertEquals(1, reported / n / spread, allowed);
    }

    /** No background and no noise, echo in equal halves: (cT/2) / (2 sqrt(N)), the binomial's. */
    @Test
    void halfAndHalfIsTheBinomial() {
        double middle = 0.5 * QUIET.gateMetres();
        assertEquals(QUIET.gateMetres() / (2 * Math.sqrt(400)), QUIET.sigma(middle, 400, 0), 1e-12);
    }

    @Test
    void backgroundAloneIsNoRange() {
        Draws draws = new Draws().key(35, 0, 0, 0);
        int alarms = 0;
        for (int i = 0; i < 10_000; i++) {
            alarms += QUIET.estimate(QUIET.sampled(1, 0, 500, draws)).present() ? 1 : 0;
        }
        // two pairs of gates, three deviations: at most 2 x 0.00135
        assertEquals(true, alarms < 40, "alarms " + alarms);
        assertFalse(QUIET.estimate(QUIET.expected(9.5, 1000, 500)).present());
    }

    @Test
    void oneGateIsTooFew() {
        assertThrows(IllegalArgumentException.class, () -> new PulsedTof(1e-8, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> QUIET.estimate(new double[3]));
    }
}
