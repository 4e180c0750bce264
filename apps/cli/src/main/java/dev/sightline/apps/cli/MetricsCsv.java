package dev.sightline.apps.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code metrics.csv}: the numbers of {@code metrics.json}, one a line, with the path to each as its name. */
final class MetricsCsv {

    private MetricsCsv() {}

    static byte[] bytes(Map<String, ?> tree) {
        StringBuilder csv = new StringBuilder("metric,value\n");
        append(csv, "", tree);
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder csv, String prefix, Map<String, ?> tree) {
        tree.forEach(
                (key, value) -> {
                    if (value instanceof Map<?, ?> inner) {
                        @SuppressWarnings("unchecked") // Json trees have text keys
                        Map<String, ?> branch = (Map<String, ?>) inner;
                        append(csv, prefix + key + ".", branch);
                    } else if (value instanceof Number number) {
                        boolean undefined = number instanceof Double d && !Double.isFinite(d);
                        csv.append(prefix)
                                .append(key)
                                .append(',')
                                .append(undefined ? "" : number)
                                .append('\n');
                    }
                });
    }
}
