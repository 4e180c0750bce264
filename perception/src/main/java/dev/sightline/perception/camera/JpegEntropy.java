package dev.sightline.perception.camera;

/**
 * Walks the entropy-coded pixels of one scan without computing any: every code must exist, every block must end at its 64th
 * coefficient, restart markers must count, and the data must end where the scan does (T.81, section F.2.2).
 */
final class JpegEntropy {

    private final byte[] in;
    private final int restartInterval;
    private int at;
    private long bits; // the low `count` bits are the next ones
    private int count;
    private int padding; // bits among them that lie behind the next marker

    JpegEntropy(byte[] in, int at, int restartInterval) {
        this.in = in;
        this.at = at;
        this.restartInterval = restartInterval;
    }

    /**
     * Walks the scan.
     *
     * @param mcus number of units
     * @param blocks blocks of each component in a unit
     * @param tables DC and AC table of each component
     * @return where the next marker begins
     */
    int walk(long mcus, int[] blocks, JpegHuffman[] tables) {
        for (long mcu = 0; mcu < mcus; mcu++) {
            if (restartInterval > 0 && mcu > 0 && mcu % restartInterval == 0) {
                restart((int) (mcu / restartInterval - 1) & 7);
            }
            for (int c = 0; c < blocks.length; c++) {
                for (int b = 0; b < blocks[c]; b++) {
                    block(tables[2 * c], tables[2 * c + 1]);
                }
            }
        }
        align();
        return at;
    }

    private void block(JpegHuffman dc, JpegHuffman ac) {
        skip(symbol(dc));
        for (int k = 1; k < 64; k++) {
            int s = symbol(ac);
            int size = s & 15;
            int run = s >> 4;
            if (size == 0) {
                if (run != 15) {
                    return; // end of block
                }
                k += 15;
            } else {
                k += run;
                skip(size);
            }
            if (k > 63) {
                throw damaged("block of more than 64 coefficients");
            }
        }
    }

    private int symbol(JpegHuffman table) {
        fill();
        int code = table.at((int) (bits >>> (count - 16)) & 0xffff);
        if (code == 0) {
            throw damaged("no such code");
        }
        consume(code >> 8);
        return code & 0xff;
    }

    private void skip(int n) {
        fill();
        consume(n);
    }

    private void consume(int n) {
        count -= n;
        if (count < padding) {
            throw damaged("pixels end too early");
        }
    }

    /** Makes at least 16 bits available; behind the data they are ones. */
    private void fill() {
        while (count < 32) {
            int b = 0xff;
            if (padding == 0
                    && at < in.length
                    && (in[at] != -1 || at + 1 < in.length && in[at + 1] == 0)) {
                b = in[at] & 0xff;
                at += b == 0xff ? 2 : 1; // a stuffed zero follows
            } else {
                padding += 8;
            }
            bits = bits << 8 | b;
            count += 8;
        }
    }

    private void restart(int expected) {
        align();
        if (at + 1 >= in.length || (in[at + 1] & 0xff) != 0xd0 + expected) {
            throw damaged("restart marker " + expected + " missing");
        }
        at += 2;
        count = 0;
        padding = 0;
    }

    /** Only the rest of a byte may be left before the marker. */
    private void align() {
        fill();
        if (count - padding > 7 || at >= in.length || in[at] != -1) {
            throw damaged("data go on behind the last block");
        }
        while (at + 1 < in.length && in[at + 1] == -1) {
            at++; // fill bytes
        }
    }

    private IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("JPEG, near byte " + at + ": " + what);
    }
}
