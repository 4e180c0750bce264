package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import java.util.Arrays;

/** Expected counts against counts drawn photon by photon. */
final class Twins {

    private Twins() {}

    /** Each bin within five standard deviations, the sum within four, chi-squared within five of its own. Spreads are Poisson's at most. */
    static void agree(Detector detector, Arrivals light, long seed) {
        double[] expected = new ExpectedCounts(detector).histogram(light);
        int[] drawn = new PhotonByPhoton(detector).histogram(light, new Draws().key(seed, 0, 0, 0));
        agree(expected, drawn, 1);
    }

    /** The same where counts come in groups that widen their spread by a factor. */
    static void agree(double[] expected, int[] drawn, double wider) {
        double chi = 0;
        int bins = 0;
        for (int k = 0; k < drawn.length; k++) {
            double s = wider * Math.sqrt(expected[k]);
            assertEquals(expected[k], drawn[k], 5 * s + 3, "bin " + k);
            if (expected[k] > 20) {
                chi += (drawn[k] - expected[k]) * (drawn[k] - expected[k]) / (s * s);
                bins++;
            }
        }
        assertTrue(bins > 0, "no bin holds enough counts to judge");
        assertTrue(chi < bins + 5 * Math.sqrt(2 * bins), "chi-squared " + chi + " of " + bins);
        double sum = Arrays.stream(expected).sum();
        assertEquals(sum, Arrays.stream(drawn).sum(), 4 * wider * Math.sqrt(sum));
    }

    static double sum(double[] counts) {
        return Arrays.stream(counts).sum();
    }

    static long sum(int[] counts) {
        return Arrays.stream(counts).asLongStream().sum();
    }
}
