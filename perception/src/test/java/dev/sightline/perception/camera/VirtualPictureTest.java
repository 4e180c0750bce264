package dev.sightline.perception.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.BayerPattern;
import dev.sightline.perception.sensor.BrownConrady;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraImage.RawFormat;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.Pixel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same claims as {@link VirtualCameraTest}, read off pictures: dots go in, their centroids come out. */
class VirtualPictureTest {

    private static final Pinhole STANDARD = new Pinhole(400, 240, 300, 300, 199.5, 119.5);
    private static final BrownConrady REAL =
            new BrownConrady(
                    new Pinhole(400, 240, 310, 308, 203, 116), -0.2, 0.05, 0.0005, -0.0004, 0);
    private static final double SIGMA = 2.5;

    private final Pose egoFromReal = VirtualCameraTest.mounted(new Random(41), 0.05);
    private final VirtualCamera camera =
            new VirtualCamera(REAL, egoFromReal, STANDARD, VirtualCameraTest.EGO_FROM_STANDARD);

    /** Dots that the standard camera would show 40 pixels apart, as the real camera sees them. */
    private List<double[][]> dots(double pitch) {
        List<double[][]> dots = new ArrayList<>(); // {standard pixel, real pixel}
        for (double v = 30; v < 220; v += pitch) {
            for (double u = 30; u < 380; u += pitch) {
                double[] shown = {u + 0.3, v + 0.4};
                Vec3 far =
                        camera.egoFromVirtual().apply(STANDARD.ray(shown[0], shown[1]).times(50));
                Vec3 p = egoFromReal.inverse().apply(far);
                double[] real = new double[2];
                if (REAL.project(p.x(), p.y(), p.z(), real)
                        && REAL.inside(real[0] - 9, real[1] - 9)
                        && REAL.inside(real[0] + 9, real[1] + 9)) {
                    dots.add(new double[][] {shown, real});
                }
            }
        }
        assertTrue(dots.size() > 20, "only " + dots.size() + " dots");
        return dots;
    }

    private static double brightness(List<double[][]> dots, int u, int v) {
        double sum = 0;
        for (double[][] dot : dots) {
            double d2 = Math.pow(u - dot[1][0], 2) + Math.pow(v - dot[1][1], 2);
            sum += d2 < 200 ? Math.exp(-d2 / (2 * SIGMA * SIGMA)) : 0;
        }
        return sum;
    }

    private static double[] centroid(IntBinaryOperator picture, double[] about, int radius) {
        double sum = 0;
        double u = 0;
        double v = 0;
        int cu = (int) Math.round(about[0]);
        int cv = (int) Math.round(about[1]);
        for (int y = cv - radius; y <= cv + radius; y++) {
            for (int x = cu - radius; x <= cu + radius; x++) {
                double w = picture.applyAsInt(x, y);
                sum += w;
                u += w * x;
                v += w * y;
            }
        }
        return new double[] {u / sum, v / sum};
    }

    /**
     * Tolerance 0.1 pixel: 1/64 from the table's step, and the bias of bilinear sampling where the magnification is not 1 (its blur
     * varies over the dot, which moves the centroid by up to |magnification - 1|, here mostly 0.03, and 8-bit rounding adds 0.01).
     */
    @Test
    void dotsComeOutWhereTheStandardCameraWouldShowThem() {
        List<double[][]> dots = dots(40);
        byte[] rgb = new byte[3 * 400 * 240];
        for (int i = 0; i < 400 * 240; i++) {
            byte value = (byte) Math.round(250 * brightness(dots, i % 400, i / 400));
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        CameraImage out =
                camera.apply(CameraImage.rgb(VirtualCameraTest.REAL, 0, 0, 400, 240, rgb));
        for (double[][] dot : dots) {
            double[] c = centroid((u, v) -> out.rgb(u, v) & 0xff, dot[0], 9);
            assertEquals(dot[0][0], c[0], 0.1);
            assertEquals(dot[0][1], c[1], 0.1);
        }
    }

    /**
     * A ramp is what bilinear sampling reproduces exactly, so every sample of every plane must read the ramp at the very pixel that
     * the standard camera sees there. Tolerance: half a step of the table, 1/32 full-resolution pixel on each axis, and rounding to
     * whole counts. Forgetting the phases would be off by half a pixel, thirty times that.
     */
    @ParameterizedTest
    @EnumSource(BayerPattern.class)
    void theFourPlanesOfAMosaicComeOutAligned(BayerPattern pattern) {
        int slopeU = 80;
        int slopeV = 60;
        short[] mosaic = new short[400 * 240];
        for (int i = 0; i < mosaic.length; i++) {
            mosaic[i] = (short) (1000 + slopeU * (i % 400) + slopeV * (i / 400));
        }
        CameraImage raw =
                CameraImage.raw(
                        VirtualCameraTest.REAL,
                        5,
                        10,
                        400,
                        240,
                        new RawFormat(pattern, 16, 0, 65535),
                        mosaic);
        StandardPlanes out = camera.applyRaw(raw);
        assertEquals(200, out.width());
        assertEquals(120, out.height());
        assertEquals(VirtualCameraTest.STANDARD, out.frame());
        assertEquals(5, out.startNs());
        int checked = 0;
        for (int v = 0; v < 120; v++) {
            for (int u = 0; u < 200; u++) {
                Optional<Pixel> seen =
                        camera.realPixel(2 * u + 0.5, 2 * v + 0.5); // the block's centre
                for (int plane = 0; plane < 4; plane++) {
                    if (seen.isEmpty()) {
                        assertEquals(0, out.at(plane, u, v));
                    } else if (REAL.inside(seen.get().u() - 2, seen.get().v() - 2)
                            && REAL.inside(
                                    seen.get().u() + 2,
                                    seen.get().v() + 2)) { // where nothing is clamped
                        double ramp = 1000 + slopeU * seen.get().u() + slopeV * seen.get().v();
                        assertEquals(ramp, out.at(plane, u, v), (slopeU + slopeV) / 32.0 + 1);
                        checked++;
                    }
                }
            }
        }
        assertTrue(checked > 50_000, "only " + checked);
    }

    /** Colours that differ stay apart: each plane holds its own colour and nothing of its neighbours. */
    @ParameterizedTest
    @EnumSource(BayerPattern.class)
    void noColourLeaksIntoAnother(BayerPattern pattern) {
        int[] level = {100, 2000, 2001, 300};
        short[] mosaic = new short[400 * 240];
        for (int i = 0; i < mosaic.length; i++) {
            mosaic[i] = (short) level[pattern.plane(i % 400, i / 400)];
        }
        StandardPlanes out =
                camera.applyRaw(
                        CameraImage.raw(
                                VirtualCameraTest.REAL,
                                0,
                                0,
                                400,
                                240,
                                new RawFormat(pattern, 12, 0, 4095),
                                mosaic));
        for (int plane = 0; plane < 4; plane++) {
            assertEquals(level[plane], out.at(plane, 100, 60));
            assertEquals(level[plane], out.at(plane, 33, 90));
        }
    }
}
