package dev.sightline.dtof;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.DetectionThreshold;
import dev.sightline.perception.sensor.DtofModel;

/**
 * Templates of the log-matched filter, one per level of background, and how often noise alone reaches a score.
 *
 * <p>The best weight of a bin is {@code ln(1 + q p_k / p_max)}, {@code q = S p_max / b}. Detection is hard only at the limit, so each
 * level's q is that of the weakest signal that can be found on it; a stronger one is found by any template.
 */
final class FilterBank {

    private static final int PER_DECADE = 8;
    private static final double LOWEST = 1e-4;
    private static final int LEVELS = 11 * PER_DECADE + 1; // up to 1e7 per bin

    /** Template values below this are zero: denormal tails make float loops twenty times slower. */
    private static final double FLUSH = 1e-6;

    /** Histograms behind each table of false alarms: 5 % of a probability. */
    private static final int TRIALS = 1600;

    private final int half;
    private final double[] shape; // p_j / p_max for j = -half..half, pulse in the middle of a bin
    private final double energy; // sum p_j^2
    private final double peak; // p_max
    private final Level[] levels = new Level[LEVELS];
    private final double[] border = new double[LEVELS]; // background between a level and the next
    private final int[] firstLevel = new int[OctaveIndex.SIZE];
    private final double[][] template = new double[OctaveIndex.SIZE][];
    private final int bins;
    private final DetectionThreshold unknown; // background, counted by the total
    private final DetectionThreshold known;

    /** A template; scores are told in standard deviations above their mean. */
    static final class Level {
        final double[] weights;
        final float[] taps;
        final double sum;
        final double squares;

        Level(double[] weights) {
            this.weights = weights;
            this.taps = new float[weights.length];
            double s = 0;
            double s2 = 0;
            for (int i = 0; i < weights.length; i++) {
                taps[i] = (float) weights[i];
                s += weights[i];
                s2 += weights[i] * weights[i];
            }
            this.sum = s;
            this.squares = s2;
        }
    }

    FilterBank(DtofModel model) {
        PulseResponse response = new PulseResponse(model);
        double sigma = response.sigmaBins();
        half = (int) Math.ceil(4 * sigma);
        shape = new double[2 * half + 1];
        double squares = 0;
        // The response itself, away from the window's ends.
        for (int j = 0; j < shape.length; j++) {
            shape[j] =
                    Gaussian.cdf((j - half + 0.5) / sigma) - Gaussian.cdf((j - half - 0.5) / sigma);
            squares += shape[j] * shape[j];
        }
        peak = shape[half];
        energy = squares;
        for (int j = 0; j < shape.length; j++) {
            shape[j] /= peak;
        }
        for (int i = 0; i < LEVELS; i++) {
            double b = LOWEST * StrictMath.pow(10, (double) i / PER_DECADE);
            double weakest = 3 * Math.sqrt(b / energy) + 5;
            levels[i] = new Level(weights(weakest * peak / b));
            border[i] = LOWEST * StrictMath.pow(10, (i + 0.5) / PER_DECADE);
        }
        bins = model.bins();
        BinnedResponse binned = BinnedResponse.of(model);
        unknown =
                DetectionThreshold.ofTotal(
                        binned,
                        TRIALS,
                        (counts, level) -> best(counts, floor(Background.perBin(counts, bins))));
        known =
                DetectionThreshold.ofBackground(
                        binned, 3 * TRIALS, (counts, level) -> best(counts, told(level / bins)));
        int level = 0;
        for (int i = 0; i < OctaveIndex.SIZE; i++) {
            template[i] = weights(OctaveIndex.middle(i));
            while (level < LEVELS - 1 && OctaveIndex.low(i) >= border[level]) {
                level++;
            }
            firstLevel[i] = level;
        }
    }

    /** {@code ln(1 + q shape)}, flushed. */
    double[] weights(double q) {
        double[] w = new double[shape.length];
        weights(q, w);
        return w;
    }

    void weights(double q, double[] out) {
        for (int j = 0; j < out.length; j++) {
            double w = StrictMath.log1p(q * shape[j]);
            out[j] = w < FLUSH ? 0 : w;
        }
    }

    /** The level nearest to a background, by logarithm. */
    Level level(double b) {
        int i = firstLevel[OctaveIndex.of(b)];
        while (i < LEVELS - 1 && b >= border[i]) {
            i++;
        }
        return levels[i];
    }

    /** {@code ln(1 + q shape)} at a tabulated q within 6 % of the one asked: loses less than 0.1 % of the bound. */
    double[] nearWeights(double q) {
        return template[OctaveIndex.of(q)];
    }

    /** Taps on each side of the middle one. */
    int half() {
        return half;
    }

    /** Largest share of the light that one bin can hold with the pulse in its middle. */
    double peak() {
        return peak;
    }

    /**
     * Probability that noise alone scores this high, its background being estimated from the histogram itself.
     *
     * @param z best score of the histogram, standard deviations
     * @param total counts in the histogram
     */
    double falseAlarms(double z, double total) {
        return unknown.probability(z, total);
    }

    /**
     * The same for a background that is known.
     *
     * @param b counts per bin
     */
    double falseAlarmsOver(double z, double b) {
        return known.probability(z, b * bins);
    }

    /** An estimated background that can be reckoned with: no photon at all still means "less than about one". */
    double floor(double b) {
        return Math.max(b, 0.5 / bins);
    }

    /** A known background that there is a template for. */
    double told(double b) {
        return Math.max(b, LOWEST);
    }

    /** The best score of a histogram over a background, standard deviations: the plain form of the filter's first pass. */
    private double best(int[] counts, double b) {
        Level level = level(b);
        double top = 0;
        for (int k = 0; k < bins; k++) {
            double score = 0;
            int to = Math.min(bins - 1, k + half);
            for (int i = Math.max(0, k - half); i <= to; i++) {
                score += level.weights[i - k + half] * counts[i];
            }
            top = Math.max(top, score);
        }
        return (top - b * level.sum) / Math.sqrt(b * level.squares);
    }
}
