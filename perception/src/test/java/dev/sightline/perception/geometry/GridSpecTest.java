package dev.sightline.perception.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GridSpecTest {

    private static GridSpec odd(IndexOrder order) {
        return new GridSpec(
                Frame.EGO, new Vec3(-3.7, 2.1, -1), new Vec3(0.4, 0.3, 0.7), 13, 7, 5, order);
    }

    @ParameterizedTest
    @EnumSource(IndexOrder.class)
    void everyCentreLiesInItsCellAndEveryIndexComesOnce(IndexOrder order) {
        GridSpec grid = odd(order);
        BitSet seen = new BitSet();
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                for (int iz = 0; iz < grid.nz(); iz++) {
                    Vec3 c = grid.centre(ix, iy, iz);
                    assertEquals(grid.index(ix, iy, iz), grid.indexOf(c.x(), c.y(), c.z()));
                    seen.set(grid.index(ix, iy, iz));
                }
            }
        }
        assertEquals(grid.size(), seen.cardinality());
        assertEquals(grid.size(), seen.length());
    }

    @Test
    void theAxisNamedFirstVariesSlowest() {
        assertEquals(1, odd(IndexOrder.XYZ).index(0, 0, 1));
        assertEquals(7 * 5, odd(IndexOrder.XYZ).index(1, 0, 0));
        assertEquals(1, odd(IndexOrder.ZYX).index(1, 0, 0));
        assertEquals(7 * 13, odd(IndexOrder.ZYX).index(0, 0, 1));
    }

    /** On cells whose faces doubles hold exactly; elsewhere a face is where rounding puts it. */
    @Test
    void aFaceBelongsToTheUpperCell() {
        GridSpec grid = GridSpec.cubic(Frame.EGO, new Vec3(-2, -2, -2), 0.25, 16, 16, 16);
        for (int i = 0; i < 16; i++) {
            double face = -2 + 0.25 * i;
            assertEquals(i, grid.ix(face));
            assertEquals(i - 1, grid.iy(face - 1e-12));
            assertEquals(i, grid.iz(face + 1e-12));
        }
        assertEquals(-1, grid.indexOf(2, 0, 0), "the last face is outside");
        assertTrue(grid.indexOf(-2, -2, -2) == 0, "the first is inside");
    }

    @Test
    void whatIsOutsideHasNoIndexNotEvenNaN() {
        GridSpec grid = GridSpec.occ3d();
        double[] outside = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, 40, -40.001
        };
        for (double bad : outside) {
            assertEquals(-1, grid.indexOf(bad, 0, 0), () -> "x " + bad);
            assertEquals(-1, grid.indexOf(0, bad, 0), () -> "y " + bad);
            assertEquals(-1, grid.indexOf(0, 0, bad), () -> "z " + bad);
        }
    }

    @Test
    void occ3dIsThePublishedGrid() {
        GridSpec grid = GridSpec.occ3d();
        assertEquals(640_000, grid.size());
        assertEquals(0, new Vec3(40, 40, 5.4).distance(grid.max()), 1e-12);
        assertEquals(100, grid.ix(0.1));
        assertEquals(2, grid.iz(-0.1));
    }

    @Test
    void theFootprintSpansTheWholeHeight() {
        GridSpec flat = GridSpec.occ3d().footprint();
        assertEquals(1, flat.nz());
        assertEquals(40_000, flat.size());
        assertEquals(0, flat.max().distance(GridSpec.occ3d().max()), 1e-12);
    }

    @Test
    void impossibleGridsAreRefused() {
        Vec3 cell = new Vec3(1, 1, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> GridSpec.cubic(Frame.EGO, Vec3.ZERO, 0, 2, 2, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> GridSpec.cubic(Frame.EGO, Vec3.ZERO, Double.NaN, 2, 2, 2));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new GridSpec(
                                Frame.EGO, Vec3.ZERO, cell, 1 << 20, 1 << 20, 1, IndexOrder.XYZ));
        assertThrows(
                IllegalArgumentException.class,
                () -> new GridSpec(Frame.EGO, Vec3.ZERO, cell, 4, 0, 1, IndexOrder.XYZ));
    }
}
