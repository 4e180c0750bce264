package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.DatasetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a PCD file says of its columns.
 *
 * @param fields in file order
 * @param points number of points
 * @param data {@code ascii}, {@code binary} or {@code binary_compressed}
 * @param rest where the data begins
 */
record PcdHeader(List<Field> fields, int points, String data, TextLines rest) {

    private static final int MAX_LINE = 16384;
    private static final int MAX_LINES = 200;
    private static final int MAX_FIELDS = 256;

    /**
     * One column.
     *
     * @param name such as {@code x}
     * @param type of one value
     * @param count values per point
     * @param word index of its first value among all values of a point
     * @param offset of its first value in a point, bytes
     */
    record Field(String name, Scalar type, int count, int word, int offset) {

        int bytes() {
            return type.bytes * count;
        }
    }

    PcdHeader {
        fields = List.copyOf(fields);
    }

    /**
     * Reads the lines up to {@code DATA}.
     *
     * @throws DatasetException naming the line that is missing, contradicts another or declares more than can be
     */
    static PcdHeader read(String file, byte[] bytes) throws DatasetException {
        TextLines lines = new TextLines(file, bytes, MAX_LINE);
        Map<String, List<String>> entries = new HashMap<>();
        while (!entries.containsKey("DATA")) {
            List<String> words = lines.next("a PCD header up to DATA");
            if (lines.line() > MAX_LINES) {
                throw lines.bad("no DATA within " + MAX_LINES + " lines");
            }
            if (words.get(0).startsWith("#")) {
                continue;
            }
            if (words.size() < 2
                    || entries.put(words.get(0), words.subList(1, words.size())) != null) {
                throw lines.bad(
                        "'" + TextLines.shown(words.get(0)) + "' has no value, or is given twice");
            }
        }
        String version = one(lines, entries, "VERSION");
        if (!version.matches("0?\\.[67]")) {
            throw lines.bad("version '" + TextLines.shown(version) + "' is not 0.7");
        }
        String data = one(lines, entries, "DATA");
        if (!data.matches("ascii|binary|binary_compressed")) {
            throw lines.bad(
                    "DATA is '"
                            + TextLines.shown(data)
                            + "', not ascii, binary or binary_compressed");
        }
        return new PcdHeader(fields(lines, entries), points(lines, entries), data, lines);
    }

    private static int points(TextLines lines, Map<String, List<String>> entries)
            throws DatasetException {
        long width = lines.count(one(lines, entries, "WIDTH"));
        long height = lines.count(one(lines, entries, "HEIGHT"));
        long points =
                entries.containsKey("POINTS")
                        ? lines.count(one(lines, entries, "POINTS"))
                        : width * height;
        if (points > Pcd.MAX_POINTS) {
            throw lines.bad(points + " points are more than " + Pcd.MAX_POINTS);
        }
        // Exact: both factors have at most 10 digits, and a product above the bound is a
        // contradiction anyway.
        if (width != 0 && height > Pcd.MAX_POINTS / width || width * height != points) {
            throw lines.bad("WIDTH " + width + " x HEIGHT " + height + " is not POINTS " + points);
        }
        return (int) points;
    }

    private static List<Field> fields(TextLines lines, Map<String, List<String>> entries)
            throws DatasetException {
        List<String> names = all(lines, entries, "FIELDS");
        List<String> sizes = all(lines, entries, "SIZE");
        List<String> types = all(lines, entries, "TYPE");
        List<String> counts = entries.getOrDefault("COUNT", names.stream().map(n -> "1").toList());
        int n = names.size();
        if (n > MAX_FIELDS || sizes.size() != n || types.size() != n || counts.size() != n) {
            throw lines.bad(
                    n
                            + " FIELDS, "
                            + sizes.size()
                            + " SIZEs, "
                            + types.size()
                            + " TYPEs, "
                            + counts.size()
                            + " COUNTs: need as many of each, at most "
                            + MAX_FIELDS);
        }
        List<Field> fields = new ArrayList<>();
        int word = 0;
        int offset = 0;
        for (int i = 0; i < n; i++) {
            long count = lines.count(counts.get(i));
            if (count < 1 || count > 100_000) {
                throw lines.bad(
                        "COUNT of '"
                                + TextLines.shown(names.get(i))
                                + "' is "
                                + count
                                + ", not 1..100000");
            }
            Field field =
                    new Field(
                            names.get(i),
                            type(lines, types.get(i), sizes.get(i)),
                            (int) count,
                            word,
                            offset);
            fields.add(field);
            word += field.count;
            offset += field.bytes();
        }
        return fields;
    }

    private static Scalar type(TextLines lines, String type, String size) throws DatasetException {
        for (Scalar scalar : Scalar.values()) {
            if (scalar.name().equals(type + size)) {
                return scalar;
            }
        }
        throw lines.bad(
                "no type " + TextLines.shown(type) + " of " + TextLines.shown(size) + " bytes");
    }

    private static List<String> all(TextLines lines, Map<String, List<String>> entries, String key)
            throws DatasetException {
        List<String> words = entries.get(key);
        if (words == null) {
            throw lines.bad("the header has no " + key);
        }
        return words;
    }

    private static String one(TextLines lines, Map<String, List<String>> entries, String key)
            throws DatasetException {
        List<String> words = all(lines, entries, key);
        if (words.size() != 1) {
            throw lines.bad(key + " has " + words.size() + " values");
        }
        return words.get(0);
    }

    /** Bytes of one point. */
    int stride() {
        Field last = fields.get(fields.size() - 1);
        return last.offset + last.bytes();
    }

    /** Values of one point. */
    int words() {
        Field last = fields.get(fields.size() - 1);
        return last.word + last.count;
    }

    /** Index of a column of one value; empty if there is none or two of that name. */
    OptionalInt column(String... names) {
        int found = -1;
        for (int i = 0; i < fields.size(); i++) {
            if (List.of(names).contains(fields.get(i).name) && fields.get(i).count == 1) {
                if (found >= 0) {
                    return OptionalInt.empty();
                }
                found = i;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
