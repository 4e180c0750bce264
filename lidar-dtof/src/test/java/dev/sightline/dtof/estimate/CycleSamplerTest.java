package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.dtof.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleSamplerTest {

    private static final int BINS = 16;

    private static double[] rates() {
        double[] r = new double[BINS];
        for (int k = 0; k < BINS; k++) {
            r[k] = 0.02 + (k == 5 || k == 6 ? 0.8 : 0);
        }
        return r;
    }

    /** A coin per bin and cycle: what the sampler's bisection stands for. */
    private static int[] coins(Counting counting, double[] rates, Draws draws) {
        int[] counts = new int[BINS];
        long blindUntil = 0;
        for (int cycle = -2; cycle < counting.cycles(); cycle++) {
            for (int k = 0; k < BINS; k++) {
                long now = (cycle + 2L) * BINS + k;
                if (now >= blindUntil && draws.nextDouble() < 1 - Math.exp(-rates[k])) {
                    counts[k] += cycle >= 0 ? 1 : 0;
                    blindUntil =
                            counting.kind() == Counting.Kind.FIRST_PHOTON
                                    ? (cycle + 3L) * BINS
                                    : now + (long) counting.deadBins() + 1;
                }
            }
        }
        return counts;
    }

    @ParameterizedTest
    @CsvSource({"FIRST_PHOTON, 0", "FREE_RUNNING, 3", "FREE_RUNNING, 11", "FREE_RUNNING, 0"})
    void theSamplerItsTwinAndTheExpectationAgree(Counting.Kind kind, int dead) {
        int cycles = 200_000;
        Counting counting = new Counting(kind, cycles, dead);
        int[] fast = new CycleSampler(counting).draw(rates(), new Draws().key(61, dead, 0, 0));
        int[] plain = coins(counting, rates(), new Draws().key(62, dead, 0, 0));
        double[] live = counting.expectedLive(rates());
        for (int k = 0; k < BINS; k++) {
            double expected = live[k] * (1 - Math.exp(-rates()[k]));
            // Five standard deviations of a count; a sum over cycles spreads no wider than
            // Poisson's.
            double slack = 5 * Math.sqrt(expected);
            assertEquals(expected, fast[k], slack, kind + " bin " + k);
            assertEquals(expected, plain[k], slack, kind + " coins, bin " + k);
        }
    }

    @ParameterizedTest
    @CsvSource({"FIRST_PHOTON, 0", "FREE_RUNNING, 11"})
    void liveCyclesAddUpTheCountsThatBlankThem(Counting.Kind kind, int dead) {
        Counting counting = new Counting(kind, 500, dead);
        int[] counts = coins(counting, rates(), new Draws().key(63, dead, 0, 0));
        double[] live = counting.live(counts);
        for (int k = 0; k < BINS; k++) {
            int blank = 0;
            int reach = kind == Counting.Kind.FIRST_PHOTON ? k : dead;
            for (int j = 1; j <= reach; j++) {
                blank += counts[(k - j + BINS) % BINS];
            }
            assertEquals(500 - blank, live[k]);
        }
    }
}
