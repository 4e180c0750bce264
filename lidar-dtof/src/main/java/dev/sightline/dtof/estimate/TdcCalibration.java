package dev.sightline.dtof.estimate;

/**
 * The edges of a converter's bins by code density: even light fills a bin in proportion to its width (design section 2.2,
 * {@code e_k = sum_j D (1 + DNL_j)}). Edges rise from 0 to the number of bins, in nominal bins. Immutable.
 */
public final class TdcCalibration {

    private final double[] edges;
    private final double[] sigmas;

    private TdcCalibration(double[] edges, double[] sigmas) {
        this.edges = edges;
        this.sigmas = sigmas;
    }

    /**
     * Calibrates from a histogram of light that does not depend on time.
     *
     * @throws IllegalArgumentException if a bin is empty: its width would be unknown
     */
    public static TdcCalibration fromCodeDensity(long[] counts) {
        long total = 0;
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] <= 0) {
                throw new IllegalArgumentException(
                        "bin " + k + " of the code density holds " + counts[k] + " counts");
            }
            total = Math.addExact(total, counts[k]);
        }
        int bins = counts.length;
        double[] edges = new double[bins + 1];
        double[] sigmas = new double[bins + 1];
        long below = 0;
        for (int k = 1; k <= bins; k++) {
            below += counts[k - 1];
            double f = (double) below / total;
            edges[k] = bins * f;
            // a share of n photons: binomial
            sigmas[k] = bins * Math.sqrt(f * (1 - f) / total);
        }
        return new TdcCalibration(edges, sigmas);
    }

    /** Edges in nominal bins, one more than bins; a copy. */
    public double[] edges() {
        return edges.clone();
    }

    /** Standard deviation of each edge from the calibration's own photons, in nominal bins; a copy. */
    public double[] sigmas() {
        return sigmas.clone();
    }

    /** Differential nonlinearity: each bin's width less one, in nominal bins. */
    public double[] differential() {
        double[] dnl = new double[edges.length - 1];
        for (int k = 0; k < dnl.length; k++) {
            dnl[k] = edges[k + 1] - edges[k] - 1;
        }
        return dnl;
    }

    /** Integral nonlinearity: how far each edge is from its nominal place, in nominal bins. */
    public double[] integral() {
        double[] inl = new double[edges.length];
        for (int k = 0; k < inl.length; k++) {
            inl[k] = edges[k] - k;
        }
        return inl;
    }
}
