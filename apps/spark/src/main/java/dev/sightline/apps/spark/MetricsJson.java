package dev.sightline.apps.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code metrics.json} as {@code sightline evaluate} writes it, byte for byte: the file appears whole or not at all. */
final class MetricsJson {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, true);

    private MetricsJson() {}

    static void write(Map<String, Object> results, Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, bytes(results));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Full precision, undefined is null, a final newline. */
    static byte[] bytes(Map<String, Object> results) throws IOException {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("schema", "sightline/evaluate/1");
        metrics.putAll(results);
        String text = MAPPER.writeValueAsString(defined(metrics)) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object defined(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> out.put(k.toString(), defined(v)));
            return out;
        }
        if (value instanceof List<?> list) {
            List<Object> out = new ArrayList<>();
            list.forEach(v -> out.add(defined(v)));
            return out;
        }
        return value instanceof Double d && !Double.isFinite(d) ? null : value;
    }
}
