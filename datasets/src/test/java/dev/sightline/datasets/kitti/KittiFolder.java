package dev.sightline.datasets.kitti;

import dev.sightline.perception.camera.ImageCodec;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small made-up recordings for tests. */
public final class KittiFolder {

    /** A camera of 100 pixels' focal length 0.3 m in front of the Velodyne, moved 0.5 m for P2; R0_rect turns by about 0.6 degrees. */
    public static final String CALIBRATION =
            """
            P0: 100 0 32 0 0 100 24 0 0 0 1 0
            P1: 100 0 32 -50 0 100 24 0 0 0 1 0
            P2: 100 0 32 50 0 100 24 0 0 0 1 0.002
            P3: 100 0 32 -40 0 100 24 0 0 0 1 0.003
            R0_rect: 0.99995 0.0099998333 0 -0.0099998333 0.99995 0 0 0 1
            Tr_velo_to_cam: 0 -1 0 -0.02 0 0 -1 -0.06 1 0 0 -0.3
            Tr_imu_to_velo: 1 0 0 -0.8 0 1 0 0.3 0 0 1 -0.8

            """;

    /** A car ahead, a cyclist to its left and a region to ignore. */
    public static final String LABELS =
            """
            Car 0.00 0 -1.57 20.10 10.20 40.30 30.40 1.50 1.60 4.00 1.00 1.60 20.00 -1.57
            Cyclist 0.50 2 0.10 1.10 10.20 9.30 30.40 1.70 0.60 1.80 -8.00 1.50 15.00 0.30
            DontCare -1 -1 -10 50 10 60 20 -1 -1 -1 -1000 -1000 -1000 -10
            """;

    private KittiFolder() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A scan of {@code n} points on a slope; every {@code badEvery}th is NaN, none if 0. */
    public static byte[] scan(int n, int badEvery) {
        ByteBuffer out = ByteBuffer.allocate(16 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            boolean bad = badEvery > 0 && i % badEvery == badEvery - 1;
            out.putFloat(5 + 0.1f * i).putFloat(bad ? Float.NaN : 1).putFloat(-1.7f).putFloat(0.5f);
        }
        return out.array();
    }

    /** A 64 x 48 picture. */
    public static byte[] png() {
        return ImageCodec.encodePng(
                CameraImage.rgb(new Frame("any"), 0, 0, 64, 48, new byte[3 * 64 * 48]));
    }

    public static void write(Path folder, String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
