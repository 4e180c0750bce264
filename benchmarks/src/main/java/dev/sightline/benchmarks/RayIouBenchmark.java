package dev.sightline.benchmarks;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.metric.RayHits;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** RayIoU of one frame with 8 origins, 224640 rays, on one thread: both casts, and counting. Cases need the sample data. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class RayIouBenchmark {

    @Param({"structured_00", "structured_01", "thick"})
    public String sample;

    private OccupancyGrid truth;
    private OccupancyGrid prediction;
    private List<Vec3> origins;

    @Setup
    public void read() throws DatasetException {
        Path folder = Path.of(System.getProperty("sightline.data"), "occ_vectors");
        Npz file = Npz.read(DatasetRoot.of(folder), "occ3d_" + sample + ".npz");
        truth = grid(file, "semantics");
        prediction = grid(file, "pred");
        double[] xyz = file.require("lidar_origins").doubles();
        origins = new ArrayList<>();
        for (int i = 0; i < 8; i++) { // again from the first where the case has fewer
            int at = 3 * i % xyz.length;
            origins.add(new Vec3(xyz[at], xyz[at + 1], xyz[at + 2]));
        }
    }

    private static OccupancyGrid grid(Npz file, String key) throws DatasetException {
        return new OccupancyGrid(GridSpec.occ3d(), Taxonomy.OCC3D, file.require(key).bytes());
    }

    @Benchmark
    public RayIou shared() {
        return RayIou.of(RayHits.cast(truth, prediction, origins));
    }

    @Benchmark
    public RayIou plain() {
        return RayIou.of(RayHits.castPlainly(truth, prediction, origins));
    }
}
