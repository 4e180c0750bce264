package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.spad.BinTimes;
import dev.sightline.datasets.spad.PulseShape;
import dev.sightline.datasets.spad.SensorDescription;
import dev.sightline.datasets.spad.SensorFacts;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What holds of the sensor after flags, file and preset were weighed: flags win over the file, the file over the preset.
 *
 * @param times of the bins
 * @param bins number of them
 * @param response to a short pulse
 * @param counting which photons are counted
 */
record DepthSensor(BinTimes times, int bins, PulseShape response, Counting counting) {

    /** Numbers that the likelihood's search tables may hold: 256 MiB. */
    private static final long MOST_TABLE = 1L << 25;

    /**
     * Decides.
     *
     * @param file as errors call it
     * @throws UserError if something is missing or impossible
     */
    static DepthSensor settle(ZoneHistograms input, String file, SensorFlags flags)
            throws DatasetException {
        SensorFacts preset =
                flags.description().map(SensorDescription::facts).orElse(SensorFacts.NONE);
        SensorFacts facts = flags.facts().or(input.facts()).or(preset);
        BinTimes times = times(facts.times(), flags.binSeconds(), file);
        PulseShape response =
                facts.response()
                        .orElseThrow(
                                () ->
                                        missing(
                                                file,
                                                "what the sensor's response is",
                                                "irf_sigma_ns",
                                                "--irf gauss:SIGMA_NS"));
        Counting.Kind kind = facts.detection().orElse(Counting.Kind.POISSON);
        flags.requireUsed(kind);
        return new DepthSensor(
                times, input.bins(), response, counting(kind, facts, times, input, file));
    }

    private static BinTimes times(Optional<BinTimes> known, OptionalDouble width, String file) {
        if (width.isPresent()) {
            double bin = width.getAsDouble();
            return known.map(t -> t.binSeconds(bin)).orElseGet(() -> new BinTimes(bin, 0));
        }
        return known.orElseThrow(
                () ->
                        missing(
                                file,
                                "how wide a time bin is",
                                "bin_seconds, bin_ns or edges_seconds",
                                "--bin-ns X"));
    }

    private static Counting counting(
            Counting.Kind kind,
            SensorFacts facts,
            BinTimes times,
            ZoneHistograms input,
            String file) {
        if (kind == Counting.Kind.POISSON) {
            return Counting.poisson();
        }
        int cycles =
                facts.cycles()
                        .orElseThrow(
                                () ->
                                        missing(
                                                file,
                                                "how many laser pulses made a histogram",
                                                "cycles",
                                                "--cycles N"));
        if (kind == Counting.Kind.FIRST_PHOTON) {
            return Counting.firstPhoton(cycles);
        }
        double dead =
                facts.deadSeconds()
                        .orElseThrow(
                                () ->
                                        missing(
                                                file,
                                                "for how long a count blinds the detector",
                                                "dead_time_ns",
                                                "--dead-time-ns X"));
        if (times.isUneven()) {
            throw UserError.failed(
                    file
                            + " has bins of unequal width, and a dead time is counted in equal ones: use --detection first-photon or"
                            + " linear, or rebin");
        }
        double bins = Math.rint(dead / times.binSeconds());
        if (bins >= input.bins()) {
            throw UserError.failed(
                    "a dead time of "
                            + dead * 1e9
                            + " ns is "
                            + (long) bins
                            + " bins, as long as a whole histogram of "
                            + input.bins()
                            + " in "
                            + file
                            + ": such a detector counts first photons (--detection first-photon)");
        }
        return Counting.freeRunning(cycles, (int) bins);
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
                        + " or --sensor PRESET|FILE");
    }

    /** Whether a Gaussian in even bins that count every photon is all there is: what the filters take. */
    boolean isPlain() {
        return response.isGaussian()
                && !times.isUneven()
                && counting.kind() == Counting.Kind.POISSON;
    }

    /** Why {@link #isPlain} is false, in words. */
    String unplain() {
        return !response.isGaussian()
                ? "the response is not Gaussian (" + response.words() + ")"
                : times.isUneven()
                        ? "the bins are of unequal width"
                        : "the detection is " + SensorFlags.word(counting.kind());
    }

    /** A row of zones of this sensor. Estimation looks at no angle, so one radian is as good as any. */
    DtofModel row(int zones) {
        return new DtofModel(1, zones, 1, 1, bins, times.binSeconds(), response.sigmaSeconds(), 1);
    }

    /** The response in the bins. */
    BinnedResponse binned() {
        double support = (response.response().to() - response.response().from());
        double lit = Math.min(bins, Math.ceil(support / times.binSeconds()) + 1);
        if (2.0 * bins * lit > MOST_TABLE) {
            throw UserError.failed(
                    "a response that spans "
                            + (long) lit
                            + " of "
                            + bins
                            + " bins is more than the likelihood can search: rebin the counts, or use --estimator matched");
        }
        return BinnedResponse.calibrated(
                response.response(), times.binSeconds(), times.edges(bins));
    }
}
