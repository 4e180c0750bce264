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

    /** Share of a template's largest weight below which a weight is zero: fewer taps, and no denormal tails, which make float loops twenty times slower. */
    private static final double FLUSH = 5e-3;

    /** Share of the fullest bin below which a bin has no tap. */
    private static final double NEGLIGIBLE = 3e-4;

    /** Histograms behind each table of false alarms: 5 % of a probability. */
    private static final int TRIALS = 1600;

    private final int half;
    private final double[] shape; // p_j / p_max for j = -half..half, pulse in the middle of a bin
    private final boolean symmetric;
    private final double energy; // sum p_j^2
    private final double peak; // p_max
    private final Level[] levels = new Level[LEVELS];
    private final double[] border = new double[LEVELS]; // background between a level and the next
    private final int[] firstLevel = new int[OctaveIndex.SIZE];
    private final int bins;
    private final DetectionThreshold unknown; // background, counted by the total
    private final DetectionThreshold known;

    /** A template; scores are told in standard deviations above their mean. */
    static final class Level {
        final double[] weights;
        final float[] taps;
        final int reach; // taps on each side of the middle one that are not zero
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
            int side = weights.length / 2;
            while (side > 0
                    && weights[weights.length / 2 + side] == 0
                    && weights[weights.length / 2 - side] == 0) {
                side--;
            }
            this.reach = side;
            this.sum = s;
            this.squares = s2;
        }
    }

    FilterBank(DtofModel model) {
        this(BinnedResponse.of(model));
    }

    /** Templates for any response in even bins. */
    FilterBank(BinnedResponse any) {
        // The response itself, away from the window's ends.
        int middle = 2 * any.span();
        BinnedResponse response = any.even(2 * middle);
        double t = middle + 0.5;
        double top = 0;
        double squares = 0;
        for (int k = response.first(t); k < response.end(t); k++) {
            double p = response.mass(k, t);
            top = Math.max(top, p);
            squares += p * p;
        }
        int side = 0;
        for (int k = response.first(t); k < response.end(t); k++) {
            boolean lit = response.mass(k, t) > NEGLIGIBLE * top;
            side = Math.max(side, lit ? Math.abs(k - middle) : 0);
        }
        half = side;
        shape = new double[2 * half + 1];
        boolean mirrored = true;
        for (int j = 0; j < shape.length; j++) {
            shape[j] = response.mass(middle + j - half, t) / top;
        }
        for (int j = 0; j < half; j++) {
            mirrored &= Math.abs(shape[j] - shape[2 * half - j]) < 1e-6;
        }
        symmetric = mirrored;
        peak = top;
        energy = squares;
        for (int i = 0; i < LEVELS; i++) {
            double b = LOWEST * StrictMath.pow(10, (double) i / PER_DECADE);
            double weakest = 3 * Math.sqrt(b / energy) + 5;
            levels[i] = new Level(weights(weakest * peak / b));
            border[i] = LOWEST * StrictMath.pow(10, (i + 0.5) / PER_DECADE);
        }
        bins = any.bins();
        unknown =
                DetectionThreshold.ofTotal(
                        any,
                        TRIALS,
                        (counts, level) ->
                                best(counts, floor(Background.perBin(counts, counts.length))));
        known =
                DetectionThreshold.ofBackground(
                        any,
                        3 * TRIALS,
                        (counts, level) -> best(counts, told(level / counts.length)));
        int level = 0;
        for (int i = 0; i < OctaveIndex.SIZE; i++) {
            while (level < LEVELS - 1 && OctaveIndex.low(i) >= border[level]) {
                level++;
            }
            firstLevel[i] = level;
        }
    }

    /** {@code ln(1 + q shape)}, flushed. */
    private double[] weights(double q) {
        double[] w = new double[shape.length];
        double least = FLUSH * StrictMath.log1p(q);
        for (int j = 0; j < w.length; j++) {
            double weight = StrictMath.log1p(q * shape[j]);
            w[j] = weight < least ? 0 : weight;
        }
        return w;
    }

    /** The level nearest to a background, by logarithm. */
    Level level(double b) {
        int i = firstLevel[OctaveIndex.of(b)];
        while (i < LEVELS - 1 && b >= border[i]) {
            i++;
        }
        return levels[i];
    }

    /** Whether taps at equal distances from the middle one are equal. */
    boolean symmetric() {
        return symmetric;
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
        for (int k = 0; k < counts.length; k++) {
            double score = 0;
            int to = Math.min(counts.length - 1, k + half);
            for (int i = Math.max(0, k - half); i <= to; i++) {
                score += level.weights[i - k + half] * counts[i];
            }
            top = Math.max(top, score);
        }
        return (top - b * level.sum) / Math.sqrt(b * level.squares);
    }
}
