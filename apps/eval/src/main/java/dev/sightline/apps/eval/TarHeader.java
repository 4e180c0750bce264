package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The block of 512 bytes that stands before a file in a tar archive: POSIX.1-1988 ustar, as every {@code tar} reads it. Owner, mode
 * and time are always the same ones, so that the same files give the same bytes.
 *
 * @param name up to 255 bytes of UTF-8; one of more than 100 must have a {@code /} where the field can be cut
 * @param length bytes of the file
 */
record TarHeader(String name, long length) {

    /** Size of a header, and what files are padded to. */
    static final int BLOCK = 512;

    /** Blocks of zeros at the end of an archive, in bytes. */
    static final int END = 2 * BLOCK;

    private static final int NAME = 100;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int SUM_AT = 148;
    private static final int SUM = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;

    /** Bytes that a file takes in an archive: header, content, padding. */
    static long span(long length) {
        return BLOCK + (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    /**
     * The header as it is written.
     *
     * @throws DatasetException if the name is too long for the format
     */
    byte[] bytes() throws DatasetException {
        byte[] block = new byte[BLOCK];
        byte[] whole = name.getBytes(StandardCharsets.UTF_8);
        int cut = cut(whole);
        if (cut < 0 || length >= 1L << 33) {
            throw new DatasetException(
                    name,
                    "",
                    "name of " + whole.length + " bytes or size of " + length + " is beyond tar's",
                    "Shorten the name below 100 bytes, the size below 8 GiB.");
        }
        if (cut > 0) {
            System.arraycopy(whole, 0, block, PREFIX_AT, cut);
        }
        int from = cut == 0 ? 0 : cut + 1;
        System.arraycopy(whole, from, block, 0, whole.length - from);
        put(block, 100, "0000644\0" + "0000000\0".repeat(2)); // mode, user, group
        put(block, SIZE_AT, octal(length, SIZE - 1) + "\0" + octal(0, 11) + "\0"); // size, time
        put(block, TYPE_AT, "0");
        put(block, MAGIC_AT, "ustar\00000");
        put(block, 329, "0000000\0".repeat(2)); // device
        put(block, SUM_AT, octal(sum(block), 6) + "\0 ");
        return block;
    }

    /**
     * Reads a header.
     *
     * @param block its 512 bytes
     * @param file name of the archive, for the message
     * @param at where the block stands in it
     * @throws DatasetException if it is no header of a plain file
     */
    static TarHeader read(byte[] block, String file, long at) throws DatasetException {
        long size = number(block, SIZE_AT, SIZE);
        boolean ustar = text(block, MAGIC_AT, 6).startsWith("ustar");
        boolean plain = block[TYPE_AT] == '0' || block[TYPE_AT] == 0;
        if (!ustar || !plain || size < 0 || number(block, SUM_AT, SUM) != sum(block)) {
            throw new DatasetException(
                    file,
                    "byte " + at,
                    "no tar header of a plain file",
                    "The archive is damaged or not that of its index: copy or pack it again.");
        }
        String prefix = text(block, PREFIX_AT, PREFIX);
        String base = text(block, 0, NAME);
        return new TarHeader(prefix.isEmpty() ? base : prefix + "/" + base, size);
    }

    /** Index of the slash that parts prefix and name; 0 for no prefix, negative if there is no way. */
    private static int cut(byte[] name) {
        if (name.length <= NAME) {
            return 0;
        }
        for (int i = name.length - 2; i > 0; i--) {
            if (name[i] == '/' && i <= PREFIX) {
                return name.length - i - 1 <= NAME ? i : -1;
            }
        }
        return -1;
    }

    /** Sum of all bytes, with blanks for the field that will hold it. */
    private static long sum(byte[] block) {
        long sum = ' ' * (long) SUM;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM ? 0 : block[i] & 0xff;
        }
        return sum;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static String octal(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    /** An octal number, ended by a blank, a zero byte or the field; negative if it is none. */
    private static long number(byte[] block, int at, int length) {
        long value = 0;
        for (int i = at; i < at + length && block[i] != 0 && block[i] != ' '; i++) {
            if (block[i] < '0' || block[i] > '7') {
                return -1;
            }
            value = 8 * value + block[i] - '0';
        }
        return value;
    }

    private static String text(byte[] block, int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(block, at, end), StandardCharsets.UTF_8);
    }
}
