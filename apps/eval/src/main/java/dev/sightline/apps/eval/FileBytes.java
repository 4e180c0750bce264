package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Whole files, read one after the other into the same memory. One thread. */
final class FileBytes {

    /** The most that a file of one frame may have. */
    static final int MAX_BYTES = 1 << 28;

    private byte[] bytes = new byte[1 << 18];
    private int length;
    private Sha256 hash = new Sha256();

    /**
     * Reads a file.
     *
     * @throws DatasetException if it is larger than 256 MiB
     */
    void read(DataFiles files, String name) throws IOException {
        peek(files, name);
        hash.bytes(bytes, length);
    }

    /** Reads a file that does not count as content: only looked at, or the content of another frame. */
    void peek(DataFiles files, String name) throws IOException {
        length = 0;
        try (InputStream in = files.open(name)) {
            for (int n = 0; n >= 0; n = in.read(bytes, length, bytes.length - length)) {
                length += n;
                if (length == bytes.length) {
                    if (length >= MAX_BYTES) {
                        throw new DatasetException(
                                name, "", "longer than " + MAX_BYTES + " bytes", "Split it.");
                    }
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
        }
    }

    /** The content, from 0 to {@link #length}; valid until the next file. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets what was hashed: another frame begins. */
    void forget() {
        hash = new Sha256();
    }

    /** Hash of all files read since {@link #forget}; ask once. */
    long[] hash() {
        return hash.words();
    }
}
