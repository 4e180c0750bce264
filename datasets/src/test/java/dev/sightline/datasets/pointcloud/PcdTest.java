package dev.sightline.datasets.pointcloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PcdTest {

    private static final Frame LIDAR = new Frame("LIDAR");

    private static CloudFile read(byte[] bytes) throws DatasetException {
        return Pcd.read("a.pcd", bytes, LIDAR, 7);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static PointCloud cloud(long seed, int n) {
        Random random = new Random(seed);
        float[] xyz = new float[3 * n];
        float[] strength = new float[n];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = 50 * random.nextFloat() - 25;
        }
        for (int i = 0; i < n; i++) {
            strength[i] = random.nextFloat();
        }
        return PointCloud.of(LIDAR, 7, xyz).intensity(strength).build();
    }

    /** Compressed by liblzf 3.6 itself, so that encoder and decoder are not from one hand. */
    private static byte[] liblzf() throws IOException {
        try (InputStream in = PcdTest.class.getResourceAsStream("liblzf.pcd")) {
            return in.readAllBytes();
        }
    }

    private static final String ASCII =
            """
            # .PCD v0.7 - Point Cloud Data file format
            VERSION 0.7
            FIELDS label x y z normal
            SIZE 4 4 4 8 4
            TYPE U F F F F
            COUNT 1 1 1 1 3
            WIDTH 2
            HEIGHT 2
            VIEWPOINT 0 0 0 1 0 0 0
            POINTS 4
            DATA ascii
            1 1.5 2 -3e1 0 0 1
            2 nan nan nan 0 0 1

            3 4 5 6 0 0 1
            4 7 8 9 0 0 1
            """;

    @Test
    void asciiSkipsOtherColumnsAndCountsPointsThatAreNotFinite() throws DatasetException {
        CloudFile read = read(text(ASCII));
        assertEquals(1, read.dropped());
        assertArrayEquals(new float[] {1.5f, 2, -30, 4, 5, 6, 7, 8, 9}, read.cloud().xyz());
        assertFalse(read.cloud().hasIntensity());
        assertEquals(7, read.cloud().startNs());
    }

    @Test
    void whatIsWrittenIsReadBack() throws DatasetException {
        PointCloud cloud = cloud(11, 257);
        CloudFile read = read(Pcd.write(cloud));
        assertEquals(0, read.dropped());
        assertArrayEquals(cloud.xyz(), read.cloud().xyz());
        assertArrayEquals(
                cloud.intensities().orElseThrow(), read.cloud().intensities().orElseThrow());
        PointCloud bare = PointCloud.of(LIDAR, 0, cloud.xyz()).build();
        assertFalse(read(Pcd.write(bare)).cloud().hasIntensity());
        assertEquals(
                0, read(Pcd.write(PointCloud.of(LIDAR, 0, new float[0]).build())).cloud().size());
    }

    @Test
    void decompressesWhatLiblzfCompressed() throws IOException {
        CloudFile read = read(liblzf());
        assertEquals(5, read.dropped()); // points 7, 57, 107, 157, 207 have z = NaN
        assertEquals(251, read.cloud().size());
        int k = 0;
        for (int i = 0; i < 256; i++) {
            if (i % 50 == 7) {
                continue;
            }
            assertEquals(i % 16 * 0.5f, read.cloud().x(k));
            int row = i / 16;
            assertEquals(row * 0.25f, read.cloud().y(k));
            assertEquals(-1.5f, read.cloud().z(k));
            assertEquals(i * 37 % 101 / 128f, read.cloud().intensity(k));
            k++;
        }
    }

    @Test
    void aLyingHeaderIsRefusedBeforeMemoryIsTaken() {
        String huge =
                ASCII.replace("WIDTH 2", "WIDTH 4000000").replace("POINTS 4", "POINTS 8000000");
        assertThrows(DatasetException.class, () -> read(text(huge)));
        assertThrows(
                DatasetException.class,
                () -> read(text(huge.replace("DATA ascii", "DATA binary"))));
        // A compressed file whose sizes agree with each other, but not with what LZF can do.
        byte[] head = text(huge.replaceAll("(?s)DATA.*", "DATA binary_compressed\n"));
        byte[] lying =
                ByteBuffer.allocate(head.length + 16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(head)
                        .putInt(8)
                        .putInt(8_000_000 * 32)
                        .array();
        DatasetException e = assertThrows(DatasetException.class, () -> read(lying));
        assertTrue(e.getMessage().contains("cannot come out of"), e.getMessage());
    }

    @Test
    void errorsNameLineOrOffset() {
        assertPlace("line 12", ASCII.replace("-3e1", "abc"));
        assertPlace("line 12", ASCII.replace("-3e1", "-3e1 9"));
        assertPlace("line 11", ASCII.replace("POINTS 4", "POINTS 5"));
        assertPlace("line 11", ASCII.replace(" z ", " w "));
        assertPlace("line 17", ASCII.replace("4 7 8 9 0 0 1\n", "              \n"));
        assertPlace("line 3", ASCII.replace("VERSION 0.7\n", "FIELDS x\nFIELDS y\n"));
    }

    private static void assertPlace(String place, String damaged) {
        DatasetException e = assertThrows(DatasetException.class, () -> read(text(damaged)));
        assertTrue(e.place().equals(place), e.getMessage());
        assertFalse(e.remedy().isBlank());
    }

    @Test
    void theSharedFileHoldsTheScanItWasMadeOf() throws DatasetException {
        DatasetRoot root = DatasetRoot.of(SampleData.path("pointcloud_files"));
        CloudFile read = read(SensorFile.read(root, "pcd/semantickitti_000000.pcd", Pcd.MAX_BYTES));
        DatasetRoot kitti = DatasetRoot.of(SampleData.path("semantickitti"));
        byte[] scan = SensorFile.read(kitti, "sequences/00/velodyne/000000.bin", 1 << 24);
        ByteBuffer floats = ByteBuffer.wrap(scan).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(124668, read.cloud().size());
        assertEquals(0, read.dropped());
        for (int i = 0; i < read.cloud().size(); i++) {
            assertEquals(floats.getFloat(16 * i), read.cloud().x(i));
            assertEquals(floats.getFloat(16 * i + 4), read.cloud().y(i));
            assertEquals(floats.getFloat(16 * i + 8), read.cloud().z(i));
        }
    }

    @Test
    void mutatedAsciiEndsInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                text(ASCII), 101, 600, DatasetException.class, PcdTest::read);
    }

    @Test
    void mutatedBinaryEndsInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                Pcd.write(cloud(12, 60)), 102, 600, DatasetException.class, PcdTest::read);
    }

    @Test
    void mutatedCompressedEndsInTypedErrorsOnly() throws IOException {
        Mutations.assertOnlyTypedErrors(liblzf(), 103, 800, DatasetException.class, PcdTest::read);
    }
}
