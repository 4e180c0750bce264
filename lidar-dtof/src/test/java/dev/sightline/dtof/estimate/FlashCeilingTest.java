package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.receive.Arrivals;
import dev.sightline.dtof.receive.ExpectedCounts;
import dev.sightline.dtof.receive.LongRangeFlash;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What the automotive flash could find at 100 m in full sun if signal and background were known: the likelihood ratio over all places.
 * Figures of docs/dtof/forward-model.md: {@code -Ddtof.ceiling=4000}.
 */
class FlashCeilingTest {

    private static final int BINS = 1000;
    private static final int DEAD = 10; // bins, from the count on
    private static final Arrivals LIGHT = LongRangeFlash.light(100, 0.1, 100);
    private static final Counting COUNTING = LongRangeFlash.detector().counting();
    private static final BinnedResponse RESPONSE =
            LongRangeFlash.detector().tdc().through(LongRangeFlash.response());

    /** Events per bin (dark ones of 1,000 per second included) and from the target, per cycle of one SPAD. */
    private static final double B = LIGHT.steadyPerSecond() * 1e-9 / 150 + 1e-6;

    private static final double S = LIGHT.pulses().get(0).photons() / 150;

    /**
     * Bin by bin: of the cycles that are live a binomial number counts, which for SPADs on their own is exact; where the last dead bin ends,
     * a count's own place in its bin says how much of it is dead.
     */
    private static int[] draw(double signal, double t, Draws draws) {
        int[] h = new int[BINS];
        for (int at = -60; at < BINS; at++) { // some bins before the first let the circle settle
            int k = (at + BINS) % BINS;
            double rate = B + signal * RESPONSE.mass(k, t);
            double hit = -StrictMath.expm1(-rate);
            int blank = 0;
            for (int j = 1; j < DEAD; j++) {
                blank += h[(k - j + BINS) % BINS];
            }
            int part = h[(k - DEAD + BINS) % BINS];
            int whole = COUNTING.cycles() - blank - part;
            h[k] = Binomial.draw(whole, hit, draws);
            h[k] += part > 0 ? Binomial.draw(part, 1 - hit / rate, draws) : 0;
        }
        return h;
    }

    /** Per half bin from its first bin on: what a count and a live cycle say for a target there. */
    private final double[][] gain = new double[2 * BINS][];

    private final double[][] loss = new double[2 * BINS][];

    FlashCeilingTest() {
        double base = StrictMath.log(StrictMath.expm1(B));
        for (int i = 0; i < gain.length; i++) {
            double t = 0.5 * (i + 0.5);
            int first = RESPONSE.first(t);
            gain[i] = new double[RESPONSE.end(t) - first];
            loss[i] = new double[gain[i].length];
            for (int j = 0; j < gain[i].length; j++) {
                loss[i][j] = S * RESPONSE.mass(first + j, t);
                gain[i][j] = StrictMath.log(StrictMath.expm1(B + loss[i][j])) - base;
            }
        }
    }

    /** The mean likelihood ratio over every half bin, logarithm. */
    private double score(int[] counts) {
        double[] live = COUNTING.live(counts);
        double[] log = new double[gain.length];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < log.length; i++) {
            int first = RESPONSE.first(0.5 * (i + 0.5));
            for (int j = 0; j < gain[i].length; j++) {
                log[i] += counts[first + j] * gain[i][j] - live[first + j] * loss[i][j];
            }
            top = Math.max(top, log[i]);
        }
        double sum = 0;
        for (double x : log) {
            sum += Math.exp(x - top);
        }
        return top + Math.log(sum);
    }

    @Test
    void theLikelihoodFindsWhatKnowingAllFinds() {
        int n = Integer.getInteger("dtof.ceiling", 100);
        int empties = 10 * n;
        double rate = Math.max(1e-3, 20.0 / empties);
        Draws draws = new Draws().key(731, 0, 0, 0);
        MaximumLikelihood likelihood =
                new MaximumLikelihood(Settings.of(RESPONSE, rate).counting(COUNTING));
        double[] noise = new double[empties];
        double mean = 0;
        int alarms = 0;
        for (int i = 0; i < empties; i++) {
            int[] h = draw(0, 0, draws);
            noise[i] = score(h);
            mean += Arrays.stream(h).average().getAsDouble() / empties;
            alarms += i < n ? likelihood.estimate(h).returns().size() : 0;
        }
        // as the detector counts steady light: three standard errors, the draws being no wider
        // than Poisson's
        double steady =
                new ExpectedCounts(LongRangeFlash.detector())
                        .histogram(Arrivals.steady(LIGHT.steadyPerSecond()))[500];
        assertEquals(steady, mean, 3 * Math.sqrt(steady / BINS / empties));
        Arrays.sort(noise);
        double threshold = noise[empties - (int) Math.round(rate * empties)];
        int all = 0;
        int found = 0;
        for (int i = 0; i < n; i++) {
            double range = 100 + draws.between(0, 0.15);
            int[] h = draw(S, 2 * range / DtofModel.C * 1e9, draws);
            all += score(h) >= threshold ? 1 : 0;
            found += likelihood.estimate(h).returns().size();
        }
        System.out.printf(
                "longrange-flash at %.0e false alarms: likelihood %d, knowing all %d of %d; false %d of %d%n",
                rate, found, all, n, alarms, n);
        // not one in a hundred lost, three standard errors of those that only one of them finds
        assertTrue(found >= all - 0.01 * n - 3 * Math.sqrt(0.02 * n), found + " against " + all);
    }
}
