package dev.sightline.datasets.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generated frames, and the scores that the public reference evaluators gave for them: {@code occ_vectors}. */
final class VoxelVectors {

    /** One frame on the Occ3D grid. */
    record Frame(Npz npz) {

        byte[] truth() throws DatasetException {
            return npz.require("semantics").bytes();
        }

        byte[] prediction() throws DatasetException {
            return npz.require("pred").bytes();
        }

        byte[] camera() throws DatasetException {
            return npz.require("mask_camera").bytes();
        }

        byte[] lidar() throws DatasetException {
            return npz.require("mask_lidar").bytes();
        }
    }

    private VoxelVectors() {}

    static Frame occ3d(String frame) throws DatasetException {
        return new Frame(file("occ3d_" + frame + ".npz"));
    }

    static Npz file(String name) throws DatasetException {
        return Npz.read(DatasetRoot.of(SampleData.path("occ_vectors")), name);
    }

    /** A node of an expected file: map, list, number, text or {@code NaN} for null. */
    record Node(Object value) {

        Node at(String key) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
                throw new IllegalArgumentException("no " + key + " in " + value);
            }
            return new Node(map.get(key));
        }

        boolean has(String key) {
            return value instanceof Map<?, ?> map && map.containsKey(key);
        }

        List<String> keys() {
            return ((Map<?, ?>) value).keySet().stream().map(String.class::cast).toList();
        }

        List<Node> list() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        List<String> texts() {
            return ((List<?>) value).stream().map(String.class::cast).toList();
        }

        double number() {
            return (Double) value;
        }

        double[] numbers() {
            return list().stream().mapToDouble(Node::number).toArray();
        }

        /** Rows of whole numbers, one after the other. */
        long[] wholes() {
            return list().stream()
                    .flatMap(row -> row.list().stream())
                    .mapToLong(n -> (long) n.number())
                    .toArray();
        }
    }

    static Node expected(String name) throws IOException {
        String text = Files.readString(SampleData.path("occ_vectors/" + name));
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return new Node(read(json));
        }
    }

    private static Object read(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                map.put(key, read(json));
            }
            return map;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(read(json));
            }
            return list;
        }
        return switch (json.currentToken()) {
            case VALUE_NULL -> Double.NaN;
            case VALUE_STRING -> json.getText();
            default -> json.getDoubleValue();
        };
    }
}
