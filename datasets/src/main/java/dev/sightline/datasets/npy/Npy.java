package dev.sightline.datasets.npy;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * Reads and writes one array in NumPy's format, versions 1 to 3.
 *
 * <p>Reads booleans, integers and floats of either byte order, in C or Fortran order; gives C order. Refuses objects (pickles),
 * structures, strings and complex numbers. The bytes after the header must be exactly those that the shape asks for.
 *
 * <p>Reference: NumPy Enhancement Proposal 1 and {@code numpy.lib.format}.
 */
public final class Npy {

    /** The most bytes of values that are read unless the caller says otherwise: 1 GiB. */
    public static final long MAX_BYTES = 1L << 30;

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int MAX_HEADER = 64 << 10;
    private static final int FIRST_ALLOCATION = 1 << 20;
    private static final String WRITE_AGAIN =
            "Write it again with numpy.save, or download it again";

    private Npy() {}

    /**
     * Reads a file of a recording.
     *
     * @throws DatasetException if it is missing or cannot be used
     */
    public static NpyArray read(DatasetRoot root, String name) throws DatasetException {
        try (InputStream in = Files.newInputStream(root.file(name))) {
            return read(in, name);
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw new DatasetException(
                    name, "", "cannot be read", "Check the disk and the file's permissions.", e);
        }
    }

    /** Reads an array from bytes; {@code file} is how errors name them. */
    public static NpyArray read(byte[] bytes, String file) throws DatasetException {
        return read(new ByteArrayInputStream(bytes), file);
    }

    /** Reads an array from a stream that ends with it; {@code file} is how errors name it. */
    public static NpyArray read(InputStream in, String file) throws DatasetException {
        return read(in, file, MAX_BYTES);
    }

    /**
     * Reads an array from a stream that ends with it. Memory grows with what the stream gives, never with what the header claims.
     *
     * @param maxBytes the most bytes of values to accept
     */
    public static NpyArray read(InputStream in, String file, long maxBytes)
            throws DatasetException {
        try {
            return new Reader(in, file, maxBytes).read();
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw new DatasetException(
                    file, "", "cannot be read: " + e.getMessage(), WRITE_AGAIN + ".", e);
        }
    }

    /** What is done with a slice. */
    public interface SliceVisitor {
        void slice(int index, NpyArray slice) throws DatasetException;
    }

    /**
     * Reads an array one slice of its first axis after the other, so that only one is in memory.
     *
     * @throws DatasetException if it cannot be used, has no axis, or is in Fortran order, where slices are not contiguous
     */
    public static void slices(InputStream in, String file, SliceVisitor visitor)
            throws DatasetException {
        try {
            new Reader(in, file, MAX_BYTES).slices(visitor);
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw new DatasetException(
                    file, "", "cannot be read: " + e.getMessage(), WRITE_AGAIN + ".", e);
        }
    }

    /** Writes an array: version 1.0, little endian, C order; the same array gives the same bytes. */
    public static void write(NpyArray array, OutputStream out) throws IOException {
        out.write(NpyHeader.write(array));
        out.write(array.shared());
    }

    /** The bytes that {@link #write(NpyArray, OutputStream)} writes. */
    public static byte[] bytes(NpyArray array) {
        byte[] header = NpyHeader.write(array);
        byte[] all = Arrays.copyOf(header, Math.addExact(header.length, array.shared().length));
        System.arraycopy(array.shared(), 0, all, header.length, array.shared().length);
        return all;
    }

    /** One pass over one stream. */
    private static final class Reader {
        private final InputStream in;
        private final String file;
        private final long maxBytes;
        private long at; // where the values begin

        Reader(InputStream in, String file, long maxBytes) {
            this.in = in;
            this.file = file;
            this.maxBytes = maxBytes;
        }

        NpyArray read() throws IOException {
            NpyHeader header = header();
            try {
                return values(header, header.payloadBytes(), at);
            } catch (NpyHeader.Malformed e) {
                throw bad(at, e.getMessage());
            }
        }

        void slices(SliceVisitor visitor) throws IOException {
            NpyHeader header = header();
            List<Integer> shape = header.shape();
            if (shape.isEmpty() || header.fortranOrder() || header.bigEndian()) {
                throw bad(at, "is read by slices only with an axis, C order, little endian");
            }
            try {
                NpyHeader one =
                        new NpyHeader(header.type(), false, false, shape.subList(1, shape.size()));
                int[] rest = one.shape().stream().mapToInt(Integer::intValue).toArray();
                long bytes = one.payloadBytes();
                if (header.payloadBytes() > maxBytes) {
                    throw bad(at, "claims " + header.payloadBytes() + " bytes of values");
                }
                for (int i = 0; i < shape.get(0); i++) {
                    byte[] raw = upTo((int) bytes);
                    if (raw.length < bytes) {
                        throw bad(at + i * bytes + raw.length, "ends in slice " + i);
                    }
                    visitor.slice(i, NpyArray.ofBytes(header.type(), rest, raw));
                }
                // Also what makes an archive compare its checksum.
                requireEnd(header, header.payloadBytes());
            } catch (NpyHeader.Malformed e) {
                throw bad(at, e.getMessage());
            }
        }

