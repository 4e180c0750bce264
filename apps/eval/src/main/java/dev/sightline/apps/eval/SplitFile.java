package dev.sightline.apps.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads which part of a data set is scored. A file is a list of scenes or tokens, one a line or a JSON array; a name such as {@code
 * val} is looked up as {@code val_split} in Occ3D's {@code annotations.json} in or above the truth. The two splits of nuScenes mini are known.
 */
public final class SplitFile {

    private static final long MAX_BYTES = 1L << 30;
    private static final Map<String, List<String>> MINI =
            Map.of(
                    "mini_val", List.of("scene-0103", "scene-0916"),
                    "mini_train",
                            List.of(
                                    "scene-0061",
                                    "scene-0553",
                                    "scene-0655",
                                    "scene-0757",
                                    "scene-0796",
                                    "scene-1077",
                                    "scene-1094",
                                    "scene-1100"));

    private SplitFile() {}

    /**
     * The split of a word on the command line.
     *
     * @param word file or name; null for all
     * @param truth folder of the truth
     * @throws DatasetException if it is neither a file nor a name that is known there
     */
    public static Split read(String word, Path truth) throws IOException {
        if (word == null) {
            return Split.ALL;
        }
        Path file = Path.of(word);
        if (Files.isRegularFile(file)) {
            return Split.of(file.getFileName().toString(), listed(file));
        }
        if (MINI.containsKey(word)) {
            return Split.of(word, MINI.get(word));
        }
        Path parent = truth.toAbsolutePath().getParent();
        for (Path folder : parent == null ? List.of(truth) : List.of(truth, parent)) {
            Path annotations = folder.resolve("annotations.json");
            if (Files.isRegularFile(annotations)) {
                JsonNode scenes = json(annotations).path(word + "_split");
                if (scenes.isArray()) {
                    return Split.of(word, texts(scenes));
                }
            }
        }
        throw new DatasetException(
                word,
                "",
                "is neither a file nor a split of an annotations.json beside the truth",
                "Give a file with one scene or token a line.");
    }

    private static List<String> listed(Path file) throws IOException {
        if (file.toString().endsWith(".json")) {
            return texts(json(file));
        }
        List<String> words =
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                        .toList();
        if (words.isEmpty()) {
            throw new DatasetException(
                    file.getFileName().toString(), "", "lists nothing", "Add scenes or tokens.");
        }
        return words;
    }

    private static JsonNode json(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new DatasetException(
                    file.getFileName().toString(), "", "larger than 1 GiB", "Give a plain list.");
        }
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(n -> texts.add(n.asText()));
        return texts;
    }
}
