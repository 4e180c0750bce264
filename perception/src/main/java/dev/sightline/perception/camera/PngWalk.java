package dev.sightline.perception.camera;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Walks a PNG stream: chunk lengths, checksums, and the inflated size of the pixels, which must be what the header promises.
 * Reference: PNG (W3C, second edition), sections 5, 7.2 and 11. Interlaced files and palettes are refused: no camera writes them.
 */
final class PngWalk {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    private final ByteBuffer in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 14];
    private int width;
    private int height;
    private int bitDepth;
    private int colour;
    private int stride; // bytes of a row with its filter byte
    private long inflated;

    PngWalk(byte[] encoded) {
        in = ByteBuffer.wrap(encoded);
    }

    static boolean hasSignature(byte[] b) {
        return b.length >= 8 && ByteBuffer.wrap(b).getLong() == SIGNATURE;
    }

    EncodedPicture walk() {
        try {
            in.position(8);
            kept.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            String before = "";
            for (String type = ""; !type.equals("IEND"); before = type) {
                type = chunk(before);
            }
            return new EncodedPicture(
                    width, height, bitDepth, colour == GREY, true, kept.toByteArray());
        } finally {
            inflater.end();
        }
    }

    /** Reads one chunk, keeps it if the pixels need it, and returns its type. */
    private String chunk(String before) {
        int at = in.position();
        if (in.remaining() < 12) {
            throw damaged(at, "ends inside a chunk");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining() - 8) {
            throw damaged(at, "chunk of " + (length & 0xffffffffL) + " bytes goes past the end");
        }
        String type = new String(in.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(in.array(), at + 4, 4 + length);
        if ((int) crc.getValue() != in.getInt(at + 8 + length)) {
            throw damaged(at, "checksum of a chunk does not match");
        }
        if (before.isEmpty() != type.equals("IHDR")) {
            throw damaged(at, "IHDR must come first, and once");
        }
        switch (type) {
            case "IHDR" -> header(at + 8, length);
            case "IDAT" -> pixels(at, length, before);
            case "IEND" -> end(at, length);
            default -> {
                // A lower-case first letter marks what a reader may skip; in a coloured file a
                // palette is only a suggestion.
                if ((type.charAt(0) & 0x20) == 0 && !type.equals("PLTE")) {
                    throw damaged(at, "unknown critical chunk");
                }
                in.position(at + 12 + length);
                return type;
            }
        }
        kept.write(in.array(), at, 12 + length);
        in.position(at + 12 + length);
        return type;
    }

    private void header(int at, int length) {
        if (length != 13) {
            throw damaged(at, "IHDR has 13 bytes, not " + length);
        }
        long w = in.getInt(at) & 0xffffffffL;
        long h = in.getInt(at + 4) & 0xffffffffL;
        EncodedPicture.requireSize(w, h);
        width = (int) w;
        height = (int) h;
        bitDepth = in.get(at + 8);
        colour = in.get(at + 9);
        int channels =
                switch (colour) {
                    case GREY -> 1;
                    case RGB -> 3;
                    case GREY_ALPHA -> 2;
                    case RGB_ALPHA -> 4;
                    default ->
                            throw damaged(
                                    at,
                                    "colour type "
                                            + colour
                                            + " is not read: save it as RGB or grey");
                };
        if (bitDepth != 8 && bitDepth != 16) {
            throw damaged(
                    at,
                    "bit depth "
                            + bitDepth
                            + " of colour type "
                            + colour
                            + " is not read: 8 or 16 is");
        }
        if (in.get(at + 10) != 0 || in.get(at + 11) != 0) {
            throw damaged(at, "unknown compression or filter method");
        }
        if (in.get(at + 12) != 0) {
            throw damaged(at, "interlaced PNG is not read: save it without interlacing");
        }
        long bytes = 1 + (long) width * channels * bitDepth / 8;
        if (bytes > Integer.MAX_VALUE / 2) {
            throw damaged(at, "a row of " + bytes + " bytes");
        }
        stride = (int) bytes;
    }

    private void pixels(int at, int length, String before) {
        if (inflated > 0 && !before.equals("IDAT")) {
            throw damaged(at, "IDAT chunks must follow each other");
        }
        inflater.setInput(in.array(), at + 8, length);
        try {
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                int n = inflater.inflate(buffer);
                examine(at, n);
                inflated += n;
                if (inflated > (long) stride * height) {
                    throw damaged(at, "more pixels than the header promises");
                }
            }
        } catch (DataFormatException e) {
            throw damaged(at, "pixels do not inflate: " + e.getMessage());
        }
        if (inflater.needsDictionary() || (inflater.finished() && inflater.getRemaining() > 0)) {
            throw damaged(at, "pixels are followed by something else");
        }
    }

    /** Checks the filter bytes, 0..4, among the {@code n} bytes just inflated. */
    private void examine(int at, int n) {
        long first = (inflated + stride - 1) / stride * stride;
        for (long i = first; i < inflated + n; i += stride) {
            int filter = buffer[(int) (i - inflated)];
            if (filter < 0 || filter > 4) {
                throw damaged(at, "row " + i / stride + " has filter " + filter);
            }
        }
    }

    private void end(int at, int length) {
        if (length != 0) {
            throw damaged(at, "IEND is empty, not " + length + " bytes");
        }
        if (!inflater.finished() || inflated != (long) stride * height) {
            throw damaged(
                    at, "only " + inflated + " of " + (long) stride * height + " bytes of pixels");
        }
    }

    private static IllegalArgumentException damaged(int at, String what) {
        return new IllegalArgumentException("PNG, byte " + at + ": " + what);
    }
}
