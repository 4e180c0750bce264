package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CanvasTest {

    /** Sum over a black-on-white picture of how dark each pixel is, in pixels. */
    private static double inkArea(Canvas canvas) {
        double sum = 0;
        for (int pixel : Scenes.pixels(canvas.image())) {
            sum += 1 - (pixel & 255) / 255.0;
        }
        return sum;
    }

    @Test
    void aPolygonPaintsItsArea() {
        Random random = new Random(11);
        for (int k = 0; k < 50; k++) {
            double[] uv = new double[6];
            for (int i = 0; i < 6; i++) {
                uv[i] = 10 + 80 * random.nextDouble();
            }
            Canvas canvas = new Canvas(100, 100, 0xffffff);
            canvas.polygon(0, 1, uv);
            double area =
                    Math.abs((uv[2] - uv[0]) * (uv[5] - uv[1]) - (uv[4] - uv[0]) * (uv[3] - uv[1]))
                            / 2;
            // Four sample rows per pixel: the error is below a quarter pixel per edge row, mostly
            // cancelling.
            assertEquals(area, inkArea(canvas), 3 + 0.01 * area, "triangle " + k);
        }
    }

    @Test
    void aStrokePaintsLengthTimesWidth() {
        Canvas canvas = new Canvas(200, 200, 0xffffff);
        canvas.stroke(6, 0, 1, 30, 40, 130, 160);

        double length = Math.hypot(100, 120);
        double expected = length * 6 + Math.PI * 9;
        assertEquals(expected, inkArea(canvas), 0.02 * expected);
    }

    @Test
    void nothingIsPaintedOutsideTheClip() {
        Canvas canvas = new Canvas(50, 50, 0xffffff);
        Canvas.Clip before = canvas.clip(10, 10, 20, 20);
        canvas.polygon(0, 1, -100, -100, 300, -100, 300, 300, -100, 300);
        canvas.stroke(30, 0xff0000, 1, 0, 0, 50, 50);
        canvas.clip(before);

        for (int v = 0; v < 50; v++) {
            for (int u = 0; u < 50; u++) {
                boolean inside = u >= 10 && u < 20 && v >= 10 && v < 20;
                assertEquals(!inside, canvas.at(u, v) == 0xffffff, u + ", " + v);
            }
        }
    }

    @Test
    void pointsThatAreNotFiniteDrawNothing() {
        Canvas canvas = new Canvas(20, 20, 0xffffff);
        canvas.stroke(3, 0, 1, 1, 1, Double.NaN, 5);
        canvas.polygon(0, 1, 0, 0, Double.POSITIVE_INFINITY, 3, 4, 4);

        assertEquals(0, inkArea(canvas));
    }

    @Test
    void aPictureOfUnboundedSizeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Canvas(1 << 20, 1 << 20, 0));
        assertThrows(IllegalArgumentException.class, () -> new Canvas(0, 10, 0));
    }
}
