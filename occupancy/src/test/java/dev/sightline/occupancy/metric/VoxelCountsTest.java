package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoxelCountsTest {

    /** As the reference writes it: select by mask, drop what is no class, count, divide, average. */
    private static double plainMeanIou(
            byte[] truth,
            byte[] prediction,
            byte[][] masks,
            int classes,
            int free,
            boolean inTruth) {
        long[][] hist = plainHistogram(truth, prediction, masks, classes);
        double sum = 0;
        int defined = 0;
        for (int c = 0; c < classes; c++) {
            long row = 0;
            long column = 0;
            for (int k = 0; k < classes; k++) {
                row += hist[c][k];
                column += hist[k][c];
            }
            boolean absent = inTruth ? row == 0 : row + column == 0;
            if (c != free && !absent) {
                sum += (double) hist[c][c] / (row + column - hist[c][c]);
                defined++;
            }
        }
        return sum / defined;
    }

    private static long[][] plainHistogram(
            byte[] truth, byte[] prediction, byte[][] masks, int classes) {
        long[][] hist = new long[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            boolean selected = true;
            for (byte[] mask : masks) {
                selected &= mask[i] == 1;
            }
            if (selected && (truth[i] & 0xff) < classes) {
                hist[truth[i] & 0xff][prediction[i] & 0xff]++;
            }
        }
        return hist;
    }

    @Test
    void equalsThePlainTwinOnTwoThousandRandomGrids() {
        int scored = 0;
        for (int seed = 0; seed < 2000; seed++) {
            int classes = 2 + seed % 19;
            int free = seed % 2 == 0 ? classes - 1 : 0;
            RandomFrames frames = new RandomFrames(seed, classes, free);
            byte[] truth = frames.truth();
            byte[] prediction = frames.prediction();
            byte[] camera = frames.mask();
            byte[] lidar = frames.mask();
            DistanceRings rings =
                    DistanceRings.of(frames.grid, List.of(DistanceWindow.bands(0, 1, 2)));
            byte[] regions = rings.regions();
            VoxelMask.markCamera(regions, camera);
            VoxelMask.markLidar(regions, lidar);
            VoxelLayout layout = new VoxelLayout(classes, frames.grid.nz(), rings.count());
            VoxelCounts counts = VoxelCounts.empty(layout).plus(truth, prediction, regions);
            Map<VoxelMask, byte[][]> selections =
                    Map.of(
                            VoxelMask.CAMERA, new byte[][] {camera},
                            VoxelMask.LIDAR, new byte[][] {lidar},
                            VoxelMask.NONE, new byte[][] {},
                            VoxelMask.CAMERA_AND_LIDAR, new byte[][] {camera, lidar});
            for (Map.Entry<VoxelMask, byte[][]> selection : selections.entrySet()) {
                byte[][] masks = selection.getValue();
                LabelMatrix matrix = counts.matrix(selection.getKey());
                long[] hist =
                        Arrays.stream(plainHistogram(truth, prediction, masks, classes))
                                .flatMapToLong(Arrays::stream)
                                .toArray();
                assertArrayEquals(hist, matrix.counters(), "seed " + seed);
                for (boolean inTruth : new boolean[] {false, true}) {
                    double plain = plainMeanIou(truth, prediction, masks, classes, free, inTruth);
                    NanRule rule =
                            inTruth
                                    ? NanRule.NAN_IF_ABSENT_IN_TRUTH
                                    : NanRule.NAN_IF_ABSENT_IN_BOTH;
                    assertEquals(plain, matrix.meanIouBut(free, rule), "seed " + seed);
                    scored += Double.isNaN(plain) ? 0 : 1;
                }
            }
        }
        assertTrue(scored > 8000, scored + " means were defined");
    }

    @Test
    void windowsAndLayersHoldTheVoxelsThatLieInThem() {
        for (int seed = 0; seed < 200; seed++) {
            RandomFrames frames = new RandomFrames(seed, 5, 4);
            byte[] truth = frames.truth();
            byte[] prediction = frames.prediction();
            DistanceWindow near = new DistanceWindow("near", 0, 1.3, false);
            DistanceWindow corner = DistanceWindow.fbBev(-1, 1.3);
            DistanceRings rings = DistanceRings.of(frames.grid, List.of(near, corner));
            VoxelLayout layout = new VoxelLayout(5, frames.grid.nz(), rings.count());
            VoxelCounts counts = VoxelCounts.empty(layout).plus(truth, prediction, rings.regions());
            for (DistanceWindow window : rings.windows()) {
                byte[] inside = new byte[truth.length];
                for (int i = 0; i < inside.length; i++) {
                    int column = i / frames.grid.nz();
                    int ix = column / frames.grid.ny();
                    int iy = column % frames.grid.ny();
                    inside[i] = (byte) (window.contains(frames.grid, ix, iy) ? 1 : 0);
                }
                assertArrayEquals(
                        Arrays.stream(plainHistogram(truth, prediction, new byte[][] {inside}, 5))
                                .flatMapToLong(Arrays::stream)
                                .toArray(),
                        counts.matrix(VoxelMask.NONE, rings, window).counters());
            }
            for (int z = 0; z < frames.grid.nz(); z++) {
                long cars = 0;
                for (int i = z; i < truth.length; i += frames.grid.nz()) {
                    cars += truth[i] == 2 ? 1 : 0;
                }
                assertEquals(cars, counts.truthInLayer(VoxelMask.NONE, z, 2));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024})
    void mergingIsOrderFreeAndCountersComeBack(long seed) {
        VoxelLayout layout = new VoxelLayout(6, 16, 1);
        Random order = new Random(seed);
        List<VoxelCounts> parts = new ArrayList<>();
        VoxelCounts whole = VoxelCounts.empty(layout);
        for (int i = 0; i < 8; i++) {
            byte[] truth = random(order, 320, 8);
            byte[] prediction = random(order, 320, 6);
            byte[] regions = random(order, 320, 8);
            whole = whole.plus(truth, prediction, regions);
            parts.add(VoxelCounts.empty(layout).plus(truth, prediction, regions));
        }
        for (int round = 0; round < 10; round++) {
            Collections.shuffle(parts, order);
            VoxelCounts left =
                    parts.subList(0, 3).stream().reduce(VoxelCounts::merge).orElseThrow();
            VoxelCounts right =
                    parts.subList(3, 8).stream().reduce(VoxelCounts::merge).orElseThrow();
            assertEquals(whole, left.merge(right));
            assertEquals(whole, right.merge(VoxelCounts.empty(layout)).merge(left));
        }
        assertEquals(whole, VoxelCounts.of(layout, whole.counters()));
        LabelMatrix matrix = whole.matrix(VoxelMask.CAMERA);
        assertEquals(matrix, LabelMatrix.of(6, matrix.counters()));
    }

    private static byte[] random(Random random, int size, int below) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) random.nextInt(below);
        }
        return bytes;
    }

    /** What is occluded now: in the mask of another time, not in this one. */
    @Test
    void hiddenVoxelsAreThoseThatAreSeenOnlyAtAnotherTime() {
        byte[] regions = new byte[4];
        VoxelMask.markCamera(regions, new byte[] {0, 1, 0, 1});
        VoxelMask.markSeenElsewhen(regions, new byte[] {0, 0, 1, 1});
        VoxelCounts counts =
                VoxelCounts.empty(new VoxelLayout(3, 1, 1))
                        .plus(new byte[] {0, 1, 1, 1}, new byte[] {0, 1, 0, 1}, regions);
        LabelMatrix hidden = counts.matrix(VoxelMask.OCCLUDED);
        assertEquals(1, hidden.total());
        assertEquals(0.0, hidden.recall(1));
        assertEquals(2, counts.matrix(VoxelMask.CAMERA).total());
    }

    @Test
    void aPredictionThatIsNoClassIsAnErrorOnlyWhereTheTruthIsLabelled() {
        VoxelCounts empty = VoxelCounts.empty(new VoxelLayout(3, 2, 1));
        byte[] regions = new byte[4];
        byte[] wrong = {0, 0, 77, 0};
        VoxelCounts unlabelled = empty.plus(new byte[] {0, 0, (byte) 255, 0}, wrong, regions);
        assertEquals(3, unlabelled.matrix(VoxelMask.NONE).total());
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> empty.plus(new byte[4], wrong, regions))
                        .getMessage();
        assertTrue(message.contains("voxel 2 is 77"), message);
    }

    @Test
    void sizesMasksAndLayoutsThatDoNotFitAreRefused() {
        VoxelCounts empty = VoxelCounts.empty(new VoxelLayout(3, 2, 1));
        VoxelCounts other = VoxelCounts.empty(new VoxelLayout(3, 2, 2));
        byte[] four = new byte[4];
        assertThrows(IllegalArgumentException.class, () -> empty.merge(other));
        assertThrows(IllegalArgumentException.class, () -> empty.plus(four, new byte[6], four));
        assertThrows(
                IllegalArgumentException.class,
                () -> empty.plus(four, four, new byte[] {0, 8, 0, 0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> VoxelMask.markCamera(new byte[9], new byte[] {0, 1, 0, 1, 2, 0, 0, 0, 0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> VoxelMask.markLidar(new byte[1], new byte[] {-1}));
        assertThrows(
                IllegalArgumentException.class, () -> VoxelCounts.of(empty.layout(), new long[3]));
        long[] negative = empty.counters();
        negative[0] = -1;
        assertThrows(
                IllegalArgumentException.class, () -> VoxelCounts.of(empty.layout(), negative));
    }

    /** A wrapped counter would be a wrong score. */
    @Test
    void countersThatOverflowAreAnError() {
        LabelMatrix full = LabelMatrix.of(1, new long[] {Long.MAX_VALUE});
        assertThrows(ArithmeticException.class, () -> full.merge(full));
    }
}
