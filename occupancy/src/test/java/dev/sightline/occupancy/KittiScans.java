package dev.sightline.occupancy;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Six scans of SemanticKITTI sequence 00 with their labels and poses, read by hand: this module knows no dataset readers. */
final class KittiScans {

    /** Velodyne over the ground, metres: KITTI's sensor set-up page. */
    private static final double HEIGHT = 1.73;

    static final Vec3 SENSOR = new Vec3(0, 0, HEIGHT);
    static final int COUNT = 6;

    private static final Frame VELODYNE = new Frame("velodyne");
    private static final Frame CAMERA = new Frame("camera_0");
    private static final Frame START = new Frame("camera_0_start");

    // The public calibration of sequence 00, recalled: the sample folder has none.
    private static final Pose CAMERA_FROM_VELODYNE =
            Pose.ofMatrix(
                    CAMERA,
                    VELODYNE,
                    4.276802e-4,
                    -0.99996725,
                    -8.0844917e-3,
                    -1.1984599e-2,
                    -7.2106265e-3,
                    8.0811985e-3,
                    -0.99994132,
                    -5.4039847e-2,
                    0.99997386,
                    4.8594858e-4,
                    -7.2069337e-3,
                    -0.29219686);
    private static final Pose EGO_FROM_VELODYNE =
            new Pose(Frame.EGO, VELODYNE, Rotation.IDENTITY, SENSOR);

    private final Path folder = SampleData.path("semantickitti").resolve("sequences/00");
    private final List<String> poses;
    private final List<String> times;

    KittiScans() throws IOException {
        poses = Files.readAllLines(folder.resolve("poses.txt"));
        times = Files.readAllLines(folder.resolve("times.txt"));
    }

    /** Returns of a scan in the ego frame, the ground below the sensor. */
    PointCloud points(int scan) throws IOException {
        FloatBuffer raw = bytes("velodyne", scan, ".bin").asFloatBuffer();
        float[] xyz = new float[raw.remaining() / 4 * 3];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = raw.get(i / 3 * 4 + i % 3);
        }
        return PointCloud.of(VELODYNE, timeNs(scan), xyz).build().to(EGO_FROM_VELODYNE);
    }

    /** Returns whose class (raw id) is one of these. */
    BitSet labelled(int scan, int... classes) throws IOException {
        IntBuffer labels = bytes("labels", scan, ".label").asIntBuffer();
        BitSet result = new BitSet();
        for (int i = 0; i < labels.remaining(); i++) {
            int label = labels.get(i) & 0xffff;
            if (Arrays.stream(classes).anyMatch(c -> c == label)) {
                result.set(i);
            }
        }
        return result;
    }

    /** Returns that are labelled and neither ground (road, parking, pavement, other ground, marking, terrain) nor noise. */
    BitSet structure(int scan) throws IOException {
        BitSet result = labelled(scan, 0, 1, 40, 44, 48, 49, 60, 72);
        result.flip(0, bytes("labels", scan, ".label").remaining() / 4);
        return result;
    }

    /** The ego at a scan; the world is the ego of the first. */
    Pose worldFromEgo(int scan) {
        double[] m =
                Arrays.stream(poses.get(scan).trim().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        Pose startFromCamera = Pose.ofMatrix(START, CAMERA, m);
        Pose worldFromStart =
                new Pose(Frame.WORLD, VELODYNE, Rotation.IDENTITY, SENSOR)
                        .times(CAMERA_FROM_VELODYNE.inverse())
                        .times(Pose.identity(CAMERA, START));
        return worldFromStart
                .times(startFromCamera)
                .times(CAMERA_FROM_VELODYNE)
                .times(EGO_FROM_VELODYNE.inverse());
    }

    long timeNs(int scan) {
        return Math.round(Double.parseDouble(times.get(scan).trim()) * 1e9);
    }

    private ByteBuffer bytes(String kind, int scan, String suffix) throws IOException {
        Path file = folder.resolve(kind).resolve(String.format("%06d", scan) + suffix);
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
