package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionThresholdTest {

    private static final int BINS = 128;
    private static final BinnedResponse GAUSS =
            BinnedResponse.nominal(Response.gaussian(0.4247e-9), BINS, 0.25e-9);

    /** Counts in the fullest three neighbouring bins: a statistic that needs no estimator. */
    private static double fullest(int[] counts) {
        int top = 0;
        for (int k = 1; k < counts.length - 1; k++) {
            top = Math.max(top, counts[k - 1] + counts[k] + counts[k + 1]);
        }
        return top;
    }

    /** Weights turn planted histograms into plain noise: they average to 1. 20,000 draws of a deviation below 2: 0.014. */
    @ParameterizedTest
    @CsvSource({"3, true", "40, true", "3000, true", "0.5, false", "40, false", "3000, false"})
    void theWeightsAverageToOne(double level, boolean totalKnown) {
        PlantedNoise noise = new PlantedNoise(GAUSS, level, totalKnown);
        Draws draws = new Draws().key(51, 0, 0, 0);
        int[] counts = new int[BINS];
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            noise.draw(i % noise.components(), draws, counts);
            sum += noise.weight(counts);
        }
        assertEquals(1, sum / 20_000, 4 * 0.014);
    }

    /** Five of n counts in one bin of 128: known in closed form to first order, at 1e-7 for n = 5. */
    @Test
    void aTailOfOneInTenMillionIsRight() {
        DetectionThreshold fullestBin =
                DetectionThreshold.ofTotal(
                        GAUSS,
                        4000,
                        (counts, level) -> {
                            int top = 0;
                            for (int c : counts) {
                                top = Math.max(top, c);
                            }
                            return top;
                        });
        double five = fullestBin.probability(5, 5);
        assertEquals(Math.pow(BINS, -4), five, 0.25 * Math.pow(BINS, -4));
        double three = fullestBin.probability(3, 3);
        assertEquals(Math.pow(BINS, -2), three, 0.25 * Math.pow(BINS, -2));
    }

    /** The plain twin draws noise alone, many times: 200,000 histograms, 200 above the threshold expected. */
    @ParameterizedTest
    @CsvSource({"4", "25", "700"})
    void plainSimulationAgrees(double total) {
        DetectionThreshold three =
                DetectionThreshold.ofBackground(GAUSS, 4000, (h, level) -> fullest(h));
        Draws draws = new Draws().key(52, (long) total, 0, 0);
        int[] counts = new int[BINS];
        // A statistic of whole numbers: the smallest that is rarer than 2 in 1,000.
        double x = Math.ceil(three.threshold(2e-3, total));
        int above = 0;
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < BINS; k++) {
                counts[k] = Poisson.draw(total / BINS, draws);
            }
            above += fullest(counts) >= x ? 1 : 0;
        }
        double expected = three.probability(x, total) * n;
        assertTrue(expected > 20, "expected " + expected);
        assertEquals(expected, above, 4 * Math.sqrt(expected) + 0.15 * expected);
    }

    /**
     * The plain twin throws so many counts at all bins, 20,000 times, where the first bins stand for all: 4,096 and 16,384 bins alike.
     * Some hundred above the threshold are expected.
     */
    @ParameterizedTest
    @CsvSource({
        "4096, 100, true",
        "4096, 1000, true",
        "4096, 100, false",
        "4096, 1000, false",
        "16384, 300, true",
        "16384, 1000, true",
        "16384, 20000, true",
        "16384, 300, false",
        "16384, 1000, false"
    })
    void manyBinsExceedAsOftenAsPlainSimulation(int bins, int total, boolean totalKnown) {
        BinnedResponse many = BinnedResponse.nominal(Response.gaussian(0.4247e-9), bins, 0.25e-9);
        DetectionThreshold three =
                totalKnown
                        ? DetectionThreshold.ofTotal(many, 4000, (h, level) -> fullest(h))
                        : DetectionThreshold.ofBackground(many, 4000, (h, level) -> fullest(h));
        double x = Math.ceil(three.threshold(0.02, total));
        Draws draws = new Draws().key(55, bins, total, 0);
        int n = total > 10_000 ? 4000 : 20_000;
        int above = 0;
        for (int i = 0; i < n; i++) {
            int[] counts = new int[bins];
            int thrown = totalKnown ? total : Poisson.draw(total, draws);
            for (int j = 0; j < thrown; j++) {
                counts[(int) (draws.nextDouble() * bins)]++;
            }
            above += fullest(counts) >= x ? 1 : 0;
        }
        double expected = three.probability(x, total) * n;
        assertEquals(expected, above, 4 * Math.sqrt(expected) + 0.15 * expected);
        assertTrue(above > 0, "none above " + x);
    }

    @Test
    void aTableIsMadeOnceHoweverManyAsk() {
        AtomicInteger made = new AtomicInteger();
        DetectionThreshold three =
                DetectionThreshold.ofTotal(
                        GAUSS,
                        2000,
                        (h, level) -> {
                            made.incrementAndGet();
                            return fullest(h);
                        });
        double[] told =
                IntStream.range(0, 64)
                        .parallel()
                        .mapToDouble(i -> three.probability(3, 9))
                        .toArray();
        assertEquals(2000, made.get());
        assertEquals(told[0], told[63]);
    }

    /** D4 of the design for the likelihood, background known: target detected, false alarms within a factor two both ways. */
    @ParameterizedTest
    @CsvSource({"1, 5, 0.879", "10, 5, 0.481", "10, 10, 0.950", "100, 10, 0.355"})
    void theLikelihoodFindsWhatTheDesignsTableFinds(double total, double signal, double found) {
        MaximumLikelihood likelihood = new MaximumLikelihood(Settings.of(GAUSS, 1e-3));
        RateModel model = new RateModel(GAUSS, Counting.poisson());
        CycleSampler sampler = new CycleSampler(Counting.poisson());
        Draws draws = new Draws().key(53, (long) total, (long) signal, 0);
        double[] rates = new double[BINS];
        int n = 3000;
        int hits = 0;
        for (int i = 0; i < n; i++) {
            double[] t = {BINS * draws.between(0.4, 0.6)};
            Fit truth = new Fit(new double[] {total / BINS}, t, new double[] {signal});
            model.rates(truth, new double[BINS], rates, new double[0][]);
            int[] counts = sampler.draw(rates, draws);
            hits += likelihood.estimateOver(counts, total / BINS).returns().size();
        }
        // The design's 0.01, and three standard errors of 3,000 trials.
        double slack = 3 * Math.sqrt(found * (1 - found) / n);
        assertEquals(found, (double) hits / n, 0.01 + slack);
    }

    @ParameterizedTest
    @CsvSource({"10, 0.02", "100, 0.02", "1000, 0.02", "100000, 0.02"})
    void falseAlarmsAreAsManyAsAsked(double total, double asked) {
        MaximumLikelihood likelihood = new MaximumLikelihood(Settings.of(GAUSS, asked));
        Draws draws = new Draws().key(54, (long) total, 0, 0);
        int[] counts = new int[BINS];
        int n = 3000; // 60 expected
        int unknown = 0;
        int known = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < BINS; k++) {
                counts[k] = Poisson.draw(total / BINS, draws);
            }
            unknown += likelihood.estimate(counts).returns().size();
            known += likelihood.estimateOver(counts, total / BINS).returns().size();
        }
        assertTrue(unknown > 0.5 * asked * n && unknown < 2 * asked * n, unknown + " of " + n);
        assertTrue(known > 0.5 * asked * n && known < 2 * asked * n, known + " of " + n);
    }
}
