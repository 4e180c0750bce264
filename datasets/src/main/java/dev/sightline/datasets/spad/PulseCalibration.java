package dev.sightline.datasets.spad;

import java.util.Arrays;
import java.util.List;

/**
 * A sensor's response from histograms of its own, each with one return: no truth is needed. Every histogram is shifted by its peak's
 * centroid, and because these fall anywhere within a bin, all together sample the response several times a bin.
 *
 * <p>What is sampled is the response seen through a bin, {@code P(x) = F(x + 1/2) - F(x - 1/2)}. Bins one apart add up without a gap,
 * so {@code F(x + 1/2) = P(x) + P(x - 1) + ...} undoes the bin exactly, and the result can be put through any bins again. Its time zero
 * is the centroid.
 */
public final class PulseCalibration {

    /** Samples in a bin. */
    private static final int STEPS = 4;

    private static final int BEFORE = 6; // bins before the centroid that are kept
    private static final int AFTER = 40; // and after it

    /** Fewer photons do not say where a peak is to a quarter of a bin. */
    private static final long LEAST_PHOTONS = 1000;

    private PulseCalibration() {}

    /**
     * Measures.
     *
     * @param histograms counts per bin; those with too little light are left out
     * @throws IllegalArgumentException if their peaks do not fall into every quarter of a bin at least twice
     */
    public static PulseShape of(List<int[]> histograms, double binSeconds) {
        int cells = (BEFORE + AFTER) * STEPS;
        double[] above = new double[cells]; // counts over the background
        double[] light = new double[cells]; // photons of the returns that could have been there
        int[] phases = new int[STEPS];
        for (int[] counts : histograms) {
            double centre = PlaneCalibration.centroid(counts);
            if (add(counts, centre, above, light)) {
                phases[(int) ((centre - Math.floor(centre)) * STEPS)]++;
            }
        }
        if (Arrays.stream(phases).min().orElse(0) < 2) {
            throw new IllegalArgumentException(
                    "clear peaks in the quarters of a bin: "
                            + Arrays.toString(phases)
                            + ", a response needs two in each");
        }
        double[] arrived = arrived(shares(above, light));
        double[] density = new double[arrived.length - 1];
        for (int i = 0; i < density.length; i++) {
            density[i] = arrived[i + 1] - arrived[i];
        }
        // Cell i is centred at (i + 1/2) / STEPS - BEFORE; F belongs half a bin later, the density
        // half a cell after that.
        double zero = (BEFORE - 0.5) * STEPS - 1;
        return PulseShape.measured(binSeconds / STEPS, zero, density);
    }

    /**
     * The same, or a Gaussian where the histograms do not suffice.
     *
     * @param sigmaSeconds of that Gaussian
     */
    static PulseShape orGaussian(List<int[]> histograms, double binSeconds, double sigmaSeconds) {
        try {
            return of(histograms, binSeconds);
        } catch (IllegalArgumentException tooFew) {
            return PulseShape.gaussian(sigmaSeconds);
        }
    }

    private static boolean add(int[] counts, double centre, double[] above, double[] light) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        double background = sorted[sorted.length / 2];
        double photons = 0;
        for (int n : counts) {
            photons += n - background;
        }
        if (!(photons >= LEAST_PHOTONS) || Double.isNaN(centre)) {
            return false;
        }
        for (int k = 0; k < counts.length; k++) {
            int cell = (int) Math.floor((k + 0.5 - centre + BEFORE) * STEPS);
            if (cell >= 0 && cell < above.length) {
                above[cell] += counts[k] - background;
                light[cell] += photons;
            }
        }
        return true;
    }

    /** Share of a return's light per bin at each cell; linear across cells that no histogram reached. */
    private static double[] shares(double[] above, double[] light) {
        double[] shares = new double[above.length];
        int last = -1;
        for (int i = 0; i < shares.length; i++) {
            if (light[i] == 0) {
                continue;
            }
            shares[i] = Math.max(0, above[i] / light[i]);
            for (int j = last + 1; j < i && last >= 0; j++) {
                shares[j] = shares[last] + (shares[i] - shares[last]) * (j - last) / (i - last);
            }
            last = i;
        }
        return shares;
    }

    /** The share that has arrived at the right edge of a bin centred at each cell: rising, 1 at the end. */
    private static double[] arrived(double[] shares) {
        double[] arrived = shares.clone();
        for (int i = STEPS; i < arrived.length; i++) {
            arrived[i] += arrived[i - STEPS];
        }
        double[] top = Arrays.copyOfRange(arrived, arrived.length - STEPS, arrived.length);
        for (int i = 0; i < arrived.length; i++) {
            arrived[i] /= top[i % STEPS]; // each phase saw all of the light
        }
        for (int i = 1; i < arrived.length; i++) {
            arrived[i] = Math.max(arrived[i], arrived[i - 1]);
        }
        return arrived;
    }
}
