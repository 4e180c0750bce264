package dev.sightline.datasets.dtofvectors;

import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a comma-separated vector file with a header line, by column name. */
final class CsvRows {

    private CsvRows() {}

    static List<Map<String, String>> of(String file) throws IOException {
        List<String> lines = Files.readAllLines(SampleData.path("dtof_vectors").resolve(file));
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.get(name));
    }
}
