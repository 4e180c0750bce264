package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {

    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.003, 0.7, 9.99, 10, 31.5, 400, 1700, 25_000})
    void singleDrawsFollowTheDistribution(double mean) {
        Draws draws = new Draws().key(11, Double.doubleToLongBits(mean), 0, 0);
        requireDistribution(mean, () -> Poisson.draw(mean, draws));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.003, 0.7, 9.99, 10, 31.5, 400, 1700, 25_000})
    void tableDrawsFollowTheDistribution(double mean) {
        Draws draws = new Draws().key(12, Double.doubleToLongBits(mean), 0, 0);
        PoissonTable table = new PoissonTable();
        table.mean(5); // a used table is no different from a fresh one
        table.mean(mean);
        requireDistribution(mean, () -> table.draw(draws));
    }

    /** Chi-square over cells of at least 20 expected draws; 5 standard deviations of chi-square is a chance of about 1e-5. */
    private static void requireDistribution(double mean, IntSupplier source) {
        int low = (int) Math.max(0, mean - 6 * Math.sqrt(mean) - 10);
        int high = (int) (mean + 6 * Math.sqrt(mean) + 10);
        int[] seen = new int[high - low + 1];
        for (int i = 0; i < DRAWS; i++) {
            seen[source.getAsInt() - low]++;
        }
        double chi = 0;
        int cells = 0;
        double expected = 0;
        double observed = 0;
        for (int k = low; k <= high; k++) {
            expected += DRAWS * Poisson.probability(k, mean);
            observed += seen[k - low];
            if (expected >= 20) {
                chi += (observed - expected) * (observed - expected) / expected;
                cells++;
                expected = 0;
                observed = 0;
            }
        }
        double freedom = Math.max(1, cells - 1);
        assertTrue(
                chi < freedom + 5 * Math.sqrt(2 * freedom),
                "mean " + mean + ": chi2 " + chi + " of " + freedom);
    }

    /** Also where a uniform is next to a step of the distribution function, where a quick exponential alone would be wrong. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 0.003, 0.7, 3.2, 9.99})
    void quickInversionIsItsPlainTwin(double mean) {
        Draws draws = new Draws().key(13, 0, 0, 0);
        for (int i = 0; i < DRAWS; i++) {
            double m = mean * draws.nextDouble();
            double u = draws.nextDouble();
            assertEquals(Poisson.inverted(m, u), Poisson.byInversion(m, u));
        }
        double step = 0;
        for (int k = 0; k < 30; k++) {
            step += Poisson.probability(k, mean);
            double u = Math.min(step, Math.nextDown(1.0));
            for (int i = 0; i < 20; i++) {
                assertEquals(Poisson.inverted(mean, u), Poisson.byInversion(mean, u), "step " + k);
                u = Math.nextDown(u);
            }
        }
    }

    @Test
    void logFactorialIsContinuousWhereTheSeriesTakesOver() {
        double sum = 0;
        for (int k = 2; k <= 170; k++) {
            sum += StrictMath.log(k);
            assertEquals(sum, Poisson.logFactorial(k), 1e-12 * sum);
        }
    }

    @Test
    void aMeanThatNoCountCanHoldIsRefused() {
        Draws draws = new Draws();
        assertThrows(IllegalArgumentException.class, () -> Poisson.draw(2e9, draws));
        assertThrows(IllegalArgumentException.class, () -> Poisson.draw(Double.NaN, draws));
        assertThrows(IllegalArgumentException.class, () -> Poisson.draw(-1, draws));
    }
}
