package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the keys of an {@code .npz} say of the sensor: see {@code docs/formats/spad.md}. */
final class NpzFacts {

    static final Set<String> RESPONSE_KEYS =
            Set.of(
                    "irf_sigma_ns",
                    "irf_tau_ns",
                    "irf_samples",
                    "irf_step_seconds",
                    "irf_zero_index");

    static final Set<String> OTHER_KEYS =
            Set.of("bin_seconds", "bin_ns", "edges_seconds", "cycles", "dead_time_ns");

    /** Relative difference of widths that still counts as equal: what rounding of edges to float32 leaves. */
    private static final double UNEQUAL = 1e-3;

    private final Npz file;
    private final String name;

    NpzFacts(Npz file, String name) {
        this.file = file;
        this.name = name;
    }

    SensorFacts of(int bins) throws DatasetException {
        SensorFacts facts = SensorFacts.NONE;
        Optional<BinTimes> times = times(bins);
        if (times.isPresent()) {
            facts = facts.times(times.get());
        }
        Optional<PulseShape> response = response();
        if (response.isPresent()) {
            facts = facts.response(response.get());
        }
        if (file.array("cycles").isPresent()) {
            double cycles = scalar("cycles");
            if (!(cycles >= 1 && cycles <= Integer.MAX_VALUE && cycles == Math.rint(cycles))) {
                throw bad(
                        "cycles",
                        "cannot be " + cycles,
                        "Give the number of laser pulses of a histogram, a whole number from 1.");
            }
            facts = facts.cycles((int) cycles);
        }
        if (file.array("dead_time_ns").isPresent()) {
            double dead = scalar("dead_time_ns");
            if (!(dead >= 0 && dead < 1e6)) {
                throw bad("dead_time_ns", "cannot be " + dead, "Give 0 or more nanoseconds.");
            }
            facts = facts.deadSeconds(dead * 1e-9);
        }
        return facts;
    }

    private Optional<BinTimes> times(int bins) throws DatasetException {
        if (file.array("edges_seconds").isPresent()) {
            return Optional.of(edges(file.require("edges_seconds"), bins));
        }
        for (String key : List.of("bin_seconds", "bin_ns")) {
            if (file.array(key).isPresent()) {
                double value = scalar(key);
                double seconds = key.equals("bin_ns") ? value * 1e-9 : value;
                if (!(seconds > 0 && seconds < 1)) {
                    throw bad(
                            key,
                            "a bin cannot be " + value + " wide",
                            "Give a positive width, in the unit of the key's name.");
                }
                return Optional.of(new BinTimes(seconds, 0));
            }
        }
        return Optional.empty();
    }

    private BinTimes edges(NpyArray array, int bins) throws DatasetException {
        double[] edges = array.doubles();
        if (!array.hasShape(bins + 1)) {
            throw bad(
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
        boolean even = true;
        for (int k = 0; k <= bins; k++) {
            if (!(Math.abs(edges[k]) < 1)) {
                throw bad(
                        "edges_seconds[" + k + "]",
                        "is no time of flight: " + edges[k],
                        "Edges are finite, in seconds.");
            }
            if (k > 0 && !(edges[k] > edges[k - 1])) {
                throw bad(
                        "edges_seconds[" + k + "]",
                        "edges must rise, but " + edges[k] + " follows " + edges[k - 1],
                        "Sort the bins by time.");
            }
            even &= k == 0 || Math.abs(edges[k] - edges[k - 1] - width) <= UNEQUAL * width;
        }
        if (even) {
            return new BinTimes(width, edges[0]);
        }
        List<Double> inBins = new ArrayList<>(bins + 1);
        for (double edge : edges) {
            inBins.add((edge - edges[0]) / width);
        }
        for (int k = 1; k <= bins; k++) {
            if (!(inBins.get(k) > inBins.get(k - 1))) { // widths too small beside the mean one
                throw bad(
                        "edges_seconds[" + k + "]",
                        "a bin of no width: " + (edges[k] - edges[k - 1]) + " s",
                        "Leave such bins out.");
            }
        }
        return new BinTimes(width, edges[0], inBins);
    }

    /** The response, if a key tells of one. */
    Optional<PulseShape> response() throws DatasetException {
        try {
            if (file.array("irf_samples").isPresent()) {
                return Optional.of(measured());
            }
            if (file.array("irf_sigma_ns").isEmpty()) {
                return Optional.empty();
            }
            double tau = file.array("irf_tau_ns").isPresent() ? scalar("irf_tau_ns") : 0;
            return Optional.of(PulseShape.emg(scalar("irf_sigma_ns") * 1e-9, tau * 1e-9));
        } catch (IllegalArgumentException impossible) {
            throw bad(
                    file.array("irf_samples").isPresent() ? "irf_samples" : "irf_sigma_ns",
                    String.valueOf(impossible.getMessage()),
                    "Give a positive deviation and a tail of 0 or more, or samples that are not negative and hold light.");
        }
    }

    private PulseShape measured() throws DatasetException {
        NpyArray samples = file.require("irf_samples");
        if (samples.rank() != 1) {
            throw bad(
                    "irf_samples",
                    "has shape " + Arrays.toString(samples.shape()),
                    "Give one row of samples.");
        }
        for (String key : List.of("irf_step_seconds", "irf_zero_index")) {
            if (file.array(key).isEmpty()) {
                throw bad(
                        key,
                        "is missing, and a measured response is nothing without it",
                        "Write the time between samples and the number of the sample at time zero.");
            }
        }
        return PulseShape.measured(
                scalar("irf_step_seconds"), scalar("irf_zero_index"), samples.doubles());
    }

    private double scalar(String key) throws DatasetException {
        NpyArray array = file.require(key);
        if (array.size() != 1) {
            throw bad(
                    key,
                    "must be one number, has shape " + Arrays.toString(array.shape()),
                    "Write a scalar.");
        }
        return array.number(0);
    }

    private DatasetException bad(String key, String reason, String remedy) {
        return new DatasetException(name, key, reason, remedy);
    }
}
