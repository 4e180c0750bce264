package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a PLY file says of its elements.
 *
 * @param format {@code ascii}, {@code binary_little_endian} or {@code binary_big_endian}
 * @param elements in file order
 * @param rest where the data begins
 */
record PlyHeader(String format, List<Element> elements, TextLines rest) {

    private static final int MAX_LINE = 4096;
    private static final int MAX_LINES = 2000;

    private static final Map<String, Scalar> TYPES =
            Map.ofEntries(
                    Map.entry("char", Scalar.I1),
                    Map.entry("int8", Scalar.I1),
                    Map.entry("uchar", Scalar.U1),
                    Map.entry("uint8", Scalar.U1),
                    Map.entry("short", Scalar.I2),
                    Map.entry("int16", Scalar.I2),
                    Map.entry("ushort", Scalar.U2),
                    Map.entry("uint16", Scalar.U2),
                    Map.entry("int", Scalar.I4),
                    Map.entry("int32", Scalar.I4),
                    Map.entry("uint", Scalar.U4),
                    Map.entry("uint32", Scalar.U4),
                    Map.entry("float", Scalar.F4),
                    Map.entry("float32", Scalar.F4),
                    Map.entry("double", Scalar.F8),
                    Map.entry("float64", Scalar.F8));

    /**
     * One value of a row, or one list of values.
     *
     * @param name such as {@code x}
     * @param type of the value or values
     * @param listCount type of the number in front of a list; empty if it is no list
     */
    record Property(String name, Scalar type, Optional<Scalar> listCount) {

        /** Least bytes it takes. */
        int leastBytes() {
            return listCount.map(c -> c.bytes).orElse(type.bytes);
        }
    }

    /**
     * A table.
     *
     * @param name such as {@code vertex}
     * @param count number of rows
     * @param properties of a row
     */
    record Element(String name, int count, List<Property> properties) {

        Element {
            properties = List.copyOf(properties);
        }

        long leastBytes() {
            return properties.stream().mapToLong(Property::leastBytes).sum();
        }

        /** Index of the first property of one of these names that is no list, or -1. */
        int column(String... names) {
            for (int i = 0; i < properties.size(); i++) {
                Property p = properties.get(i);
                if (List.of(names).contains(p.name) && p.listCount.isEmpty()) {
                    return i;
                }
            }
            return -1;
        }
    }

    PlyHeader {
        elements = List.copyOf(elements);
    }

    /**
     * Reads the lines up to {@code end_header}.
     *
     * @throws DatasetException naming the line that is wrong
     */
    static PlyHeader read(String file, byte[] bytes) throws DatasetException {
        TextLines lines = new TextLines(file, bytes, MAX_LINE);
        if (!lines.next("'ply'").equals(List.of("ply"))) {
            throw lines.bad("the first line is not 'ply'");
        }
        String format = null;
        List<Element> elements = new ArrayList<>();
        while (true) {
            List<String> words = lines.next("a PLY header up to end_header");
            if (lines.line() > MAX_LINES) {
                throw lines.bad("no end_header within " + MAX_LINES + " lines");
            }
            switch (words.get(0)) {
                case "comment", "obj_info" -> {}
                case "format" -> format = format(lines, words, format);
                case "element" -> elements.add(element(lines, words));
                case "property" -> {
                    if (elements.isEmpty()) {
                        throw lines.bad("a property before any element");
                    }
                    Element last = elements.remove(elements.size() - 1);
                    List<Property> more = new ArrayList<>(last.properties);
                    more.add(property(lines, words));
                    elements.add(new Element(last.name, last.count, more));
                }
                case "end_header" -> {
                    if (format == null) {
                        throw lines.bad("the header has no format");
                    }
                    return new PlyHeader(format, elements, lines);
                }
                default ->
                        throw lines.bad("'" + TextLines.shown(words.get(0)) + "' is no PLY header");
            }
        }
    }

    private static String format(TextLines lines, List<String> words, String before)
            throws DatasetException {
        if (before != null
                || words.size() != 3
                || !words.get(1).matches("ascii|binary_little_endian|binary_big_endian")
                || !words.get(2).equals("1.0")) {
            throw lines.bad(
                    "format must be given once: ascii, binary_little_endian or binary_big_endian, 1.0");
        }
        return words.get(1);
    }

    private static Element element(TextLines lines, List<String> words) throws DatasetException {
        if (words.size() != 3) {
            throw lines.bad("an element has a name and a count");
        }
        long count = lines.count(words.get(2));
        if (count > Ply.MAX_ROWS) {
            throw lines.bad(count + " rows are more than " + Ply.MAX_ROWS);
        }
        return new Element(words.get(1), (int) count, List.of());
    }

    private static Property property(TextLines lines, List<String> words) throws DatasetException {
        if (words.size() == 3 && TYPES.containsKey(words.get(1))) {
            return new Property(words.get(2), TYPES.get(words.get(1)), Optional.empty());
        }
        if (words.size() == 5
                && words.get(1).equals("list")
                && TYPES.containsKey(words.get(2))
                && !TYPES.get(words.get(2)).real()
                && TYPES.containsKey(words.get(3))) {
            return new Property(
                    words.get(4), TYPES.get(words.get(3)), Optional.of(TYPES.get(words.get(2))));
        }
        throw lines.bad(
                "a property is 'type name' or 'list type type name', with a whole type for the list's length");
    }
}
