package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetteringTest {

    private static int[] drawn(String text, int size) {
        Canvas canvas = new Canvas(60, 40, 0xffffff);
        Lettering.draw(canvas, text, 10, 10, size, 0);
        return Scenes.pixels(canvas.image());
    }

    private static long ink(int[] pixels) {
        return Arrays.stream(pixels).filter(p -> p != 0xffffff).count();
    }

    @Test
    void everyPrintableCharacterHasAShapeOfItsOwn() {
        Map<Integer, Character> seen = new HashMap<>();
        for (char c = '!'; c <= '~'; c++) {
            int[] pixels = drawn(String.valueOf(c), Lettering.SMALL);
            assertTrue(ink(pixels) > 0, "no ink for '" + c + "'");
            Character twin = seen.put(Arrays.hashCode(pixels), c);
            assertEquals(null, twin, "'" + c + "' looks as '" + twin + "'");
        }
        assertEquals(0, ink(drawn(" ", Lettering.SMALL)));
    }

    @Test
    void aCharacterWithoutAShapeIsABoxAndNotNothing() {
        int[] strange = drawn("\u4e2d", Lettering.SMALL);

        assertTrue(ink(strange) > 0);
        assertNotEquals(
                Arrays.hashCode(drawn("\u00b0", Lettering.SMALL)), Arrays.hashCode(strange));
    }

    @Test
    void inkStaysInTheWidthThatIsReported() {
        for (String text : new String[] {"CAM_FRONT_LEFT", "0.25 m", "wMi|l", "gjpqy@%"}) {
            for (int size : new int[] {Lettering.SMALL, Lettering.LARGE}) {
                Canvas canvas = new Canvas(400, 40, 0xffffff);
                Lettering.draw(canvas, text, 20, 10, size, 0);
                int right =
                        20
                                + Lettering.width(text, size)
                                + 2; // rounding to pixels moves a letter by half a pixel
                for (int v = 0; v < 40; v++) {
                    for (int u = 0; u < 400; u++) {
                        boolean outside = u < 19 || u > right;
                        assertTrue(
                                !outside || canvas.at(u, v) == 0xffffff,
                                text + " at column " + u + " of " + right);
                    }
                }
            }
        }
    }

    @Test
    void textThatRunsUpwardsIsTheTextTurnedLeft() {
        Canvas flat = new Canvas(100, 100, 0xffffff);
        Canvas up = new Canvas(100, 100, 0xffffff);
        String text = "x [m]";
        Lettering.draw(flat, text, 20, 30, Lettering.SMALL, 0);
        int half = Lettering.width(text, Lettering.SMALL) / 2;
        Lettering.upwards(up, text, 30, 50, Lettering.SMALL, 0);

        for (int i = 0; i < 40; i++) {
            for (int j = -5; j < 20; j++) {
                assertEquals(
                        flat.at(20 + i, 30 + j),
                        up.at(30 + j, 50 + half - i),
                        "letter pixel " + i + ", " + j);
            }
        }
    }
}
