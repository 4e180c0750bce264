package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.datasets.spad.ZoneHistograms.Response;
import dev.sightline.datasets.spad.ZoneHistograms.Timing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Histograms under Sightline's own keys in an {@code .npz}: {@code counts} or {@code hist} with any leading axes and bins last;
 * {@code bin_seconds}, {@code bin_ns} or {@code edges_seconds}; {@code irf_sigma_ns}, {@code irf_tau_ns}, {@code irf_samples}. Other
 * keys, such as a simulation's truth, are skipped.
 */
public final class HistogramFile {

    private static final Set<String> KEYS =
            Set.of(
                    "counts",
                    "hist",
                    "bin_seconds",
                    "bin_ns",
                    "edges_seconds",
                    "irf_sigma_ns",
                    "irf_tau_ns",
                    "irf_samples");

    /** Relative difference of widths that still counts as equal: what rounding of edges to float32 leaves. */
    private static final double UNEQUAL = 1e-3;

    private HistogramFile() {}

    /**
     * Reads a file.
     *
     * @throws DatasetException if it is missing, damaged, or its counts, edges or times cannot be
     */
    public static ZoneHistograms read(DatasetRoot root, String name) throws DatasetException {
        return of(Npz.read(root, name, KEYS::contains), name);
    }

    /** Reads a file's bytes; {@code name} is how errors call it. */
    public static ZoneHistograms read(byte[] bytes, String name) throws DatasetException {
        return of(Npz.read(bytes, name), name);
    }

    private static ZoneHistograms of(Npz file, String name) throws DatasetException {
        String key = file.keys().contains("counts") ? "counts" : "hist";
        NpyArray array = file.require("counts", "hist");
        if (array.rank() < 1 || array.size() == 0) {
            throw new DatasetException(
                    name,
                    key,
                    "has shape " + Arrays.toString(array.shape()) + ", which holds no histogram",
                    "Give leading axes of any number and length, and the bins as the last axis.");
        }
        int[] shape = array.shape();
        int bins = shape[shape.length - 1];
        int[] counts = CountArray.of(array, name, key, CountArray.Fractions.REFUSED);
        return new ZoneHistograms(
                Arrays.copyOf(shape, shape.length - 1),
                bins,
                counts,
                timing(file, name, bins),
                response(file, name),
                List.of());
    }

    private static Optional<Timing> timing(Npz file, String name, int bins)
            throws DatasetException {
        if (file.array("edges_seconds").isPresent()) {
            return Optional.of(edges(file.require("edges_seconds"), name, bins));
        }
        for (String key : List.of("bin_seconds", "bin_ns")) {
            if (file.array(key).isPresent()) {
                double value = scalar(file.require(key), name, key);
                double seconds = key.equals("bin_ns") ? value * 1e-9 : value;
                if (!(seconds > 0 && seconds < 1)) {
                    throw new DatasetException(
                            name,
                            key,
                            "a bin cannot be " + value + " wide",
                            "Give a positive width, in the unit of the key's name.");
                }
                return Optional.of(new Timing(seconds, 0));
            }
        }
        return Optional.empty();
    }

    private static Timing edges(NpyArray array, String name, int bins) throws DatasetException {
        double[] edges = array.doubles();
        if (!array.hasShape(bins + 1)) {
            throw new DatasetException(
                    name,
                    "edges_seconds",
                    "has shape "
                            + Arrays.toString(array.shape())
                            + ", but "
                            + bins
                            + " bins have "
                            + (bins + 1)
                            + " edges",
                    "Give one edge more than bins.");
        }
        double width = (edges[bins] - edges[0]) / bins;
        for (int k = 0; k <= bins; k++) {
            if (!(Math.abs(edges[k]) < 1)) {
                throw new DatasetException(
                        name,
                        "edges_seconds[" + k + "]",
                        "is no time of flight: " + edges[k],
                        "Edges are finite, in seconds.");
            }
            if (k > 0 && !(edges[k] > edges[k - 1])) {
                throw new DatasetException(
                        name,
                        "edges_seconds[" + k + "]",
                        "edges must rise, but " + edges[k] + " follows " + edges[k - 1],
                        "Sort the bins by time.");
            }
        }
        for (int k = 1; k <= bins; k++) {
            if (Math.abs(edges[k] - edges[k - 1] - width) > UNEQUAL * width) {
                throw new DatasetException(
                        name,
                        "edges_seconds[" + k + "]",
                        "bins of unequal width: "
                                + (edges[k] - edges[k - 1])
                                + " s where the mean is "
                                + width
                                + " s",
                        "No estimator here takes such edges yet: rebin the counts to equal widths.");
            }
        }
        return new Timing(width, edges[0]);
    }

    private static Response response(Npz file, String name) throws DatasetException {
        if (file.array("irf_samples").isPresent()) {
            return new Response(Double.NaN, 0, true);
        }
        if (file.array("irf_sigma_ns").isEmpty()) {
            return Response.UNKNOWN;
        }
        double sigma = scalar(file.require("irf_sigma_ns"), name, "irf_sigma_ns");
        Optional<NpyArray> tail = file.array("irf_tau_ns");
        double tau = tail.isPresent() ? scalar(tail.get(), name, "irf_tau_ns") : 0;
        if (!(sigma > 0 && sigma < 1e6 && tau >= 0 && tau < 1e6)) {
            throw new DatasetException(
                    name,
                    "irf_sigma_ns",
                    "no response has a deviation of " + sigma + " ns and a tail of " + tau + " ns",
                    "Give a positive deviation, and a tail of 0 or more, in nanoseconds.");
        }
        return new Response(sigma * 1e-9, tau * 1e-9, false);
    }

    private static double scalar(NpyArray array, String name, String key) throws DatasetException {
        if (array.size() != 1) {
            throw new DatasetException(
                    name,
                    key,
                    "must be one number, has shape " + Arrays.toString(array.shape()),
                    "Write a scalar.");
        }
        return array.number(0);
    }
}
