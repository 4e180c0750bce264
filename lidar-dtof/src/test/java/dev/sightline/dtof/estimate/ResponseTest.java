package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Gaussian;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {

    private static final double S = 0.25e-9;

    /** The sum of a Gaussian and an exponential variable, integrated numerically: the closed form's plain twin. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02e-9, 0.05e-9, 0.4e-9, 2e-9})
    void theModifiedGaussianIsAConvolution(double tau) {
        Response emg = Response.emg(S, tau);
        for (double x = -1e-9; x < 3e-9; x += 0.217e-9) {
            double sum = 0;
            int steps = 40_000;
            for (int i = 0; i < steps; i++) {
                double u = (i + 0.5) / steps * 30;
                sum += Math.exp(-u) * Gaussian.cdf((x - u * tau) / S) * 30 / steps;
            }
            assertEquals(sum, emg.arrived(x), 2e-6, "x " + x);
        }
    }

    /** At s/tau = 20 the naive product is exp(200) times Phi(-20). */
    @Test
    void aShortTailDoesNotOverflow() {
        Response emg = Response.emg(S, S / 20);
        double last = 0;
        for (double x = emg.from(); x < emg.to(); x += 0.01e-9) {
            double f = emg.arrived(x);
            assertTrue(f >= last - 1e-12 && f <= 1, "F(" + x + ") = " + f);
            last = f;
        }
        assertEquals(1, last, 1e-8);
        // mean tau, so the middle moves by about tau
        assertEquals(0.5, emg.arrived(S / 20), 0.002);
    }

    @Test
    void theLogarithmOfTheDistributionReachesBeyondDoubles() {
        assertEquals(Math.log(Gaussian.cdf(-2)), Gaussian.logCdf(-2), 1e-14);
        assertEquals(Math.log(Gaussian.tail(10)), Gaussian.logCdf(-10), 1e-10);
        // -x^2/2 - ln(x sqrt(2 pi)) - 1/x^2 + ..., x = 100
        assertEquals(
                -5000 - Math.log(100 * Math.sqrt(2 * Math.PI)) - 1e-4, Gaussian.logCdf(-100), 1e-7);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.4", "0.4247, 0", "0.1, 0", "0.05, 1"})
    void binMassesAddUpAndTheirSlopesAreDerivatives(double sigmaNs, double tauNs) {
        Response response =
                tauNs > 0
                        ? Response.emg(sigmaNs * 1e-9, tauNs * 1e-9)
                        : Response.gaussian(sigmaNs * 1e-9);
        BinnedResponse binned = BinnedResponse.nominal(response, 256, 0.25e-9);
        for (double t = 40; t < 42; t += 0.137) {
            double sum = 0;
            double[] mass = new double[256];
            double[] slope = new double[256];
            binned.fill(t, mass, slope);
            for (int k = 0; k < 256; k++) {
                sum += binned.mass(k, t);
                double exact =
                        response.arrived((k + 1 - t) * 0.25e-9)
                                - response.arrived((k - t) * 0.25e-9);
                assertEquals(exact, binned.mass(k, t), 5e-8, "mass of bin " + k);
                double h = 1e-4;
                double difference = (binned.mass(k, t + h) - binned.mass(k, t - h)) / (2 * h);
                assertEquals(difference, binned.slope(k, t), 2e-4, "slope of bin " + k);
                assertEquals(binned.mass(k, t), mass[k], 0);
                assertEquals(binned.slope(k, t), slope[k], 0);
            }
            assertEquals(1, sum, 1e-8);
        }
    }

    @Test
    void aSampledPulseIsAsGoodAsItsFormula() {
        double step = 0.02e-9;
        double[] samples = new double[301];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 7 * Gaussian.density((i - 150) * step / 0.4247e-9);
        }
        Response measured = Response.measured(-150 * step, step, samples);
        Response formula = Response.gaussian(0.4247e-9);
        for (double x = -4e-9; x < 4e-9; x += 0.0313e-9) {
            assertEquals(formula.arrived(x), measured.arrived(x), 2e-4);
            assertEquals(formula.density(x) * 1e-9, measured.density(x) * 1e-9, 1e-3);
        }
    }

    @Test
    void unusableResponsesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Response.gaussian(0));
        assertThrows(IllegalArgumentException.class, () -> Response.emg(S, Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> Response.measured(0, 1e-11, new double[] {0, 0, 0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Response.measured(0, 1e-11, new double[] {0, -1, 3}));
        Response fine = Response.gaussian(S);
        assertThrows(
                IllegalArgumentException.class,
                () -> BinnedResponse.calibrated(fine, 1e-10, new double[] {0, 1, 0.9, 3}));
    }
}
