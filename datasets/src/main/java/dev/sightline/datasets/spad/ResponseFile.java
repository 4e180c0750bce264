package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A measured response in a file of its own: a row of samples as {@code .npy}, whose highest sample is time zero (a record that begins
 * with it is circular), or the response's keys of a histogram file as {@code .npz}.
 */
public final class ResponseFile {

    private ResponseFile() {}

    /**
     * Reads a response.
     *
     * @param stepSeconds time between samples: needed for {@code .npy}, which does not say
     * @throws DatasetException if it is missing, damaged, no response, or its step is unknown
     */
    public static PulseShape read(DatasetRoot root, String name, OptionalDouble stepSeconds)
            throws DatasetException {
        if (name.endsWith(".npz")) {
            Npz file = Npz.read(root, name, NpzFacts.RESPONSE_KEYS::contains);
            return new NpzFacts(file, name)
                    .response()
                    .orElseThrow(
                            () ->
                                    new DatasetException(
                                            name,
                                            "irf_samples",
                                            "is missing, and so is irf_sigma_ns",
                                            "Give a file that holds a response."));
        }
        return of(Npy.read(root, name), name, stepSeconds);
    }

    private static PulseShape of(NpyArray samples, String name, OptionalDouble stepSeconds)
            throws DatasetException {
        if (samples.rank() != 1) {
            throw new DatasetException(
                    name,
                    "",
                    "has shape " + Arrays.toString(samples.shape()) + ", a response is one row",
                    "Give the samples of one pulse.");
        }
        double step =
                stepSeconds.orElseThrow(
                        () ->
                                new DatasetException(
                                        name,
                                        "",
                                        "does not say how far apart its samples are",
                                        "Give --irf-step NS."));
        try {
            return PulseShape.peakAtZero(step, samples.doubles());
        } catch (IllegalArgumentException impossible) {
            throw new DatasetException(
                    name,
                    "",
                    "is no response: " + impossible.getMessage(),
                    "Samples are finite, not negative, and hold light.");
        }
    }
}
