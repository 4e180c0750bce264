package dev.sightline.datasets.json;

import dev.sightline.datasets.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a JSON file, with the place where it stands, so that every complaint can name it. Immutable.
 *
 * <p>Every accessor throws {@link DatasetException} if the member is absent or of another type; an explicit {@code null} counts as
 * absent.
 */
public final class JsonRow {

    private final String file;
    private final long offset;
    private final String path; // of a nested object, such as "instances[3]."
    private final Map<String, Object> members; // String, Long, Double, Boolean, List, Map

    JsonRow(String file, long offset, String path, Map<String, Object> members) {
        this.file = file;
        this.offset = offset;
        this.path = path;
        this.members = members;
    }

    /** Byte at which the outermost object starts. */
    public long offset() {
        return offset;
    }

    public boolean has(String member) {
        return members.containsKey(member);
    }

    public String text(String member) throws DatasetException {
        return value(member, String.class, "a string");
    }

    /** A string that may be absent or empty: both are empty. */
    public Optional<String> optionalText(String member) throws DatasetException {
        return has(member) ? Optional.of(text(member)).filter(s -> !s.isEmpty()) : Optional.empty();
    }

    public boolean flag(String member) throws DatasetException {
        return value(member, Boolean.class, "true or false");
    }

    /** A whole number; {@code 5.0} is one. */
    public long integer(String member) throws DatasetException {
        Object value = value(member, Object.class, "a whole number");
        if (value instanceof Long whole) {
            return whole;
        }
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) <= 0x1p53) {
            return d.longValue();
        }
        throw bad(member, "must be a whole number");
    }

    /** A finite number. */
    public double number(String member) throws DatasetException {
        return finite(member, value(member, Object.class, "a number"));
    }

    /** A list of exactly {@code length} finite numbers. */
    public double[] numbers(String member, int length) throws DatasetException {
        double[] out = numbers(member);
        if (out.length != length) {
            throw bad(member, "must hold " + length + " numbers, has " + out.length);
        }
        return out;
    }

    /** A list of any number of finite numbers; nested lists are read one after the other, so a matrix comes row by row. */
    public double[] numbers(String member) throws DatasetException {
        List<Double> flat = new ArrayList<>();
        flatten(member, value(member, List.class, "a list of numbers"), flat);
        return flat.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A list of exactly {@code length} numbers; what is not finite, or null, is NaN. */
    public double[] numbersOrNan(String member, int length) throws DatasetException {
        List<?> items = value(member, List.class, "a list of numbers");
        double[] out = new double[length];
        if (items.size() != length) {
            throw bad(member, "must hold " + length + " numbers, has " + items.size());
        }
        for (int i = 0; i < length; i++) {
            if (!(items.get(i) instanceof Number number)) {
                throw bad(member, "must hold numbers only");
            }
            double value = number.doubleValue();
            out[i] = Double.isFinite(value) ? value : Double.NaN;
        }
        return out;
    }

    /** The numbers of a list, or none if the list is absent or one of them is not finite. */
    public Optional<double[]> finiteNumbers(String member, int length) throws DatasetException {
        if (!has(member)) {
            return Optional.empty();
        }
        for (Object item : value(member, List.class, "a list of numbers")) {
            if (item instanceof Double d && !Double.isFinite(d)) {
                return Optional.empty();
            }
        }
        return Optional.of(numbers(member, length));
    }

    private void flatten(String member, List<?> items, List<Double> flat) throws DatasetException {
        for (Object item : items) {
            if (item instanceof List<?> inner) {
                flatten(member, inner, flat);
            } else {
                flat.add(finite(member, item));
            }
        }
    }

    private double finite(String member, Object value) throws DatasetException {
        if (!(value instanceof Number number)) {
            throw bad(member, "must be a number");
        }
        if (!Double.isFinite(number.doubleValue())) {
            throw bad(member, "must be finite, is " + number);
        }
        return number.doubleValue();
    }

    /** A nested object. */
    public JsonRow object(String member) throws DatasetException {
        return row(path + member + ".", value(member, Map.class, "an object"));
    }

    /** A list of nested objects. */
    public List<JsonRow> objects(String member) throws DatasetException {
        List<JsonRow> rows = new ArrayList<>();
        for (Object item : value(member, List.class, "a list of objects")) {
            if (!(item instanceof Map<?, ?> map)) {
                throw bad(member, "must hold objects only");
            }
            rows.add(row(path + member + "[" + rows.size() + "].", map));
        }
        return rows;
    }

    /** A list of lists of nested objects. */
    public List<List<JsonRow>> objectRows(String member) throws DatasetException {
        List<List<JsonRow>> out = new ArrayList<>();
        for (Object line : value(member, List.class, "a list of lists of objects")) {
            if (!(line instanceof List<?> items)) {
                throw bad(member, "must hold lists only");
            }
            List<JsonRow> rows = new ArrayList<>();
            for (Object item : items) {
                if (!(item instanceof Map<?, ?> map)) {
                    throw bad(member, "must hold lists of objects only");
                }
                rows.add(row(path + member + "[" + out.size() + "][" + rows.size() + "].", map));
            }
            out.add(rows);
        }
        return out;
    }

    @SuppressWarnings("unchecked") // the parser makes maps of this one type only
    private JsonRow row(String nested, Map<?, ?> map) {
        return new JsonRow(file, offset, nested, (Map<String, Object>) map);
    }

    /** Names of all members, in file order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    private <T> T value(String member, Class<T> type, String wanted) throws DatasetException {
        Object value = members.get(member);
        if (value == null) {
            throw bad(member, "is missing");
        }
        if (!type.isInstance(value)) {
            throw bad(member, "must be " + wanted);
        }
        return type.cast(value);
    }

    /** A complaint about a member of this row. */
    public DatasetException bad(String member, String reason) {
        return new DatasetException(
                file,
                "byte " + offset,
                "'" + path + member + "' " + reason,
                "Download the table again, or repair that row.");
    }
}
