package dev.sightline.bev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import java.util.List;
import org.junit.jupiter.api.Test;

class BevGridTest {

    private static final GridSpec SPEC = GridSpec.cubic(Frame.EGO, Vec3.ZERO, 1, 2, 3, 1);

    private static BevGrid grid(String name, float first) {
        float[] values = new float[6];
        for (int i = 0; i < 6; i++) {
            values[i] = first + i;
        }
        return new BevGrid(SPEC, List.of(name), new float[][] {values});
    }

    @Test
    void yIsContiguous() {
        assertEquals(4, grid("a", 0).at(0, 1, 1));
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, grid("a", 0).values(0));
    }

    @Test
    void twoGridsBecomeOneWithTheFirstsChannelsFirst() {
        BevGrid both = grid("a", 0).plus(grid("b", 10));
        assertEquals(List.of("a", "b"), both.channels());
        assertEquals(14, both.at(both.channel("b"), 1, 1));
        assertThrows(IllegalArgumentException.class, () -> grid("a", 0).plus(grid("a", 1)));
        BevGrid elsewhere = new BevGrid(SPEC.in(Frame.WORLD), List.of("c"), new float[1][6]);
        assertThrows(IllegalArgumentException.class, () -> both.plus(elsewhere));
    }

    @Test
    void aMissingChannelIsNamedWithThoseThereAre() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> grid("a", 0).channel("z"));
        assertTrue(
                e.getMessage().contains("'z'") && e.getMessage().contains("[a]"), e.getMessage());
    }

    @Test
    void aCopyOfAChannelIsACopy() {
        BevGrid grid = grid("a", 0);
        grid.values(0)[4] = 99;
        assertEquals(4, grid.at(0, 1, 1));
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new BevGrid(GridSpec.occ3d(), List.of(), new float[0][]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BevGrid(SPEC, List.of("a"), new float[1][5]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BevGrid(SPEC, List.of("a", "b"), new float[1][6]));
    }
}
