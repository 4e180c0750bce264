package dev.sightline.datasets.dtofvectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.dtof.rival.IndirectTof;
import dev.sightline.dtof.rival.PhaseReading;
import dev.sightline.dtof.rival.Waveform;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two frequencies on the vectors of `dtof_vectors`: the README's share unwrapped and RMSE within 3 standard errors (D9). */
class IndirectTofVectorsTest {

    @ParameterizedTest
    @CsvSource({
        "200, 500, 1.0, 19.45",
        "200, 5000, 0.872, 64.5",
        "1000, 500, 1.0, 6.52",
        "1000, 5000, 1.0, 12.33",
        "5000, 500, 1.0, 2.42",
        "5000, 5000, 1.0, 3.08"
    })
    void unwrapsAndSpreadsAsTheReference(
            double amp, double bg, double unwrapped, double rmseMillimetres) throws IOException {
        Npz npz = Npz.read(DatasetRoot.of(SampleData.path("dtof_vectors")), "itof_two_freq.npz");
        double[] raw = npz.require("raw").doubles();
        double[] truth = npz.require("depth_m").doubles();
        double[] amps = npz.require("amp").doubles();
        double[] bgs = npz.require("bg").doubles();
        double[] hz = npz.require("freq_hz").doubles();
        double contrast = npz.require("contrast").number(0);
        IndirectTof sensor = IndirectTof.of(Waveform.sine(contrast), hz[0], hz[1]);
        int n = 0;
        int right = 0;
        double square = 0;
        double confidence = 0;
        double sigma = 0;
        for (int i = 0; i < truth.length; i++) {
            if (amps[i] != amp || bgs[i] != bg) {
                continue;
            }
            double[] one = new double[8];
            System.arraycopy(raw, 8 * i, one, 0, 8);
            PhaseReading reading = sensor.estimate(one);
            double error = reading.rangeM() - truth[i];
            n++;
            confidence += reading.wrapConfidence();
            sigma += reading.sigmaM();
            if (Math.abs(error) < 0.3) { // the nearest wrong wrap is 1.5 m off
                right++;
                square += error * error;
            }
        }
        double share = (double) right / n;
        double rmse = 1000 * Math.sqrt(square / right);
        System.out.printf(
                "itof amp %.0f bg %.0f: n %d, unwrapped %.3f (said %.3f), RMSE %.2f mm (said %.2f)%n",
                amp, bg, n, share, confidence / n, rmse, 1000 * sigma / n);
        double se = Math.sqrt(unwrapped * (1 - unwrapped) / n);
        assertEquals(unwrapped, share, 3 * se + 1e-3);
        assertEquals(1, rmse / rmseMillimetres, 3 / Math.sqrt(2.0 * right));
        // said: 3 standard errors of a share, which at 1.0 are those of the confidence itself
        assertEquals(share, confidence / n, 3 * Math.sqrt(0.13 * 0.87 / n));
        assertTrue(n > 200);
    }
}
