package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.BayerPattern;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraStripTest {

    private static final long NOW = 1_000_000_000L;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final int GREY = 0x505050;
    // Optical axes in the ego frame: x right is -y, y down is -z, z forward is x.
    private static final Rotation EGO_FROM_OPTICAL = Rotation.ofMatrix(0, 0, 1, -1, 0, 0, 0, -1, 0);

    private static Mount camera(String name, double yawDegrees) {
        Rotation turn = Rotation.aboutZ(Math.toRadians(yawDegrees)).times(EGO_FROM_OPTICAL);
        Pose pose = new Pose(Frame.EGO, new Frame(name), turn, new Vec3(0, 0, 1.5));
        return new Mount(pose, Pinhole.ofFieldOfView(WIDTH, HEIGHT, Math.toRadians(70)));
    }

    private static CameraImage plain(String name, long time) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(rgb, (byte) (GREY & 255));
        return CameraImage.rgb(new Frame(name), time, 0, WIDTH, HEIGHT, rgb);
    }

    /** The ego drives along x at 10 m/s and is at the origin now. */
    private static Sample sample(List<Mount> mounts, List<? extends Measurement> measurements) {
        PoseTrack track =
                PoseTrack.of(
                        new long[] {0, 2 * NOW},
                        List.of(
                                new Pose(
                                        Frame.WORLD,
                                        Frame.EGO,
                                        Rotation.IDENTITY,
                                        new Vec3(-10, 0, 0)),
                                new Pose(
                                        Frame.WORLD,
                                        Frame.EGO,
                                        Rotation.IDENTITY,
                                        new Vec3(10, 0, 0))));
        return new Sample("scene", "token", NOW, SensorRig.of(mounts), track, measurements);
    }

    private static PointCloud point(double x, double y, double z) {
        return PointCloud.of(Frame.EGO, NOW, new float[] {(float) x, (float) y, (float) z}).build();
    }

    @Test
    void camerasStandAsOneSeesTheWorld() {
        List<Mount> mounts = new ArrayList<>();
        String[] names = {"BACK", "FRONT", "BACK_RIGHT", "FRONT_LEFT", "BACK_LEFT", "FRONT_RIGHT"};
        double[] yaws = {180, 0, -110, 55, 110, -55};
        for (int i = 0; i < names.length; i++) {
            mounts.add(camera(names[i], yaws[i]));
        }
        List<List<String>> rows =
                CameraStrip.rows(sample(mounts, List.of())).stream()
                        .map(row -> row.stream().map(Frame::name).toList())
                        .toList();

        assertEquals(
                List.of(
                        List.of("FRONT_LEFT", "FRONT", "FRONT_RIGHT"),
                        List.of("BACK_LEFT", "BACK", "BACK_RIGHT")),
                rows);
    }

    @Test
    void aPointIsDrawnWhereTheCameraSawItAtItsOwnTime() {
        // 0.1 s later the ego is 1 m further: a point 11 m ahead and 2 m left is then 10 m ahead.
        Sample sample =
                sample(List.of(camera("FRONT", 0)), List.of(plain("FRONT", NOW + 100_000_000)));
        BufferedImage strip =
                CameraStrip.of(sample, Optional.of(point(11, 2, 1.5)), List.of(), Map.of(), WIDTH);

        double f = WIDTH / (2 * Math.tan(Math.toRadians(35)));
        double u =
                8
                        + WIDTH / 2.0
                        - f * 2 / 10; // left of the middle; 8 is the gap before the first tile
        double v = 20 + HEIGHT / 2.0;
        int expected = Palette.standard().ramp("distance").at(10, 0, CameraStrip.FAR_METRES);
        assertTrue(
                close(Scenes.at(strip, u, v), expected),
                Integer.toHexString(Scenes.at(strip, u, v)));
        assertEquals(GREY, Scenes.at(strip, 8 + WIDTH / 2.0 + f * 2 / 10, v), "mirrored");
        assertEquals(
                GREY, Scenes.at(strip, 8 + WIDTH / 2.0 - f * 2 / 11 + 1.5, v - 3), "beside it");
    }

    @Test
    void nearPointsCoverFarOnes() {
        Sample sample = sample(List.of(camera("FRONT", 0)), List.of(plain("FRONT", NOW)));
        float[] xyz = {5, 0, 1.5f, 38, 0, 1.5f};
        PointCloud both = PointCloud.of(Frame.EGO, NOW, xyz).build();
        BufferedImage strip = CameraStrip.of(sample, Optional.of(both), List.of(), Map.of(), WIDTH);

        int near = Palette.standard().ramp("distance").at(5, 0, CameraStrip.FAR_METRES);
        assertTrue(close(Scenes.at(strip, 8 + WIDTH / 2.0, 20 + HEIGHT / 2.0), near));
    }

    private static boolean close(int a, int b) {
        int worst = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            worst = Math.max(worst, Math.abs((a >> shift & 255) - (b >> shift & 255)));
        }
        return worst < 32; // drawn at 90 % over grey
    }

    @Test
    void aMissingCameraIsAHatchedTile() {
        Sample sample =
                sample(
                        List.of(camera("FRONT", 0), camera("FRONT_RIGHT", -50)),
                        List.of(plain("FRONT", NOW)));
        BufferedImage strip = CameraStrip.of(sample, Optional.empty(), List.of(), Map.of(), WIDTH);

        int u = 8 + WIDTH + 8 + 20;
        int v = 20 + 10;
        assertEquals(Canvas.hatchAt(u, v), Scenes.at(strip, u, v));
        assertEquals(GREY, Scenes.at(strip, 8 + 20, v));
    }

    @Test
    void aRawImageShowsItsLight() {
        short[] mosaic = new short[WIDTH * HEIGHT];
        for (int v = 0; v < HEIGHT; v++) {
            for (int u = 0; u < WIDTH; u++) {
                mosaic[v * WIDTH + u] = (short) (u < WIDTH / 2 ? 64 : 1023);
            }
        }
        CameraImage.RawFormat format = new CameraImage.RawFormat(BayerPattern.RGGB, 10, 64, 1023);
        CameraImage raw =
                CameraImage.raw(new Frame("FRONT"), NOW, 0, WIDTH, HEIGHT, format, mosaic);
        BufferedImage strip =
                CameraStrip.of(
                        sample(List.of(camera("FRONT", 0)), List.of(raw)),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        WIDTH);

        assertEquals(0x000000, Scenes.at(strip, 8 + WIDTH / 4.0, 60));
        assertEquals(0xffffff, Scenes.at(strip, 8 + 3 * WIDTH / 4.0, 60));
    }

    @Test
    void pointsOfAnotherFrameAreRefused() {
        Sample sample = sample(List.of(camera("FRONT", 0)), List.of(plain("FRONT", NOW)));
        PointCloud lidar = PointCloud.of(new Frame("LIDAR"), NOW, new float[] {1, 2, 3}).build();

        assertThrows(
                FrameMismatchException.class,
                () -> CameraStrip.of(sample, Optional.of(lidar), List.of(), Map.of(), WIDTH));
    }

    @Test
    void aRecordingWithoutCamerasGivesAPictureThatSaysSo() {
        BufferedImage strip =
                CameraStrip.of(
                        sample(List.of(), List.of()), Optional.empty(), List.of(), Map.of(), WIDTH);

        assertEquals(240, strip.getWidth());
    }
}
