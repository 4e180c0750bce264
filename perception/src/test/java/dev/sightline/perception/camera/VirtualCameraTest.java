package dev.sightline.perception.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.BrownConrady;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.Fisheye;
import dev.sightline.perception.sensor.Pinhole;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VirtualCameraTest {

    static final Frame REAL = new Frame("CAM_REAL");
    static final Frame STANDARD = new Frame("CAM_FRONT");

    /** Optical axes (x right, y down, z forward) in the ego frame of a camera that looks forward. */
    static final Rotation FORWARD = Rotation.ofMatrix(0, 0, 1, -1, 0, 0, 0, -1, 0);

    static final Vec3 SLOT = new Vec3(1.7, 0, 1.5);
    static final Pose EGO_FROM_STANDARD = new Pose(Frame.EGO, STANDARD, FORWARD, SLOT);

    private static final Pinhole PINHOLE = new Pinhole(400, 240, 300, 305, 202, 117);
    private static final List<CameraModel> MODELS =
            List.of(
                    PINHOLE,
                    new BrownConrady(PINHOLE, -0.28, 0.07, 0.0006, -0.0004, -0.004),
                    new Fisheye(
                            new Pinhole(400, 240, 240, 242, 198, 121),
                            0.01,
                            -0.006,
                            0.002,
                            -0.0004,
                            1.4));

    static Stream<Arguments> realStandardAndSeed() {
        return MODELS.stream()
                .flatMap(
                        r ->
                                MODELS.stream()
                                        .flatMap(
                                                s ->
                                                        Stream.of(3L, 17L)
                                                                .map(
                                                                        seed ->
                                                                                Arguments.of(
                                                                                        r, s,
                                                                                        seed))));
    }

    /** A slot's camera as mounted: turned by up to 2 degrees about each axis, moved by up to 5 cm along each. */
    static Pose mounted(Random random, double offset) {
        Rotation turn = Rotation.IDENTITY;
        for (Vec3 axis : List.of(new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1))) {
            turn = turn.times(Rotation.about(axis, Math.toRadians(4 * random.nextDouble() - 2)));
        }
        Vec3 shift =
                new Vec3(
                        random.nextDouble() - 0.5,
                        random.nextDouble() - 0.5,
                        random.nextDouble() - 0.5);
        return new Pose(Frame.EGO, REAL, turn.times(FORWARD), SLOT.plus(shift.times(2 * offset)));
    }

    @ParameterizedTest
    @MethodSource("realStandardAndSeed")
    void aRotatedMountIsUndoneWithinATenthOfAPixel(
            CameraModel real, CameraModel standard, long seed) {
        Random random = new Random(seed);
        Pose egoFromReal = mounted(random, 0);
        VirtualCamera camera = new VirtualCamera(real, egoFromReal, standard, EGO_FROM_STANDARD);
        int checked = 0;
        for (int i = 0; i < 300; i++) {
            Vec3 point = pointAhead(random);
            Optional<double[]> shown = shownAt(camera, real, egoFromReal, point);
            if (shown.isPresent()) {
                double[] exact = new double[2];
                assertTrue(project(standard, EGO_FROM_STANDARD, point, exact));
                assertEquals(0, distance(shown.get(), exact), 0.1, () -> "point " + point);
                checked++;
            }
        }
        assertTrue(checked > 50, "only " + checked + " points were seen");
    }

    @ParameterizedTest
    @MethodSource("realStandardAndSeed")
    void anOffsetLeavesExactlyTheParallaxOfTheTwoProjections(
            CameraModel real, CameraModel standard, long seed) {
        Random random = new Random(seed + 1000);
        Pose egoFromReal = mounted(random, 0.05);
        VirtualCamera camera = new VirtualCamera(real, egoFromReal, standard, EGO_FROM_STANDARD);
        int checked = 0;
        double most = 0;
        for (int i = 0; i < 300; i++) {
            Vec3 point = pointAhead(random);
            Optional<double[]> shown = shownAt(camera, real, egoFromReal, point);
            if (shown.isPresent()) {
                double[] fromSlot = new double[2];
                double[] fromReal = new double[2]; // the slot's camera, held where the real one is
                assertTrue(project(standard, EGO_FROM_STANDARD, point, fromSlot));
                assertTrue(project(standard, camera.egoFromVirtual(), point, fromReal));
                double[] left = {shown.get()[0] - fromSlot[0], shown.get()[1] - fromSlot[1]};
                double[] parallax = {fromReal[0] - fromSlot[0], fromReal[1] - fromSlot[1]};
                assertEquals(0, distance(left, parallax), 0.1, () -> "point " + point);
                most = Math.max(most, Math.hypot(parallax[0], parallax[1]));
                checked++;
            }
        }
        assertTrue(checked > 50, "only " + checked + " points were seen");
        assertTrue(most > 1, "no parallax to speak of: " + most + " px");
    }

    private static Vec3 pointAhead(Random random) {
        double x = 4 + 60 * random.nextDouble() * random.nextDouble();
        return SLOT.plus(
                new Vec3(
                        x,
                        x * (1.2 * random.nextDouble() - 0.6),
                        x * (0.7 * random.nextDouble() - 0.35)));
    }

    private static boolean project(CameraModel model, Pose egoFromCamera, Vec3 point, double[] uv) {
        Vec3 p = egoFromCamera.inverse().apply(point);
        return model.project(p.x(), p.y(), p.z(), uv);
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    /** Where in the standard image the table shows a point: its real pixel, looked up backwards in the table alone. */
    private static Optional<double[]> shownAt(
            VirtualCamera camera, CameraModel real, Pose egoFromReal, Vec3 point) {
        double[] pixel = new double[2];
        if (!project(real, egoFromReal, point, pixel) || !real.inside(pixel[0], pixel[1])) {
            return Optional.empty();
        }
        RemapTable table = camera.table();
        int u = -1;
        int v = -1;
        double nearest = 4;
        for (int row = 0; row < table.height(); row++) {
            for (int column = 0; column < table.width(); column++) {
                double d =
                        Math.hypot(
                                table.u(column, row) - pixel[0], table.v(column, row) - pixel[1]);
                if (d < nearest) {
                    nearest = d;
                    u = column;
                    v = row;
                }
            }
        }
        // A stencil wide enough that the table's steps of 1/32 pixel hardly tilt it.
        int h = 4;
        if (u < h
                || v < h
                || u >= table.width() - h
                || v >= table.height() - h
                || !table.sees(u - h, v)
                || !table.sees(u + h, v)
                || !table.sees(u, v - h)
                || !table.sees(u, v + h)) {
            return Optional.empty();
        }
        double uu = (table.u(u + h, v) - table.u(u - h, v)) / (2 * h);
        double uv = (table.u(u, v + h) - table.u(u, v - h)) / (2 * h);
        double vu = (table.v(u + h, v) - table.v(u - h, v)) / (2 * h);
        double vv = (table.v(u, v + h) - table.v(u, v - h)) / (2 * h);
        double du = pixel[0] - table.u(u, v);
        double dv = pixel[1] - table.v(u, v);
        double det = uu * vv - uv * vu;
        return Optional.of(
                new double[] {u + (vv * du - uv * dv) / det, v + (uu * dv - vu * du) / det});
    }

    @Test
    void theTableIsTheExactMappingRoundedToItsStep() {
        VirtualCamera camera =
                new VirtualCamera(
                        MODELS.get(1),
                        mounted(new Random(9), 0.05),
                        MODELS.get(2),
                        EGO_FROM_STANDARD);
        int seen = 0;
        for (int row = 0; row < 240; row += 7) {
            for (int column = 0; column < 400; column += 7) {
                var exact = camera.realPixel(column, row);
                assertEquals(exact.isPresent(), camera.table().sees(column, row));
                if (exact.isPresent()
                        && exact.get().u() > 0
                        && exact.get().v() > 0
                        && exact.get().u() < 399
                        && exact.get().v() < 239) {
                    assertEquals(
                            exact.get().u(),
                            camera.table().u(column, row),
                            0.5 / RemapTable.STEPS + 1e-9);
                    assertEquals(
                            exact.get().v(),
                            camera.table().v(column, row),
                            0.5 / RemapTable.STEPS + 1e-9);
                    seen++;
                }
            }
        }
        assertTrue(seen > 500, "only " + seen);
    }

    @Test
    void aCameraThatIsTheStandardChangesNothing() {
        Pose egoFromReal = new Pose(Frame.EGO, REAL, FORWARD, SLOT);
        CameraImage image = copy(ImageCodecTest.smooth(400, 240), REAL);
        for (CameraModel model : MODELS) {
            CameraImage same =
                    new VirtualCamera(model, egoFromReal, model, EGO_FROM_STANDARD).apply(image);
            assertEquals(image.rgb(200, 120), same.rgb(200, 120));
            assertEquals(image.rgb(31, 77), same.rgb(31, 77));
            assertEquals(STANDARD, same.frame());
            assertEquals(image.startNs(), same.startNs());
            assertEquals(image.endNs(), same.endNs());
        }
    }

    @Test
    void whatTheRealCameraDoesNotSeeIsBlackAndSaysSo() {
        Pinhole wide = new Pinhole(400, 240, 100, 100, 199.5, 119.5);
        VirtualCamera camera =
                new VirtualCamera(
                        PINHOLE, new Pose(Frame.EGO, REAL, FORWARD, SLOT), wide, EGO_FROM_STANDARD);
        assertTrue(camera.realPixel(3, 3).isEmpty());
        CameraImage image = camera.apply(copy(ImageCodecTest.smooth(400, 240), REAL));
        assertEquals(0, image.rgb(3, 3));
        assertTrue(image.rgb(200, 120) != 0);
    }

    @Test
    void anImageOfAnotherFrameOrSizeIsRefused() {
        VirtualCamera camera =
                new VirtualCamera(
                        PINHOLE,
                        new Pose(Frame.EGO, REAL, FORWARD, SLOT),
                        PINHOLE,
                        EGO_FROM_STANDARD);
        CameraImage other = copy(ImageCodecTest.smooth(400, 240), new Frame("CAM_BACK"));
        Exception e = assertThrows(FrameMismatchException.class, () -> camera.apply(other));
        assertTrue(
                e.getMessage().contains("CAM_REAL") && e.getMessage().contains("CAM_BACK"),
                e.getMessage());
        CameraImage small = copy(ImageCodecTest.smooth(40, 24), REAL);
        assertThrows(IllegalArgumentException.class, () -> camera.apply(small));
        assertThrows(
                IllegalArgumentException.class,
                () -> camera.applyRaw(copy(ImageCodecTest.smooth(400, 240), REAL)));
    }

    static CameraImage copy(CameraImage image, Frame frame) {
        return CameraImage.rgb(
                frame,
                image.startNs(),
                image.rowPeriodNs(),
                image.width(),
                image.height(),
                image.rgbBytes());
    }
}
