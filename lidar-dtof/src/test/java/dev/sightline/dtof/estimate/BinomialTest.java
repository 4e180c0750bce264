package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

    @ParameterizedTest
    @CsvSource({"1, 0.3", "7, 0.5", "40, 0.02", "2000, 0.0005", "2000, 0.1", "2000, 0.97"})
    void meanAndVarianceAreThoseOfTheLaw(int n, double p) {
        Draws draws = new Draws().key(71, n, 0, 0);
        int trials = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < trials; i++) {
            int k = Binomial.draw(n, p, draws);
            assertTrue(k >= 0 && k <= n);
            sum += k;
            squares += (k - n * p) * (k - n * p);
        }
        double variance = n * p * (1 - p);
        // Five standard errors; that of a variance is at most sqrt((2 + 1/variance) / trials) of
        // it.
        assertEquals(n * p, sum / trials, 5 * Math.sqrt(variance / trials));
        double slack = 5 * Math.sqrt((2 + 1 / variance) / trials);
        assertEquals(1, squares / trials / variance, slack);
    }

    @Test
    void aFewTrialsHaveTheProbabilitiesOfTheTriangle() {
        // Pascal: 1 5 10 10 5 1, over 32 for a fair coin.
        double[] row = {1, 5, 10, 10, 5, 1};
        for (int k = 0; k <= 5; k++) {
            assertEquals(row[k] / 32, Binomial.probability(5, 0.5, k), 1e-9);
        }
    }

    @Test
    void certaintyIsCertainAndNonsenseRefused() {
        Draws draws = new Draws().key(72, 0, 0, 0);
        assertEquals(0, Binomial.draw(9, 0, draws));
        assertEquals(9, Binomial.draw(9, 1, draws));
        assertThrows(IllegalArgumentException.class, () -> Binomial.draw(9, 1.1, draws));
    }
}
