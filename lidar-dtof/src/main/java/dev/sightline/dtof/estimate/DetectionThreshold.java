package dev.sightline.dtof.estimate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What a statistic of a histogram means: how often noise alone reaches it, and which value noise reaches at a given rate. Made by seeded
 * simulation of the very statistic, for the levels of noise that are asked about when they are first asked about; threads may share it.
 *
 * <p>Two kinds of noise. With the background known, counts are Poisson. With nothing known, the histogram's total says all that can be
 * known of an even background, so histograms of the same total are compared (no other test has the same rate at every background): then
 * the level is the total.
 *
 * <p>Of many bins the first {@value #MOST_BINS} are simulated at the same density of noise, for a target is looked for in so many places
 * that are as good as independent: all bins exceed a value with {@code 1 - (1 - P)^n}, n times as many bins. Where the
 * total is the level and those bins would hold less than {@value #FEW_COUNTS} counts, these say too little of the whole; then all bins are
 * simulated, fewer times.
 */
public final class DetectionThreshold {

    private static final int SINGLY = 16; // totals up to here have their own table
    private static final int PER_OCTAVE = 3;
    private static final int LOWEST = -8; // octaves
    private static final int HIGHEST_PER_BIN = 11; // octaves; beyond, nothing changes any more

    /** Bins that are simulated where there are more. */
    static final int MOST_BINS = 2048;

    /** Counts in {@link #MOST_BINS} bins from which on these stand for all. */
    static final int FEW_COUNTS = 64;

    private static final int LEAST_TRIALS = 400; // 10 % of a probability

    private final BinnedResponse response;
    private final BinnedResponse leading; // bins that stand for all, or all
    private final double copies; // of the leading bins in all
    private final int size; // tables
    private final Statistic statistic;
    private final boolean totalKnown;
    private final int trials;
    private final AtomicReferenceArray<FalseAlarms> tables;
    private final Object[] making;

    /** What is asked of a histogram. */
    @FunctionalInterface
    public interface Statistic {
        /**
         * The statistic of a histogram; the higher, the more like a target.
         *
         * @param counts per bin, of the first {@value DetectionThreshold#MOST_BINS} bins alone where these stand for all; valid during the call
         * @param level counts of noise in these bins: expected, or (background unknown) seen
         */
        double of(int[] counts, double level);
    }

    private DetectionThreshold(
            BinnedResponse response, boolean totalKnown, int trials, Statistic statistic) {
        this.response = response;
        int bins = response.bins();
        this.leading = bins > MOST_BINS ? response.leading(MOST_BINS) : response;
        this.copies =
                Arrays.stream(response.widths()).sum() / Arrays.stream(leading.widths()).sum();
        int octaves = HIGHEST_PER_BIN + 32 - Integer.numberOfLeadingZeros(bins - 1);
        this.size = SINGLY + (octaves - LOWEST) * PER_OCTAVE + 1;
        this.tables = new AtomicReferenceArray<>(size);
        this.making = new Object[size];
        this.totalKnown = totalKnown;
        this.trials = trials;
        this.statistic = statistic;
        Arrays.setAll(making, i -> new Object());
    }

    /**
     * Noise of a background that nobody knows.
     *
     * @param trials histograms per table; the relative error of a probability is about two over their root
     */
    public static DetectionThreshold ofTotal(
            BinnedResponse response, int trials, Statistic statistic) {
        return new DetectionThreshold(response, true, trials, statistic);
    }

    /**
     * Noise of a background that is known.
     *
     * @param trials see {@link #ofTotal}
     */
    public static DetectionThreshold ofBackground(
            BinnedResponse response, int trials, Statistic statistic) {
        return new DetectionThreshold(response, false, trials, statistic);
    }

    /**
     * Probability that noise gives this statistic or more.
     *
     * @param level counts of noise in the whole histogram
     */
    public double probability(double value, double level) {
        if (totalKnown && level < 0.5) {
            return 1;
        }
        double at = position(level);
        int i = (int) at;
        double u = at - i;
        double log = logProbability(i, value);
        if (u > 0) {
            log += u * (logProbability(i + 1, value) - log);
        }
        return StrictMath.exp(log);
    }

    private double logProbability(int position, double value) {
        double log = table(position).logProbability(value);
        if (copies == 1 || !leadingStand(level(position))) {
            return log;
        }
        // ln(1 - (1 - P)^copies)
        double none = copies * StrictMath.log1p(-StrictMath.exp(log));
        return StrictMath.log(-StrictMath.expm1(none));
    }

    /** Whether the leading bins stand for all. */
    private boolean leadingStand(double level) {
        return !totalKnown || level / copies >= FEW_COUNTS;
    }

    /** The statistic that noise reaches with a probability. */
    public double threshold(double probability, double level) {
        double low = -1;
        double high = 1;
        while (high < 1e6 && probability(high, level) > probability) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (probability(middle, level) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Index of a level among the tables; fractions lie between two. */
    private double position(double level) {
        if (totalKnown && level <= SINGLY) {
            return Math.max(1, Math.rint(level));
        }
        double octave = StrictMath.log(Math.max(level, 1e-9)) / StrictMath.log(2) - LOWEST;
        double at = SINGLY + Math.max(0, octave) * PER_OCTAVE;
        return Math.min(size - 1, at);
    }

    private double level(int position) {
        if (position <= SINGLY && totalKnown) {
            return position;
        }
        double octave = LOWEST + (double) (position - SINGLY) / PER_OCTAVE;
        double level = StrictMath.pow(2, octave);
        return totalKnown ? Math.rint(level) : level;
    }

    /** One thread makes a table, the others that ask for the same wait for it. */
    private FalseAlarms table(int position) {
        FalseAlarms made = tables.get(position);
        if (made == null) {
            synchronized (making[position]) {
                made = tables.get(position);
                if (made == null) {
                    made = simulated(level(position));
                    tables.set(position, made);
                }
            }
        }
        return made;
    }

    private FalseAlarms simulated(double level) {
        boolean stand = leadingStand(level);
        BinnedResponse seen = stand ? leading : response;
        double share = stand ? level / copies : level;
        double counted = totalKnown ? Math.rint(share) : share;
        int fewer = (int) Math.max(LEAST_TRIALS, (long) trials * MOST_BINS / seen.bins());
        PlantedNoise noise = new PlantedNoise(seen, counted, totalKnown);
        return FalseAlarms.of(
                noise,
                seen.bins(),
                counts -> statistic.of(counts, counted),
                Math.min(trials, fewer));
    }
}
