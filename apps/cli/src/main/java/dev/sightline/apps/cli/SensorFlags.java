package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.spad.PulseShape;
import dev.sightline.datasets.spad.ResponseFile;
import dev.sightline.datasets.spad.SensorDescription;
import dev.sightline.datasets.spad.SensorFacts;
import dev.sightline.dtof.estimate.Counting;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What the command line of {@code depth} says of the sensor. */
final class SensorFlags {

    private static final String FORMS =
            "--irf is gauss:SIGMA_NS, emg:SIGMA_NS:TAU_NS, or a file of samples (.npy with --irf-step NS, or .npz)";

    @Option(
            names = "--sensor",
            paramLabel = "PRESET|FILE",
            description = "A known sensor, or a description (.json).")
    Optional<String> sensor;

    @Option(
            names = "--irf",
            paramLabel = "SHAPE",
            description = "gauss:SIGMA_NS, emg:SIGMA_NS:TAU_NS or FILE.")
    Optional<String> irf;

    @Option(names = "--irf-step", paramLabel = "NS", description = "Step of FILE's samples.")
    Double irfStepNs;

    @Option(names = "--bin-ns", paramLabel = "X", description = "Width of a time bin.")
    Double binNs;

    @Option(
            names = "--detection",
            paramLabel = "KIND",
            description = "linear (default), first-photon or free-running.")
    String detection;

    @Option(names = "--cycles", paramLabel = "N", description = "Laser pulses of a histogram.")
    Integer cycles;

    @Option(
            names = "--dead-time-ns",
            paramLabel = "X",
            description = "What a count blinds a free-running one for.")
    Double deadTimeNs;

    /** The sensor named by {@code --sensor}. */
    Optional<SensorDescription> description() throws DatasetException {
        return sensor.isPresent() ? Optional.of(SensorChoice.of(sensor.get())) : Optional.empty();
    }

    /** Width of a bin, seconds, if {@code --bin-ns} gives one. */
    OptionalDouble binSeconds() {
        if (binNs == null) {
            return OptionalDouble.empty();
        }
        if (!(binNs > 0 && binNs < 1e9)) {
            throw UserError.usage("--bin-ns is a positive width in nanoseconds, was " + binNs);
        }
        return OptionalDouble.of(binNs * 1e-9);
    }

    /** Everything but the bins. */
    SensorFacts facts() throws DatasetException {
        SensorFacts facts = SensorFacts.NONE;
        if (irf.isPresent()) {
            facts = facts.response(response(irf.get()));
        } else if (irfStepNs != null) {
            throw UserError.usage("--irf-step goes with --irf FILE");
        }
        if (detection != null) {
            facts = facts.detection(kind(detection));
        }
        if (cycles != null) {
            if (cycles < 1) {
                throw UserError.usage("--cycles is a number of pulses from 1, was " + cycles);
            }
            facts = facts.cycles(cycles);
        }
        if (deadTimeNs != null) {
            if (!(deadTimeNs >= 0 && deadTimeNs < 1e6)) {
                throw UserError.usage("--dead-time-ns is 0 or more, was " + deadTimeNs);
            }
            facts = facts.deadSeconds(deadTimeNs * 1e-9);
        }
        return facts;
    }

    /** Refuses flags that the detection in force does not look at. */
    void requireUsed(Counting.Kind kind) {
        if (cycles != null && kind == Counting.Kind.POISSON) {
            throw UserError.usage(
                    "--cycles counts only with --detection first-photon or free-running");
        }
        if (deadTimeNs != null && kind != Counting.Kind.FREE_RUNNING) {
            throw UserError.usage("--dead-time-ns counts only with --detection free-running");
        }
    }

    private static Counting.Kind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "linear" -> Counting.Kind.POISSON;
            case "first-photon" -> Counting.Kind.FIRST_PHOTON;
            case "free-running" -> Counting.Kind.FREE_RUNNING;
            default ->
                    throw UserError.usage(
                            "--detection is linear, first-photon or free-running, was '"
                                    + word
                                    + "'");
        };
    }

    /** How the command line calls a detection. */
    static String word(Counting.Kind kind) {
        return switch (kind) {
            case POISSON -> "linear";
            case FIRST_PHOTON -> "first-photon";
            case FREE_RUNNING -> "free-running";
        };
    }

    private PulseShape response(String text) throws DatasetException {
        String[] parts = text.split(":", -1);
        String form = parts[0].toLowerCase(Locale.ROOT);
        boolean gauss = form.equals("gauss") && parts.length == 2;
        boolean emg = form.equals("emg") && parts.length == 3;
        if (gauss || emg) {
            try {
                double tau = emg ? Double.parseDouble(parts[2]) : 0;
                return PulseShape.emg(Double.parseDouble(parts[1]) * 1e-9, tau * 1e-9);
            } catch (IllegalArgumentException impossible) { // NumberFormatException is one
                throw UserError.usage(
                        FORMS + "; '" + text + "' will not do: " + impossible.getMessage());
            }
        }
        Path file =
                SensorChoice.existing(text)
                        .orElseThrow(
                                () ->
                                        UserError.usage(
                                                FORMS
                                                        + "; '"
                                                        + text
                                                        + "' is neither, nor a file that is there"));
        if (irfStepNs != null && !(irfStepNs > 0 && irfStepNs < 1e6)) {
            throw UserError.usage("--irf-step is a positive time in ns, was " + irfStepNs);
        }
        return ResponseFile.read(
                SensorChoice.folder(file),
                String.valueOf(file.getFileName()),
                irfStepNs == null ? OptionalDouble.empty() : OptionalDouble.of(irfStepNs * 1e-9));
    }
}
