package dev.sightline.apps.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code --name value} pairs of a job. */
record Arguments(Map<String, String> values) {

    private static final List<String> KNOWN =
            List.of(
                    "--protocol",
                    "--gt",
                    "--pred",
                    "--mask",
                    "--nan-rule",
                    "--split",
                    "--parts",
                    "--identity",
                    "--metrics",
                    "--allow-partial");

    static Arguments of(String[] words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            String name = words[i];
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("no option '" + name + "'; known are " + KNOWN);
            }
            if (name.equals("--allow-partial")) {
                values.put(name, "true");
            } else if (i + 1 == words.length) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                values.put(name, words[++i]);
            }
        }
        return new Arguments(values);
    }

    String require(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
