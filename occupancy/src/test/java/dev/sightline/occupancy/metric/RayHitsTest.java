package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RayHitsTest {

    private static final Vec3 ROOF = new Vec3(0.9858, 0, 1.8402);

    private static void requireSameBits(RayHits plain, RayHits shared) {
        assertEquals(plain.size(), shared.size());
        for (int i = 0; i < plain.size(); i++) {
            String ray = "ray " + i;
            assertEquals(plain.truthVoxel(i), shared.truthVoxel(i), ray);
            assertEquals(plain.predictionVoxel(i), shared.predictionVoxel(i), ray);
            assertEquals(plain.truthLabel(i), shared.truthLabel(i), ray);
            assertEquals(plain.predictionLabel(i), shared.predictionLabel(i), ray);
            assertEquals(bits(plain.truthDistance(i)), bits(shared.truthDistance(i)), ray);
            assertEquals(
                    bits(plain.predictionDistance(i)), bits(shared.predictionDistance(i)), ray);
        }
    }

    private static int bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    /** Anywhere; on one, two and three faces; a hair beside a face; outside, above, below; in the half-open first cells. */
    private static List<Vec3> origins(SplittableRandom random) {
        List<Vec3> origins = new ArrayList<>();
        origins.add(ROOF);
        origins.add(place(random));
        origins.add(new Vec3(random.nextInt(-90, 90) * 0.4, random.nextDouble(-30, 30), 1.5));
        origins.add(new Vec3(-8, 16, random.nextDouble(0, 4)));
        origins.add(new Vec3(-8, 16, 1));
        origins.add(new Vec3(-8 - 1e-6, 16 + 1e-6, 1.8));
        origins.add(new Vec3(-40.12, 0.3, -1.12)); // -0.3 cells: the reference calls that cell 0
        origins.add(new Vec3(-43, 2, 1.2));
        origins.add(new Vec3(3, 2, 6));
        origins.add(new Vec3(39.99, -39.99, -0.99));
        return origins;
    }

    private static Vec3 place(SplittableRandom random) {
        return new Vec3(
                random.nextDouble(-39, 39), random.nextDouble(-39, 39), random.nextDouble(-1, 5));
    }

    /** 10 origins x 14040 rays x 2 grids a run: 280800 walks, each compared to the bit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-3, 1e-2, 0.3})
    void sharedTraversalGivesTheBitsOfThePlainWalkInRandomGrids(double occupied) {
        SplittableRandom random = new SplittableRandom(7);
        OccupancyGrid truth = RandomVoxels.sprinkled(random, occupied);
        OccupancyGrid prediction = RandomVoxels.sprinkled(random, occupied);
        List<Vec3> origins = origins(random);
        requireSameBits(
                RayHits.castPlainly(truth, prediction, origins),
                RayHits.cast(truth, prediction, origins));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sharedTraversalGivesTheBitsOfThePlainWalkInStreets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OccupancyGrid truth = RandomVoxels.street(random);
        OccupancyGrid prediction = RandomVoxels.perturbed(truth, random);
        List<Vec3> origins = origins(random);
        requireSameBits(
                RayHits.castPlainly(truth, prediction, origins),
                RayHits.cast(truth, prediction, origins));
    }

    @Test
    void constantGridsAreNoSpecialCase() {
        OccupancyGrid free = RandomVoxels.full(RandomVoxels.FREE);
        OccupancyGrid occupied = RandomVoxels.full(4);
        List<Vec3> origins = origins(new SplittableRandom(5));
        requireSameBits(
                RayHits.castPlainly(free, occupied, origins),
                RayHits.cast(free, occupied, origins));
    }

    /** A grid whose sides are no multiples of the blocks, and low: other edges than those of the benchmark's grid. */
    @Test
    void oddGridsAreNoSpecialCase() {
        GridSpec spec = GridSpec.cubic(Frame.EGO, new Vec3(-9, -3, -1), 0.4, 37, 19, 5);
        SplittableRandom random = new SplittableRandom(11);
        OccupancyGrid[] grids = new OccupancyGrid[2];
        for (int k = 0; k < 2; k++) {
            byte[] labels = new byte[spec.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt(17) : 17);
            }
            grids[k] = new OccupancyGrid(spec, Taxonomy.OCC3D, labels);
        }
        List<Vec3> origins = List.of(new Vec3(-2, 1.1, 0.3), new Vec3(-9, -3, -1), Vec3.ZERO);
        requireSameBits(
                RayHits.castPlainly(grids[0], grids[1], origins),
                RayHits.cast(grids[0], grids[1], origins));
    }

    /** By hand: from the middle of a cell the ray along x leaves its own cell after half a cell, 0.2 m. */
    @Test
    void distanceIsWhereTheRayLeavesTheVoxel() {
        RayHits hits =
                RayHits.cast(
                        RandomVoxels.full(4),
                        RandomVoxels.full(RandomVoxels.FREE),
                        List.of(new Vec3(0.2, 0.2, 1.2)));
        int flattest = 10 * 360; // pitch 10 is the flattest below the horizon: about -0.09 rad
        assertEquals(0.2f, hits.truthDistance(flattest), 2e-3f);
        assertTrue(hits.counts(flattest));
        assertEquals(4, hits.truthLabel(flattest));
        assertEquals(RandomVoxels.FREE, hits.predictionLabel(flattest));
    }

    /** By hand: 39.8 m to the edge along x, over cos(pitch); the ray falls 3.6 m on the way and stays inside. */
    @Test
    void missesEndWhereTheRayLeavesTheGrid() {
        OccupancyGrid free = RandomVoxels.full(RandomVoxels.FREE);
        RayHits hits = RayHits.cast(free, free, List.of(new Vec3(0.2, 0.2, 3.8)));
        int ray = 10 * 360;
        RayPattern pattern = RayPattern.REFERENCE;
        assertEquals(39.8 / pattern.x(ray), hits.truthDistance(ray), 1e-3);
        int lowest = (int) ((3.8 + 1 + 39.8 / pattern.x(ray) * pattern.z(ray)) / 0.4);
        assertEquals(GridSpec.occ3d().index(199, 100, lowest), hits.truthVoxel(ray));
        assertTrue(!hits.counts(ray));
    }

    @Test
    void raysThatNeverEnterHaveVoxelZeroAndMinusOneCell() {
        RayHits hits =
                RayHits.cast(
                        RandomVoxels.full(4), RandomVoxels.full(4), List.of(new Vec3(60, 0, 1)));
        assertEquals(-0.4f, hits.truthDistance(0)); // ray 0 looks along +x, away from the grid
        assertEquals(0, hits.truthVoxel(0));
    }

    @Test
    void unlikeGridsAndOriginsThatAreNoPlaceAreRefused() {
        OccupancyGrid grid = RandomVoxels.full(4);
        GridSpec high = GridSpec.cubic(Frame.EGO, Vec3.ZERO, 0.4, 4, 4, 17);
        OccupancyGrid tower = new OccupancyGrid(high, Taxonomy.OCC3D, new byte[4 * 4 * 17]);
        GridSpec flat =
                new GridSpec(
                        Frame.EGO, Vec3.ZERO, new Vec3(0.4, 0.4, 0.2), 4, 4, 4, IndexOrder.XYZ);
        OccupancyGrid bricks = new OccupancyGrid(flat, Taxonomy.OCC3D, new byte[64]);
        assertThrows(
                IllegalArgumentException.class, () -> RayHits.cast(bricks, bricks, List.of(ROOF)));
        List<Vec3> nowhere = List.of(new Vec3(Double.NaN, 0, 0));
        assertThrows(
                IllegalArgumentException.class, () -> RayHits.cast(grid, tower, List.of(ROOF)));
        assertThrows(
                IllegalArgumentException.class, () -> RayHits.cast(tower, tower, List.of(ROOF)));
        assertThrows(IllegalArgumentException.class, () -> RayHits.cast(grid, grid, nowhere));
    }
}
