package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.DatasetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/** Walks through the lines of a file that may turn binary after any of them. */
final class TextLines {

    private static final Set<String> NOT_FINITE =
            Set.of(
                    "nan",
                    "-nan",
                    "+nan",
                    "inf",
                    "-inf",
                    "+inf",
                    "infinity",
                    "-infinity",
                    "+infinity");

    private final String file;
    private final byte[] bytes;
    private final int maxLine;
    private int offset;
    private int line;

    /**
     * Starts at the first line.
     *
     * @param maxLine the longest line that is read, bytes
     */
    TextLines(String file, byte[] bytes, int maxLine) {
        this.file = file;
        this.bytes = bytes;
        this.maxLine = maxLine;
    }

    /** The same place, with another bound for the lines that follow. */
    TextLines withLines(int otherMaxLine) {
        TextLines rest = new TextLines(file, bytes, otherMaxLine);
        rest.offset = offset;
        rest.line = line;
        return rest;
    }

    /** Offset of the first byte after the line read last. */
    int offset() {
        return offset;
    }

    /** Number of the line read last, from 1. */
    int line() {
        return line;
    }

    /**
     * The words of the next line that is not blank.
     *
     * @param what is expected there, for the message
     * @throws DatasetException at the end of the file, or at a line that is too long
     */
    List<String> next(String what) throws DatasetException {
        while (offset < bytes.length) {
            int end = offset;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
                if (end - offset > maxLine) {
                    throw new DatasetException(
                            file,
                            "line " + (line + 1),
                            "is longer than " + maxLine + " bytes",
                            "Check that this is a file of its suffix.");
                }
            }
            String text = new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1);
            offset = Math.min(end + 1, bytes.length);
            line++;
            StringTokenizer split = new StringTokenizer(text);
            if (split.hasMoreTokens()) {
                List<String> words = new ArrayList<>(split.countTokens());
                while (split.hasMoreTokens()) {
                    words.add(split.nextToken());
                }
                return words;
            }
        }
        throw new DatasetException(
                file,
                "line " + (line + 1),
                "the file ends where " + what + " should follow",
                "It may be cut off.");
    }

    /** Whether only blanks are left. */
    boolean atEnd() {
        for (int i = offset; i < bytes.length; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    DatasetException bad(String reason) {
        return new DatasetException(
                file, "line " + line, reason, "Write the file again, or leave it out.");
    }

    /** A count: a plain integer of at most 10 digits. */
    long count(String word) throws DatasetException {
        if (!word.matches("[0-9]{1,10}")) {
            throw bad("'" + shown(word) + "' is no count");
        }
        return Long.parseLong(word);
    }

    /** A number; "nan" in any case is NaN, infinities too: such points are dropped later. */
    double number(String word) throws DatasetException {
        if (NOT_FINITE.contains(word.toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        if (word.length() <= 64 && word.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0)) {
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException e) {
                throw bad("'" + shown(word) + "' is no number");
            }
        }
        throw bad("'" + shown(word) + "' is no number");
    }

    static String shown(String word) {
        String cut = word.length() > 40 ? word.substring(0, 40) + "..." : word;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
