package dev.sightline.benchmarks;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One scan of a 64-beam LiDAR to benchmark with, in the ego frame (the ground under the sensor).
 *
 * @param points returns
 * @param origin the sensor
 */
record Scan(PointCloud points, Vec3 origin) {

    /** Height of the Velodyne over the ground, metres: KITTI's sensor set-up page. */
    private static final double SENSOR_HEIGHT = 1.73;

    static final Pose WORLD_FROM_EGO = Pose.identity(Frame.WORLD, Frame.EGO);

    /** SemanticKITTI's grid, in front of the sensor: 256 x 256 x 32 at 0.2 m, z from -2.2 m in the Velodyne frame. */
    static GridSpec window() {
        return GridSpec.cubic(
                Frame.WORLD, new Vec3(0, -25.6, -2.2 + SENSOR_HEIGHT), 0.2, 256, 256, 32);
    }

    /** The recorded scan of KITTI sequence 00 if the sample data is there, else nothing. */
    static Optional<Scan> recorded() {
        Path file =
                Path.of(
                        System.getProperty("sightline.data", "../shared/data"),
                        "semantickitti/sequences/00/velodyne/000000.bin");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            FloatBuffer raw =
                    ByteBuffer.wrap(Files.readAllBytes(file))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer();
            float[] xyz = new float[raw.remaining() / 4 * 3];
            for (int i = 0; i < xyz.length / 3; i++) {
                xyz[3 * i] = raw.get(4 * i);
                xyz[3 * i + 1] = raw.get(4 * i + 1);
                xyz[3 * i + 2] = (float) (raw.get(4 * i + 2) + SENSOR_HEIGHT);
            }
            return Optional.of(of(xyz));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A street of flat ground between two walls at 6 to 12 m, with range noise: 64 beams by 1900 directions. */
    static Scan synthetic(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] xyz = new float[64 * 1900 * 3];
        int n = 0;
        for (int beam = 0; beam < 64; beam++) {
            double elevation = Math.toRadians(2 - 26.8 * beam / 63);
            for (int k = 0; k < 1900; k++) {
                double azimuth = 2 * Math.PI * k / 1900;
                double dx = Math.cos(elevation) * Math.cos(azimuth);
                double dy = Math.cos(elevation) * Math.sin(azimuth);
                double dz = Math.sin(elevation);
                double wall =
                        (6 + 6 * Math.abs(Math.sin(3 * azimuth))) / Math.max(1e-3, Math.abs(dy));
                double ground = dz < 0 ? -SENSOR_HEIGHT / dz : 120;
                double range =
                        Math.min(120, Math.min(wall, ground)) + random.nextDouble(-0.04, 0.04);
                xyz[n++] = (float) (range * dx);
                xyz[n++] = (float) (range * dy);
                xyz[n++] = (float) (range * dz + SENSOR_HEIGHT);
            }
        }
        return of(xyz);
    }

    /** The ego at a step of a straight drive of 0.8 m a scan. */
    static Pose worldFromEgo(int step) {
        return new Pose(Frame.WORLD, Frame.EGO, Rotation.IDENTITY, new Vec3(0.8 * step, 0, 0));
    }

    private static Scan of(float[] xyz) {
        return new Scan(PointCloud.of(Frame.EGO, 0, xyz).build(), new Vec3(0, 0, SENSOR_HEIGHT));
    }
}
