package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.occupancy.metric.detection.DetectionBox;
import dev.sightline.occupancy.metric.detection.DetectionMatches;
import dev.sightline.occupancy.metric.detection.DetectionRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * The true boxes of a set of samples, in memory, against which files of predictions of any size are matched. Immutable.
 *
 * <p>Files of this form say nothing about bicycle racks, so cycles in racks count here as everywhere.
 */
public final class DetectionTruth {

    private final String file;
    private final Map<String, List<DetectionBox>> boxes; // by token, in file order
    private final Map<String, DetectionFile.EgoPlace> egos;

    private DetectionTruth(
            String file,
            Map<String, List<DetectionBox>> boxes,
            Map<String, DetectionFile.EgoPlace> egos) {
        this.file = file;
        this.boxes = boxes;
        this.egos = egos;
    }

    /** Reads a file of true boxes. */
    public static DetectionTruth read(DatasetRoot root, String name) throws DatasetException {
        Map<String, List<DetectionBox>> boxes = new LinkedHashMap<>();
        Map<String, DetectionFile.EgoPlace> egos = new HashMap<>();
        DetectionFile.forEach(
                root,
                name,
                DetectionFile.Role.TRUTH,
                Map.of(),
                (ordinal, token, ego, list) -> {
                    boxes.put(token, List.copyOf(list));
                    ego.ifPresent(place -> egos.put(token, place));
                });
        return new DetectionTruth(name, boxes, egos);
    }

    /** Tokens of all samples, in file order. */
    public Set<String> tokens() {
        return Collections.unmodifiableSet(boxes.keySet());
    }

    /**
     * What predictions and truth have in common.
     *
     * @param matched samples that both have, matched and mergeable
     * @param missing tokens of truth without predictions, not even an empty list; they are not scored
     * @param unexpected tokens of predictions without truth; they are not scored
     */
    public record Matched(DetectionMatches matched, List<String> missing, List<String> unexpected) {

        public Matched {
            missing = List.copyOf(missing);
            unexpected = List.copyOf(unexpected);
        }

        /**
         * Insists on full coverage, as the benchmark does.
         *
         * @throws DatasetException naming the first tokens that are missing or too many, and how many there are
         */
        public Matched requireWhole(String file) throws DatasetException {
            if (!missing.isEmpty()) {
                throw uncovered(file, missing, "have no predictions");
            }
            if (!unexpected.isEmpty()) {
                throw uncovered(file, unexpected, "are not in the truth");
            }
            return this;
        }

        private static DatasetException uncovered(String file, List<String> tokens, String what) {
            return new DatasetException(
                    file,
                    "token " + DetectionFile.shown(tokens.get(0)),
                    tokens.size() + " samples " + what + ", this is the first",
                    "Give each sample of the truth a list, empty if nothing was found, or allow partial data.");
        }
    }

    /**
     * Reads and matches a file of predictions, one sample in memory at a time.
     *
     * @param progress called after each sample with its token and the number of its predictions
     */
    public Matched match(
            DatasetRoot root, String name, DetectionRules rules, ObjIntConsumer<String> progress)
            throws DatasetException {
        Set<String> missing = new LinkedHashSet<>(boxes.keySet());
        List<String> unexpected = new ArrayList<>();
        DetectionMatches[] all = {DetectionMatches.empty(rules)};
        DetectionFile.forEach(
                root,
                name,
                DetectionFile.Role.PREDICTION,
                egos,
                (ordinal, token, ego, list) -> {
                    List<DetectionBox> truth = boxes.get(token);
                    if (truth == null) {
                        unexpected.add(token);
                    } else {
                        missing.remove(token);
                        all[0] =
                                all[0].merge(
                                        DetectionMatches.of(
                                                rules, ordinal, truth, list, List.of()));
                    }
                    progress.accept(token, list.size());
                });
        return new Matched(all[0], List.copyOf(missing), unexpected);
    }

    @Override
    public String toString() {
        return boxes.size() + " samples of " + file;
    }
}
