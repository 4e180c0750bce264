package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.estimate.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoincidenceTest {

    private static final double NS = 1e-9;

    private static Detector macro(int side, DeadTime dead, int least, double window, int cycles) {
        return Detector.of(
                        new PulseTrain(100 * NS, cycles),
                        SpadArray.of(side, side, dead),
                        Tdc.even(100, NS))
                .coincidence(new Coincidence(least, window));
    }

    /** 3 of 4 with p = 1/2: (4 + 1) / 16. */
    @Test
    void atLeastKOfNIsTheBinomialTail() {
        assertEquals(5.0 / 16, new Coincidence(3, NS).probability(4, 0.5), 1e-12);
        assertEquals(1 - Math.pow(0.9, 9), Coincidence.none().probability(9, 0.1), 1e-12);
        assertEquals(1, new Coincidence(3, NS).probability(4, 1), 1e-12);
    }

    /** One avalanche per SPAD and cycle, lines that stay up for the whole cycle: an event per cycle in which k SPADs fired. */
    @ParameterizedTest
    @CsvSource({"1, 0.2", "2, 0.2", "3, 0.5", "5, 2"})
    void aWindowOfOneCycleGivesTheBinomialShare(int least, double photonsPerSpad) {
        int cycles = 100_000;
        Detector d = macro(3, DeadTime.synchronous(), least, least > 1 ? 100 * NS : 0, cycles);
        Arrivals light = Arrivals.steady(9 * photonsPerSpad / (100 * NS));
        int[] h = new PhotonByPhoton(d).histogram(light, new Draws().key(500, least, 0, 0));
        double p = -Math.expm1(-photonsPerSpad);
        double want =
                least > 1 ? d.coincidence().probability(9, p) : 9 * p; // 1: every avalanche counts
        double slack = 4 * Math.sqrt(Math.min(want, 9 * p) / cycles);
        assertEquals(want, (double) Twins.sum(h) / cycles, slack);
    }

    @ParameterizedTest
    @CsvSource({"2, 2e6", "2, 2e7", "3, 2e7", "4, 6e7"})
    void theSlidingWindowGivesItsRate(int least, double perSpad) {
        int cycles = 300_000; // 30 ms
        DeadTime dead = DeadTime.freeRunning(10 * NS);
        Detector d = macro(3, dead, least, 3 * NS, cycles);
        Arrivals light = Arrivals.steady(9 * perSpad);
        double m = dead.countRate(perSpad);
        double want = d.coincidence().eventRate(9, m);
        int[] h = new PhotonByPhoton(d).histogram(light, new Draws().key(501, least, 0, 0));
        assertEquals(want, Twins.sum(h) / 0.03, 4 * Math.sqrt(want / 0.03));
        double[] expected = new ExpectedCounts(d).histogram(light);
        assertEquals(want, Twins.sum(expected) / 0.03, 1e-3 * want);
    }

    /** {@code k C(n,k) r^k w^(k-1)}: 2 x 36 r^2 w for 2 of 9, where lines are rarely up. */
    @Test
    void sparseLightGivesTheDesignsRate() {
        Coincidence two = new Coincidence(2, 3 * NS);
        double sparse = two.sparseEventRate(9, 1e5);
        assertEquals(72 * 1e10 * 3e-9, sparse, 1e-6);
        // p = r w = 3e-4: the seven others stay down all but 8 p = 0.24 % of the time
        assertEquals(sparse, two.eventRate(9, 1e5), 3e-3 * sparse);
        Coincidence three = new Coincidence(3, 3 * NS);
        assertEquals(3 * 84 * 1e15 * 9e-18, three.sparseEventRate(9, 1e5), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"FREE_RUNNING, 2", "SYNCHRONOUS, 2", "PARALYSABLE, 3"})
    void aReturnOnDaylightIsExpectedAsDrawn(DeadTime.Recovery recovery, int least) {
        DeadTime dead =
                recovery == DeadTime.Recovery.SYNCHRONOUS
                        ? DeadTime.synchronous()
                        : new DeadTime(recovery, 10 * NS);
        Detector d = macro(3, dead, least, 2 * NS, 60_000);
        Arrivals light =
                Arrivals.steady(1e8).plus(Pulse.at(40 * NS, 3, Response.gaussian(0.5 * NS)));
        Twins.agree(d, light, 502);
    }

    /** Signal over the root of background: agreement wins where S exceeds r_b w (0.02), and loses below (design section 2.3). */
    @ParameterizedTest
    @CsvSource({"1, true", "0.01, false"})
    void agreementPaysOnlyForLightBrighterThanDaylightInItsWindow(double signal, boolean pays) {
        DeadTime dead = DeadTime.freeRunning(10 * NS);
        double single = contrast(macro(3, dead, 1, 0, 1000), signal);
        double two = contrast(macro(3, dead, 2, 2 * NS, 1000), signal);
        assertTrue(pays ? two > 1.5 * single : two < 0.5 * single, two + " against " + single);
    }

    private static double contrast(Detector d, double signal) {
        Arrivals day = Arrivals.steady(1e7);
        double[] off = new ExpectedCounts(d).histogram(day);
        double[] on =
                new ExpectedCounts(d)
                        .histogram(
                                day.plus(Pulse.at(40 * NS, signal, Response.gaussian(0.5 * NS))));
        double lit = 0;
        double dark = 0;
        for (int k = 38; k < 42; k++) {
            lit += on[k] - off[k];
            dark += off[k];
        }
        return lit / Math.sqrt(dark);
    }

    /** The trap: two neighbours that fire at once look like two photons. Pairs by chance: 72 r^2 w; by crosstalk: 24 r p. */
    @Test
    void crosstalkForgesCoincidences() {
        int cycles = 1_000_000; // 0.1 s
        double r = 2e5;
        double p = 0.02;
        Detector clean = macro(3, DeadTime.freeRunning(10 * NS), 2, 2 * NS, cycles);
        Detector leaky =
                Detector.of(clean.train(), clean.array().crosstalk(p), clean.tdc())
                        .coincidence(clean.coincidence());
        Arrivals light = Arrivals.steady(9 * r);
        long chance =
                Twins.sum(
                        new PhotonByPhoton(clean).histogram(light, new Draws().key(503, 0, 0, 0)));
        long forged =
                Twins.sum(
                        new PhotonByPhoton(leaky).histogram(light, new Draws().key(504, 0, 0, 0)));
        double byChance = 72 * r * r * 2e-9 * 0.1;
        // 12 pairs of neighbours, either may begin; two at once by one avalanche are one event,
        // about 1.7 p of them
        double byCrosstalk = 24 * r * p * 0.1;
        assertEquals(byChance, (double) chance, 4 * Math.sqrt(byChance));
        assertEquals(
                byChance + byCrosstalk,
                (double) forged,
                5 * Math.sqrt(byCrosstalk) + 3 * p * byCrosstalk);
        assertTrue(forged > 10 * chance);
    }
}
