package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.util.Arrays;
import java.util.List;

/**
 * Histograms under Sightline's own keys in an {@code .npz}: {@code counts} or {@code hist} with any leading axes and bins last;
 * {@code bin_seconds}, {@code bin_ns} or {@code edges_seconds}; {@code irf_sigma_ns}, {@code irf_tau_ns}, or {@code irf_samples},
 * {@code irf_step_seconds}, {@code irf_zero_index}; {@code cycles}, {@code dead_time_ns}. Other keys, such as a simulation's truth, are
 * skipped.
 */
public final class HistogramFile {

    private HistogramFile() {}

    /**
     * Reads a file.
     *
     * @throws DatasetException if it is missing, damaged, or its counts, edges or times cannot be
     */
    public static ZoneHistograms read(DatasetRoot root, String name) throws DatasetException {
        return of(Npz.read(root, name, HistogramFile::known), name);
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
                new NpzFacts(file, name).of(bins),
                List.of());
    }

    private static boolean known(String key) {
        return key.equals("counts")
                || key.equals("hist")
                || NpzFacts.RESPONSE_KEYS.contains(key)
                || NpzFacts.OTHER_KEYS.contains(key);
    }
}
