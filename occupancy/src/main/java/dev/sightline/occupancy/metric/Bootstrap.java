package dev.sightline.occupancy.metric;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How sure a score is: scenes are drawn with replacement and scored again and again. Frames of a scene are alike, so scenes are drawn, not
 * frames; drawing frames would promise too much. Same scenes in the same order and seed: same interval.
 *
 * <p>Reference: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3 (percentile interval).
 *
 * @param resamples how often, 2 or more
 * @param level share of resamples inside the interval, 0..1 exclusive
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double level, long seed) {

    public Bootstrap {
        if (resamples < 2 || resamples > 1_000_000 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    resamples
                            + " resamples, must be 2..1000000; level "
                            + level
                            + ", must be between 0 and 1");
        }
    }

    /**
     * A score with what it could have been.
     *
     * @param score of all scenes together
     * @param low lower end; NaN if no resample had a score
     * @param high upper end; NaN if no resample had a score
     * @param undefined resamples without a score (NaN), left out
     */
    public record Interval(double score, double low, double high, int undefined) {}

    /** 1000 resamples, 95 %. */
    public static Bootstrap standard(long seed) {
        return new Bootstrap(1000, 0.95, seed);
    }

    /**
     * The interval of a score.
     *
     * @param scenes the state of each scene, in an order that does not depend on the run
     * @throws IllegalArgumentException if there is no scene
     */
    public <S extends MetricState<S>> Interval of(List<S> scenes, ToDoubleFunction<S> score) {
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException("no scene to draw from");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] all =
                IntStream.range(0, resamples)
                        .mapToDouble(i -> score.applyAsDouble(draw(scenes, random)))
                        .toArray();
        double[] defined =
                Arrays.stream(all).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return new Interval(
                score.applyAsDouble(scenes.stream().reduce(MetricState::merge).orElseThrow()),
                quantile(defined, (1 - level) / 2),
                quantile(defined, (1 + level) / 2),
                resamples - defined.length);
    }

    private static <S extends MetricState<S>> S draw(List<S> scenes, SplittableRandom random) {
        S sum = scenes.get(random.nextInt(scenes.size()));
        for (int i = 1; i < scenes.size(); i++) {
            sum = sum.merge(scenes.get(random.nextInt(scenes.size())));
        }
        return sum;
    }

    /** Linear between the two nearest of the sorted values. */
    private static double quantile(double[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
