package dev.sightline.perception.camera;

import java.io.ByteArrayOutputStream;

/**
 * Walks a baseline JPEG stream from marker to marker, its entropy-coded pixels included, so that whatever is left is decodable
 * without complaint. Reference: ITU-T T.81, annexes B and F. Progressive and arithmetic coding are refused: cameras write baseline,
 * and a progressive file can hide minutes of work in a few bytes.
 */
final class JpegWalk {

    private static final int SOF0 = 0xc0;
    private static final int SOF1 = 0xc1;
    private static final int DHT = 0xc4;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int COM = 0xfe;

    private final byte[] in;
    private final ByteArrayOutputStream kept;
    private final boolean[] quantised = new boolean[4];
    private final JpegHuffman[] dc = new JpegHuffman[4];
    private final JpegHuffman[] ac = new JpegHuffman[4];
    private int at;
    private int width;
    private int height;
    private int[][] components = {}; // id, h, v, quantisation table
    private boolean[] scanned = {};
    private int restartInterval;

    JpegWalk(byte[] encoded) {
        in = encoded;
        kept = new ByteArrayOutputStream(encoded.length);
    }

    EncodedPicture walk() {
        at = 2;
        kept.write(in, 0, 2);
        while (true) {
            int marker = marker();
            if (marker == EOI) {
                break;
            }
            segment(marker);
        }
        for (boolean one : scanned) {
            if (!one) {
                throw damaged("a colour component has no pixels");
            }
        }
        if (components.length == 0) {
            throw damaged("no picture before the end marker");
        }
        kept.write(0xff);
        kept.write(EOI);
        return new EncodedPicture(
                width, height, 8, components.length == 1, false, kept.toByteArray());
    }

    private int marker() {
        if (u8(at) != 0xff) {
            throw damaged("marker expected");
        }
        while (u8(at) == 0xff) { // fill bytes are allowed
            at++;
        }
        return u8(at++);
    }

    private void segment(int marker) {
        int begin = at - 2;
        int length = u16(at);
        int end = at + length;
        if (length < 2 || end > in.length) {
            throw damaged("segment of " + length + " bytes goes past the end");
        }
        at += 2;
        switch (marker) {
            case SOF0, SOF1 -> frame(end);
            case DHT -> huffmanTables(end);
            case DQT -> quantisationTables(end);
            case DRI -> {
                restartInterval = u16(at);
                at += 2;
            }
            case SOS -> {
                scan(begin, end);
                return;
            }
            default -> {
                boolean metadata = marker >= APP0 && marker <= 0xef || marker == COM;
                if (!metadata) {
                    throw damaged(
                            "JPEG of kind 0x"
                                    + Integer.toHexString(marker)
                                    + " is not read: save it as baseline JPEG");
                }
                at = end;
                // Only Adobe's note of the colour transform says how to read the pixels.
                if (marker != APP14 || length != 14 || u8(end - 1) > 2) {
                    return;
                }
            }
        }
        if (at != end) {
            throw damaged("segment length does not match its content");
        }
        keep(begin, end);
    }

    private void keep(int begin, int end) {
        kept.write(0xff); // at most one fill byte was dropped before the marker
        kept.write(in, begin + 1, end - begin - 1);
    }

    private void frame(int end) {
        if (components.length > 0) {
            throw damaged("two pictures in one stream");
        }
        if (u8(at) != 8) {
            throw damaged("JPEG of " + u8(at) + " bits per sample: 8 is read");
        }
        height = u16(at + 1);
        width = u16(at + 3);
        EncodedPicture.requireSize(width, height);
        int n = u8(at + 5);
        at += 6;
        if (n != 1 && n != 3 || at + 3 * n != end) {
            throw damaged("JPEG of " + n + " components: 1 or 3 are read");
        }
        components = new int[n][];
        scanned = new boolean[n];
        for (int i = 0; i < n; i++, at += 3) {
            int h = u8(at + 1) >> 4;
            int v = u8(at + 1) & 15;
            if (h < 1 || h > 4 || v < 1 || v > 4 || u8(at + 2) > 3 || (component(u8(at)) >= 0)) {
                throw damaged(
                        "component " + i + " has sampling " + h + "x" + v + " or a repeated name");
            }
            components[i] = new int[] {u8(at), h, v, u8(at + 2)};
        }
        for (int[] c : components) {
            // What the decoder can upsample: whole ratios to the densest component.
            if (max(1) % c[1] != 0 || max(2) % c[2] != 0) {
                throw damaged("sampling " + c[1] + "x" + c[2] + " does not divide the densest");
            }
        }
    }

