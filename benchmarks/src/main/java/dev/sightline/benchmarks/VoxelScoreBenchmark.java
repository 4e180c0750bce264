package dev.sightline.benchmarks;

import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.FScore;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.VoxelCounts;
import dev.sightline.occupancy.metric.VoxelLayout;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.GridSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
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

/**
 * Occ3D scores of frames of 200 x 200 x 16 voxels in memory: milliseconds a frame, one thread. Read the minimum (p0.00)
 * and the ratio to {@link #naive}. A street (ground, walls, boxes, a speckled
 * prediction) is what such labels look like; noise, where no two columns are alike, is the worst case of the counting loop.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VoxelScoreBenchmark {

    private static final int FREE = 17;
    private static final GridSpec GRID = GridSpec.occ3d();
    private static final Protocol OCC3D = Protocol.of("occ3d-nuscenes");

    @Param({"street", "noise"})
    public String labels;

    private DistanceRings rings;
    private DistanceRings oneRing;
    private byte[] truth;
    private byte[] prediction;
    private byte[] camera;
    private byte[] lidar;
    private byte[] regions;
    private long[] counts;
    private long[] plain;

    @Setup
    public void frame() {
        SplittableRandom random = new SplittableRandom(4);
        rings = OCC3D.requireVoxels().rings();
        oneRing = DistanceRings.one(GRID);
        truth = new byte[GRID.size()];
        prediction = new byte[GRID.size()];
        camera = new byte[GRID.size()];
        lidar = new byte[GRID.size()];
        if (labels.equals("noise")) {
            for (int i = 0; i < truth.length; i++) {
                truth[i] = (byte) random.nextInt(18);
                prediction[i] = (byte) random.nextInt(18);
                camera[i] = (byte) random.nextInt(2);
                lidar[i] = (byte) random.nextInt(2);
            }
        } else {
            street(random);
        }
        regions = new byte[GRID.size()];
        counts = new long[OCC3D.layout(rings).counters()];
        plain = new long[OCC3D.layout(oneRing).counters()];
    }

    /** About 3 % occupied, masks in patches of columns, 5 % of the occupied predicted wrongly and as many invented. */
    private void street(SplittableRandom random) {
        Arrays.fill(truth, (byte) FREE);
        for (int column = 0; column < 200 * 200; column++) {
            int x = column / 200;
            int y = column % 200;
            int at = column * 16;
            truth[at + 2] = (byte) (Math.abs(y - 100) < 12 ? 11 : 14);
            if (Math.abs(Math.abs(y - 100) - 30) < 1 && x / 20 % 2 == 0) {
                Arrays.fill(truth, at + 3, at + 14, (byte) 15);
            }
            boolean shadow = (x / 10 * 7 + y / 10 * 3) % 4 == 0;
            Arrays.fill(camera, at, at + 16, (byte) (shadow || x < 60 ? 0 : 1));
            Arrays.fill(lidar, at, at + 3 + (x * 5 + y) / 100 % 10, (byte) 1);
        }
        for (int n = 0; n < 60; n++) {
            int x = random.nextInt(190);
            int y = random.nextInt(190);
            byte kind = (byte) (random.nextBoolean() ? 4 : 16);
            for (int column = 0; column < 50; column++) {
                int at = ((x + column / 5) * 200 + y + column % 5) * 16;
                Arrays.fill(truth, at + 3, at + 7, kind);
            }
        }
        System.arraycopy(truth, 0, prediction, 0, truth.length);
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] != FREE && random.nextInt(20) == 0) {
                prediction[i] = (byte) FREE;
                prediction[Math.min(i + 1, truth.length - 1)] = (byte) random.nextInt(18);
            }
        }
    }

    /** Every mask, every distance, the layers of the constants: what {@code evaluate} counts. */
    @Benchmark
    public long[] everything() {
        rings.reset(regions);
        return count(OCC3D.layout(rings), counts);
    }

    /** Every mask, one distance. */
    @Benchmark
    public long[] masks() {
        oneRing.reset(regions);
        return count(OCC3D.layout(oneRing), plain);
    }

    private long[] count(VoxelLayout layout, long[] into) {
        VoxelMask.markCamera(regions, camera);
        VoxelMask.markLidar(regions, lidar);
        VoxelCounts.add(layout, truth, prediction, regions, into);
        return into;
    }

    /** The camera mask alone, voxel by voxel: what anyone would write first. */
    @Benchmark
    public long[] naive() {
        long[] hist = new long[18 * 18];
        for (int i = 0; i < truth.length; i++) {
            if (camera[i] != 0 && truth[i] >= 0 && truth[i] < 18) {
                hist[truth[i] * 18 + prediction[i]]++;
            }
        }
        return hist;
    }

    @Benchmark
    public FScore fScore() {
        oneRing.reset(regions);
        VoxelMask.markCamera(regions, camera);
        return FScore.of(
                GRID, truth, prediction, regions, VoxelMask.CAMERA, FREE, FScore.THRESHOLD);
    }
}
