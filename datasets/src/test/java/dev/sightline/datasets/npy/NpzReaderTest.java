package dev.sightline.datasets.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Npz} is the plain twin. */
class NpzReaderTest {

    private static byte[] file(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[7 * 5 * 3];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(4);
        }
        int[] wide = random.ints(12).toArray();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("semantics", NpyArray.ofUint8(labels, 7, 5, 3));
        arrays.put("wide", NpyArray.ofInt32(wide, 3, 4));
        arrays.put("none", NpyArray.ofUint8(new byte[0], 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(arrays, out);
        return out.toByteArray();
    }

    private static void assertSame(byte[] bytes) throws IOException {
        Npz twin = Npz.read(bytes, "f.npz");
        try (NpzReader reader = new NpzReader()) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 100); // memory that is used again
            reader.open(longer, bytes.length, "f.npz");
            assertEquals(twin.keys(), reader.keys());
            for (String key : twin.keys()) {
                NpyArray expected = twin.require(key);
                assertTrue(reader.form(key).hasShape(expected.shape()));
                assertArrayEquals(expected.bytes(), reader.array(key, 1 << 20).bytes());
                if (reader.isBytes(key)) {
                    byte[] target = new byte[expected.size()];
                    reader.bytes(key, target);
                    assertArrayEquals(expected.bytes(), target);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsWhatTheTwinReads(long seed) throws IOException {
        assertSame(file(seed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void readsFilesOfNumPy(String name) throws IOException {
        try (InputStream in = NpzReaderTest.class.getResourceAsStream(name)) {
            assertSame(in.readAllBytes());
        }
    }

    @Test
    void anArrayOfAnotherLengthThanAskedForIsAnError() throws IOException {
        byte[] bytes = file(4);
        try (NpzReader reader = new NpzReader()) {
            reader.open(bytes, bytes.length, "f.npz");
            assertThrows(DatasetException.class, () -> reader.bytes("semantics", new byte[4]));
        }
    }

    @Test
    void everyCutIsATypedError() throws IOException {
        byte[] bytes = file(5);
        try (NpzReader reader = new NpzReader()) {
            for (int n = 0; n < bytes.length; n++) {
                int length = n;
                assertThrows(
                        DatasetException.class,
                        () -> reader.open(bytes, length, "f.npz"),
                        "cut at " + n);
            }
        }
    }

    /** Stored arrays have no other guard: any changed value must show. */
    @Test
    void aChangedValueOfAWideArrayIsAnError() throws IOException {
        byte[] bytes;
        try (InputStream in = NpzReaderTest.class.getResourceAsStream("stored.npz")) {
            bytes = in.readAllBytes();
        }
        Npz twin = Npz.read(bytes, "f.npz");
        int wide = 0;
        try (NpzReader reader = new NpzReader()) {
            for (String key : twin.keys()) {
                byte[] values = twin.require(key).bytes();
                if (twin.require(key).type().bytes() == 1 || values.length < 8) {
                    continue;
                }
                wide++;
                byte[] changed = bytes.clone();
                changed[indexOf(bytes, values)] ^= 1;
                reader.open(changed, changed.length, "f.npz");
                DatasetException e =
                        assertThrows(DatasetException.class, () -> reader.array(key, 1 << 20));
                assertTrue(e.getMessage().contains("checksum"), e.getMessage());
            }
        }
        assertTrue(wide > 0, "no wide array");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("the values are not stored as they are");
    }

    /** 2000 files with one to three changed bytes: read or refused, never anything else. */
    @Test
    void changedBytesAreReadOrRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(99);
        byte[] whole = file(6);
        int refused = 0;
        try (NpzReader reader = new NpzReader()) {
            for (int k = 0; k < 2000; k++) {
                byte[] bytes = whole.clone();
                for (int i = 0; i <= k % 3; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    reader.open(bytes, bytes.length, "f.npz");
                    String key = reader.require("semantics");
                    if (reader.isBytes(key)) {
                        reader.bytes(key, new byte[105]);
                    }
                    for (String other : reader.keys()) {
                        reader.array(other, 1 << 20);
                    }
                } catch (DatasetException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 200, refused + " refused");
    }
}
