package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A constant scored from the counts must equal the constant scored as a prediction. */
class TrivialPredictionTest {

    private static final int FREE = 4;
    private static final int GROUND = 2;

    private static VoxelCounts count(
            RandomFrames frames, byte[] truth, byte[] prediction, byte[] mask) {
        byte[] regions = new byte[truth.length];
        VoxelMask.markCamera(regions, mask);
        return VoxelCounts.empty(new VoxelLayout(5, frames.grid.nz(), 1))
                .plus(truth, prediction, regions);
    }

    @Test
    void constantsEqualTheSameConstantsGivenAsPredictions() {
        for (int seed = 0; seed < 200; seed++) {
            RandomFrames frames = new RandomFrames(seed, 5, FREE);
            byte[] truth = frames.truth();
            byte[] mask = frames.mask();
            VoxelCounts counts = count(frames, truth, frames.prediction(), mask);

            long[] seen = new long[5];
            for (int i = 0; i < truth.length; i++) {
                if (mask[i] == 1 && truth[i] >= 0 && truth[i] < 5) {
                    seen[truth[i]]++;
                }
            }
            int most = 0;
            for (int c = 1; c < FREE; c++) {
                most = seen[c] > seen[most] ? c : most;
            }
            byte[] all = new byte[truth.length];
            Arrays.fill(all, (byte) most);
            assertEquals(
                    count(frames, truth, all, mask).matrix(VoxelMask.CAMERA),
                    TrivialPrediction.allOccupied(counts, VoxelMask.CAMERA, FREE));

            double best = Double.NaN;
            for (int z = 0; z < frames.grid.nz(); z++) {
                byte[] plane = new byte[truth.length];
                Arrays.fill(plane, (byte) FREE);
                for (int i = z; i < plane.length; i += frames.grid.nz()) {
                    plane[i] = GROUND;
                }
                LabelMatrix given = count(frames, truth, plane, mask).matrix(VoxelMask.CAMERA);
                assertEquals(
                        given,
                        TrivialPrediction.groundLayer(counts, VoxelMask.CAMERA, GROUND, FREE, z));
                double iou = given.geometryIou(FREE);
                best = Double.isNaN(best) || iou > best ? iou : best;
            }
            assertEquals(
                    best,
                    TrivialPrediction.groundPlane(counts, VoxelMask.CAMERA, GROUND, FREE)
                            .geometryIou(FREE));
        }
    }

    @Test
    void nothingToScoreIsUndefined() {
        VoxelCounts none = VoxelCounts.empty(new VoxelLayout(5, 3, 1));
        assertTrue(
                Double.isNaN(
                        TrivialPrediction.allOccupied(none, VoxelMask.NONE, FREE)
                                .geometryIou(FREE)));
    }
}
