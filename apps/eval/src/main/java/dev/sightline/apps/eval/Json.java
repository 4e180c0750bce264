package dev.sightline.apps.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as every command writes it: keys in the order they were put, full precision, undefined is null, a final newline. */
public final class Json {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, true);

    private Json() {}

    /** The text of a tree of maps, lists, strings, numbers and booleans. */
    public static String text(Map<String, ?> tree) {
        try {
            return MAPPER.writeValueAsString(defined(tree)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always prints", e);
        }
    }

    /** The same as UTF-8. */
    public static byte[] bytes(Map<String, ?> tree) {
        return text(tree).getBytes(StandardCharsets.UTF_8);
    }

    private static Object defined(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> out.put(k.toString(), defined(v)));
            return out;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::defined).collect(java.util.stream.Collectors.toList());
        }
        if (value instanceof Double d && !Double.isFinite(d)) {
            return null;
        }
        return value;
    }
}
