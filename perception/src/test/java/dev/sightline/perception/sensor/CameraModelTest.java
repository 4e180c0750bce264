package dev.sightline.perception.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Vec3;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CameraModelTest {

    private static final Pinhole PINHOLE = new Pinhole(1600, 900, 1266.4, 1250.1, 816.3, 491.5);

    static Stream<CameraModel> models() {
        return Stream.of(
                PINHOLE,
                new BrownConrady(PINHOLE, -0.28, 0.07, 0.0006, -0.0004, -0.004),
                new BrownConrady(PINHOLE, 0.1, -0.02, 0, 0.001, 0.001),
                new Fisheye(
                        new Pinhole(1600, 900, 420, 425, 800, 450),
                        0.03,
                        -0.008,
                        0.002,
                        -0.0003,
                        2.2));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPixelsRayProjectsToThatPixelAtAnyDistance(CameraModel model) {
        Random random = new Random(31);
        double[] uv = new double[2];
        for (int i = 0; i < 2000; i++) {
            double u = -0.5 + 1600 * random.nextDouble();
            double v = -0.5 + 900 * random.nextDouble();
            Vec3 ray = model.ray(u, v);
            assertEquals(1, ray.norm(), 1e-12);
            Vec3 point = ray.times(Math.exp(6 * random.nextDouble() - 1));
            assertTrue(
                    model.project(point.x(), point.y(), point.z(), uv),
                    () -> "no image of " + point);
            assertEquals(u, uv[0], 1e-6);
            assertEquals(v, uv[1], 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void rightIsRightAndDownIsDown(CameraModel model) {
        double[] uv = new double[2];
        double[] moved = new double[2];
        assertTrue(model.project(0, 0, 10, uv));
        assertTrue(model.project(1, 0, 10, moved) && moved[0] > uv[0] + 10);
        assertTrue(model.project(0, 1, 10, moved) && moved[1] > uv[1] + 10);
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatHasNoImageLeavesThePixelAlone(CameraModel model) {
        for (double[] p : new double[][] {{0, 0, 0}, {0, 0, -5}, {0.1, 0, -5}}) {
            double[] uv = {7, 8};
            assertFalse(
                    model.project(p[0], p[1], p[2], uv), () -> p[0] + ", " + p[1] + ", " + p[2]);
            assertEquals(7, uv[0]);
            assertEquals(8, uv[1]);
        }
        assertTrue(model.project(new Vec3(0, 0, -5)).isEmpty());
        assertTrue(model.project(new Vec3(0, 50, 5)).isEmpty());
        assertTrue(model.project(new Vec3(0, 0, 5)).isPresent());
    }

    @Test
    void aFisheyeSeesBesideItselfButNotBeyondItsAngle() {
        Fisheye fisheye = new Fisheye(new Pinhole(1600, 900, 300, 300, 800, 450), 0, 0, 0, 0, 2.2);
        double[] uv = new double[2];
        assertTrue(fisheye.project(5, 0, 0, uv));
        assertEquals(800 + 300 * Math.PI / 2, uv[0], 1e-9);
        assertTrue(fisheye.project(Math.sin(2.19), 0, Math.cos(2.19), uv));
        assertFalse(fisheye.project(Math.sin(2.21), 0, Math.cos(2.21), uv));
    }

    /** k1 = -0.3 alone turns back at r^2 = 1 / 0.9. */
    @Test
    void directionsPastTheFoldHaveNoImage() {
        BrownConrady lens = new BrownConrady(PINHOLE, -0.3, 0, 0, 0, 0);
        double[] uv = new double[2];
        assertTrue(lens.project(Math.sqrt(1 / 0.9) - 0.001, 0, 1, uv));
        assertFalse(lens.project(Math.sqrt(1 / 0.9) + 0.001, 0, 1, uv));
        assertFalse(
                lens.project(1.5, 0, 1, uv), "would land inside the image, far from where it is");
    }

    /** The slope 1 - 2.7 r^2 + 1.25 r^4 is negative from r = 0.689 to 1.298 and positive again after; all past 0.689 stays folded. */
    @Test
    void whereTheLensTurnsForwardAgainItStaysFolded() {
        BrownConrady lens = new BrownConrady(PINHOLE, -0.9, 0.25, 0, 0, 0);
        double[] uv = new double[2];
        double last = 0;
        for (double r = 0.01; r < 3; r += 0.01) {
            assertEquals(r < 0.689, lens.project(r, 0, 1, uv), "at " + r);
            assertTrue(r > 0.689 || uv[0] > last, "image turns back at " + r);
            last = uv[0];
        }
    }

    /** The slope 1 - 2.5 r^4 + 1.4 r^6 is negative from r = 0.919 to 1.232; k1 is 0, as a calibration may fix it. */
    @Test
    void itStaysFoldedWithoutTheFirstCoefficientToo() {
        BrownConrady lens = new BrownConrady(PINHOLE, 0, -0.5, 0, 0, 0.2);
        double[] uv = new double[2];
        double last = 0;
        for (double r = 0.01; r < 3; r += 0.01) {
            boolean seen = lens.project(r, 0, 1, uv);
            assertTrue(!seen || uv[0] > last, "image turns back at " + r);
            assertTrue(seen || r > 0.8, "folded at " + r);
            assertTrue(!seen || r < 1, "unfolded at " + r);
            last = uv[0];
        }
    }

    /** The slope 1 - 0.9 theta^2 is zero at 1.0541 rad, well inside the angle of view that is asked for. */
    @Test
    void aFisheyeEndsAtItsFold() {
        Fisheye lens = new Fisheye(PINHOLE, -0.3, 0, 0, 0, 1.5);
        assertEquals(Math.sqrt(1 / 0.9), lens.maxTheta(), 1e-12);
        double[] uv = new double[2];
        double last = 0;
        for (double theta = 0.01; theta < 1.5; theta += 0.01) {
            boolean seen = lens.project(Math.sin(theta), 0, Math.cos(theta), uv);
            assertEquals(theta < 1.0541, seen, "at " + theta);
            assertTrue(!seen || uv[0] > last, "image turns back at " + theta);
            last = uv[0];
        }
        assertEquals(lens, lens.scaled(1));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aScaledModelSeesTheSameDirectionsAtScaledPlaces(CameraModel model) {
        CameraModel half = model.scaled(0.5);
        assertEquals(800, half.width());
        assertEquals(450, half.height());
        double[] full = new double[2];
        double[] small = new double[2];
        assertTrue(model.project(0.4, -0.2, 1, full) && half.project(0.4, -0.2, 1, small));
        // Edges scale, not centres: (u + 1/2) / 2 - 1/2.
        assertEquals((full[0] + 0.5) / 2 - 0.5, small[0], 1e-9);
        assertEquals((full[1] + 0.5) / 2 - 0.5, small[1], 1e-9);
    }

    @Test
    void theSensorReachesHalfAPixelBeyondTheOuterCentres() {
        assertTrue(PINHOLE.inside(-0.5, -0.5) && PINHOLE.inside(1599.49, 899.49));
        assertFalse(
                PINHOLE.inside(-0.51, 5) || PINHOLE.inside(1599.5, 5) || PINHOLE.inside(5, 899.5));
        assertFalse(PINHOLE.inside(Double.NaN, 5));
    }

    @Test
    void aFieldOfViewIsWhatTheOuterEdgesSee() {
        Pinhole camera = Pinhole.ofFieldOfView(640, 480, Math.toRadians(70));
        Vec3 left = camera.ray(-0.5, 239.5);
        Vec3 right = camera.ray(639.5, 239.5);
        assertEquals(Math.toRadians(70), Math.acos(left.dot(right)), 1e-12);
    }

    @Test
    void impossibleModelsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pinhole(0, 5, 1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Pinhole(5, 5, -1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Pinhole(5, 5, 1, 1, Double.NaN, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BrownConrady(PINHOLE, Double.NaN, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Fisheye(PINHOLE, 0, 0, 0, 0, 3.2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Fisheye(PINHOLE, Double.POSITIVE_INFINITY, 0, 0, 0, 1));
    }
}
