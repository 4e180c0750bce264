package dev.sightline.datasets.occ3d;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the cases and expected values of {@code occ_vectors} for the tests of ray metrics. */
final class RayVectors {

    private RayVectors() {}

    static Path folder() {
        return SampleData.path("occ_vectors");
    }

    static Npz npz(String name) throws DatasetException {
        return Npz.read(DatasetRoot.of(folder()), name + ".npz");
    }

    static OccupancyGrid grid(Npz file, String key, Taxonomy taxonomy) throws DatasetException {
        return new OccupancyGrid(GridSpec.occ3d(), taxonomy, file.require(key).bytes());
    }

    static List<Vec3> origins(Npz file) throws DatasetException {
        double[] xyz = file.require("lidar_origins").doubles();
        List<Vec3> origins = new ArrayList<>();
        for (int i = 0; i < xyz.length; i += 3) {
            origins.add(new Vec3(xyz[i], xyz[i + 1], xyz[i + 2]));
        }
        return origins;
    }

    /** A JSON object as maps, lists, doubles and strings; null is NaN. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> expected(String name) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(folder().resolve(name).toFile())) {
            json.nextToken();
            return (Map<String, Object>) value(json);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> from, String key) {
        return (Map<String, Object>) from.get(key);
    }

    @SuppressWarnings("unchecked")
    static List<Double> numbers(Map<String, Object> from, String key) {
        return (List<Double>) from.get(key);
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Map<String, Object> from, String key) {
        return (List<String>) from.get(key);
    }

    static double number(Map<String, Object> from, String key) {
        return (Double) from.get(key);
    }

    private static Object value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String key = json.currentName();
                    json.nextToken();
                    object.put(key, value(json));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                return list;
            }
            case VALUE_NULL -> {
                return Double.NaN;
            }
            case VALUE_STRING -> {
                return json.getText();
            }
            default -> {
                return json.getDoubleValue();
            }
        }
    }
}
