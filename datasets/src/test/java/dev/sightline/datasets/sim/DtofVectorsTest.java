package dev.sightline.datasets.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.dtof.CramerRao;
import dev.sightline.dtof.MatchedFilter;
import dev.sightline.dtof.Returns;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.testing.SampleData;
import org.junit.jupiter.api.Test;

/** The estimators of lidar-dtof on histograms that someone else drew: it cannot read files itself. */
class DtofVectorsTest {

    private static final int PER_CELL = 600;

    /** CRLB in ps of the README's Gaussian table, cells in its order: S 10, 30, 100, 300, 1000 by SBR 0.1, 1, 10. */
    private static final double[] PUBLISHED = {
        205.9, 150.14, 138.74, 118.88, 86.68, 80.1, 65.11, 47.48, 43.87, 37.59, 27.41, 25.33, 20.59,
        15.01, 13.87
    };

    /**
     * RMSE over hits against the published bound. The limits are the design's goal D1: 1.03 from 100 photons up, 1.06 at 30, 1.15 at
     * 10, each plus three standard errors of an RMSE over 600 trials.
     */
    @Test
    void independentHistogramsAreMeasuredNearTheBound() throws Exception {
        DatasetRoot root = DatasetRoot.of(SampleData.path("dtof_vectors"));
        Npz file = Npz.read(root, "single_return_gauss.npz");
        long[] hist = file.require("hist").longs();
        double[] tof = file.require("tof_ns").doubles();
        double[] signal = file.require("signal").doubles();
        double[] background = file.require("bg_per_bin").doubles();
        assertEquals(PUBLISHED.length * PER_CELL, tof.length);
        DtofModel model = new DtofModel(1, tof.length, 1, 1, 128, 0.25e-9, 0.4247e-9, 1);
        int[] counts = new int[hist.length];
        for (int i = 0; i < hist.length; i++) {
            counts[i] = (int) hist[i];
        }
        PulseHistogram all = new PulseHistogram(new Frame("DTOF"), 0, 0, model, counts);
        Returns found = new MatchedFilter(model, 0.5).estimate(all);
        CramerRao bound = new CramerRao(model);

        for (int cell = 0; cell < PUBLISHED.length; cell++) {
            double square = 0;
            double bounds = 0;
            int hits = 0;
            for (int i = cell * PER_CELL; i < (cell + 1) * PER_CELL; i++) {
                double error = 2 * found.range(i) / DtofModel.C - tof[i] * 1e-9;
                if (Math.abs(error) < 1e-9) {
                    square += error * error;
                    hits++;
                }
                double metres = DtofModel.C * tof[i] * 1e-9 / 2;
                bounds += Math.pow(bound.sigma(metres, signal[i], background[i]), 2);
            }
            double own = 2 / DtofModel.C * Math.sqrt(bounds / PER_CELL);
            assertEquals(PUBLISHED[cell] * 1e-12, own, 0.005 * own, "bound of cell " + cell);
            double s = signal[cell * PER_CELL];
            double limit = s >= 100 ? 1.03 : s >= 30 ? 1.06 : 1.15;
            double ratio = Math.sqrt(square / hits) / (PUBLISHED[cell] * 1e-12);
            assertTrue(
                    ratio < limit * (1 + 3 / Math.sqrt(2.0 * hits)), "cell " + cell + ": " + ratio);
        }
    }
}
