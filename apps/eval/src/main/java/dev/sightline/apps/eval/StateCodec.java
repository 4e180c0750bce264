package dev.sightline.apps.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * States as bytes, in JSON: what a shard's file holds and a cluster moves. Equal states give equal bytes. Counters are mostly zero, so
 * only the others are written, with their places.
 */
public final class StateCodec {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_COUNTERS = 1 << 24;

    private StateCodec() {}

    /** The bytes of a state. */
    public static byte[] encode(EvaluationState state) {
        try {
            return MAPPER.writeValueAsBytes(tree(state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always prints", e);
        }
    }

    /**
     * A state from its bytes.
     *
     * @throws IllegalArgumentException if they are no state
     */
    public static EvaluationState decode(byte[] bytes) {
        try {
            return state(MAPPER.readTree(bytes));
        } catch (IOException e) {
            throw new IllegalArgumentException("no state: " + e.getMessage(), e);
        }
    }

    static ObjectNode tree(EvaluationState state) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("content", state.contentHash());
        ArrayNode worst = root.putArray("worst");
        state.worst().forEach(w -> worst.addArray().add(w.score()).add(w.scene()).add(w.token()));
        ArrayNode lost = root.putArray("lost");
        state.lost().forEach(l -> lost.addArray().add(l.scene()).add(l.token()).add(l.reason()));
        root.put("blocks", state.blocks());
        ObjectNode scenes = root.putObject("scenes");
        state.scenes()
                .forEach(
                        (name, tally) -> {
                            ObjectNode scene = scenes.putObject(name);
                            scene.put("frames", tally.frames());
                            scene.put("skipped", tally.skipped());
                            ObjectNode counters = scene.putObject("counters");
                            tally.counters().forEach((k, v) -> put(counters.putObject(k), v));
                        });
        return root;
    }

    private static void put(ObjectNode target, long[] values) {
        target.put("size", values.length);
        ArrayNode at = target.putArray("at");
        ArrayNode value = target.putArray("value");
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                at.add(i);
                value.add(values[i]);
            }
        }
    }

    static EvaluationState state(JsonNode root) {
        NavigableMap<String, SceneTally> scenes = new TreeMap<>();
        root.path("scenes").properties().forEach(s -> scenes.put(s.getKey(), tally(s.getValue())));
        List<WorstFrame> worst = new ArrayList<>();
        root.path("worst")
                .forEach(
                        w ->
                                worst.add(
                                        new WorstFrame(
                                                w.path(0).asDouble(), text(w, 1), text(w, 2))));
        List<LostFrame> lost = new ArrayList<>();
        root.path("lost").forEach(l -> lost.add(new LostFrame(text(l, 0), text(l, 1), text(l, 2))));
        String content = root.path("content").asText();
        if (!content.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no state: its content hash is '" + content + "'");
        }
        long[] words = new long[4];
        for (int i = 0; i < words.length; i++) {
            words[i] = Long.parseUnsignedLong(content, 16 * i, 16 * i + 16, 16);
        }
        return new EvaluationState(scenes, worst, lost, words, root.path("blocks").asBoolean());
    }

    private static String text(JsonNode row, int i) {
        return row.path(i).asText();
    }

    private static SceneTally tally(JsonNode node) {
        NavigableMap<String, long[]> counters = new TreeMap<>();
        node.path("counters")
                .properties()
                .forEach(c -> counters.put(c.getKey(), values(c.getValue())));
        return new SceneTally(
                node.path("frames").asLong(), node.path("skipped").asLong(), counters);
    }

    private static long[] values(JsonNode node) {
        int size = node.path("size").asInt(-1);
        JsonNode at = node.path("at");
        JsonNode value = node.path("value");
        if (size < 0 || size > MAX_COUNTERS || at.size() != value.size()) {
            throw new IllegalArgumentException("no state: " + size + " counters");
        }
        long[] values = new long[size];
        for (int i = 0; i < at.size(); i++) {
            int place = at.get(i).asInt(-1);
            if (place < 0 || place >= size || !value.get(i).isIntegralNumber()) {
                throw new IllegalArgumentException("no state: a counter at " + place);
            }
            values[place] = value.get(i).asLong();
        }
        return values;
    }
}
