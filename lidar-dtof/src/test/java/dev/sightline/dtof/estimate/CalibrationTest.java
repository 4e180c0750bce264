package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void evenLightGivesTheEdges() {
        TdcCalibration c = TdcCalibration.fromCodeDensity(new long[] {100, 300, 200, 200});
        assertArrayEquals(new double[] {0, 0.5, 2, 3, 4}, c.edges(), 1e-12);
        assertArrayEquals(new double[] {-0.5, 0.5, 0, 0}, c.differential(), 1e-12);
        assertArrayEquals(new double[] {0, -0.5, 0, 0, 0}, c.integral(), 1e-12);
        assertEquals(0, c.sigmas()[0]);
        assertEquals(0, c.sigmas()[4]);
        // 4 sqrt(1/8 * 7/8 / 800)
        assertEquals(4 * Math.sqrt(7.0 / 64 / 800), c.sigmas()[1], 1e-12);
    }

    @Test
    void theEdgesErrorsAreAsLargeAsTheySay() {
        Draws draws = new Draws().key(51, 0, 0, 0);
        double squares = 0;
        int n = 0;
        for (int trial = 0; trial < 50; trial++) {
            long[] counts = new long[64];
            for (int k = 0; k < 64; k++) {
                counts[k] = Poisson.draw(1000, draws);
            }
            TdcCalibration c = TdcCalibration.fromCodeDensity(counts);
            for (int k = 8; k <= 56; k += 8) {
                squares += Math.pow(c.integral()[k] / c.sigmas()[k], 2);
                n++;
            }
        }
        assertEquals(1, Math.sqrt(squares / n), 0.15); // 350 correlated errors
    }

    @Test
    void anEmptyBinCannotBeCalibrated() {
        assertThrows(
                IllegalArgumentException.class,
                () -> TdcCalibration.fromCodeDensity(new long[] {5, 0, 5}));
    }

    /** The definition itself: what leaks in is p times the primary counts of the four neighbours. */
    @Test
    void leakedCountsSatisfyTheirEquation() {
        int rows = 5;
        int cols = 7;
        int bins = 3;
        double p = 0.03;
        Draws draws = new Draws().key(52, 0, 0, 0);
        int[] counts = new int[rows * cols * bins];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Poisson.draw(500, draws);
        }
        double[] leak = new ArrayCrosstalk(rows, cols, bins, p).leaked(counts);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                for (int k = 0; k < bins; k++) {
                    double sum = 0;
                    int[][] sides = {{r - 1, c}, {r + 1, c}, {r, c - 1}, {r, c + 1}};
                    for (int[] s : sides) {
                        if (s[0] >= 0 && s[0] < rows && s[1] >= 0 && s[1] < cols) {
                            int j = (s[0] * cols + s[1]) * bins + k;
                            sum += counts[j] - leak[j];
                        }
                    }
                    assertEquals(p * sum, leak[(r * cols + c) * bins + k], 1e-6);
                }
            }
        }
    }

    /** A target's range does not move when a cover glass returns ten times its light at the window's start. */
    @Test
    void aCoverGlassDoesNotMoveTheTarget() {
        BinnedResponse response =
                BinnedResponse.nominal(Response.gaussian(0.4247e-9), 128, 0.25e-9);
        double[] shape = new double[128];
        Arrays.setAll(shape, k -> response.mass(k, 1.5));
        Crosstalk glass = Crosstalk.measured(shape, 0);
        assertEquals(1, Arrays.stream(glass.shape()).sum(), 1e-12);
        MaximumLikelihood aware =
                new MaximumLikelihood(Settings.of(response, 1e-3).crosstalk(glass));
        RateModel model = new RateModel(response, Counting.poisson(), glass.shape());
        Draws draws = new Draws().key(53, 0, 0, 0);
        double squares = 0;
        int n = 200;
        double levels = 0;
        for (int i = 0; i < n; i++) {
            double t = draws.between(30, 90);
            double[] rates = new double[128];
            Fit truth = new Fit(new double[] {0.5, 2000}, new double[] {t}, new double[] {200});
            model.rates(truth, new double[128], rates, new double[0][]);
            Estimate found =
                    aware.estimate(new CycleSampler(Counting.poisson()).draw(rates, draws));
            assertEquals(1, found.returns().size());
            Return r = found.returns().get(0);
            squares += Math.pow((r.rangeM() - t * response.binMetres()) / r.sigmaM(), 2);
            levels += found.crosstalk() / n;
        }
        assertEquals(1, Math.sqrt(squares / n), 0.16); // three standard errors
        assertEquals(2000, levels, 3 * Math.sqrt(2000.0 / n));
        assertTrue(aware.estimate(new int[128]).returns().isEmpty());
    }
}
