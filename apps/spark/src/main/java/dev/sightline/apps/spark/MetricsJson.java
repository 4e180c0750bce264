package dev.sightline.apps.spark;

import dev.sightline.apps.eval.Json;
import dev.sightline.apps.eval.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code metrics.json} as {@code sightline evaluate} writes it, byte for byte. */
final class MetricsJson {

    private MetricsJson() {}

    static void write(Map<String, Object> results, Path file) throws IOException {
        byte[] bytes = bytes(results);
        WholeFile.write(file.toAbsolutePath(), out -> out.write(bytes));
    }

    static byte[] bytes(Map<String, Object> results) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("schema", "sightline/evaluate/1");
        metrics.putAll(results);
        return Json.bytes(metrics);
    }
}
