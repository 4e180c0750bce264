package dev.sightline.datasets.dtofvectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.dtof.estimate.FisherBound;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Response;
import dev.sightline.dtof.estimate.Return;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.testing.SampleData;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goals D1-D3 and the bounds of D12 on histograms that someone else drew. */
class EstimateSingleTest {

    private static final int PER_CELL = 600;

    /** Hit rates of the README's reference, which knows signal and background; cells in table order. */
    private static final double[] GAUSS_HITS = {
        .8633, .9933, 1, .9983, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
    };

    private static final double[] EMG_HITS = {.8967, .9967, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    @Test
    void gaussianReturnsAreAtTheBoundWithNothingKnown() throws Exception {
        check("single_return_gauss.npz", EstimateVectors.gaussian(), GAUSS_HITS, 1.06, 1.15);
    }

    @Test
    void skewedReturnsAreAtTheBoundWithNothingKnown() throws Exception {
        check("single_return_emg.npz", EstimateVectors.emg(), EMG_HITS, 1.12, 1.22);
    }

    private static void check(
            String name, BinnedResponse response, double[] hits, double at30, double at10)
            throws Exception {
        EstimateVectors file = new EstimateVectors(name);
        double[] tof = file.numbers("tof_ns");
        double[] signal = file.numbers("signal");
        double[] background = file.numbers("bg_per_bin");
        MaximumLikelihood likelihood = new MaximumLikelihood(Settings.of(response, 1));
        FisherBound bound = new FisherBound(response, Counting.poisson());
        assertEquals(hits.length * PER_CELL, file.size());
        for (int cell = 0; cell < hits.length; cell++) {
            EstimateVectors.Errors e = new EstimateVectors.Errors();
            for (int i = cell * PER_CELL; i < (cell + 1) * PER_CELL; i++) {
                Return r = likelihood.estimate(file.counts(i)).returns().get(0);
                double t = tof[i] / EstimateVectors.BIN_NS;
                e.add(
                        EstimateVectors.ns(r.rangeM()) - tof[i],
                        EstimateVectors.ns(r.sigmaM()),
                        bound.known(t, signal[i], background[i]) * EstimateVectors.BIN_NS);
            }
            double s = signal[cell * PER_CELL];
            boolean dim = s == 30 && cell % 3 == 0;
            double limit = s >= 100 ? 1.03 : s >= 30 ? (dim ? Math.max(1.10, at30) : at30) : at10;
            String what = name + " cell " + cell + ": " + e;
            assertTrue(e.ratio() < limit * e.allowance(), what);
            // D2: half a percent below the reference, and three standard errors of the hit rate
            double p = Math.min(0.999, hits[cell]);
            double slack = 3 * Math.sqrt(p * (1 - p) / PER_CELL);
            assertTrue(e.hitRate() >= hits[cell] - 0.005 - slack, what);
            if (s >= 30) {
                assertEquals(1, e.sigmaRatio(), 0.10 + 3 / Math.sqrt(2.0 * PER_CELL), what);
            }
        }
    }

    /** D12: every row to a thousandth. */
    @Test
    void thePublishedBoundsAreReproduced() throws Exception {
        List<String> lines =
                Files.readAllLines(SampleData.path("dtof_vectors").resolve("crlb_table.csv"));
        assertEquals(37, lines.size());
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",", -1);
            double s = Double.parseDouble(f[0]) * 1e-9;
            double tau = Double.parseDouble(f[1]) * 1e-9;
            double bin = Double.parseDouble(f[2]);
            int bins = Integer.parseInt(f[3]);
            double signal = Double.parseDouble(f[4]);
            double b = signal / (bins * Double.parseDouble(f[5]));
            Response response = tau > 0 ? Response.emg(s, tau) : Response.gaussian(s);
            FisherBound bound =
                    new FisherBound(
                            BinnedResponse.nominal(response, bins, bin * 1e-9), Counting.poisson());
            double known = 0;
            double joint = 0;
            for (int i = 0; i < 16; i++) {
                double t = 64 + (i + 0.5) / 16;
                known += Math.pow(bound.known(t, signal, b), 2) / 16;
                joint +=
                        Math.pow(bound.joint(new double[] {t}, new double[] {signal}, b)[0], 2)
                                / 16;
            }
            double knownPs = Math.sqrt(known) * bin * 1e3;
            assertEquals(Double.parseDouble(f[6]), knownPs, 1e-3 * knownPs, line);
            double jointPs = Math.sqrt(joint) * bin * 1e3;
            assertEquals(Double.parseDouble(f[7]), jointPs, 1e-3 * jointPs, line);
        }
    }
}
