package dev.sightline.apps.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The {@code metrics.json} of a finished run, by the path to each number: {@code miou}, {@code iou.car}, {@code rayiou.mean}. Undefined is
 * NaN.
 */
final class MetricsFile {

    /** The largest file that is read. */
    private static final long MAX_BYTES = 256L << 20;

    /** Parts that are no scores of the run as a whole. */
    private static final Set<String> ASIDE =
            Set.of("identity", "intervals", "scenes", "worst", "lost", "confusion", "coverage");

    private final String name;
    private final JsonNode root;
    private final Map<String, Double> values = new LinkedHashMap<>();

    private MetricsFile(String name, JsonNode root) {
        this.name = name;
        this.root = root;
        root.properties()
                .forEach(
                        member -> {
                            if (!ASIDE.contains(member.getKey())) {
                                collect(member.getKey(), member.getValue(), values);
                            }
                        });
    }

    /**
     * Reads the metrics of a run.
     *
     * @param run its folder, or the file itself
     */
    static MetricsFile read(Path run) {
        Path file = Files.isDirectory(run) ? run.resolve("metrics.json") : run;
        if (!Files.isRegularFile(file)) {
            throw UserError.failed(
                    run
                            + (Files.exists(run)
                                    ? " holds no metrics.json: give the output folder of a finished evaluate or replay"
                                    : ": no such run; check the spelling"));
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw UserError.failed(file + " is larger than 256 MiB: these are no metrics");
            }
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            if (root == null || !root.isObject()) {
                throw UserError.failed(file + " holds no JSON object: these are no metrics");
            }
            return new MetricsFile(run.toString(), root);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            throw UserError.failed(
                    file + " at byte " + at + " is not valid JSON: run the evaluation again");
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file + ": " + RunFolder.reason(e));
        }
    }

    private static void collect(String path, JsonNode node, Map<String, Double> out) {
        if (node.isObject()) {
            node.properties().forEach(m -> collect(path + "." + m.getKey(), m.getValue(), out));
        } else if (node.isNumber() || node.isNull()) {
            out.put(path, node.isNull() ? Double.NaN : node.doubleValue());
        }
    }

    /** The run as the user named it. */
    String name() {
        return name;
    }

    /** Every number of the run as a whole, in the order of the file. */
    Map<String, Double> values() {
        return values;
    }

    /** A text of the outermost object, or of an inner one by {@code identity.listing_sha256}; "" if it is not there or null. */
    String text(String path) {
        return root.at("/" + path.replace('.', '/')).asText("");
    }

    /** What {@code run.json} beside it says of the data, or what the metrics do; "" if neither does. */
    static String dataHash(Path run) {
        Path record = run.resolve("run.json");
        try {
            return Files.isRegularFile(record) && Files.size(record) <= MAX_BYTES
                    ? new ObjectMapper()
                            .readTree(record.toFile())
                            .at("/data/sha256_of_decoded")
                            .asText("")
                    : "";
        } catch (IOException e) {
            return ""; // a run record is no part of the scores
        }
    }

    /** Numbers of each scene, by its name. */
    Map<String, Map<String, Double>> scenes() {
        Map<String, Map<String, Double>> scenes = new LinkedHashMap<>();
        root.path("scenes")
                .properties()
                .forEach(
                        scene -> {
                            Map<String, Double> one = new LinkedHashMap<>();
                            scene.getValue()
                                    .properties()
                                    .forEach(m -> collect(m.getKey(), m.getValue(), one));
                            scenes.put(scene.getKey(), one);
                        });
        return scenes;
    }

    /** A frame of the run's list of the worst. */
    record Sample(String scene, String token) {}

    /** The run's worst frames with their score, the worst first. */
    Map<Sample, Double> worst() {
        Map<Sample, Double> worst = new LinkedHashMap<>();
        for (JsonNode row : root.path("worst")) {
            JsonNode score = row.path("score").isNumber() ? row.path("score") : row.path("miou");
            if (score.isNumber()) {
                worst.put(
                        new Sample(row.path("scene").asText(), row.path("token").asText()),
                        score.doubleValue());
            }
        }
        return worst;
    }
}
