package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {

    private static final int FREE = 17;

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024})
    void mergingShardsEqualsCountingAtOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OccupancyGrid[] truth = {random(random), random(random), random(random)};
        OccupancyGrid[] prediction = {random(random), random(random), random(random)};
        ConfusionMatrix whole = ConfusionMatrix.empty(Taxonomy.OCC3D);
        ConfusionMatrix[] parts = new ConfusionMatrix[3];
        for (int i = 0; i < 3; i++) {
            whole = whole.plus(truth[i], prediction[i], Optional.empty());
            parts[i] = ConfusionMatrix.of(truth[i], prediction[i], Optional.empty());
        }
        assertEquals(whole, parts[0].merge(parts[1]).merge(parts[2]));
        assertEquals(whole, parts[2].merge(parts[0].merge(parts[1])));
        assertEquals(whole, whole.merge(ConfusionMatrix.empty(Taxonomy.OCC3D)));
    }

    @Test
    void reproducesTheHandWorkedExample() {
        // truth      4 4 4 11 11 17 17 17
        // prediction 4 4 11 11 17 17 4 ?
        ConfusionMatrix m =
                ConfusionMatrix.of(
                        grid(4, 4, 4, 11, 11, FREE, FREE, FREE),
                        grid(4, 4, 11, 11, FREE, FREE, 4, 255),
                        Optional.empty());
        assertEquals(2.0 / 4, m.iou(4)); // 2 hit, 1 missed, 1 invented
        assertEquals(1.0 / 3, m.iou(11)); // 1 hit, 1 missed, 1 invented
        assertEquals(2.0 / 4, m.iou(FREE)); // 2 hit (one as unknown), 1 missed, 1 invented
        assertTrue(Double.isNaN(m.iou(0)));
        assertEquals((2.0 / 4 + 1.0 / 3) / 2, m.meanIou());
        assertEquals(4.0 / 6, m.geometryIou()); // 4 found, 1 missed, 1 invented
    }

    @Test
    void unknownInTheTruthIsNotCountedAndInThePredictionIsFree() {
        ConfusionMatrix m =
                ConfusionMatrix.of(
                        grid(255, 255, 4, FREE), grid(4, 255, 255, 255), Optional.empty());
        assertEquals(2, m.total());
        assertEquals(1, m.count(4, FREE));
        assertEquals(1, m.count(FREE, FREE));
    }

    @Test
    void onlyVoxelsOfTheMaskCount() {
        OccupancyGrid truth = grid(4, 4, 11, FREE);
        BitSet observed = new BitSet();
        observed.set(1, 3);
        ConfusionMatrix m =
                ConfusionMatrix.of(
                        truth, truth, Optional.of(new VisibilityMask(truth.spec(), observed)));
        assertEquals(2, m.total());
        assertEquals(1, m.count(4, 4));
    }

    @Test
    void nothingCountedIsNotANumberAndNeverZero() {
        ConfusionMatrix empty = ConfusionMatrix.empty(Taxonomy.OCC3D);
        assertTrue(Double.isNaN(empty.meanIou()));
        assertTrue(Double.isNaN(empty.geometryIou()));
    }

    @Test
    void differentGridsAndTaxonomiesAreRefused() {
        ConfusionMatrix m = ConfusionMatrix.empty(Taxonomy.OCC3D);
        assertThrows(
                IllegalArgumentException.class,
                () -> m.plus(grid(4, 4), grid(4), Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> m.merge(ConfusionMatrix.empty(Taxonomy.OPENOCC)));
        assertThrows(
                IllegalArgumentException.class, () -> ConfusionMatrix.empty(Taxonomy.LIDARSEG));
    }

    private static OccupancyGrid grid(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return new OccupancyGrid(
                GridSpec.cubic(Frame.EGO, Vec3.ZERO, 1, labels.length, 1, 1),
                Taxonomy.OCC3D,
                bytes);
    }

    private static OccupancyGrid random(SplittableRandom random) {
        return grid(random.ints(500, 0, 19).map(v -> v == 18 ? 255 : v).toArray());
    }
}
