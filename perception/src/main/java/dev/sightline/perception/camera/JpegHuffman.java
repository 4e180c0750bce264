package dev.sightline.perception.camera;

/** A Huffman table of a JPEG: the length and symbol of the code that any 16 bits begin with (T.81, annex C). */
final class JpegHuffman {

    private final short[] lookup =
            new short[1 << 16]; // length << 8 | symbol, 0 where no code begins so
    private final int symbols;

    private JpegHuffman(int symbols) {
        this.symbols = symbols;
    }

    /** Reads the 16 counts and the symbols after them; null if they are no prefix code or go past {@code end}. */
    static JpegHuffman read(byte[] in, int at, int end, boolean ac) {
        int total = 0;
        for (int i = 0; i < 16; i++) {
            total += in[at + i] & 0xff;
        }
        if (total > 256 || at + 16 + total > end) {
            return null;
        }
        JpegHuffman table = new JpegHuffman(total);
        int next = 0; // first unused code, left-aligned in 16 bits
        int s = at + 16;
        for (int length = 1; length <= 16; length++) {
            for (int i = in[at + length - 1] & 0xff; i > 0; i--) {
                int symbol = in[s++] & 0xff;
                int span = 1 << (16 - length);
                // The code of all ones is reserved; a DC difference has at most 11 bits (15 where a
                // decoder is lenient).
                if (next + span >= 1 << 16 || !ac && symbol > 15) {
                    return null;
                }
                java.util.Arrays.fill(
                        table.lookup, next, next + span, (short) (length << 8 | symbol));
                next += span;
            }
        }
        return table;
    }

    int symbols() {
        return symbols;
    }

    /** {@code length << 8 | symbol} of the code at the front of 16 bits; 0 if there is none. */
    int at(int bits16) {
        return lookup[bits16];
    }
}
