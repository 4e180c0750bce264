package dev.sightline.benchmarks;

import dev.sightline.dtof.BatchEstimator;
import dev.sightline.dtof.LikelihoodEstimator;
import dev.sightline.dtof.MatchedFilter;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.ZoneAlgebra;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 30,000 zones of 128 bins: signal 100, background 100 over the window, response 1 ns wide. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DtofBenchmark {

    private final DtofScene scene = new DtofScene(100, 100.0 / DtofScene.BINS);
    private final MatchedFilter filter = new MatchedFilter(scene.model(), 1e-3);
    private final LikelihoodEstimator likelihood = new LikelihoodEstimator(scene.model(), 1e-3);
    private final BatchEstimator batch =
            new BatchEstimator(scene.model(), 1e-3, ZoneAlgebra.plain());

    /** Detection, range, sigma, signal, background and confidence of every zone. */
    @Benchmark
    public Returns matchedFilter() {
        return filter.estimate(scene.histogram());
    }

    /** The same with place, signal and background fitted together. */
    @Benchmark
    public Returns likelihood() {
        return likelihood.estimate(scene.histogram());
    }

    /** The same as one product a level and batches of solves, by loops. */
    @Benchmark
    public Returns batchByLoops() {
        return batch.estimate(scene.histogram());
    }

    /** The loop one would write first: range only, one fixed template, a parabola. */
    @Benchmark
    public double[] naive() {
        return scene.naive();
    }

    /** Poisson counts of all zones through the forward model. */
    @Benchmark
    public int[] photonSampler() {
        return scene.synthesise();
    }
}
