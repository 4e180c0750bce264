package dev.sightline.dtof.receive;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Response;

/**
 * A time-to-digital converter: bins of a nominal width with real edges {@code e_k = sum_{j<k} D (1 + DNL_j)} (design section 2.2).
 * Times are seconds after the laser pulse, edge 0 is at 0. Immutable.
 */
public final class Tdc {

    /** Hits per cycle of a converter that misses none. */
    public static final int ANY = Integer.MAX_VALUE;

    private final double binSeconds;
    private final double[] edges; // seconds, bins + 1
    private final int hitsPerCycle;

    private Tdc(double binSeconds, double[] edges, int hitsPerCycle) {
        this.binSeconds = binSeconds;
        this.edges = edges;
        this.hitsPerCycle = hitsPerCycle;
    }

    /** Bins all alike. */
    public static Tdc even(int bins, double binSeconds) {
        return withDifferential(binSeconds, new double[bins]);
    }

    /**
     * Bins with differential nonlinearity.
     *
     * @param dnl each bin's width less one, in nominal bins, above -1
     */
    public static Tdc withDifferential(double binSeconds, double[] dnl) {
        Checks.positive("bin width", binSeconds);
        if (dnl.length < 1) {
            throw new IllegalArgumentException("a converter needs bins");
        }
        double[] edges = new double[dnl.length + 1];
        for (int k = 0; k < dnl.length; k++) {
            if (!(dnl[k] > -1 && dnl[k] < dnl.length)) {
                throw new IllegalArgumentException(
                        "bin " + k + " has DNL " + dnl[k] + ": its width would not be positive");
            }
            edges[k + 1] = edges[k] + binSeconds * (1 + dnl[k]);
        }
        return new Tdc(binSeconds, edges, ANY);
    }

    /** The same, able to take only so many hits after each laser pulse, from all SPADs together. */
    public Tdc hitsPerCycle(int hits) {
        if (hits < 1) {
            throw new IllegalArgumentException("hits per cycle must be at least 1, were " + hits);
        }
        return new Tdc(binSeconds, edges, hits);
    }

    public int hitsPerCycle() {
        return hitsPerCycle;
    }

    public int bins() {
        return edges.length - 1;
    }

    /** Nominal width, seconds. */
    public double binSeconds() {
        return binSeconds;
    }

    /** Start of bin k, seconds; k may be the number of bins. */
    public double edge(int k) {
        return edges[k];
    }

    /** End of the last bin, seconds. */
    public double windowSeconds() {
        return edges[bins()];
    }

    /** Bin of a time, or -1 outside the window. */
    public int bin(double seconds) {
        if (!(seconds >= 0 && seconds < windowSeconds())) {
            return -1;
        }
        int k = (int) Math.min(bins() - 1, seconds / binSeconds);
        while (edges[k] > seconds) {
            k--;
        }
        while (edges[k + 1] <= seconds) {
            k++;
        }
        return k;
    }

    /** Integral nonlinearity {@code e_k - k D} of each edge, in nominal bins. */
    public double[] integral() {
        double[] inl = edgesInBins();
        for (int k = 0; k < inl.length; k++) {
            inl[k] -= k;
        }
        return inl;
    }

    /** A response as estimators see it through this converter, its edges known. */
    public BinnedResponse through(Response response) {
        return BinnedResponse.calibrated(response, binSeconds, edgesInBins());
    }

    private double[] edgesInBins() {
        double[] e = new double[edges.length];
        for (int k = 0; k < e.length; k++) {
            e[k] = edges[k] / binSeconds;
        }
        return e;
    }
}
