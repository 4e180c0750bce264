package dev.sightline.datasets.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code .npy} files in the resources were written by NumPy 2.4.6. */
class NpyTest {

    static byte[] resource(String name) throws IOException {
        try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static NpyArray read(String name) throws IOException {
        return Npy.read(resource(name), name);
    }

    /** NumPy's {@code arange(-3, 9).reshape(3, 4)}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "i1", "i2le", "i2be", "i4le", "i8le", "i8be", "f2le", "f2be", "f4le", "f4be",
                "f8le", "f8be"
            })
    void readsEverySignedTypeAndByteOrder(String name) throws IOException {
        NpyArray array = read(name + ".npy");
        assertArrayEquals(new int[] {3, 4}, array.shape());
        for (int i = 0; i < 12; i++) {
            assertEquals(i - 3, array.number(i), name);
        }
    }

    /** NumPy's {@code arange(0, 12).reshape(3, 4)}. */
    @ParameterizedTest
    @ValueSource(strings = {"u1", "u2be", "u4be", "u8le"})
    void readsEveryUnsignedType(String name) throws IOException {
        NpyArray array = read(name + ".npy");
        assertArrayEquals(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, array.longs());
        assertEquals(11, array.number(11));
    }

    @Test
    void readsBooleansAsZeroAndOne() throws IOException {
        assertArrayEquals(new long[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, read("b1.npy").longs());
    }

    /** Both files hold {@code arange(24)} in C order of meaning, laid out in Fortran order. */
    @ParameterizedTest
    @ValueSource(strings = {"fortran_f4.npy", "fortran_be_i2.npy"})
    void turnsFortranOrderIntoCOrder(String name) throws IOException {
        double[] values = read(name).doubles();
        assertEquals(24, values.length);
        for (int i = 0; i < 24; i++) {
            assertEquals(i, values[i], name);
        }
    }

    @Test
    void readsScalarsAndEmptyArraysAndLaterVersions() throws IOException {
        assertEquals(0, read("scalar.npy").rank());
        assertEquals(2.5, read("scalar.npy").number(0));
        assertArrayEquals(new int[] {0, 5}, read("empty.npy").shape());
        assertArrayEquals(new long[] {0, 1, 2, 3, 4}, read("version2.npy").longs());
        assertArrayEquals(new long[] {0, 1, 2, 3, 4}, read("version3.npy").longs());
    }

    @Test
    void refusesWhatIsNoArrayOfNumbersAndSaysWhy() {
        assertReason("object.npy", "never executed");
        assertReason("structured.npy", "structured");
        assertReason("complex.npy", "'<c8' is not read");
        assertReason("text.npy", "'<U2' is not read");
    }

    private static void assertReason(String name, String part) {
        DatasetException e = assertThrows(DatasetException.class, () -> read(name));
        assertTrue(e.reason().contains(part), e.getMessage());
        assertEquals(name, e.file());
    }

    @Test
    void namesTheByteWhereAFileEndsOrGoesOn() throws IOException {
        byte[] whole = resource("i4le.npy"); // 128 bytes of header, 48 of values
        DatasetException cut =
                assertThrows(
                        DatasetException.class, () -> Npy.read(Arrays.copyOf(whole, 150), "cut"));
        assertEquals("byte 150", cut.place());
        DatasetException longer =
                assertThrows(
                        DatasetException.class,
                        () -> Npy.read(Arrays.copyOf(whole, 177), "longer"));
        assertEquals("byte 176", longer.place());
    }

    @Test
    void shapesThatOverflowAreRefusedWithoutAllocating() {
        for (String shape :
                new String[] {
                    "(2147483647, 2147483647, 4)", "(2147483647,)", "(300000000,)", "(99999999999,)"
                }) {
            byte[] file =
                    file("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }");
            assertThrows(DatasetException.class, () -> Npy.read(file, "big"), shape);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'descr': '<f8'}",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}",
                "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
                "{'descr': '<f8', 'fortran_order': False, 'shape': [1]}",
                "{'descr': 'f8', 'fortran_order': False, 'shape': (1,)}",
                "{'descr': '|f8', 'fortran_order': False, 'shape': (1,)}",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} + os.system('x')"
            })
    void refusesHeadersThatAreNotThatDictionary(String header) {
        byte[] file = file(header);
        assertThrows(
                DatasetException.class,
                () -> Npy.read(Arrays.copyOf(file, file.length + 8), "bad"));
    }

    @Test
    void acceptsAHeaderAsPython2WroteIt() throws DatasetException {
        byte[] file = file("{\"shape\": (1L, 2), \"descr\": \">i2\", \"fortran_order\": False}");
        byte[] whole = Arrays.copyOf(file, file.length + 4);
        whole[file.length + 1] = 7;
        assertEquals(7, Npy.read(whole, "python2").whole(0));
    }

    private static byte[] file(String header) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[10 + text.length];
        System.arraycopy(Npy.MAGIC, 0, file, 0, 6);
        file[6] = 1;
        file[8] = (byte) text.length;
        file[9] = (byte) (text.length >> 8);
        System.arraycopy(text, 0, file, 10, text.length);
        return file;
    }

    @Test
    void writesWhatNumpyWritesByteForByte() throws IOException {
        for (String name :
                new String[] {
                    "u1.npy",
                    "i4le.npy",
                    "i8le.npy",
                    "f2le.npy",
                    "f4le.npy",
                    "f8le.npy",
                    "empty.npy",
                    "scalar.npy"
                }) {
            assertArrayEquals(resource(name), Npy.bytes(read(name)), name);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void readingUndoesWriting(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int[] shape = {1 + random.nextInt(5), 1 + random.nextInt(5), random.nextInt(4)};
        int n = shape[0] * shape[1] * shape[2];
        double[] values = random.doubles(n, -1e6, 1e6).toArray();
        NpyArray back = Npy.read(Npy.bytes(NpyArray.ofFloat64(values, shape)), "f8");
        assertArrayEquals(values, back.doubles());
        assertArrayEquals(shape, back.shape());
        long[] longs = random.longs(n).toArray();
        assertArrayEquals(longs, Npy.read(Npy.bytes(NpyArray.ofInt64(longs, shape)), "i8").longs());
    }

    @Test
    void unsignedLongsAboveTheSignedRangeBecomeTheirNearestDouble() {
        byte[] bits = new byte[16];
        Arrays.fill(bits, (byte) 0xff); // 2^64 - 1, twice
        bits[0] = 0; // 2^64 - 256
        NpyArray array = NpyArray.ofBytes(NpyType.UINT64, new int[] {2}, bits);
        assertEquals(0x1p64, array.number(1));
        assertEquals(0x1p64, array.number(0), 1024); // the spacing of doubles below 2^64 is 2048
    }

    @Test
    void aStreamThatGivesOneByteAtATimeReadsTheSame() throws IOException {
        byte[] whole = resource("f8be.npy");
        InputStream slow =
                new ByteArrayInputStream(whole) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(length, 1));
                    }
                };
        assertArrayEquals(Npy.read(whole, "fast").doubles(), Npy.read(slow, "slow").doubles());
    }
}
