package dev.sightline.datasets.dtofvectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.FisherBound;
import dev.sightline.dtof.estimate.MultiReturn;
import dev.sightline.dtof.estimate.Settings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Goal D7: overlapping returns, on histograms that someone else drew. */
class EstimateReturnsTest {

    private static final BinnedResponse RESPONSE = EstimateVectors.gaussian();
    private static final double NEAR_NS = 0.35 * 2.3548 * EstimateVectors.SIGMA_NS;

    /** Separation 0.75 FWHM is below the goal's 1: the README's own reference resolves 0.87 at 200 photons, 4:1. */
    private static final double[] RESOLVED_BELOW_ONE = {0.99, 0.87, 1, 0.99};

    @Test
    void twoReturnsAreResolvedAtTheirJointBound() throws Exception {
        EstimateVectors file = new EstimateVectors("multi_return.npz");
        MultiReturn two = new MultiReturn(Settings.of(RESPONSE, 1), 2, Estimate.Order.NEAREST);
        for (int cell = 0; cell < 20; cell++) {
            boolean close = cell % 10 < 2;
            double limit = close ? RESOLVED_BELOW_ONE[cell / 10 * 2 + cell % 2] : 0.95;
            check(file, two, 2, cell * 100, 100, limit, !close);
        }
    }

    @Test
    void threeReturnsAreResolvedAtTheirJointBound() throws Exception {
        EstimateVectors file = new EstimateVectors("multi_return.npz");
        MultiReturn three = new MultiReturn(Settings.of(RESPONSE, 1), 3, Estimate.Order.NEAREST);
        check(file, three, 3, 2000, 150, 0.95, true);
        check(file, three, 3, 2150, 150, 0.95, true);
    }

    /** Nobody says how many there are; from one full width and 200 photons up the answer is right 95 times of 100. */
    @Test
    void theNumberOfReturnsIsFound() throws Exception {
        EstimateVectors file = new EstimateVectors("multi_return.npz");
        MultiReturn some =
                new MultiReturn(Settings.of(RESPONSE, 1e-2), 4, Estimate.Order.STRONGEST);
        int right = 0;
        int all = 0;
        for (int i = 0; i < 2000; i += 4) {
            if (i / 100 % 10 < 2) {
                continue;
            }
            Estimate found = some.estimate(file.counts(i));
            right += found.returns().size() == 2 ? 1 : 0;
            all++;
            assertTrue(found.returns().get(0).confidence() > 0.98);
        }
        assertEquals(400, all);
        assertTrue(right >= 0.95 * all, right + " of " + all);
    }

    private static void check(
            EstimateVectors file,
            MultiReturn estimator,
            int returns,
            int from,
            int n,
            double resolvedLimit,
            boolean atBound)
            throws Exception {
        double[] tof = file.numbers("tof_ns");
        double[] amplitude = file.numbers("amp");
        double[] background = file.numbers("bg_per_bin");
        FisherBound bound = new FisherBound(RESPONSE, Counting.poisson());
        EstimateVectors.Errors[] errors = new EstimateVectors.Errors[returns];
        Arrays.setAll(errors, i -> new EstimateVectors.Errors());
        int resolved = 0;
        for (int i = from; i < from + n; i++) {
            double[] t = Arrays.copyOfRange(tof, 3 * i, 3 * i + returns);
            double[] bins = Arrays.stream(t).map(x -> x / EstimateVectors.BIN_NS).toArray();
            double[] s = Arrays.copyOfRange(amplitude, 3 * i, 3 * i + returns);
            double[] bounds = bound.joint(bins, s, background[i]);
            Estimate found = estimator.estimate(file.counts(i));
            double[] e = new double[returns];
            boolean all = true;
            for (int j = 0; j < returns; j++) {
                int rank = rank(t, j);
                e[j] = EstimateVectors.ns(found.returns().get(rank).rangeM()) - t[j];
                all &= Math.abs(e[j]) < NEAR_NS;
            }
            resolved += all ? 1 : 0;
            for (int j = 0; all && j < returns; j++) {
                errors[j].add(e[j], 0, bounds[j] * EstimateVectors.BIN_NS);
            }
        }
        double share = (double) resolved / n;
        double p = Math.min(0.99, resolvedLimit);
        String what = "from " + from + ": resolved " + share + " " + Arrays.toString(errors);
        assertTrue(share >= resolvedLimit - 3 * Math.sqrt(p * (1 - p) / n), what);
        for (EstimateVectors.Errors e : errors) {
            assertTrue(!atBound || e.ratio() < 1.1 * e.allowance(), what);
        }
    }

    private static int rank(double[] t, int j) {
        int rank = 0;
        for (double other : t) {
            rank += other < t[j] ? 1 : 0;
        }
        return rank;
    }
}
