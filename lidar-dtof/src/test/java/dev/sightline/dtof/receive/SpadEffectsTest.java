package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.estimate.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The design's formulas (section 2.3), each drawn photon by photon and expected. */
class SpadEffectsTest {

    private static final double NS = 1e-9;

    private static Detector steady(SpadArray array, int cycles) {
        return Detector.of(new PulseTrain(100 * NS, cycles), array, Tdc.even(100, NS));
    }

    private static double drawnRate(Detector d, double perSecond, long seed) {
        int[] h =
                new PhotonByPhoton(d)
                        .histogram(Arrivals.steady(perSecond), new Draws().key(seed, 1, 0, 0));
        return Twins.sum(h) / (d.train().cycles() * 100 * NS);
    }

    private static double expectedRate(Detector d, double perSecond) {
        double[] h = new ExpectedCounts(d).histogram(Arrivals.steady(perSecond));
        return Twins.sum(h) / (d.train().cycles() * 100 * NS);
    }

    @ParameterizedTest
    @CsvSource({
        "FREE_RUNNING, 1e6",
        "FREE_RUNNING, 3e7",
        "FREE_RUNNING, 4e8",
        "PARALYSABLE, 1e6",
        "PARALYSABLE, 3e7",
        "PARALYSABLE, 4e8"
    })
    void deadTimeGivesTheTextbookRate(DeadTime.Recovery recovery, double perSecond) {
        DeadTime dead = new DeadTime(recovery, 25 * NS);
        int cycles = 100_000; // 10 ms
        Detector d = steady(SpadArray.of(1, 1, dead), cycles);
        double m = dead.countRate(perSecond);
        assertEquals(
                recovery == DeadTime.Recovery.FREE_RUNNING
                        ? perSecond / (1 + perSecond * 25e-9)
                        : perSecond * Math.exp(-perSecond * 25e-9),
                m,
                1e-9 * m);
        assertEquals(m, drawnRate(d, perSecond, 401), 4 * Math.sqrt(m / 0.01));
        // the solver's steps are 1/64 of the dead time; paralysable to midpoint accuracy
        assertEquals(m, expectedRate(d, perSecond), 2e-4 * m);
    }

    @Test
    void aParalysableCounterHasItsMostAtOnePhotonPerDeadTime() {
        DeadTime dead = DeadTime.paralysable(25 * NS);
        double most = dead.largestCountRate();
        assertEquals(1 / (Math.E * 25e-9), most, 1e-6);
        assertEquals(most, dead.countRate(1 / 25e-9), 1e-6);
        Detector d = steady(SpadArray.of(1, 1, dead), 60_000);
        double slack = 4 * Math.sqrt(most / (60_000 * 1e-7));
        assertEquals(most, drawnRate(d, 1 / 25e-9, 402), slack);
        assertTrue(drawnRate(d, 0.6 / 25e-9, 403) < most - 0.05 * most + slack);
        assertTrue(drawnRate(d, 1.8 / 25e-9, 404) < most - 0.05 * most + slack);
        assertEquals(1 / 25e-9, DeadTime.freeRunning(25 * NS).largestCountRate(), 1e-6);
        assertThrows(IllegalStateException.class, () -> DeadTime.synchronous().countRate(1));
    }

    @Test
    void afterpulsesAddTheirProbabilityToARareLight() {
        double p = 0.02;
        SpadArray array =
                SpadArray.of(1, 1, DeadTime.freeRunning(10 * NS))
                        .afterpulsing(new Afterpulsing(p, 30 * NS));
        double n = 1e6;
        Detector d = steady(array, 4_000_000); // 0.4 s: 400,000 photons
        // each avalanche, afterpulses included, leaves p more: 1 / (1 - p); dead time takes n t_d =
        // 1 %
        double m = n / (1 - p) / (1 + n / (1 - p) * 10e-9);
        double slack = 4 * Math.sqrt(m * (1 + 2 * p) / 0.4);
        assertEquals(m, drawnRate(d, n, 405), slack + p * m * n * 10e-9);
        assertEquals(m, expectedRate(d, n), 1e-3 * m);
        assertTrue(drawnRate(d, n, 405) > n * 1.005, "more than the light gives");
    }

