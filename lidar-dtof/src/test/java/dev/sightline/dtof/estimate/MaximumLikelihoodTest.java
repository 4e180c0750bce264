package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goals D1-D6 of the design on fresh draws; {@code -Ddtof.trials=20000} gives the figures of the documentation. */
class MaximumLikelihoodTest {

    private static final BinnedResponse GAUSS =
            BinnedResponse.nominal(Response.gaussian(0.4247e-9), 128, 0.25e-9);
    private static final BinnedResponse EMG =
            BinnedResponse.nominal(Response.emg(0.25e-9, 0.4e-9), 128, 0.25e-9);
    private static final BinnedResponse WIDE =
            BinnedResponse.nominal(Response.gaussian(0.85e-9), 128, 0.5e-9);

    private static BinnedResponse named(String name) {
        return switch (name) {
            case "gauss" -> GAUSS;
            case "emg" -> EMG;
            default -> WIDE;
        };
    }

    /** D1 and D3, limits as the design has them; the sigma is within 10 % from 30 photons up. */
    @ParameterizedTest
    @CsvSource({
        "gauss, 10, 1, 1.15", "gauss, 30, 0.1, 1.10", "gauss, 30, 1, 1.06", "gauss, 100, 0.1, 1.03",
        "gauss, 1000, 10, 1.03", "emg, 10, 1, 1.22", "emg, 30, 1, 1.12", "emg, 100, 1, 1.03",
        "emg, 1000, 0.1, 1.03", "wide, 100, 1, 1.03"
    })
    void oneReturnIsAtTheBoundWithNothingKnown(
            String response, double signal, double sbr, double limit) {
        FreshDraws.Result r =
                new FreshDraws(named(response), Counting.poisson(), false)
                        .run(FreshDraws.TRIALS, signal, signal / (128 * sbr), 31);
        assertTrue(r.ratio() < limit * r.allowance(), r.toString());
        if (signal >= 30) {
            double slack = 3 / Math.sqrt(2.0 * r.hits());
            assertEquals(1, r.sigma() / r.rmse(), 0.10 + slack, r.toString());
        }
    }

    /** D5 against the bound for known levels, as the design's table has it, and without knowledge against the joint bound. */
    @ParameterizedTest
    @CsvSource({
        "0.05, 0.3, true", "0.3, 3, true", "1, 0.05, true", "3, 3, true",
        "0.05, 0.3, false", "0.3, 3, false", "1, 0.05, false", "3, 3, false"
    })
    void pileUpIsUndone(double signal, double background, boolean known) {
        FreshDraws.Result r =
                new FreshDraws(GAUSS, Counting.firstPhoton(2000), known)
                        .run(Math.max(100, FreshDraws.TRIALS / 5), signal, background / 128, 32);
        assertTrue(r.ratio() < 1.06 * r.allowance(), r.toString());
        double threePs = 3e-3 / 0.25;
        assertTrue(Math.abs(r.bias()) < threePs + r.biasAllowance(), r.toString());
    }

    /** D6: at the bound, unbiased, and the flux of all events recovered within 1 %. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "0.5, 0.5", "1, 3", "3, 1"})
    void deadTimeIsUndone(double signal, double background) {
        FreshDraws.Result r =
                new FreshDraws(GAUSS, Counting.freeRunning(500, 40), false)
                        .run(Math.max(100, FreshDraws.TRIALS / 5), signal, background / 128, 33);
        assertTrue(r.ratio() < 1.06 * r.allowance(), r.toString());
        double threePs = 3e-3 / 0.25;
        assertTrue(Math.abs(r.bias()) < threePs + r.biasAllowance(), r.toString());
        double events = r.n() * 500 * Math.min(1, signal + background);
        double slack = 3 / Math.sqrt(events); // three standard errors of the flux itself
        assertEquals(1, r.flux() / (signal + background), 0.01 + slack, r.toString());
    }

    /** No point of a fine grid over time, signal and background is likelier than where the scoring ends: the plain twin. */
    @Test
    void noGridPointIsLikelier() {
        Draws draws = new Draws().key(34, 0, 0, 0);
        RateModel model = new RateModel(EMG, Counting.poisson());
        for (int trial = 0; trial < 5; trial++) {
            Fit truth = new Fit(new double[] {0.8}, new double[] {60.3}, new double[] {60});
            double[] rates = new double[128];
            model.rates(truth, new double[128], rates, new double[0][]);
            int[] counts = new CycleSampler(Counting.poisson()).draw(rates, draws);
            FisherScoring scoring = new FisherScoring(model, counts, new double[128]);
            Fit top = scoring.climb(truth);
            for (double t = 58; t < 63; t += 0.04) {
                for (double s = 30; s < 100; s += 2.5) {
                    for (double b = 0.5; b < 1.2; b += 0.05) {
                        Fit at = new Fit(new double[] {b}, new double[] {t}, new double[] {s});
                        assertTrue(scoring.logLikelihood(at) <= top.logLikelihood + 1e-6);
                    }
                }
            }
        }
    }

    /** D4: at most twice the asked rate, for each way of counting. 4,000 empty histograms, 40 expected. */
    @ParameterizedTest
    @CsvSource({
        "POISSON, 1, 8",
        "POISSON, 1, 300",
        "FIRST_PHOTON, 2000, 2",
        "FREE_RUNNING, 500, 2"
    })
    void falseAlarmsStayWithinTwiceTheAskedRate(Counting.Kind kind, int cycles, double background) {
        Counting counting = new Counting(kind, cycles, kind == Counting.Kind.FREE_RUNNING ? 40 : 0);
        double[] rates = new double[128];
        java.util.Arrays.fill(rates, kind == Counting.Kind.POISSON ? background : background / 128);
        MaximumLikelihood likelihood =
                new MaximumLikelihood(Settings.of(GAUSS, 1e-2).counting(counting));
        CycleSampler sampler = new CycleSampler(counting);
        Draws draws = new Draws().key(35, cycles, 0, 0);
        int n = kind == Counting.Kind.POISSON ? 4000 : 1000;
        int found = 0;
        for (int i = 0; i < n; i++) {
            found += likelihood.estimate(sampler.draw(rates, draws)).returns().size();
        }
        assertTrue(found <= 0.02 * n, found + " false alarms in " + n);
    }

    @Test
    void aHistogramThatCannotBeIsRefused() {
        MaximumLikelihood likelihood =
                new MaximumLikelihood(Settings.of(GAUSS, 1e-3).counting(Counting.firstPhoton(10)));
        int[] counts = new int[128];
        counts[5] = 8;
        counts[90] = 3;
        assertThrows(IllegalArgumentException.class, () -> likelihood.estimate(counts));
        assertThrows(IllegalArgumentException.class, () -> likelihood.estimate(new int[127]));
    }
}
