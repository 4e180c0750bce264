package dev.sightline.occupancy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RayCasterTest {

    private static final GridSpec UNIT = GridSpec.cubic(Frame.EGO, Vec3.ZERO, 1, 5, 4, 3);

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024, 77, 5150})
    void passesTheCellsThatCuttingEveryBoxFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 400; trial++) {
            GridSpec grid = grid(random);
            agrees(grid, anywhere(random, grid), anywhere(random, grid));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 18, 2025, 78, 5151})
    void passesTheSameCellsAlongFacesEdgesAndCorners(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 400; trial++) {
            // Cells of 1 or 1/2 m and points on quarters: many lie on faces, and all arithmetic on
            // them is exact.
            GridSpec grid =
                    new GridSpec(
                            Frame.EGO,
                            new Vec3(-2, 1, 0),
                            new Vec3(1, 0.5, 1),
                            random.nextInt(1, 8),
                            random.nextInt(1, 8),
                            random.nextInt(1, 8),
                            order(random));
            agrees(grid, quarter(random), quarter(random));
        }
    }

    private static void agrees(GridSpec grid, Vec3 from, Vec3 to) {
        RayCaster caster = new RayCaster(grid);
        int[] cells = new int[caster.capacity()];
        int n = caster.segment(from, to, cells);
        String what = from + " to " + to + " in " + grid;

        BitSet passed = new BitSet();
        Arrays.stream(cells, 0, n).forEach(passed::set);
        assertEquals(n, passed.cardinality(), () -> "a cell came twice: " + what);
        BitSet missed = PlainRayCaster.crossed(grid, from, to);
        missed.andNot(passed);
        assertTrue(missed.isEmpty(), () -> "missed " + missed + ": " + what);
        BitSet extra = (BitSet) passed.clone();
        extra.andNot(PlainRayCaster.touched(grid, from, to));
        assertTrue(extra.isEmpty(), () -> "invented " + extra + ": " + what);
        for (int i = 1; i < n; i++) {
            assertEquals(
                    1, distance(grid, cells[i - 1], cells[i]), () -> "not face to face: " + what);
        }
        int start = grid.indexOf(from.x(), from.y(), from.z());
        int end = grid.indexOf(to.x(), to.y(), to.z());
        assertTrue(start < 0 || cells[0] == start, () -> "wrong start: " + what);
        assertTrue(end < 0 || cells[n - 1] == end, () -> "wrong end: " + what);
    }

    private static int distance(GridSpec grid, int a, int b) {
        int[] p = split(grid, a);
        int[] q = split(grid, b);
        return Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2]);
    }

    private static int[] split(GridSpec grid, int i) {
        return grid.order() == IndexOrder.XYZ
                ? new int[] {i / grid.nz() / grid.ny(), i / grid.nz() % grid.ny(), i % grid.nz()}
                : new int[] {i % grid.nx(), i / grid.nx() % grid.ny(), i / grid.nx() / grid.ny()};
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 19, 2026})
    void aRayIsASegmentThatEndsFarOutside(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 400; trial++) {
            GridSpec grid = grid(random);
            RayCaster caster = new RayCaster(grid);
            int[] ray = new int[caster.capacity()];
            int[] segment = new int[caster.capacity()];
            Vec3 from = anywhere(random, grid);
            Vec3 direction = anywhere(random, grid).minus(from);
            int n = caster.ray(from, direction, ray);
            assertEquals(n, caster.segment(from, from.plus(direction.times(1000)), segment));
            assertArrayEquals(Arrays.copyOf(segment, n), Arrays.copyOf(ray, n));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 20, 2027})
    void theEndIsTheLastCellOfTheWalk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GridSpec grid = GridSpec.cubic(Frame.EGO, Vec3.ZERO, 1, 7, 5, 3);
        RayCaster caster = new RayCaster(grid);
        int[] cells = new int[caster.capacity()];
        for (int trial = 0; trial < 2000; trial++) {
            Vec3 a = trial % 2 == 0 ? anywhere(random, grid) : quarter(random);
            Vec3 b = trial % 2 == 0 ? anywhere(random, grid) : quarter(random);
            int n = caster.segmentInCells(a.x(), a.y(), a.z(), b.x(), b.y(), b.z(), cells);
            assertEquals(
                    n == 0 ? -1 : cells[n - 1],
                    caster.endInCells(a.x(), a.y(), a.z(), b.x(), b.y(), b.z()));
        }
    }

    @Test
    void enteringFromOutsideBeginsAtTheFirstCell() {
        assertArrayEquals(
                new int[] {
                    UNIT.index(0, 1, 1),
                    UNIT.index(1, 1, 1),
                    UNIT.index(2, 1, 1),
                    UNIT.index(3, 1, 1),
                    UNIT.index(4, 1, 1)
                },
                cells(new Vec3(-3, 1.5, 1.5), new Vec3(9, 1.5, 1.5)));
        assertArrayEquals(
                new int[] {UNIT.index(4, 1, 1), UNIT.index(3, 1, 1)},
                cells(new Vec3(5, 1.5, 1.5), new Vec3(3.5, 1.5, 1.5)));
    }

    @Test
    void aPointOnAFaceBelongsToTheCellAbove() {
        assertArrayEquals(
                new int[] {UNIT.index(2, 1, 1)}, cells(new Vec3(2, 1, 1), new Vec3(2, 1, 1)));
        assertArrayEquals(
                new int[] {UNIT.index(2, 0, 1), UNIT.index(2, 1, 1)},
                cells(new Vec3(2, 0.5, 1), new Vec3(2, 1.5, 1)));
        assertArrayEquals(
                new int[] {UNIT.index(3, 1, 1), UNIT.index(2, 1, 1), UNIT.index(1, 1, 1)},
                cells(new Vec3(3, 1.5, 1.5), new Vec3(1, 1.5, 1.5)));
    }

    @Test
    void theUpperFaceOfTheGridIsOutside() {
        assertEquals(0, cells(new Vec3(5, 0.5, 0.5), new Vec3(5, 3.5, 0.5)).length);
        assertEquals(0, cells(new Vec3(6, 0.5, 0.5), new Vec3(5, 0.5, 0.5)).length);
        assertEquals(1, cells(new Vec3(-1, 0.5, 0.5), new Vec3(0, 0.5, 0.5)).length);
    }

    @Test
    void aSegmentOfNoLengthPassesItsOwnCellOrNothing() {
        assertEquals(1, cells(new Vec3(1.5, 1.5, 1.5), new Vec3(1.5, 1.5, 1.5)).length);
        assertEquals(0, cells(new Vec3(-1.5, 1.5, 1.5), new Vec3(-1.5, 1.5, 1.5)).length);
    }

    @ParameterizedTest
    @EnumSource(IndexOrder.class)
    void hardlySlantedRaysStayOnTheirRow(IndexOrder order) {
        GridSpec grid = new GridSpec(Frame.EGO, Vec3.ZERO, new Vec3(1, 1, 1), 4, 3, 2, order);
        RayCaster caster = new RayCaster(grid);
        int[] cells = new int[caster.capacity()];
        assertEquals(4, caster.ray(new Vec3(0.5, 1, 1), new Vec3(1, 1e-320, -0.0), cells));
        assertEquals(grid.index(3, 1, 1), cells[3]);
        assertEquals(2, caster.ray(new Vec3(0.5, 1.5, 0.5), new Vec3(0, 1e-320, 0), cells));
    }

    @Test
    void notANumberPassesNothing() {
        for (double bad :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertEquals(0, cells(new Vec3(bad, 1.5, 1.5), new Vec3(1.5, 1.5, 1.5)).length);
        }
        assertEquals(
                0, cells(new Vec3(Double.NaN, Double.NaN, Double.NaN), new Vec3(1, 1, 1)).length);
    }

    private static int[] cells(Vec3 from, Vec3 to) {
        RayCaster caster = new RayCaster(UNIT);
        int[] cells = new int[caster.capacity()];
        return Arrays.copyOf(cells, caster.segment(from, to, cells));
    }

    private static GridSpec grid(SplittableRandom random) {
        return new GridSpec(
                Frame.EGO,
                new Vec3(
                        random.nextDouble(-9, 9),
                        random.nextDouble(-9, 9),
                        random.nextDouble(-9, 9)),
                new Vec3(
                        random.nextDouble(0.1, 2),
                        random.nextDouble(0.1, 2),
                        random.nextDouble(0.1, 2)),
                random.nextInt(1, 12),
                random.nextInt(1, 12),
                random.nextInt(1, 12),
                order(random));
    }

    private static IndexOrder order(SplittableRandom random) {
        return random.nextBoolean() ? IndexOrder.XYZ : IndexOrder.ZYX;
    }

    /** A point of the grid or around it: the box twice as long. */
    private static Vec3 anywhere(SplittableRandom random, GridSpec grid) {
        Vec3 size = grid.max().minus(grid.min());
        return grid.min()
                .plus(
                        new Vec3(
                                random.nextDouble(-0.5, 1.5) * size.x(),
                                random.nextDouble(-0.5, 1.5) * size.y(),
                                random.nextDouble(-0.5, 1.5) * size.z()));
    }

    private static Vec3 quarter(SplittableRandom random) {
        return new Vec3(
                random.nextInt(-14, 32) / 4.0,
                random.nextInt(-4, 32) / 4.0,
                random.nextInt(-6, 38) / 4.0);
    }
}
