package dev.sightline.datasets.kitti;

import dev.sightline.datasets.DatasetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Splits a text file of numbers into lines and words, keeping the line number for messages. */
public final class NumberRows {

    /** The longest line that is read, characters. */
    static final int MAX_LINE = 8192;

    /**
     * One line that is not blank.
     *
     * @param line counted from 1
     * @param words its words, at least one
     */
    record Row(int line, List<String> words) {}

    private NumberRows() {}

    /**
     * Reads lines of {@code columns} finite numbers each, such as poses (12) or times (1). Blank lines are skipped.
     *
     * @param file as messages name it
     * @throws DatasetException naming the line that is too long, has another count, or holds no finite number
     */
    public static List<double[]> table(String file, byte[] text, int columns)
            throws DatasetException {
        List<double[]> rows = new ArrayList<>();
        for (Row row : rows(file, text)) {
            if (row.words().size() != columns) {
                throw new DatasetException(
                        file,
                        "line " + row.line(),
                        "has " + row.words().size() + " values instead of " + columns,
                        "Download the file again: it may be cut off.");
            }
            double[] values = new double[columns];
            for (int c = 0; c < columns; c++) {
                values[c] = number(file, row.line(), row.words().get(c));
            }
            rows.add(values);
        }
        return rows;
    }

    static List<Row> rows(String file, byte[] text) throws DatasetException {
        List<Row> rows = new ArrayList<>();
        int line = 0;
        int start = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            line++;
            if (end - start > MAX_LINE) {
                throw new DatasetException(
                        file,
                        "line " + line,
                        "is longer than " + MAX_LINE + " characters",
                        "Check that this is the text file its name says.");
            }
            // Latin 1 maps every byte to a character, so nothing is lost or replaced before it is
            // judged.
            StringTokenizer words =
                    new StringTokenizer(
                            new String(text, start, end - start, StandardCharsets.ISO_8859_1));
            List<String> row = new ArrayList<>();
            while (words.hasMoreTokens()) {
                row.add(words.nextToken());
            }
            if (!row.isEmpty()) {
                rows.add(new Row(line, row));
            }
            start = end + 1;
        }
        return rows;
    }

    /** A finite number, or a typed error that names the line and the word. */
    static double number(String file, int line, String word) throws DatasetException {
        double value = Double.NaN;
        if (isPlain(word)) {
            try {
                value = Double.parseDouble(word);
            } catch (NumberFormatException e) {
                value = Double.NaN;
            }
        }
        if (!Double.isFinite(value)) {
            throw new DatasetException(
                    file,
                    "line " + line,
                    "'" + shown(word) + "' is not a finite number",
                    "Download the file again, or leave it out.");
        }
        return value;
    }

    /** Java also takes "0x1p3" and "1f"; the formats do not. */
    private static boolean isPlain(String word) {
        if (word.length() > 64) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ("+-.eE0123456789".indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A word of unknown origin, fit for a message: short and printable. */
    static String shown(String word) {
        String cut = word.length() > 40 ? word.substring(0, 40) + "..." : word;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
