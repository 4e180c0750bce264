package dev.sightline.datasets.dtofvectors;

import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Response;
import dev.sightline.testing.SampleData;

/** Histograms that someone else drew, of 128 bins of 0.25 ns: one file of the shared vectors. */
final class EstimateVectors {

    static final int BINS = 128;
    static final double BIN_NS = 0.25;
    static final double SIGMA_NS = 0.4247;

    private final Npz file;
    private final long[] hist;

    EstimateVectors(String name) throws Exception {
        this.file = Npz.read(DatasetRoot.of(SampleData.path("dtof_vectors")), name);
        this.hist = file.require("hist").longs();
    }

    static BinnedResponse gaussian() {
        return BinnedResponse.nominal(Response.gaussian(SIGMA_NS * 1e-9), BINS, BIN_NS * 1e-9);
    }

    static BinnedResponse emg() {
        return BinnedResponse.nominal(Response.emg(0.25e-9, 0.4e-9), BINS, BIN_NS * 1e-9);
    }

    int size() {
        return hist.length / BINS;
    }

    double[] numbers(String key) throws Exception {
        return file.require(key).doubles();
    }

    long[] wholes(String key) throws Exception {
        return file.require(key).longs();
    }

    int[] counts(int i) {
        int[] out = new int[BINS];
        for (int k = 0; k < BINS; k++) {
            out[k] = (int) hist[i * BINS + k];
        }
        return out;
    }

    /** Time of flight of a range, ns. */
    static double ns(double metres) {
        return metres * 2 / 0.299792458;
    }

    /** Errors of one cell, ns; hits are within 1 ns. */
    static final class Errors {

        private int n;
        private int hits;
        private double squares;
        private double sum;
        private double variances;
        private double bounds;

        void add(double error, double sigma, double bound) {
            n++;
            bounds += bound * bound;
            if (Math.abs(error) < 1) {
                hits++;
                squares += error * error;
                sum += error;
                variances += sigma * sigma;
            }
        }

        double hitRate() {
            return (double) hits / n;
        }

        double rmsePs() {
            return 1e3 * Math.sqrt(squares / hits);
        }

        double boundPs() {
            return 1e3 * Math.sqrt(bounds / n);
        }

        double ratio() {
            return rmsePs() / boundPs();
        }

        double biasPs() {
            return 1e3 * sum / hits;
        }

        /** Three standard errors of the bias. */
        double biasAllowancePs() {
            return 3 * rmsePs() / Math.sqrt(hits);
        }

        double sigmaRatio() {
            return 1e3 * Math.sqrt(variances / hits) / rmsePs();
        }

        /** What a ratio may exceed its limit by: three standard errors of an RMSE. */
        double allowance() {
            return 1 + 3 / Math.sqrt(2.0 * hits);
        }

        @Override
        public String toString() {
            return String.format(
                    "Pd %.4f RMSE %.2f ps bound %.2f ratio %.3f bias %.2f sigma/RMSE %.3f",
                    hitRate(), rmsePs(), boundPs(), ratio(), biasPs(), sigmaRatio());
        }
    }
}
