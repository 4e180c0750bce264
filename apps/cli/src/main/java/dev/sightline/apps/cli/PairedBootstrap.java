package dev.sightline.apps.cli;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure a difference between two runs is: the mean of the differences per scene, and the interval that it falls in when scenes are drawn
 * again, with replacement. Both runs are drawn together, so what makes a scene hard for both cancels.
 *
 * @param scenes how many both runs scored
 * @param mean of the differences, second minus first, each scene alike
 * @param low end of the interval
 * @param high end of the interval
 */
record PairedBootstrap(int scenes, double mean, double low, double high) {

    static final double LEVEL = 0.95;
    static final int RESAMPLES = 10_000;
    static final long SEED = 7;

    /**
     * Draws scenes again.
     *
     * @param differences one a scene, at least two, all finite
     */
    static PairedBootstrap of(double[] differences) {
        int n = differences.length;
        if (n < 2) {
            throw new IllegalArgumentException(n + " scenes, an interval needs 2");
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += differences[random.nextInt(n)];
            }
            means[r] = sum / n;
        }
        Arrays.sort(means);
        double sum = 0;
        for (double difference : differences) {
            sum += difference;
        }
        int cut = (int) Math.floor((1 - LEVEL) / 2 * RESAMPLES);
        return new PairedBootstrap(n, sum / n, means[cut], means[RESAMPLES - 1 - cut]);
    }

    /** Whether the interval leaves out zero. */
    boolean differs() {
        return low > 0 || high < 0;
    }
}
