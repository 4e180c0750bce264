package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.spad.HistogramFile;
import dev.sightline.datasets.spad.Tmf8820Log;
import dev.sightline.datasets.spad.Tmf8829Log;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.datasets.spad.ZoneSnapshot;
import dev.sightline.dtof.SensorPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the file that {@code depth} was given, and settles its times: flags win over the file, the file over a preset. */
final class DepthInput {

    private DepthInput() {}

    /** How the file is laid out. */
    enum Format {
        NPZ,
        TMF8820,
        TMF8829,
        VL53L8,
        AMS
    }

    /**
     * Reads all histograms of a file.
     *
     * @throws DatasetException if they cannot be used
     */
    static ZoneHistograms read(Path file, Format format) throws DatasetException {
        Path name = file.getFileName();
        if (name == null || !Files.isRegularFile(file)) {
            throw UserError.failed(
                    file
                            + (Files.isDirectory(file) ? " is a folder" : ": no such file")
                            + ": give one file of histograms");
        }
        DatasetRoot root = DatasetRoot.of(file.toAbsolutePath().getParent());
        return switch (format) {
            case NPZ -> HistogramFile.read(root, name.toString());
            case TMF8820 -> Tmf8820Log.histograms(Tmf8820Log.read(root, name.toString()));
            case TMF8829 -> Tmf8829Log.histograms(Tmf8829Log.read(root, name.toString()));
            case VL53L8 -> ZoneSnapshot.VL53L8.read(root, name.toString());
            case AMS -> ZoneSnapshot.AMS.read(root, name.toString());
        };
    }

    /** What the command line says of the sensor. */
    record Flags(OptionalDouble binNs, Optional<String> irf, Optional<String> preset) {

        /** Decides bins and response. */
        DepthMaps.Sensor settle(ZoneHistograms input, String file) {
            Optional<SensorPreset> known = preset.map(SampleEdits::preset);
            if (binNs.isPresent() && !(binNs.getAsDouble() > 0 && binNs.getAsDouble() < 1e9)) {
                throw UserError.usage(
                        "--bin-ns is a positive width in nanoseconds, was " + binNs.getAsDouble());
            }
            double firstEdge =
                    input.timing().map(ZoneHistograms.Timing::firstEdgeSeconds).orElse(0.0);
            double bin =
                    binNs.isPresent()
                            ? binNs.getAsDouble() * 1e-9
                            : input.timing()
                                    .map(ZoneHistograms.Timing::binSeconds)
                                    .or(() -> known.map(p -> p.model().binSeconds()))
                                    .orElseThrow(
                                            () ->
                                                    missing(
                                                            file,
                                                            "how wide a time bin is",
                                                            "bin_seconds, bin_ns or edges_seconds",
                                                            "--bin-ns X"));
            return new DepthMaps.Sensor(
                    new ZoneHistograms.Timing(bin, firstEdge), sigma(input, file, known));
        }

        private double sigma(ZoneHistograms input, String file, Optional<SensorPreset> known) {
            if (irf.isPresent()) {
                return gaussian(irf.get());
            }
            ZoneHistograms.Response own = input.response();
            if (own.sampled() || own.tauSeconds() > 0) {
                throw UserError.failed(
                        file
                                + " says that its response is "
                                + (own.sampled()
                                        ? "measured (irf_samples)"
                                        : "not Gaussian (irf_tau_ns = " + own.tauSeconds() * 1e9)
                                + (own.sampled() ? "" : ")")
                                + ", and these estimators fit a Gaussian: give --irf gauss:SIGMA_NS to accept"
                                + " the bias of that");
            }
            if (!Double.isNaN(own.sigmaSeconds())) {
                return own.sigmaSeconds();
            }
            return known.map(p -> p.model().pulseSigmaSeconds())
                    .orElseThrow(
                            () ->
                                    missing(
                                            file,
                                            "what the sensor's response is",
                                            "irf_sigma_ns",
                                            "--irf gauss:SIGMA_NS"));
        }

        private static UserError missing(String file, String what, String key, String flag) {
            return UserError.failed(
                    file
                            + " does not say "
                            + what
                            + ": write the key "
                            + key
                            + ", or give "
                            + flag
                            + " or --sensor PRESET");
        }

        private static double gaussian(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            try {
                double ns = Double.parseDouble(lower.replaceFirst("^gauss:", ""));
                if (lower.startsWith("gauss:") && ns > 0 && ns < 1e6) {
                    return ns * 1e-9;
                }
            } catch (NumberFormatException e) {
                // told below, with what is right
            }
            throw UserError.usage(
                    "--irf is gauss:SIGMA_NS with a positive deviation in nanoseconds, such as gauss:0.42; was '"
                            + text
                            + "'");
        }
    }
}
