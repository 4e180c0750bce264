package dev.sightline.datasets.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void readsWhatNumpyWrote(String name) throws IOException {
        Npz npz = Npz.read(NpyTest.resource(name), name);
        assertEquals(Set.of("a", "b"), npz.keys());
        assertArrayEquals(new long[] {0, 1, 2}, npz.require("a").longs());
        assertArrayEquals(new double[] {1, 0, 0, 1}, npz.require("absent", "b").doubles());
    }

    @Test
    void keepsOnlyWhatIsWanted() throws IOException {
        byte[] bytes = NpyTest.resource("deflated.npz");
        Npz npz = Npz.read(new ByteArrayInputStream(bytes), "some", "b"::equals);
        assertEquals(Set.of("b"), npz.keys());
        DatasetException e = assertThrows(DatasetException.class, () -> npz.require("a"));
        assertTrue(e.getMessage().contains("only [b]"), e.getMessage());
    }

    static byte[] written(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(arrays, out);
        return out.toByteArray();
    }

    @TempDir Path temp;

    private List<NpyArray> slices(byte[] file) throws IOException {
        Files.write(temp.resolve("f.npz"), file);
        List<NpyArray> slices = new ArrayList<>();
        Npz.slices(DatasetRoot.of(temp), "f.npz", "wide", (i, slice) -> slices.add(slice));
        return slices;
    }

    @Test
    void slicesTogetherAreTheWholeArray() throws IOException {
        int[] values = new SplittableRandom(8).ints(7 * 5 * 3).toArray();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("before", NpyArray.ofUint8(new byte[9], 9));
        arrays.put("wide", NpyArray.ofInt32(values, 7, 5, 3));
        List<NpyArray> slices = slices(written(arrays));
        assertEquals(7, slices.size());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (NpyArray slice : slices) {
            assertTrue(slice.hasShape(5, 3));
            all.writeBytes(slice.bytes());
        }
        assertArrayEquals(NpyArray.ofInt32(values, 105).bytes(), all.toByteArray());
    }

    @Test
    void slicesOfADamagedOrOverlongArrayAreRefused() throws IOException {
        byte[] npy = Npy.bytes(NpyArray.ofInt32(new int[] {1, 2, 3, 4}, 2, 2));
        byte[] whole = stored(npy);
        assertEquals(2, slices(whole).size());
        byte[] longer = stored(java.util.Arrays.copyOf(npy, npy.length + 4));
        assertThrows(DatasetException.class, () -> slices(longer));
        byte[] changed = whole.clone();
        changed[30 + "wide.npy".length() + npy.length - 1] ^=
                1; // a value: a stored entry follows its header
        assertThrows(DatasetException.class, () -> slices(changed));
    }

    /** An archive of one entry that is not deflated. */
    private static byte[] stored(byte[] npy) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            CRC32 crc = new CRC32();
            crc.update(npy);
            ZipEntry entry = new ZipEntry("wide.npy");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(npy.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(npy);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void writesTheSameBytesInEveryTimeZone() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("semantics", NpyArray.ofUint8(new byte[640_000], 200, 200, 16));
        arrays.put("p", NpyArray.ofFloat16(new float[] {0.5f, 1}, 2));
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            byte[] tokyo = written(arrays);
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertArrayEquals(tokyo, written(arrays));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** 640,000 equal voxels deflate about 750 times: legitimate, and far below the floor of the ratio rule. */
    @Test
    void anHonestMaskMayCompressBetterThanTheRatioRuleAllowsForLargeFiles() throws IOException {
        byte[] bytes = written(Map.of("mask", NpyArray.ofUint8(new byte[640_000], 200, 200, 16)));
        assertTrue(640_000 / bytes.length > 200, bytes.length + " bytes");
        assertEquals(640_000, Npz.read(bytes, "mask").require("mask").size());
    }

    @Test
    void stopsABombSoonAfterTheFloor() throws IOException {
        byte[] bomb = written(Map.of("zeros", NpyArray.ofUint8(new byte[200 << 20], 200 << 20)));
        DatasetException e = assertThrows(DatasetException.class, () -> Npz.read(bomb, "bomb"));
        assertTrue(e.getMessage().contains("zip bomb"), e.getMessage());
        // An entry that nobody wants is inflated only to be skipped, and stopped just as well.
        assertThrows(
                DatasetException.class,
                () -> Npz.read(new ByteArrayInputStream(bomb), "bomb", key -> false));
    }

    @Test
    void namesThatClimbAreOnlyKeys() throws IOException {
        byte[] bytes = written(Map.of("../../etc/passwd", NpyArray.ofInt32(new int[] {1}, 1)));
        assertEquals(1, Npz.read(bytes, "climbing").require("../../etc/passwd").whole(0));
    }

    @Test
    void otherFilesInTheZipAreSkippedAndNestedZipsNotOpened() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("inner.npz"));
            zip.write(NpyTest.resource("stored.npz"));
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(NpyTest.resource("i4le.npy"));
        }
        assertEquals(Set.of("x"), Npz.read(out.toByteArray(), "nested").keys());
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i <= 100_000; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
            }
        }
        DatasetException e =
                assertThrows(DatasetException.class, () -> Npz.read(out.toByteArray(), "many"));
        assertTrue(e.getMessage().contains("100000 entries"), e.getMessage());
    }

    @Test
    void whatIsNoZipIsSaidToBeNone() {
        DatasetException e =
                assertThrows(DatasetException.class, () -> Npz.read(new byte[100], "zeros"));
        assertTrue(e.getMessage().contains("no npz file"), e.getMessage());
    }
}
