package dev.sightline.benchmarks;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Gaussian;
import dev.sightline.dtof.MatchedFilter;
import dev.sightline.dtof.Poisson;
import dev.sightline.dtof.Returns;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 30,000 zones of 128 bins: signal 100, background 100 over the window, response 1 ns wide. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DtofBenchmark {

    private static final int BINS = 128;
    private static final double SIGMA = 0.4247 / 0.25; // bins

    private final DtofModel model = new DtofModel(1, 30_000, 1, 1, BINS, 0.25e-9, 0.4247e-9, 1);
    private final MatchedFilter filter = new MatchedFilter(model, 1e-3);
    private final int[] counts = new int[model.zones() * BINS];
    private final double[] taps = new double[15];
    private PulseHistogram histogram;

    @Setup
    public void draw() {
        Draws draws = new Draws().key(1, 0, 0, 0);
        for (int zone = 0; zone < model.zones(); zone++) {
            double t = BINS * draws.between(0.1, 0.9);
            for (int k = 0; k < BINS; k++) {
                double mass = Gaussian.cdf((k + 1 - t) / SIGMA) - Gaussian.cdf((k - t) / SIGMA);
                counts[zone * BINS + k] = Poisson.draw(100 * mass + 100.0 / BINS, draws);
            }
        }
        histogram = new PulseHistogram(new Frame("DTOF"), 0, 0, model, counts);
        for (int j = 0; j < taps.length; j++) {
            taps[j] =
                    StrictMath.log1p(30 * StrictMath.exp(-0.5 * (j - 7) * (j - 7) / SIGMA / SIGMA));
        }
    }

    /** Detection, range, sigma, signal, background and confidence of every zone. */
    @Benchmark
    public Returns matchedFilter() {
        return filter.estimate(histogram);
    }

    /** The loop one would write first: range only, one fixed template, a parabola. */
    @Benchmark
    public double[] naive() {
        double[] place = new double[model.zones()];
        double[] score = new double[BINS];
        for (int zone = 0; zone < place.length; zone++) {
            int best = 1;
            for (int k = 0; k < BINS; k++) {
                double sum = 0;
                for (int j = 0; j < taps.length; j++) {
                    int at = k + j - 7;
                    sum += at >= 0 && at < BINS ? taps[j] * counts[zone * BINS + at] : 0;
                }
                score[k] = sum;
                best = k > 0 && k < BINS - 1 && sum > score[best] ? k : best;
            }
            double left = score[best - 1];
            double right = score[best + 1];
            place[zone] = best + 0.5 + 0.5 * (left - right) / (left - 2 * score[best] + right);
        }
        return place;
    }
}
