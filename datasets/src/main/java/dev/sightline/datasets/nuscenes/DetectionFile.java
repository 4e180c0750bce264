package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.occupancy.metric.detection.DetectionBox;
import dev.sightline.occupancy.metric.detection.DetectionRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of boxes in the form of the nuScenes detection results: {@code {"results": {sample_token: [box, ...]}}}. Truth has the same form,
 * under {@code results} or {@code gt}; predictions under {@code results} or {@code pred}, so that one file may hold both. Files ending in
 * {@code .gz} are inflated. Read one sample at a time.
 *
 * <p>A box: {@code sample_token}, {@code translation} (world, metres), {@code size} (width, length, height), {@code rotation} (w, x, y, z),
 * {@code velocity} (two numbers; NaN or null is unknown), {@code detection_name}, {@code attribute_name} ("" is none); predictions
 * {@code detection_score}; truth {@code num_pts}; {@code ego_translation} (centre minus the ego's place, world axes), which truth must have
 * and predictions may leave out. Where it is known from the truth where the ego was, what a prediction says of it does not count, as in
 * the reference: many writers leave zeros there, and every box would be near.
 */
public final class DetectionFile {

    /** What a file's boxes are. */
    public enum Role {
        TRUTH("gt", 10_000),
        PREDICTION("pred", DetectionRules.CVPR_2019.maxBoxes());

        private final String member;
        private final int maxBoxes;

        Role(String member, int maxBoxes) {
            this.member = member;
            this.maxBoxes = maxBoxes;
        }
    }

    /** The most samples that a file may have. */
    public static final int MAX_SAMPLES = 2_000_000;

    private static final Set<String> KEPT =
            Set.of(
                    "sample_token",
                    "translation",
                    "size",
                    "rotation",
                    "velocity",
                    "ego_translation",
                    "num_pts",
                    "detection_name",
                    "detection_score",
                    "attribute_name");

    /** What is done with a sample. */
    public interface Visitor {

        /**
         * Takes a sample.
         *
         * @param ordinal its place in the file, from 0
         * @param ego where the ego was, as far as its boxes say
         * @param boxes in the order of the file; may be none
         */
        void sample(int ordinal, String token, Optional<EgoPlace> ego, List<DetectionBox> boxes)
                throws DatasetException;
    }

    /** Where the ego is in the world's ground plane, metres. */
    public record EgoPlace(double x, double y) {}

    private DetectionFile() {}

    /**
     * Reads all samples in file order.
     *
     * @param egoOf where the ego was in each sample; may be empty
     * @throws DatasetException if a box cannot be read, with the file, the byte and the token; if a token occurs twice; if a sample has more
     *     boxes than the rules allow
     */
    public static void forEach(
            DatasetRoot root, String name, Role role, Map<String, EgoPlace> egoOf, Visitor visitor)
            throws DatasetException {
        JsonTable.forEachGroup(
                root,
                name,
                Set.of(role.member, "results"),
                KEPT,
                new Samples(name, role, egoOf, visitor));
    }

    /** Collects the rows of a sample. */
    private static final class Samples implements JsonTable.GroupVisitor {

        private final String file;
        private final Role role;
        private final Map<String, EgoPlace> egoOf;
        private final Visitor visitor;
        private final Set<String> seen = new HashSet<>();
        private List<DetectionBox> boxes = List.of();
        private Optional<EgoPlace> ego = Optional.empty();

        Samples(String file, Role role, Map<String, EgoPlace> egoOf, Visitor visitor) {
            this.file = file;
            this.role = role;
            this.egoOf = egoOf;
            this.visitor = visitor;
        }

        @Override
        public void begin(String token) throws DatasetException {
            if (!seen.add(token)) {
                throw bad(token, "occurs twice", "Keep one list of boxes per sample.");
            }
            if (seen.size() > MAX_SAMPLES) {
                throw bad(token, "is sample number " + seen.size(), "Split the file.");
            }
            boxes = new ArrayList<>();
            ego = Optional.ofNullable(egoOf.get(token));
        }

        @Override
        public void row(String token, JsonRow row) throws DatasetException {
            if (boxes.size() == role.maxBoxes) {
                throw bad(
                        token,
                        "has more than " + role.maxBoxes + " boxes",
                        "Keep the surest "
                                + role.maxBoxes
                                + ": the benchmark refuses files with more.");
            }
            if (!row.text("sample_token").equals(token)) {
                throw row.bad("sample_token", "is not '" + shown(token) + "', the list it is in");
            }
            DetectionRow box = new DetectionRow(row, role == Role.TRUTH);
            if (ego.isEmpty()) {
                ego = box.ego();
            }
            boxes.add(box.box(ego, egoOf.containsKey(token)));
        }

        @Override
        public void end(String token) throws DatasetException {
            visitor.sample(seen.size() - 1, token, ego, boxes);
        }

        private DatasetException bad(String token, String reason, String remedy) {
            return new DatasetException(file, "token " + shown(token), reason, remedy);
        }
    }

    /** A name from a file, fit for a message. */
    static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "..." : plain;
    }
}
