package dev.sightline.bev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.BayerPattern;
import dev.sightline.perception.sensor.BrownConrady;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.Fisheye;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.SensorRig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InversePerspectiveTest {

    private static final Pinhole CAMERA = new Pinhole(480, 320, 300, 300, 239.5, 159.5);
    private static final Vec3 HIGH = new Vec3(0, 0, 2);

    /** Fields of one metre, their edges at whole metres; colours far from grey in every channel. */
    private static double[] chessboard(double x, double y) {
        boolean white = Math.floorMod((long) Math.floor(x) + (long) Math.floor(y), 2L) == 0;
        return white ? new double[] {0.9, 0.8, 0.7} : new double[] {0.1, 0.2, 0.4};
    }

    /** A slow wave: what sampling reproduces well, so that small misplacements show. */
    private static double[] wave(double x, double y) {
        return new double[] {
            0.5 + 0.4 * Math.sin(0.9 * x),
            0.5 + 0.4 * Math.sin(0.9 * y),
            0.5 + 0.4 * Math.sin(0.6 * (x + y))
        };
    }

    /** A bright wave so quick that half a pixel shows. */
    private static double[] ripple(double x, double y) {
        return new double[] {
            0.7 + 0.2 * Math.sin(8 * x),
            0.7 + 0.2 * Math.sin(8 * y),
            0.7 + 0.2 * Math.sin(6 * (x + y))
        };
    }

    private static InversePerspective.Config config(
            double x, double y, double cell, int nx, int ny) {
        return InversePerspective.Config.on(
                new GridSpec(
                        Frame.EGO,
                        new Vec3(x, y, -1),
                        new Vec3(cell, cell, 2),
                        nx,
                        ny,
                        1,
                        IndexOrder.XYZ));
    }

    static Stream<CameraModel> cameras() {
        return Stream.of(
                CAMERA,
                new BrownConrady(CAMERA, -0.2, 0.05, 0.0005, -0.0004, 0),
                new Fisheye(
                        new Pinhole(480, 320, 230, 230, 239.5, 159.5), 0.01, -0.005, 0, 0, 1.4));
    }

    /**
     * Cells that lie at least 0.2 m inside their field see nothing but it: there a pixel, which shows at most 0.07 m of ground within
     * 4 m, and its bilinear neighbour stay inside. What remains is rounding to 8 bits: 0.5 / 255.
     */
    @ParameterizedTest
    @MethodSource("cameras")
    void aChessboardComesBackAsItself(CameraModel model) {
        Pose down = GroundScene.looking("CAM", HIGH, 0, 0.7);
        Sample sample =
                new GroundScene(InversePerspectiveTest::chessboard, 0)
                        .rgb(model, down, 0, 0)
                        .sample(0);
        InversePerspective.Config config = config(1, -2, 0.1, 30, 40);
        BevGrid bev = new InversePerspective(config).lay(sample);
        int checked = 0;
        for (int ix = 0; ix < 30; ix++) {
            for (int iy = 0; iy < 40; iy++) {
                double x = config.grid().centreX(ix);
                double y = config.grid().centreY(iy);
                boolean inField =
                        Math.abs(x - Math.floor(x) - 0.5) < 0.3
                                && Math.abs(y - Math.floor(y) - 0.5) < 0.3;
                if (inField && bev.at(3, ix, iy) > 0) {
                    for (int c = 0; c < 3; c++) {
                        assertEquals(
                                chessboard(x, y)[c],
                                bev.at(c, ix, iy),
                                0.5 / 255 + 1e-6,
                                x + ", " + y);
                    }
                    checked++;
                }
            }
        }
        assertTrue(checked > 200, "only " + checked + " cells were seen");
    }

    @ParameterizedTest
    @EnumSource(BayerPattern.class)
    void aRawImageGivesTheSamePictureAsAnRgbImage(BayerPattern pattern) {
        Pose down = GroundScene.looking("CAM", HIGH, 0, 0.7);
        Sample sample =
                new GroundScene(InversePerspectiveTest::ripple, 0)
                        .raw(CAMERA, down, pattern)
                        .sample(0);
        InversePerspective.Config config = config(1, -1, 0.1, 16, 20);
        BevGrid bev = new InversePerspective(config).lay(sample);
        for (int ix = 0; ix < 16; ix++) {
            for (int iy = 0; iy < 20; iy++) {
                for (int c = 0; c < 3; c++) {
                    double truth = ripple(config.grid().centreX(ix), config.grid().centreY(iy))[c];
                    // A forgotten phase misplaces by half a pixel, 4 to 9 mm: 0.006 to 0.014 on the
                    // ripple's slope. Between samples
                    // of a plane, at most 34 mm apart, its square bends by 24 * 0.034^2 / 8 =
                    // 0.0035, its root by 0.0025.
                    assertEquals(truth, bev.at(c, ix, iy), 0.004, ix + ", " + iy + ", " + c);
                }
            }
        }
    }

    /** Two cameras, each of which alone would leave cells dark, agree in the seam to sampling error: 0.5/255 and the wave's bend. */
    @Test
    void twoCamerasMeetWithoutASeam() {
        Sample sample =
                new GroundScene(InversePerspectiveTest::wave, 0)
                        .rgb(CAMERA, GroundScene.looking("LEFT", HIGH, 0.5, 0.6), 0, 0)
                        .rgb(CAMERA, GroundScene.looking("RIGHT", HIGH, -0.5, 0.6), 0, 0)
                        .sample(0);
        InversePerspective.Config config = config(1.5, -2.5, 0.05, 40, 100);
        BevGrid both = new InversePerspective(config).lay(sample);
        BevGrid left =
                new InversePerspective(config)
                        .lay(sample.with(sample.rig(), sample.images().subList(0, 1)));
        BevGrid right =
                new InversePerspective(config)
                        .lay(sample.with(sample.rig(), sample.images().subList(1, 2)));
        int shared = 0;
        int onlyOne = 0;
        for (int ix = 0; ix < 40; ix++) {
            for (int iy = 0; iy < 100; iy++) {
                float sum = left.at(3, ix, iy) + right.at(3, ix, iy);
                assertEquals(sum, both.at(3, ix, iy), 1e-3 * sum, "weights add");
                if (sum == 0) {
                    assertTrue(Float.isNaN(both.at(0, ix, iy)));
                    continue;
                }
                if (left.at(3, ix, iy) > 0 && right.at(3, ix, iy) > 0) {
                    shared++;
                } else {
                    onlyOne++;
                }
                double[] truth = wave(config.grid().centreX(ix), config.grid().centreY(iy));
                for (int c = 0; c < 3; c++) {
                    assertEquals(truth[c], both.at(c, ix, iy), 0.003);
                }
                if (iy > 0 && both.at(3, ix, iy - 1) > 0) {
                    // Soft: no neighbour's weight jumps, though a camera's image ends between them.
                    double step = Math.abs(both.at(3, ix, iy) - both.at(3, ix, iy - 1));
                    assertTrue(
                            step < 0.25 * peak(both),
                            "weight steps by " + step + " at " + ix + ", " + iy);
                }
            }
        }
        assertTrue(shared > 200 && onlyOne > 200, shared + " shared, " + onlyOne + " of one");
    }

    private static double peak(BevGrid bev) {
        double most = 0;
        for (float weight : bev.values(3)) {
            most = Math.max(most, weight);
        }
        return most;
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void nothingBehindTheCameraIsSeen(CameraModel model) {
        Sample sample =
                new GroundScene(InversePerspectiveTest::wave, 0)
                        .rgb(model, GroundScene.looking("CAM", HIGH, 0, 0.2), 0, 0)
                        .sample(0);
        BevGrid bev =
                new InversePerspective(config(-6, -3, 0.25, 24, 24)).lay(sample); // x from -6 to 0
        for (int ix = 0; ix < 24; ix++) {
            for (int iy = 0; iy < 24; iy++) {
                assertEquals(0, bev.at(3, ix, iy));
                assertTrue(Float.isNaN(bev.at(0, ix, iy)));
            }
        }
    }

    /** At 20 m/s and 40 ms of shutter the ego moves 0.8 m within the picture, and 2 m from exposure to reference. */
    @Test
    void everyCameraIsAskedAtItsOwnTimeRowByRow() {
        Pose down = GroundScene.looking("CAM", HIGH, 0, 0.7);
        Sample sample =
                new GroundScene(InversePerspectiveTest::wave, 20)
                        .rgb(CAMERA, down, -100_000_000, 125_000)
                        .sample(0);
        InversePerspective.Config config = config(-1, -1, 0.1, 25, 20);
        BevGrid bev = new InversePerspective(config).lay(sample);
        int checked = 0;
        for (int ix = 0; ix < 25; ix++) {
            for (int iy = 0; iy < 20; iy++) {
                if (bev.at(3, ix, iy) > 0) {
                    double[] truth = wave(config.grid().centreX(ix), config.grid().centreY(iy));
                    assertEquals(truth[0], bev.at(0, ix, iy), 0.005);
                    assertEquals(truth[1], bev.at(1, ix, iy), 0.005);
                    checked++;
                }
            }
        }
        assertTrue(checked > 200, "only " + checked);
    }

    /** Tables hold single precision: 1e-7 of 480 pixels is 3e-5 pixel, times a contrast of at most 0.3 per pixel. */
    @ParameterizedTest
    @MethodSource("cameras")
    void agreesWithThePlainTwin(CameraModel model) {
        Sample sample =
                new GroundScene(InversePerspectiveTest::chessboard, 5)
                        .rgb(
                                model,
                                GroundScene.looking("FRONT", new Vec3(1, 0.2, 1.6), 0.1, 0.4),
                                3_000_000,
                                0)
                        .rgb(
                                model,
                                GroundScene.looking("SIDE", new Vec3(0, 0.5, 1.8), 0.9, 0.5),
                                -9_000_000,
                                20_000)
                        .sample(1_000_000);
        InversePerspective.Config config =
                new InversePerspective.Config(config(-1, -3, 0.37, 21, 19).grid(), 0.1, 0.15);
        InversePerspective ground = new InversePerspective(config);
        BevGrid first = ground.lay(sample);
        int seen = 0;
        for (int ix = 0; ix < 21; ix++) {
            for (int iy = 0; iy < 19; iy++) {
                double[] plain = PlainInversePerspective.cell(sample, config, ix, iy);
                assertEquals(
                        plain[3],
                        first.at(3, ix, iy),
                        1e-4 * plain[3],
                        "weight at " + ix + ", " + iy);
                for (int c = 0; c < 3; c++) {
                    assertEquals(
                            plain[c],
                            first.at(c, ix, iy),
                            1e-4,
                            "colour " + c + " at " + ix + ", " + iy);
                }
                seen += plain[3] > 0 ? 1 : 0;
            }
        }
        assertTrue(seen > 80, "only " + seen);
        BevGrid second = ground.lay(sample); // from kept tables
        for (int c = 0; c < 4; c++) {
            assertArrayEquals(first.values(c), second.values(c));
        }
    }

    @Test
    void aTableIsNotKeptWhenTheEgoMovesOtherwise() {
        Pose down = GroundScene.looking("CAM", HIGH, 0, 0.7);
        InversePerspective.Config config = config(1, -1, 0.2, 10, 10);
        InversePerspective ground = new InversePerspective(config);
        Sample slow =
                new GroundScene(InversePerspectiveTest::wave, 1)
                        .rgb(CAMERA, down, 50_000_000, 0)
                        .sample(0);
        Sample fast =
                new GroundScene(InversePerspectiveTest::wave, 9)
                        .rgb(CAMERA, down, 50_000_000, 0)
                        .sample(0);
        ground.lay(slow);
        assertArrayEquals(
                new InversePerspective(config).lay(fast).values(0), ground.lay(fast).values(0));
    }

    @Test
    void aModelThatDoesNotFitTheImageIsRefused() {
        Pose down = GroundScene.looking("CAM", HIGH, 0, 0.7);
        Sample sample =
                new GroundScene(InversePerspectiveTest::wave, 0).rgb(CAMERA, down, 0, 0).sample(0);
        SensorRig half = SensorRig.of(List.of(new Mount(down, CAMERA.scaled(0.5))));
        InversePerspective ground = new InversePerspective(config(1, -1, 0.2, 10, 10));
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ground.lay(sample.with(half, sample.images())));
        assertTrue(
                e.getMessage().contains("240x160") && e.getMessage().contains("480x320"),
                e.getMessage());
    }
}
