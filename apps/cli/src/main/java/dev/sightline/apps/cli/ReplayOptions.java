package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Stage;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of {@code replay}; fields are filled by picocli, or by {@code demo} with the defaults. */
final class ReplayOptions {

    /** How fast a recording is replayed; results do not depend on it. */
    enum Rate {
        MAX(0),
        ONE(1),
        TWO(2);

        /** Recorded seconds per second; 0 is as fast as it goes. */
        final double factor;

        Rate(double factor) {
            this.factor = factor;
        }

        static Rate of(String text) {
            return switch (text) {
                case "max" -> MAX;
                case "1" -> ONE;
                case "2" -> TWO;
                default -> throw UserError.usage("--rate is max, 1 or 2, not '" + text + "'");
            };
        }
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results go (default: the next sightline-out/replay-NNN).")
    Path out;

    @Option(names = "--force", description = "Replace DIR if it exists, and discard a DIR.partial.")
    boolean force;

    @Option(names = "--scene", paramLabel = "NAME", description = "Only this scene.")
    String scene;

    @Option(
            names = "--from",
            paramLabel = "S",
            description = "Seconds after the scene's first sample.")
    double from = Double.NEGATIVE_INFINITY;

    @Option(
            names = "--to",
            paramLabel = "S",
            description = "Seconds after the scene's first sample.")
    double to = Double.POSITIVE_INFINITY;

    @Option(
            names = "--stages",
            split = ",",
            paramLabel = "STAGE",
            description = "Any of depth,bev,occupancy,plan (default: all).")
    Set<Stage> stages = EnumSet.allOf(Stage.class);

    @Option(names = "--rate", paramLabel = "max|1|2", description = "Replay speed (default: max).")
    String rate = "max";

    @Option(
            names = "--drop",
            split = ",",
            paramLabel = "SENSOR",
            description = "Leave sensors out, as if they had failed.")
    Set<String> drop = new LinkedHashSet<>();

    @Option(
            names = "--lidar-as-dtof",
            paramLabel = "PRESET",
            description =
                    "Turn LiDAR scans into the photon histograms of a dToF sensor, and use those.")
    String lidarAsDtof;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed = 7;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for reading and drawing; results do not depend on it.")
    int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    /** Checks what the types cannot. */
    void validate() {
        Rate.of(rate);
        if (threads < 1 || threads > 256) {
            throw UserError.usage("--threads is 1..256, not " + threads);
        }
        if (!(from <= to)) {
            throw UserError.usage("--from " + from + " is after --to " + to);
        }
        if (lidarAsDtof != null) {
            SampleEdits.preset(lidarAsDtof);
        }
        if (stages.isEmpty()) {
            throw UserError.usage("--stages names none of " + List.of(Stage.values()));
        }
    }
}
