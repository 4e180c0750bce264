package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;

/**
 * A file inside a pack, as a line of the index says it.
 *
 * @param offset of its first byte in the archive; its header stands {@value TarHeader#BLOCK} before
 * @param crc CRC-32C of its bytes
 * @param file its name, size, and time of change before it was packed
 */
record PackMember(long offset, int crc, DataFile file) {

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
        String[] words = line.split(" ", 5);
        if (words.length < 5
                || !words[0].matches("\\d{1,18}")
                || !words[1].matches("\\d{1,18}")
                || !words[2].matches("-?\\d{1,18}")
                || !words[3].matches("[0-9a-f]{8}")) {
            throw wrong(index, number, "not 'offset length modifiedMs crc32c name'");
        }
        if (!isProper(words[4])) {
            throw wrong(index, number, "a name that is not relative, or leads outside");
        }
        return new PackMember(
                Long.parseLong(words[0]),
                Integer.parseUnsignedInt(words[3], 16),
                new DataFile(words[4], Long.parseLong(words[1]), Long.parseLong(words[2])));
    }

    /** Whether a name is relative, leads nowhere else and can stand in a line. */
    static boolean isProper(String name) {
        boolean drive = name.matches("[A-Za-z]:.*");
        if (drive || name.isBlank() || name.length() > 255 || name.indexOf('\\') >= 0) {
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