        private NpyHeader header() throws IOException {
            byte[] start = exactly(8, 0);
            if (!Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
                throw bad(0, "is no npy file: it does not start with \\x93NUMPY");
            }
            int version = start[6];
            if (version < 1 || version > 3 || start[7] != 0) {
                throw bad(6, "npy version " + version + "." + start[7] + " is not read");
            }
            int sizeBytes = version == 1 ? 2 : 4;
            byte[] size = exactly(sizeBytes, 8);
            long length = 0;
            for (int i = sizeBytes - 1; i >= 0; i--) {
                length = length << 8 | (size[i] & 0xff);
            }
            if (length > MAX_HEADER) {
                throw bad(8, "header of " + length + " bytes, more than " + MAX_HEADER);
            }
            int headerAt = 8 + sizeBytes;
            byte[] text = exactly((int) length, headerAt);
            try {
                at = headerAt + length;
                return NpyHeader.parse(text);
            } catch (NpyHeader.Malformed e) {
                throw bad(headerAt + e.place, e.getMessage());
            }
        }

        private NpyArray values(NpyHeader header, long bytes, long at) throws IOException {
            if (bytes > Math.min(maxBytes, Integer.MAX_VALUE - 64)) {
                throw bad(at, "claims " + bytes + " bytes of values, more than " + maxBytes);
            }
            byte[] raw = upTo((int) bytes);
            if (raw.length < bytes) {
                throw bad(
                        at + raw.length,
                        "ends after "
                                + raw.length
                                + " of "
                                + bytes
                                + " bytes for shape "
                                + header.shape());
            }
            requireEnd(header, bytes);
            if (header.bigEndian()) {
                reverse(raw, header.type().bytes());
            }
            int[] shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
            byte[] ordered =
                    header.fortranOrder() ? cOrder(raw, shape, header.type().bytes()) : raw;
            return NpyArray.ofBytes(header.type(), shape, ordered);
        }

        private void requireEnd(NpyHeader header, long bytes) throws IOException {
            if (in.read() >= 0) {
                throw bad(
                        at + bytes,
                        "goes on after the " + bytes + " bytes for shape " + header.shape());
            }
        }

        /** At most {@code n} bytes, in memory that grows as they come. */
        private byte[] upTo(int n) throws IOException {
            byte[] buffer = new byte[Math.min(n, FIRST_ALLOCATION)];
            int have = 0;
            while (have < n) {
                if (have == buffer.length) {
                    buffer = Arrays.copyOf(buffer, (int) Math.min(n, 4L * buffer.length));
                }
                int read = in.read(buffer, have, buffer.length - have);
                if (read < 0) {
                    break;
                }
                have += read;
            }
            return have == buffer.length ? buffer : Arrays.copyOf(buffer, have);
        }

        private byte[] exactly(int n, long at) throws IOException {
            byte[] bytes = in.readNBytes(n);
            if (bytes.length < n) {
                throw bad(at + bytes.length, "ends inside the header");
            }
            return bytes;
        }

        private DatasetException bad(long at, String reason) {
            return new DatasetException(file, "byte " + at, reason, WRITE_AGAIN + ".");
        }
    }

    private static void reverse(byte[] raw, int width) {
        for (int i = 0; i + width <= raw.length; i += width) {
            for (int a = i, b = i + width - 1; a < b; a++, b--) {
                byte t = raw[a];
                raw[a] = raw[b];
                raw[b] = t;
            }
        }
    }

    /** Turns first-axis-contiguous into last-axis-contiguous by counting through the indices like an odometer. */
    private static byte[] cOrder(byte[] fortran, int[] shape, int width) {
        byte[] out = new byte[fortran.length];
        int[] stride = new int[shape.length]; // in the Fortran layout, bytes
        int step = width;
        for (int axis = 0; axis < shape.length; axis++) {
            stride[axis] = step;
            step *= shape[axis];
        }
        int[] index = new int[shape.length];
        int from = 0;
        for (int to = 0; to < out.length; to += width) {
            System.arraycopy(fortran, from, out, to, width);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from += stride[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                from -= stride[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return out;
    }
}
