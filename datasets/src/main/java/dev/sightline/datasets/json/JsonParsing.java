package dev.sightline.datasets.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One pass over one JSON stream. */
final class JsonParsing implements AutoCloseable {

    private static final int MAX_VALUES_PER_ROW = 1_000_000;
    private static final long MAX_BYTES_PER_ROW = 64L << 20;

    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    // Whoever opened the stream closes it; a table's reader goes on with it.
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxStringLength(16 << 20)
                                    .maxNumberLength(100)
                                    .maxNameLength(1000)
                                    .build())
                    .build();

    private final String file;
    private final long base; // where the stream starts in the file
    private final JsonParser parser;
    private long rowStart;
    private int values;

    JsonParsing(String file, InputStream in, long base) throws IOException {
        this.file = file;
        this.base = base;
        this.parser = FACTORY.createParser(in);
    }

    /** Skips to the value of the first member of the outermost object that has one of these names; false if there is none. */
    boolean enterMember(Predicate<String> member) throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw bad("must hold an object");
        }
        while (next() == JsonToken.FIELD_NAME) {
            if (member.test(parser.currentName())) {
                return true;
            }
            next();
            skip();
        }
        return false;
    }

    /** Reads the list that comes next. */
    void rows(Predicate<String> members, JsonTable.Visitor visitor) throws IOException {
        if (next() != JsonToken.START_ARRAY) {
            throw bad("must hold a list of rows");
        }
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            if (token != JsonToken.START_OBJECT) {
                throw bad("a row must be an object");
            }
            visitor.row(row(members));
        }
    }

    /** Reads the object of lists that comes next. */
    void groups(Predicate<String> members, JsonTable.GroupVisitor visitor) throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw bad("must hold an object of lists");
        }
        while (next() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            visitor.begin(key);
            rows(members, row -> visitor.row(key, row));
            visitor.end(key);
        }
    }

    /** Reads the object that comes next. */
    JsonRow object(Predicate<String> members) throws IOException {
        if (next() != JsonToken.START_OBJECT) {
            throw bad("must hold an object here");
        }
        return row(members);
    }

    void end() throws IOException {
        try {
            if (parser.nextToken() != null) {
                throw bad("goes on after the list");
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    private JsonRow row(Predicate<String> members) throws IOException {
        rowStart = place();
        values = 0;
        return new JsonRow(file, rowStart, "", members(members));
    }

    private Map<String, Object> members(Predicate<String> wanted) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (next() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = next();
            if (!wanted.test(name)) {
                skip();
            } else if (token != JsonToken.VALUE_NULL) {
                members.put(name, value(token));
            }
        }
        return members;
    }

    /** A value, and its inner ones; the depth is bounded by the parser. */
    private Object value(JsonToken token) throws IOException {
        if (++values > MAX_VALUES_PER_ROW || place() - rowStart > MAX_BYTES_PER_ROW) {
            throw bad(
                    "a row holds more than "
                            + MAX_VALUES_PER_ROW
                            + " values or "
                            + MAX_BYTES_PER_ROW
                            + " bytes");
        }
        return switch (token) {
            case START_OBJECT -> members(name -> true);
            case START_ARRAY -> list();
            case VALUE_STRING -> string();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            default -> throw bad("unexpected " + token);
        };
    }

    private List<Object> list() throws IOException {
        List<Object> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            // Writers without NaN put null in its place; accessors that need finite numbers refuse
            // it.
            items.add(token == JsonToken.VALUE_NULL ? Double.NaN : value(token));
        }
        return items;
    }

    private String string() throws IOException {
        try {
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    private Object number() throws IOException {
        try {
            return parser.getNumberType() == JsonParser.NumberType.INT
                            || parser.getNumberType() == JsonParser.NumberType.LONG
                    ? (Object) parser.getLongValue()
                    : (Object) parser.getDoubleValue();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    private void skip() throws IOException {
        try {
            parser.skipChildren();
            if (parser.currentToken() == null) {
                throw bad("ends inside a value");
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    private JsonToken next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw bad("ends too early");
            }
            return token;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close(); // gives its buffers back
    }

    private long place() throws DatasetException {
        long at = parser.currentTokenLocation().getByteOffset();
        if (at < 0) {
            throw new DatasetException(file, "", "is not UTF-8", "Convert it to UTF-8.");
        }
        return base + at;
    }

    private DatasetException bad(String reason) throws DatasetException {
        return new DatasetException(file, "byte " + place(), reason, "Download the table again.");
    }

    private DatasetException malformed(JsonProcessingException e) {
        long at = e.getLocation() == null ? 0 : Math.max(e.getLocation().getByteOffset(), 0);
        String message = e.getOriginalMessage().replaceAll("[^\\x20-\\x7e]", "?");
        String reason = message.length() > 200 ? message.substring(0, 200) + "..." : message;
        return new DatasetException(
                file,
                "byte " + (base + at),
                "is not valid JSON: " + reason,
                "Download the table again.",
                e);
    }
}
