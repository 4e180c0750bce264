package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.DatasetException;

/**
 * Decompresses LZF, the format of liblzf that PCD's {@code binary_compressed} uses: a control byte below 32 announces that many
 * literals plus one; else its upper three bits are a length (7: one more byte follows) and its lower five with the next byte a
 * distance back.
 */
final class Lzf {

    /** The most bytes that three compressed bytes can become: 7 + 255 + 2. */
    private static final int MAX_RUN = 264;

    private Lzf() {}

    /** Whether so much can come out of so little at all: asked before memory is taken. */
    static boolean possible(long compressed, long decompressed) {
        return decompressed <= (compressed / 3 + 1) * MAX_RUN;
    }

    /**
     * Decompresses {@code length} bytes from {@code from}.
     *
     * @param size exact size of the result, bytes
     * @throws DatasetException with the offset where the data contradicts itself
     */
    static byte[] decompress(String file, byte[] in, int from, int length, int size)
            throws DatasetException {
        byte[] out = new byte[size];
        int i = from;
        int end = from + length;
        int o = 0;
        while (i < end) {
            int at = i;
            int control = in[i++] & 0xff;
            if (control < 32) {
                int run = control + 1;
                if (run > end - i || run > size - o) {
                    throw damaged(file, at);
                }
                System.arraycopy(in, i, out, o, run);
                i += run;
                o += run;
            } else {
                int run = (control >> 5) + 2;
                boolean extended = run == 9;
                if (end - i < (extended ? 2 : 1)) {
                    throw damaged(file, at);
                }
                if (extended) {
                    run += in[i++] & 0xff;
                }
                int back = ((control & 31) << 8 | in[i++] & 0xff) + 1;
                if (back > o || run > size - o) {
                    throw damaged(file, at);
                }
                for (int k = 0;
                        k < run;
                        k++, o++) { // byte by byte: the two ranges may overlap, and mean to
                    out[o] = out[o - back];
                }
            }
        }
        if (o != size) {
            throw new DatasetException(
                    file,
                    "byte " + end,
                    "decompresses to " + o + " bytes instead of " + size,
                    "Write the file again: it is damaged.");
        }
        return out;
    }

    private static DatasetException damaged(String file, int at) {
        return new DatasetException(
                file,
                "byte " + at,
                "compressed data is damaged",
                "Write the file again, or uncompressed.");
    }
}
