package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.dtof.estimate.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected histogram, its photon-by-photon twin, and the estimators' own model of counting. */
class ExpectedCountsTest {

    private static final double NS = 1e-9;
    private static final Response PULSE = Response.gaussian(0.8 * NS);

    /** A cycle of 100 ns with a return at 40 ns on steady light; 90 bins of 1 ns. */
    private static Arrivals light(double signal, double background) {
        return Arrivals.steady(background / (100 * NS)).plus(Pulse.at(40.3 * NS, signal, PULSE));
    }

    private static Detector detector(SpadArray array, int cycles) {
        return Detector.of(new PulseTrain(100 * NS, cycles), array, Tdc.even(90, NS));
    }

    private static SpadArray one(DeadTime dead) {
        return SpadArray.of(1, 1, dead);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.3",
        "1, 1",
        "3, 3",
    })
    void allWaysOfCountingAgreeWithTheirDraws(double signal, double background) {
        Arrivals light = light(signal, background);
        int cycles = 60_000;
        Twins.agree(detector(one(DeadTime.none()), cycles), light, 301);
        Twins.agree(detector(one(DeadTime.synchronous()), cycles), light, 302);
        Twins.agree(detector(one(DeadTime.freeRunning(10 * NS)), cycles), light, 303);
        Twins.agree(detector(one(DeadTime.paralysable(10 * NS)), cycles), light, 304);
        // dead time that outlasts a cycle
        Twins.agree(detector(one(DeadTime.freeRunning(130 * NS)), cycles), light, 305);
        Twins.agree(detector(one(DeadTime.paralysable(130 * NS)), cycles), light, 306);
    }

    @Test
    void withoutDeadTimeItIsTheBinnedResponseOnAFlatFloor() {
        Detector d = detector(one(DeadTime.none()), 1000);
        double[] expected = new ExpectedCounts(d).histogram(light(0.5, 2));
        BinnedResponse binned = BinnedResponse.nominal(PULSE, 90, NS);
        for (int k = 0; k < 90; k++) {
            assertEquals(20 + 500 * binned.mass(k, 40.3), expected[k], 1e-5);
        }
    }

    @Test
    void theFirstPhotonIsTheEstimatorsFirstPhoton() {
        Detector d = detector(one(DeadTime.synchronous()), 2000);
        assertEquals(Counting.firstPhoton(2000), d.counting());
        compare(d, light(1, 0.9), 1e-5);
    }

    /**
     * A dead time that begins within a bin blanks the last one in part. In steady light the estimators' 1 / h is the continuous
     * {@code 1 / r + 10} and r / 12; after a pulse's fullest bin the part is not half if the pulse stands at the bin's end.
     */
    @Test
    void freeRunningIsTheEstimatorsFreeRunning() {
        // the converter fills the interval, as the estimators' circle does
        Detector d =
                Detector.of(
                        new PulseTrain(90 * NS, 2000),
                        one(DeadTime.freeRunning(10 * NS)),
                        Tdc.even(90, NS));
        assertEquals(Counting.freeRunningFromTheCount(2000, 10), d.counting());
        assertEquals(9.5, d.counting().deadBins());
        compare(d, light(0, 1), 0.01 * 0.01 / 12 + 1e-6);
        compare(d, light(0.01, 1), 0.5 * 0.005);
    }

    private static void compare(Detector d, Arrivals light, double share) {
        double[] expected = new ExpectedCounts(d).histogram(light);
        double[] rates = new double[90];
        BinnedResponse binned = BinnedResponse.nominal(PULSE, 90, NS);
        for (int k = 0; k < 90; k++) {
            rates[k] =
                    light.steadyPerSecond() * NS
                            + light.pulses().get(0).photons() * binned.mass(k, 40.3);
        }
        double[] live = d.counting().expectedLive(rates);
        for (int k = 0; k < 90; k++) {
            double h = live[k] * -Math.expm1(-rates[k]);
            assertEquals(h, expected[k], share * h + 1e-6, "bin " + k);
        }
    }

    @Test
    void lightBeyondTheIntervalIsCountedInALaterCycle() {
        Arrivals far = Arrivals.steady(1e6).plus(Pulse.at(240.3 * NS, 0.5, PULSE));
        Arrivals near = Arrivals.steady(1e6).plus(Pulse.at(40.3 * NS, 0.5, PULSE));
        Detector d = detector(one(DeadTime.freeRunning(10 * NS)), 40_000);
        assertArrayEquals(
                new ExpectedCounts(d).histogram(near), new ExpectedCounts(d).histogram(far), 1e-6);
        Twins.agree(d, far, 307);
        assertEquals(40.3 * NS, d.train().folded(240.3 * NS), 1e-15);
        assertEquals(14.9896229, d.train().unambiguousMetres(), 1e-7);
    }

    /** A pulse over the edge of the interval: its tail belongs to the next cycle's first bins. */
    @Test
    void aPulseAcrossTheIntervalsEndIsSplit() {
        Detector d =
                Detector.of(
                        new PulseTrain(50 * NS, 40_000), one(DeadTime.none()), Tdc.even(50, NS));
        Arrivals edge = Arrivals.steady(1e6).plus(Pulse.at(50 * NS, 1, PULSE));
        double[] expected = new ExpectedCounts(d).histogram(edge);
        assertEquals(expected[0], expected[49], 1e-3 * expected[0]);
        Twins.agree(d, edge, 308);
    }

    @Test
    void unevenBinsFillByTheirWidth() {
        double[] dnl = new double[90];
        for (int k = 0; k < 89; k += 2) {
            dnl[k] = 0.4;
            dnl[k + 1] = -0.4;
        }
        Tdc tdc = Tdc.withDifferential(NS, dnl);
        assertEquals(0.4, tdc.integral()[1], 1e-12);
        assertEquals(0, tdc.integral()[2], 1e-12);
        for (DeadTime dead :
                new DeadTime[] {
                    DeadTime.none(), DeadTime.synchronous(), DeadTime.freeRunning(7 * NS)
                }) {
            Detector d = Detector.of(new PulseTrain(100 * NS, 60_000), one(dead), tdc);
            Twins.agree(d, light(0.6, 0.5), 309);
        }
        Detector flat = Detector.of(new PulseTrain(100 * NS, 1000), one(DeadTime.none()), tdc);
        double[] h = new ExpectedCounts(flat).histogram(Arrivals.steady(1e7));
        assertEquals(14, h[0], 1e-9);
        assertEquals(6, h[1], 1e-9);
    }

    @Test
    void aConverterOfOneHitSeesTheFirstPhotonOfAllSpads() {
        Tdc single = Tdc.even(90, NS).hitsPerCycle(1);
        PulseTrain train = new PulseTrain(100 * NS, 50_000);
        Arrivals light = light(0.8, 0.7);
        Detector shared = Detector.of(train, SpadArray.of(3, 4, DeadTime.synchronous()), single);
        Twins.agree(shared, light, 310);
        Detector alone = Detector.of(train, one(DeadTime.synchronous()), Tdc.even(90, NS));
        assertArrayEquals(
                new ExpectedCounts(alone).histogram(light),
                new ExpectedCounts(shared).histogram(light),
                1e-6);
    }

    @Test
    void moreSpadsSufferLessFromTheSameLight() {
        Arrivals light = light(2, 2);
        DeadTime dead = DeadTime.freeRunning(20 * NS);
        Detector few = detector(one(dead), 30_000);
        Detector many = detector(SpadArray.of(4, 4, dead), 30_000);
        Twins.agree(many, light, 311);
        double all = 30_000 * (2 + 2 * 0.9);
        double lostByFew = all - Twins.sum(new ExpectedCounts(few).histogram(light));
        double lostByMany = all - Twins.sum(new ExpectedCounts(many).histogram(light));
        // the share lost is about n t_d, a sixteenth for a sixteenth of the light
        assertEquals(true, lostByMany < lostByFew / 5);
    }

    @Test
    void aFullCounterStops() {
        Detector eight = detector(one(DeadTime.none()), 1000).counter(new Counter(8)); // 255 counts
        Arrivals light = light(2, 10);
        double[] expected = new ExpectedCounts(eight).histogram(light);
        double[] sum = new double[90];
        Draws draws = new Draws().key(312, 0, 0, 0);
        int n = 400;
        for (int i = 0; i < n; i++) {
            int[] h = new PhotonByPhoton(eight).histogram(light, draws);
            for (int k = 0; k < 90; k++) {
                assertEquals(true, h[k] <= 255);
                sum[k] += h[k];
            }
        }
        for (int k = 0; k < 90; k++) {
            double s = Math.sqrt(Math.min(expected[k], 255) / n);
            // 0.05: the normal form of a Poisson mean near the limit
            assertEquals(expected[k], sum[k] / n, 5 * s + 0.05, "bin " + k);
        }
        assertEquals(255, expected[40], 1e-3);
    }

    /** Poisson mean 255 at a limit of 255: 255 - E[(255 - X)+] = 255 - 255 P(X = 255) = 248.63. */
    @Test
    void aClippedMeanIsNotTheMeanClipped() {
        double log = 255 * Math.log(255) - 255;
        for (int k = 2; k <= 255; k++) {
            log -= Math.log(k);
        }
        double exact = 255 - 255 * Math.exp(log);
        assertEquals(exact, new Counter(8).expected(255), 0.01);
        assertEquals(248.63, exact, 0.01);
        assertEquals(100, new Counter(8).expected(100), 1e-6);
        assertEquals(4095, new Counter(12).most());
    }

    @Test
    void whatHasNoExpressionIsRefusedWithTheWayOut() {
        SpadArray blind = one(DeadTime.paralysable(10 * NS));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new ExpectedCounts(
                                        detector(
                                                blind.afterpulsing(new Afterpulsing(0.01, 30 * NS)),
                                                10)));
        assertEquals(true, e.getMessage().contains("PhotonByPhoton"), e.getMessage());
    }

    @Test
    void impossibleDetectorsAreRefused() {
        SpadArray array = SpadArray.of(2, 2, DeadTime.freeRunning(10 * NS));
        assertThrows(
                IllegalArgumentException.class,
                () -> Detector.of(new PulseTrain(50 * NS, 1), array, Tdc.even(90, NS)));
        assertThrows(
                IllegalArgumentException.class,
                () -> detector(array, 1).coincidence(new Coincidence(5, NS)));
        assertThrows(
                IllegalArgumentException.class,
                () -> detector(array, 1).coincidence(new Coincidence(2, 11 * NS)));
        assertThrows(IllegalArgumentException.class, () -> new Coincidence(2, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Tdc.withDifferential(NS, new double[] {0, -1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> SpadArray.of(1, 1, DeadTime.none()).afterpulsing(new Afterpulsing(0.1, NS)));
        assertThrows(IllegalArgumentException.class, () -> new PulseTrain(0, 1));
    }
}
