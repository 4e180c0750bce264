package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GaussianTest {

    /** Abramowitz and Stegun table 26.1, and values computed with 50-digit arithmetic. */
    @Test
    void reproducesPublishedValues() {
        assertEquals(0.8413447460685429, Gaussian.cdf(1), 1e-15);
        assertEquals(0.9772498680518208, Gaussian.cdf(2), 1e-15);
        assertEquals(0.9986501019683699, Gaussian.cdf(3), 1e-15);
        assertEquals(0.5, Gaussian.cdf(0), 0);
        assertEquals(2.866515718791939e-7, Gaussian.tail(5), 1e-12 * 2.9e-7);
        assertEquals(7.619853024160527e-24, Gaussian.tail(10), 1e-12 * 7.7e-24);
        assertEquals(0, Gaussian.tail(50), 0);
    }

    @Test
    void bothFormulasMeetWhereTheyJoin() {
        for (double x : new double[] {-3, 3}) {
            double below = Gaussian.cdf(Math.nextDown(x));
            double above = Gaussian.cdf(Math.nextUp(x));
            assertEquals(below, above, 1e-15);
        }
    }

    @Test
    void cdfAndTailAddToOneAndTheCdfRises() {
        double last = 0;
        for (double x = -8; x <= 8; x += 0.01) {
            assertEquals(1, Gaussian.cdf(x) + Gaussian.tail(x), 1e-15);
            assertEquals(Gaussian.cdf(-x), Gaussian.tail(x), 1e-15);
            assertEquals(true, Gaussian.cdf(x) >= last);
            last = Gaussian.cdf(x);
        }
    }

    @Test
    void theTableAgreesWithItsPlainTwin() {
        for (double x = -7; x <= 7; x += 0.000_713) {
            assertEquals(Gaussian.cdf(x), CdfTable.cdf(x), 1e-9); // 1e-9 is also what lies beyond 6
        }
        assertEquals(0, CdfTable.cdf(Double.NaN), 0);
    }
}