    @Test
    void afterpulsesTrailABrightPulse() {
        SpadArray array =
                SpadArray.of(1, 1, DeadTime.freeRunning(10 * NS))
                        .afterpulsing(new Afterpulsing(0.02, 15 * NS));
        Arrivals light =
                Arrivals.steady(1e5).plus(Pulse.at(30 * NS, 0.5, Response.gaussian(0.5 * NS)));
        Detector d = Detector.of(new PulseTrain(200 * NS, 1_000_000), array, Tdc.even(200, NS));
        Twins.agree(d, light, 406);
        double[] h = new ExpectedCounts(d).histogram(light);
        // avalanches per cycle, first order: 0.394 detected; hazard 20 ns after dead time ends
        double detected = -Math.expm1(-0.5);
        Afterpulsing traps = array.afterpulsing();
        double hazard = detected * traps.hazard(20 * NS) * NS * 1e6;
        assertEquals(hazard, h[60] - 1e5 * 1e-9 * 1e6, 0.04 * hazard);
        assertEquals(0, traps.hazard(-NS));
    }

    @Test
    void crosstalkFiresEachNeighbour() {
        double p = 0.02;
        SpadArray array = SpadArray.of(5, 5, DeadTime.freeRunning(10 * NS)).crosstalk(p);
        // 40 pairs of neighbours: 80 / 25
        assertEquals(3.2, array.meanNeighbours(), 1e-12);
        Detector d = steady(array, 400_000);
        double n = 1e7; // 0.1 s-equivalents: 400,000 photons on 25 SPADs
        double withIt = drawnRate(d, n, 407);
        double without = drawnRate(steady(SpadArray.of(5, 5, array.deadTime()), 400_000), n, 408);
        double spread = Math.sqrt(n / 0.04) / n;
        // first order 3.2 p, and what those fire in turn: 3.2 p / (1 - 2.2 p) = 6.7 %
        assertEquals(1 + 3.2 * p / (1 - 2.2 * p), withIt / without, 4 * 1.5 * spread + p * p);
        assertEquals(withIt, expectedRate(d, n), n * (4 * 1.1 * spread + p * p));
    }

    @Test
    void crosstalkOfASinglePairIsItsProbability() {
        double p = 0.0357;
        SpadArray pair = SpadArray.of(1, 2, DeadTime.freeRunning(10 * NS)).crosstalk(p);
        assertEquals(p, pair.meanCrosstalk(), 1e-12);
        double n = 1e6;
        double rate = drawnRate(steady(pair, 4_000_000), n, 409);
        double m = n * (1 + p) * (1 - 0.5 * n * (1 + p) * 10e-9);
        assertEquals(m, rate, 4 * Math.sqrt(m * (1 + 2 * p) / 0.4));
    }

    @Test
    void crosstalkInFirstPhotonSpadsIsExpected() {
        SpadArray array = SpadArray.of(4, 4, DeadTime.synchronous()).crosstalk(0.01);
        Arrivals light =
                Arrivals.steady(4e7).plus(Pulse.at(40 * NS, 2, Response.gaussian(0.8 * NS)));
        Detector d = steady(array, 30_000);
        double[] expected = new ExpectedCounts(d).histogram(light);
        int[] drawn = new PhotonByPhoton(d).histogram(light, new Draws().key(410, 0, 0, 0));
        Twins.agree(expected, drawn, 1.05);
        double without =
                Twins.sum(new ExpectedCounts(steady(array.crosstalk(0), 30_000)).histogram(light));
        assertTrue(Twins.sum(drawn) > without * 1.015);
    }

    @Test
    void darkCountsDoubleWithTemperature() {
        DarkCounts dark = new DarkCounts(100, 25, 9);
        assertEquals(100, dark.at(25), 1e-12);
        assertEquals(200, dark.at(34), 1e-9);
        assertEquals(12.5, dark.at(-2), 1e-9);
        double hot = DarkCounts.at25(1e6).at(61); // 4 doublings
        assertEquals(16e6, hot, 1e-3);
        Detector d = steady(SpadArray.of(2, 2, DeadTime.none()).dark(hot), 20_000);
        double m = 4 * hot;
        assertEquals(m, drawnRate(d, 0, 411), 4 * Math.sqrt(m / 0.002));
        assertEquals(m, expectedRate(d, 0), 1e-9 * m);
    }
}
