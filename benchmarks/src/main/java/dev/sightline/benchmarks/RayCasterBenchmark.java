package dev.sightline.benchmarks;

import dev.sightline.occupancy.RayCaster;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
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

/** The walk alone: all rays of a scan through 256 x 256 x 32 voxels; and with it how many cells they pass. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RayCasterBenchmark {

    private final RayCaster caster = new RayCaster(Scan.window());
    private final int[] cells = new int[caster.capacity()];

    @Benchmark
    public long everyRay(ScanState state) {
        PointCloud points = state.scan.points();
        Vec3 o = state.scan.origin();
        long passed = 0;
        for (int i = 0; i < points.size(); i++) {
            passed +=
                    caster.segment(
                            o.x(), o.y(), o.z(), points.x(i), points.y(i), points.z(i), cells);
        }
        return passed;
    }
}
