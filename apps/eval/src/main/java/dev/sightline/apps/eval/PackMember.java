package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file inside a pack, as a line of the index says it.
 *
 * @param offset of its first byte in the archive; its header stands {@value TarHeader#BLOCK} before
 * @param crc CRC-32C of its bytes
 * @param file its name, size, and time of change before it was packed
 */
record PackMember(long offset, int crc, DataFile file) {

    private static final Pattern LINE =
            Pattern.compile(
                    "(\\d{1,18}) (\\d{1,18}) (-?\\d{1,18}) ([0-9a-f]{8}) (.+)", Pattern.DOTALL);

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

    /** First byte after it and its padding. */
    long end() {
        return offset - TarHeader.BLOCK + TarHeader.span(file.bytes());
    }

    /** The line, without its end. */
    String line() {
        return offset
                + " "
                + file.bytes()
                + " "
                + file.modifiedMs()
                + " "
                + String.format("%08x", crc)
                + " "
                + file.name();
    }

    /**
     * Reads a line: {@code offset length modifiedMs crc32c name}.
     *
     * @param index name of the index, for the message
     * @param number of the line
     */
    static PackMember parse(String line, String index, int number) throws DatasetException {
        Matcher words = LINE.matcher(line);
        if (!words.matches()) {
            throw wrong(index, number, "not 'offset length modifiedMs crc32c name'");
        }
        String name = words.group(5);
        if (!isProper(name)) {
            throw wrong(index, number, "a name that is not relative, or leads outside");
        }
        long length = Long.parseLong(words.group(2));
        return new PackMember(
                Long.parseLong(words.group(1)),
                Integer.parseUnsignedInt(words.group(4), 16),
                new DataFile(name, length, Long.parseLong(words.group(3))));
    }

    /** Whether a name is relative, leads nowhere else and can stand in a line. */
    static boolean isProper(String name) {
        if (DRIVE.matcher(name).lookingAt()
                || name.isBlank()
                || name.length() > 255
                || name.indexOf('\\') >= 0) {
            return false;
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    static DatasetException wrong(String index, int line, String reason) {
        return new DatasetException(
                index, "line " + line, reason, "Copy the index again, or pack the files again.");
    }
}
