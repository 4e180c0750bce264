package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RayIouTest {

    private static final int CAR = 4;
    private static final int FREE = RandomVoxels.FREE;
    private static final Vec3 MIDDLE = new Vec3(0.2, 0.2, 1.2); // the centre of a voxel

    private static RayHits street(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OccupancyGrid truth = RandomVoxels.street(random);
        return RayHits.cast(
                truth,
                RandomVoxels.perturbed(truth, random),
                List.of(new Vec3(1, 0, 1.8), new Vec3(-9, 3, 1.8)));
    }

    /** A wall of one class across x at some voxel, everything else free. */
    private static OccupancyGrid wall(int x, int label) {
        GridSpec spec = GridSpec.occ3d();
        byte[] labels = new byte[spec.size()];
        Arrays.fill(labels, (byte) FREE);
        for (int y = 0; y < spec.ny(); y++) {
            for (int z = 0; z < spec.nz(); z++) {
                labels[spec.index(x, y, z)] = (byte) label;
            }
        }
        return RandomVoxels.of(labels);
    }

    private static RayIou score(OccupancyGrid truth, OccupancyGrid prediction) {
        return RayIou.of(RayHits.cast(truth, prediction, List.of(MIDDLE)));
    }

    @Test
    void mergingIsFreeOfOrderAndGrouping() {
        RayIou a = RayIou.of(street(1));
        RayIou b = RayIou.of(street(2));
        RayIou c = RayIou.of(street(3));
        RayIou at1 = a.merge(b).merge(c);
        assertEquals(at1, c.merge(a.merge(b)));
        assertEquals(at1, b.merge(c).merge(a));
        assertEquals(at1, RayIou.empty(Taxonomy.OCC3D).merge(at1));
        assertEquals(at1, RayIou.of(street(1)).plus(street(2), RaySplit.NONE).merge(c));
        assertEquals(a.rays() + b.rays() + c.rays(), at1.rays());
    }

    @Test
    void countersGoOutAndComeBack() {
        RaySplit split = RaySplit.byDistance(10, 20);
        RayIou score = RayIou.of(street(4), split);
        assertEquals(score, RayIou.of(Taxonomy.OCC3D, split.bands(), score.counters()));
        long[] tooFew = new long[3];
        assertThrows(
                IllegalArgumentException.class,
                () -> RayIou.of(Taxonomy.OCC3D, split.bands(), tooFew));
        long[] negative = score.counters();
        negative[0] = -1;
        assertThrows(
                IllegalArgumentException.class,
                () -> RayIou.of(Taxonomy.OCC3D, split.bands(), negative));
    }

    @Test
    void aCounterThatWouldWrapIsAnError() {
        RayIou score = RayIou.of(street(4));
        long[] counters = score.counters();
        counters[0] = Long.MAX_VALUE;
        RayIou full = RayIou.of(Taxonomy.OCC3D, score.bands(), counters);
        assertThrows(ArithmeticException.class, () -> full.merge(score));
    }

    @Test
    void perfectIsOneAndFreeIsZero() {
        OccupancyGrid truth = RandomVoxels.street(new SplittableRandom(6));
        assertEquals(1, score(truth, truth).value());
        assertEquals(0, score(truth, RandomVoxels.full(FREE)).value());
        assertTrue(Double.isNaN(score(RandomVoxels.full(FREE), truth).value())); // no ray counts
    }

    /** By hand: walls 4 voxels, 1.6 m apart: along x over 1 m and under 2 m; at the edge of the view, at 60 degrees, 3.2 m. */
    @Test
    void wallsApartAreHitsOnlyWithinTheThreshold() {
        RayIou score = score(wall(120, CAR), wall(124, CAR));
        assertEquals(0, score.hits(0, CAR));
        assertTrue(score.hits(1, CAR) > 0 && score.hits(1, CAR) < score.hits(2, CAR));
        // Flat rays meet both walls, steep ones reach only the nearer before they leave the grid.
        assertTrue(score.truthRays(CAR) > score.predictedRays(CAR));
    }

    /** Labels 255: in the truth a ray counts and what is predicted there is wrong; in the prediction it is no class. */
    @Test
    void unknownStopsRaysAndIsNoClass() {
        RayIou unknownTruth = score(wall(120, OccupancyGrid.UNKNOWN), wall(120, CAR));
        assertTrue(unknownTruth.rays() > 0);
        assertEquals(unknownTruth.rays(), unknownTruth.predictedRays(CAR));
        assertEquals(0, unknownTruth.truthRays(CAR));
        assertEquals(0, unknownTruth.value());
        RayIou unknownPrediction = score(wall(120, CAR), wall(120, OccupancyGrid.UNKNOWN));
        assertEquals(0, unknownPrediction.predictedRays(CAR));
        assertEquals(unknownPrediction.rays(), unknownPrediction.truthRays(CAR));
        assertEquals(0, unknownPrediction.value());
    }

    @Test
    void bandsByDistanceAddUpToTheWhole() {
        RayHits hits = street(8);
        RayIou bands = RayIou.of(hits, RaySplit.byDistance(10, 20.5));
        assertEquals(List.of("0-10 m", "10-20.5 m", "20.5 m and beyond"), bands.bands());
        RayIou whole = RayIou.of(hits);
        assertEquals(whole.rays(), bands.rays());
        assertEquals(whole.value(), bands.value());
        long sum = 0;
        for (int b = 0; b < 3; b++) {
            assertTrue(bands.band(b).rays() > 0);
            sum += bands.band(b).rays();
        }
        assertEquals(whole.rays(), sum);
        assertThrows(IllegalArgumentException.class, () -> RaySplit.byDistance(10, 10));
        assertThrows(IllegalArgumentException.class, () -> bands.merge(whole));
    }

    @Test
    void bandsByVoxelFollowTheVoxelOfTheTruth() {
        GridSpec spec = GridSpec.occ3d();
        byte[] bandOf = new byte[spec.size()];
        for (int i = 0; i < bandOf.length; i++) {
            bandOf[i] = (byte) (i / spec.nz() % spec.ny() < 100 ? 0 : 1); // right, left
        }
        RaySplit split = RaySplit.byVoxel(spec, List.of("right", "left"), bandOf);
        RayHits hits =
                RayHits.cast(
                        wall(120, CAR), RandomVoxels.full(FREE), List.of(new Vec3(0.2, 1e-4, 1.2)));
        RayIou bands = RayIou.of(hits, split);
        // As many rays to the left (1..179 degrees) as to the right (181..359), and straight ahead
        // goes left.
        assertTrue(bands.band(0).rays() > 0);
        assertTrue(bands.band(1).rays() > bands.band(0).rays());
        bandOf[77] = 2;
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> RaySplit.byVoxel(spec, List.of("right", "left"), bandOf));
        assertTrue(e.getMessage().contains("voxel 77"));
    }

    @Test
    void rareClassesAreListedAndLeftOutOfTheSecondMean() {
        byte[] labels = wall(120, CAR).labels();
        labels[GridSpec.occ3d().index(105, 100, 5)] = 7; // one voxel of a pedestrian, 2 m ahead
        OccupancyGrid truth = RandomVoxels.of(labels);
        RayIou score = score(truth, wall(120, CAR));
        assertTrue(score.truthRays(7) > 0 && score.truthRays(7) < RayIou.FEW_RAYS);
        assertTrue(score.rareClasses().contains(7) && !score.rareClasses().contains(CAR));
        assertEquals(0, score.iou(0, 7));
        assertEquals(
                (score.iou(0, CAR) + score.iou(1, CAR) + score.iou(2, CAR)) / 3,
                score.valueWithoutRareClasses(),
                1e-15);
        assertEquals(score.valueWithoutRareClasses() / 2, score.value(), 1e-15);
    }
}