    private int max(int which) {
        int most = 1;
        for (int[] c : components) {
            most = Math.max(most, c[which]);
        }
        return most;
    }

    private int component(int id) {
        for (int i = 0; i < components.length; i++) {
            if (components[i] != null && components[i][0] == id) {
                return i;
            }
        }
        return -1;
    }

    private void quantisationTables(int end) {
        while (at < end) {
            int wide = u8(at) >> 4;
            int id = u8(at) & 15;
            int bytes = 64 * (wide + 1);
            if (wide > 1 || id > 3 || at + 1 + bytes > end) {
                throw damaged("quantisation table " + id + " of kind " + wide);
            }
            quantised[id] = true;
            at += 1 + bytes;
        }
    }

    private void huffmanTables(int end) {
        while (at < end) {
            int id = u8(at) & 15;
            boolean isAc = u8(at) >> 4 == 1;
            if (u8(at) >> 5 != 0 || id > 3 || at + 17 > end) {
                throw damaged("Huffman table " + id);
            }
            JpegHuffman table = JpegHuffman.read(in, at + 1, end, isAc);
            if (table == null) {
                throw damaged("Huffman table " + id + " is no prefix code");
            }
            (isAc ? ac : dc)[id] = table;
            at += 17 + table.symbols();
        }
    }

    private void scan(int begin, int end) {
        int n = u8(at++);
        if (n < 1 || n > components.length || at + 2 * n + 3 != end) {
            throw damaged("scan of " + n + " components");
        }
        int[] which = new int[n];
        JpegHuffman[] tables = new JpegHuffman[2 * n];
        int blocks = 0;
        for (int i = 0; i < n; i++, at += 2) {
            int c = component(u8(at));
            int select = u8(at + 1);
            if (c < 0
                    || scanned[c]
                    || (select >> 4) > 3
                    || (select & 15) > 3
                    || !quantised[components[c][3]]) {
                throw damaged("scan of component " + u8(at) + " lacks a table or comes twice");
            }
            scanned[c] = true;
            which[i] = c;
            tables[2 * i] = dc[select >> 4];
            tables[2 * i + 1] = ac[select & 15];
            blocks += components[c][1] * components[c][2];
            if (tables[2 * i] == null || tables[2 * i + 1] == null) {
                throw damaged("scan of component " + u8(at) + " lacks a Huffman table");
            }
        }
        if (u8(at) != 0 || u8(at + 1) != 63 || u8(at + 2) != 0 || n > 1 && blocks > 10) {
            throw damaged("scan is not sequential");
        }
        at = new JpegEntropy(in, end, restartInterval).walk(mcus(which), blocksOf(which), tables);
        keep(begin, at);
    }

    /** How many units a scan has: of one component, its own blocks; of several, the blocks of the densest together. */
    private long mcus(int[] which) {
        int hMax = max(1);
        int vMax = max(2);
        if (which.length > 1) {
            return (long) ceilDiv(width, 8 * hMax) * ceilDiv(height, 8 * vMax);
        }
        int[] c = components[which[0]];
        return (long) ceilDiv(ceilDiv(width * c[1], hMax), 8)
                * ceilDiv(ceilDiv(height * c[2], vMax), 8);
    }

    private int[] blocksOf(int[] which) {
        int[] blocks = new int[which.length];
        for (int i = 0; i < which.length; i++) {
            int[] c = components[which[i]];
            blocks[i] = which.length == 1 ? 1 : c[1] * c[2];
        }
        return blocks;
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    private int u8(int i) {
        if (i >= in.length) {
            throw damaged("stream ends too early");
        }
        return in[i] & 0xff;
    }

    private int u16(int i) {
        return u8(i) << 8 | u8(i + 1);
    }

    private IllegalArgumentException damaged(String what) {
        return new IllegalArgumentException("JPEG, byte " + Math.min(at, in.length) + ": " + what);
    }
}
