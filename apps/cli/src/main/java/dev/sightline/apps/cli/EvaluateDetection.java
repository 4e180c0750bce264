package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.nuscenes.DetectionTruth;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.detection.DetectionRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nuScenes detection score of one result file against one file of truth: a few seconds in one pass, so nothing is resumed. */
final class EvaluateDetection {

    /** The protocol's name. */
    static final String PROTOCOL = "nuscenes-detection";

    private static final int NAMED = 20;

    private final EvaluateOptions options;
    private final PrintWriter err;

    EvaluateDetection(EvaluateOptions options, PrintWriter err) {
        this.options = options;
        this.err = err;
    }

    /**
     * Matches both files.
     *
     * @return what {@code metrics.json} says
     * @throws UserError if samples are missing and partial data was not allowed
     */
    Map<String, Object> metrics() throws IOException {
        DetectionTruth truth = DetectionTruth.read(root(options.truth), file(options.truth));
        DetectionTruth.Matched matched =
                truth.match(
                        root(options.predictions),
                        file(options.predictions),
                        DetectionRules.CVPR_2019,
                        (token, boxes) -> {});
        if (!matched.unexpected().isEmpty()) {
            err.println(
                    "note: "
                            + matched.unexpected().size()
                            + " samples of the predictions have no truth; not scored");
        }
        if (!matched.missing().isEmpty()) {
            String sentence =
                    matched.missing().size()
                            + " of "
                            + truth.tokens().size()
                            + " samples have no prediction: "
                            + first(matched.missing());
            if (!options.allowPartial) {
                throw UserError.failed(
                        sentence
                                + ". Give each a list, empty if nothing was found, or score the rest with --allow-partial");
            }
            err.println("note: " + sentence);
        }
        long samples = truth.tokens().size() - (long) matched.missing().size();
        if (samples == 0) {
            throw UserError.failed("no sample is in both files");
        }
        Protocol protocol = Protocol.of(PROTOCOL);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/evaluate/1");
        tree.put("protocol", protocol.name());
        tree.put("protocol_version", protocol.version());
        tree.put("frames", samples);
        tree.put("skipped", 0L);
        tree.put("mask", null);
        tree.put("nan_rule", null);
        tree.putAll(matched.matched().score().tree());
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("protocol_sha256", protocol.sha256());
        identity.put("source", protocol.source());
        identity.put("classes", protocol.classes());
        identity.put("excluded_class", null);
        identity.put("frames", samples);
        identity.put("missing", matched.missing().size());
        identity.put("truth_sha256", sha256(options.truth));
        identity.put("predictions_sha256", sha256(options.predictions));
        tree.put("identity", identity);
        tree.put("lost", List.of());
        return tree;
    }

    private static String first(List<String> words) {
        return String.join(", ", words.subList(0, Math.min(NAMED, words.size())))
                + (words.size() > NAMED ? " and " + (words.size() - NAMED) + " more" : "");
    }

    private static DatasetRoot root(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw UserError.usage(
                    file + " is no file: " + PROTOCOL + " takes the JSON files themselves");
        }
        return DatasetRoot.of(file.toAbsolutePath().getParent());
    }

    private static String file(Path file) {
        return file.getFileName().toString();
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
