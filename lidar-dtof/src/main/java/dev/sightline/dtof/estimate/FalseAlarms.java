package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * How often a histogram without target gives a statistic at least as high as one that was seen, for one level of noise: the statistic's
 * upper tail over {@link PlantedNoise}, down to about 1e-7, and its last slope beyond. The seed is fixed, so equal noise has equal
 * thresholds everywhere. Immutable.
 */
final class FalseAlarms {

    private static final double STEP = 0.05; // of ln P between kept points
    private static final int UNSURE = 8; // highest draws, too few to tell a probability

    private final double[] statistic; // falling
    private final double[] log; // ln P(statistic or more), rising to 0
    private final double slope; // of ln P above the highest

    private FalseAlarms(double[] statistic, double[] log) {
        this.statistic = statistic;
        this.log = log;
        int i = 1;
        while (i < log.length - 1 && log[i] < log[0] + 5) {
            i++;
        }
        double over = statistic.length > 1 ? statistic[0] - statistic[i] : 0;
        this.slope = over > 0 ? Math.min(0, (log[0] - log[i]) / over) : 0;
    }

    /** Simulates. */
    static FalseAlarms of(PlantedNoise noise, int bins, ToDoubleFunction<int[]> of, int trials) {
        Draws draws = new Draws().key(20261123, trials, bins, 0);
        double[] seen = new double[trials];
        double[] weight = new double[trials];
        Integer[] order = new Integer[trials];
        int[] counts = new int[bins];
        for (int i = 0; i < trials; i++) {
            noise.draw(i % noise.components(), draws, counts);
            seen[i] = rounded(of.applyAsDouble(counts));
            weight[i] = noise.weight(counts);
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -seen[i]));
        double[] statistic = new double[trials];
        double[] log = new double[trials];
        int kept = 0;
        double sum = 0;
        for (int i = 0; i < trials; i++) {
            sum += weight[order[i]];
            boolean last = i == trials - 1 || seen[order[i + 1]] < seen[order[i]];
            if (!last || (i < UNSURE && i < trials - 1)) {
                continue; // equal statistics belong together
            }
            double now = Math.min(0, StrictMath.log(sum / trials));
            if (kept == 0 || now >= log[kept - 1] + STEP || i == trials - 1) {
                statistic[kept] = seen[order[i]];
                log[kept++] = now;
            }
        }
        return new FalseAlarms(Arrays.copyOf(statistic, kept), Arrays.copyOf(log, kept));
    }

    /** Few counts give few values, whose last digits depend on the order of a sum: those are the same value. */
    private static double rounded(double value) {
        return Math.rint(value * 1024) / 1024;
    }

    /** {@code ln P} of a statistic or more. */
    double logProbability(double value) {
        double x = rounded(value);
        if (x >= statistic[0]) {
            return log[0] + slope * (x - statistic[0]);
        }
        int low = 0; // statistic[low] > x
        int high = statistic.length; // statistic[high] <= x
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (statistic[middle] > x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (high == statistic.length) {
            return 0;
        }
        double u = (statistic[low] - x) / (statistic[low] - statistic[high]);
        return log[low] + u * (log[high] - log[low]);
    }
}
