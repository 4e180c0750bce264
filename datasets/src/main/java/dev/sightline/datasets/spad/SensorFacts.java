package dev.sightline.datasets.spad;

import dev.sightline.dtof.estimate.Counting;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one source (flags, a file, a sensor's description) says of how histograms came about; each part may be missing.
 *
 * @param times bins and where range zero is
 * @param response to a short pulse
 * @param detection which photons are counted
 * @param cycles laser pulses accumulated into a histogram
 * @param deadSeconds time for which a count blinds the detector, seconds
 */
public record SensorFacts(
        Optional<BinTimes> times,
        Optional<PulseShape> response,
        Optional<Counting.Kind> detection,
        OptionalInt cycles,
        OptionalDouble deadSeconds) {

    /** A source that says nothing. */
    public static final SensorFacts NONE =
            new SensorFacts(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalDouble.empty());

    /** Bins and response, nothing else. */
    public static SensorFacts of(BinTimes times, PulseShape response) {
        return NONE.times(times).response(response);
    }

    public SensorFacts times(BinTimes known) {
        return new SensorFacts(Optional.of(known), response, detection, cycles, deadSeconds);
    }

    public SensorFacts response(PulseShape known) {
        return new SensorFacts(times, Optional.of(known), detection, cycles, deadSeconds);
    }

    public SensorFacts detection(Counting.Kind known) {
        return new SensorFacts(times, response, Optional.of(known), cycles, deadSeconds);
    }

    public SensorFacts cycles(int known) {
        return new SensorFacts(times, response, detection, OptionalInt.of(known), deadSeconds);
    }

    public SensorFacts deadSeconds(double known) {
        return new SensorFacts(times, response, detection, cycles, OptionalDouble.of(known));
    }

    /** This source's word, and the other's where this one is silent. */
    public SensorFacts or(SensorFacts other) {
        return new SensorFacts(
                times.or(() -> other.times),
                response.or(() -> other.response),
                detection.or(() -> other.detection),
                cycles.isPresent() ? cycles : other.cycles,
                deadSeconds.isPresent() ? deadSeconds : other.deadSeconds);
    }
}
