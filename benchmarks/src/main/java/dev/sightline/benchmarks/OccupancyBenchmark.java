package dev.sightline.benchmarks;

import dev.sightline.occupancy.Insertion;
import dev.sightline.occupancy.LogOddsOccupancy;
import dev.sightline.occupancy.LogOddsOccupancy.Config;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.perception.geometry.Frame;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One scan into 256 x 256 x 32 voxels at 0.2 m along a drive of 0.8 m a scan, and the answer on the ego's grid. Read the minimum
 * (p0.00) and the median (p0.50), and the ratio to {@link #naive}: seconds belong to a machine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OccupancyBenchmark {

    private static final long SCAN_NS = 100_000_000;

    private NaiveLogOdds naive;
    private LogOddsOccupancy exact;
    private LogOddsOccupancy shared;
    private LogOddsOccupancy still;
    private int step;

    @Setup(Level.Iteration)
    public void build(ScanState state) {
        naive = new NaiveLogOdds(Scan.window());
        exact = new LogOddsOccupancy(Config.of(Scan.window()));
        shared = new LogOddsOccupancy(Config.of(Scan.window()).with(Insertion.SHARED));
        still = new LogOddsOccupancy(Config.of(Scan.window()));
        still.add(state.scan.points(), state.scan.origin(), Scan.WORLD_FROM_EGO, 0);
        step = 0;
    }

    @Benchmark
    public float naive(ScanState state) {
        return naive.add(state.scan.points(), state.scan.origin());
    }

    @Benchmark
    public void exact(ScanState state) {
        add(exact, state);
    }

    @Benchmark
    public void shared(ScanState state) {
        add(shared, state);
    }

    @Benchmark
    public Occupancy query(ScanState state) {
        return still.at(Scan.window().in(Frame.EGO), Scan.WORLD_FROM_EGO, 0);
    }

    private void add(LogOddsOccupancy map, ScanState state) {
        map.add(state.scan.points(), state.scan.origin(), Scan.worldFromEgo(step), step * SCAN_NS);
        step++;
    }
}
