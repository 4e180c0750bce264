package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.CramerRao;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingTest {

    private static final BinnedResponse RESPONSE =
            BinnedResponse.nominal(Response.gaussian(0.4247e-9), 128, 0.25e-9);

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 0.03, 0.7, 3})
    void theScoreIsTheLikelihoodsDerivativeAndItsVarianceTheInformation(double rate) {
        for (Counting c : new Counting[] {Counting.poisson(), Counting.firstPhoton(50)}) {
            double live = c.isPoisson() ? 1 : 50;
            double q = 1 - Math.exp(-rate);
            double mean = 0;
            double variance = 0;
            double p = c.isPoisson() ? Math.exp(-rate) : Math.pow(1 - q, live);
            for (int h = 0; h <= 50; h++) {
                double step = 1e-5 * rate;
                double slope =
                        (c.logLikelihood(h, live, rate + step)
                                        - c.logLikelihood(h, live, rate - step))
                                / (2 * step);
                double score = c.score(h, live, rate);
                assertEquals(slope, score, 1e-5 * (1 + Math.abs(slope)), c + " h " + h);
                mean += p * score;
                variance += p * score * score;
                // the next probability: Poisson, or binomial of the live cycles
                p *= c.isPoisson() ? rate / (h + 1) : (live - h) / (h + 1) * q / (1 - q);
            }
            double information = c.information(live, rate);
            assertEquals(0, mean, 1e-8 * Math.sqrt(information));
            assertEquals(information, variance, 1e-8 * information, c.toString());
        }
    }

    @Test
    void correctionInvertsWhatDeadTimeDoes() {
        double[] rates = new double[128];
        for (int k = 0; k < 128; k++) {
            rates[k] = 0.01 + RESPONSE.mass(k, 60.2);
        }
        for (Counting c :
                new Counting[] {
                    Counting.firstPhoton(100_000_000), Counting.freeRunning(100_000_000, 40)
                }) {
            double[] live = c.expectedLive(rates);
            int[] counts = new int[128];
            for (int k = 0; k < 128; k++) {
                counts[k] = (int) Math.round(live[k] * (1 - Math.exp(-rates[k])));
            }
            PileupCorrection correction = new PileupCorrection(c);
            double[] found = correction.rates(counts);
            double[] sigma = correction.sigmas(counts);
            double flux = 0;
            for (int k = 0; k < 128; k++) {
                assertEquals(rates[k], found[k], 1e-5, c + " bin " + k);
                assertTrue(sigma[k] > 0 && sigma[k] < 0.01);
                flux += rates[k];
            }
            assertEquals(flux, correction.flux(counts), 1e-4);
        }
    }

    @Test
    void withoutBackgroundTheBoundIsTheSpreadOverTheRootOfThePhotons() {
        // Bins much narrower than the response: s / sqrt(S) = 0.4247 ns / 10
        BinnedResponse fine =
                BinnedResponse.nominal(Response.gaussian(0.4247e-9), 1024, 0.03125e-9);
        CramerRao bound = new CramerRao(fine, Counting.poisson());
        double metres = bound.sigma(500.3 * fine.binMetres(), 100, 0);
        assertEquals(0.04247e-9, 2 * metres / 299_792_458.0, 0.04247e-9 * 1e-3);
    }

    @Test
    void atLowFluxAllWaysOfCountingHaveTheSameBound() {
        double poisson = new FisherBound(RESPONSE, Counting.poisson()).known(60.2, 100, 0.5);
        int n = 10_000_000;
        for (Counting c : new Counting[] {Counting.firstPhoton(n), Counting.freeRunning(n, 40)}) {
            double other = new FisherBound(RESPONSE, c).known(60.2, 100.0 / n, 0.5 / n);
            assertEquals(poisson, other, 1e-4 * poisson, c.toString());
        }
        double[] joint =
                new FisherBound(RESPONSE, Counting.poisson())
                        .joint(new double[] {60.2}, new double[] {100}, 0.5);
        assertTrue(joint[0] >= poisson && joint[0] < 1.001 * poisson);
    }

    @Test
    void farApartReturnsHaveTheBoundOfOne() {
        FisherBound bound = new FisherBound(RESPONSE, Counting.poisson());
        double one = bound.joint(new double[] {30.4}, new double[] {100}, 0.5)[0];
        double[] two = bound.joint(new double[] {30.4, 90.4}, new double[] {100, 50}, 0.5);
        assertEquals(one, two[0], 1e-3 * one);
        double[] close = bound.joint(new double[] {30.4, 33}, new double[] {100, 50}, 0.5);
        assertTrue(close[0] > 1.5 * one);
    }

    @Test
    void anUnusableWayOfCountingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Counting.firstPhoton(0));
        assertThrows(
                IllegalArgumentException.class, () -> new Counting(Counting.Kind.POISSON, 1, 3));
        Counting whole = Counting.freeRunning(10, 128);
        assertThrows(IllegalArgumentException.class, () -> whole.live(new int[128]));
    }
}
