package dev.sightline.apps.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows per frame of a state, as results show them. */
final class Rows {

    private Rows() {}

    static List<Map<String, Object>> worst(EvaluationState state) {
        return state.worst().stream()
                .map(w -> row(w.scene(), w.token(), "score", w.score()))
                .toList();
    }

    static List<Map<String, Object>> lost(EvaluationState state) {
        return state.lost().stream()
                .map(l -> row(l.scene(), l.token(), "reason", l.reason()))
                .toList();
    }

    private static Map<String, Object> row(String scene, String token, String key, Object value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("scene", scene);
        row.put("token", token);
        row.put(key, value);
        return row;
    }
}
