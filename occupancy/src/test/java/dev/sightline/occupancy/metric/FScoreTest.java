package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FScoreTest {

    private static final int FREE = 4;

    /** Every point against every other, in metres. */
    private static double plainShare(List<Vec3> points, List<Vec3> others, double threshold) {
        int near = 0;
        for (Vec3 p : points) {
            double nearest = Double.POSITIVE_INFINITY;
            for (Vec3 q : others) {
                nearest = Math.min(nearest, p.minus(q).norm());
            }
            near += nearest < threshold ? 1 : 0;
        }
        return (double) near / points.size();
    }

    private static List<Vec3> points(GridSpec grid, byte[] labels, byte[] mask) {
        List<Vec3> points = new ArrayList<>();
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                for (int iz = 0; iz < grid.nz(); iz++) {
                    int i = grid.index(ix, iy, iz);
                    if (mask[i] == 1 && labels[i] != FREE && labels[i] != -1) {
                        points.add(grid.centre(ix, iy, iz));
                    }
                }
            }
        }
        return points;
    }

    @Test
    void equalsTheBruteForceTwin() {
        int scored = 0;
        for (int seed = 0; seed < 300; seed++) {
            RandomFrames frames = new RandomFrames(seed, 5, FREE);
            byte[] truth = frames.truth();
            byte[] prediction = frames.prediction();
            byte[] mask = frames.mask();
            byte[] regions = new byte[mask.length];
            VoxelMask.markCamera(regions, mask);
            double threshold = new double[] {0.3, 0.6, 0.75, 1.1, 1.7}[seed % 5];
            FScore score =
                    FScore.of(
                            frames.grid,
                            truth,
                            prediction,
                            regions,
                            VoxelMask.CAMERA,
                            FREE,
                            threshold);
            List<Vec3> real = points(frames.grid, truth, mask);
            List<Vec3> predicted = points(frames.grid, prediction, mask);
            if (predicted.isEmpty()) {
                assertEquals(1, score.frames());
                assertEquals(0.0, score.score());
            } else if (real.isEmpty()) {
                assertEquals(0, score.frames());
                assertEquals(1, score.withoutTruth());
            } else {
                double accuracy = plainShare(predicted, real, threshold);
                double completeness = plainShare(real, predicted, threshold);
                // a fixed-point sum of one frame rounds by half of 2^-40
                assertEquals(accuracy, score.accuracy(), 0x1p-40);
                assertEquals(completeness, score.completeness(), 0x1p-40);
                assertEquals(
                        2 / (1 / (accuracy + 1e-8) + 1 / (completeness + 1e-8)),
                        score.score(),
                        0x1p-40);
                assertEquals(real.size(), score.truth());
                assertEquals(predicted.size(), score.predicted());
                scored++;
            }
        }
        assertTrue(scored > 100, scored + " frames had points on both sides");
    }

    @Test
    void aThresholdThatIsADistanceOfVoxelsIsRefused() {
        GridSpec grid = GridSpec.cubic(Frame.EGO, Vec3.ZERO, 0.4, 3, 3, 3);
        byte[] labels = new byte[27];
        for (double threshold : new double[] {0.4, 0.4 * Math.sqrt(2), 0.8}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> FScore.of(grid, labels, labels, labels, VoxelMask.NONE, FREE, threshold));
        }
    }

    /** 0.6 / 0.2 is 2.9999999999999996 in doubles: the third column lies at the threshold all the same. */
    @Test
    void aThresholdThatIsADistanceAlongOneAxisIsRefused() {
        GridSpec flat = grid(new Vec3(0.2, 0.25, 0.25));
        GridSpec deep = grid(new Vec3(0.25, 0.2, 0.25));
        byte[] labels = new byte[125];
        for (GridSpec grid : List.of(flat, deep)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> FScore.of(grid, labels, labels, labels, VoxelMask.NONE, FREE, 0.6));
        }
    }

    private static GridSpec grid(Vec3 cell) {
        return new GridSpec(Frame.EGO, Vec3.ZERO, cell, 5, 5, 5, IndexOrder.XYZ);
    }

    @Test
    void framesAreAveragedAndMergedInAnyOrder() {
        FScore a = frame(1, new byte[] {0, FREE, FREE, FREE}, new byte[] {0, FREE, FREE, FREE});
        FScore b = frame(2, new byte[] {0, FREE, FREE, FREE}, new byte[] {FREE, FREE, FREE, 0});
        assertEquals(1, a.score(), 2e-8); // the reference adds 1e-8 to both shares
        assertEquals(0, b.score(), 2e-8);
        assertEquals(a.merge(b), b.merge(a).merge(FScore.empty()));
        assertEquals(0.5, a.merge(b).accuracy());
        assertEquals(a, FScore.of(a.counters()));
        assertTrue(Double.isNaN(FScore.empty().score()));
    }

    private static FScore frame(int cell, byte[] truth, byte[] prediction) {
        return FScore.of(
                GridSpec.cubic(Frame.EGO, Vec3.ZERO, cell, 4, 1, 1),
                truth,
                prediction,
                new byte[4],
                VoxelMask.NONE,
                FREE,
                0.6);
    }
}
