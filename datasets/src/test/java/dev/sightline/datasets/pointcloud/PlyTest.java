package dev.sightline.datasets.pointcloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.testing.Mutations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlyTest {

    private static final Frame LIDAR = new Frame("LIDAR");

    private static CloudFile read(byte[] bytes) throws DatasetException {
        return Ply.read("a.ply", bytes, LIDAR, 7);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final String HEADER =
            """
            ply
            format ascii 1.0
            comment a strip before the points, lists inside the points
            obj_info none
            element strip 2
            property list uchar int indices
            property short id
            element vertex 3
            property uchar red
            property double x
            property float y
            property list ushort double history
            property float z
            property float intensity
            element face 1
            property list uchar int vertex_indices
            end_header
            """;

    private static final String ASCII =
            HEADER
                    + """
                    3 0 1 2 -1
                    0 7
                    255 1.5 2 2 0.5 0.25 -3 0.5
                    0 nan 0 0 0 0
                    1 4 5 0 6 1
                    3 0 1 2
                    """;

    /** The rows of {@link #ASCII} in binary, written field by field. */
    private static byte[] binary(ByteOrder order) {
        String name = order == ByteOrder.BIG_ENDIAN ? "binary_big_endian" : "binary_little_endian";
        ByteBuffer out =
                ByteBuffer.allocate(2000).order(order).put(text(HEADER.replace("ascii", name)));
        out.put((byte) 3).putInt(0).putInt(1).putInt(2).putShort((short) -1);
        out.put((byte) 0).putShort((short) 7);
        out.put((byte) 255)
                .putDouble(1.5)
                .putFloat(2)
                .putShort((short) 2)
                .putDouble(0.5)
                .putDouble(0.25);
        out.putFloat(-3).putFloat(0.5f);
        out.put((byte) 0)
                .putDouble(Double.NaN)
                .putFloat(0)
                .putShort((short) 0)
                .putFloat(0)
                .putFloat(0);
        out.put((byte) 1).putDouble(4).putFloat(5).putShort((short) 0).putFloat(6).putFloat(1);
        out.put((byte) 3).putInt(0).putInt(1).putInt(2);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] as(String format) {
        return switch (format) {
            case "ascii" -> text(ASCII);
            case "little" -> binary(ByteOrder.LITTLE_ENDIAN);
            default -> binary(ByteOrder.BIG_ENDIAN);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ascii", "little", "big"})
    void listsAndOtherElementsAreWalkedOver(String format) throws DatasetException {
        CloudFile read = read(as(format));
        assertEquals(1, read.dropped());
        assertArrayEquals(new float[] {1.5f, 2, -3, 4, 5, 6}, read.cloud().xyz());
        assertArrayEquals(new float[] {0.5f, 1}, read.cloud().intensities().orElseThrow());
    }

    @Test
    void whatIsWrittenIsReadBack() throws DatasetException {
        PointCloud cloud = PcdTest.cloud(21, 257);
        CloudFile read = read(Ply.write(cloud));
        assertArrayEquals(cloud.xyz(), read.cloud().xyz());
        assertArrayEquals(
                cloud.intensities().orElseThrow(), read.cloud().intensities().orElseThrow());
        PointCloud bare = PointCloud.of(LIDAR, 0, cloud.xyz()).build();
        assertArrayEquals(cloud.xyz(), read(Ply.write(bare)).cloud().xyz());
    }

    @Test
    void linesMayEndAsOnWindows() throws DatasetException {
        assertEquals(2, read(text(ASCII.replace("\n", "\r\n"))).cloud().size());
    }

    @Test
    void aLyingHeaderIsRefusedBeforeMemoryIsTaken() {
        for (String format : new String[] {"ascii", "binary_little_endian"}) {
            String lying = ASCII.replace("ascii", format).replace("vertex 3", "vertex 16000000");
            DatasetException e = assertThrows(DatasetException.class, () -> read(text(lying)));
            assertTrue(
                    e.getMessage().contains("16000000 rows") || e.getMessage().contains("are left"),
                    e.getMessage());
        }
        String rows = ASCII.replace("vertex 3", "vertex 99999999999");
        assertEquals(
                "line 8", assertThrows(DatasetException.class, () -> read(text(rows))).place());
    }

    @Test
    void aListThatClaimsTooMuchIsRefusedWithItsPlace() {
        String damaged = ASCII.replace("255 1.5 2 2 ", "255 1.5 2 200 ");
        assertEquals(
                "line 20", assertThrows(DatasetException.class, () -> read(text(damaged))).place());
        byte[] binary = binary(ByteOrder.LITTLE_ENDIAN);
        int header = HEADER.replace("ascii", "binary_little_endian").length();
        binary[header] = (byte) 0xff; // the first strip's length
        DatasetException e = assertThrows(DatasetException.class, () -> read(binary));
        assertEquals("byte " + (header + 1), e.place());
    }

    @Test
    void mutatedAsciiEndsInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                text(ASCII), 201, 600, DatasetException.class, PlyTest::read);
    }

    @Test
    void mutatedLittleEndianEndsInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                as("little"), 202, 600, DatasetException.class, PlyTest::read);
    }

    @Test
    void mutatedBigEndianEndsInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(as("big"), 203, 600, DatasetException.class, PlyTest::read);
    }

    @Test
    void mutatedPointsEndInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                Ply.write(PcdTest.cloud(22, 60)), 204, 600, DatasetException.class, PlyTest::read);
    }
}
