package dev.sightline.perception.sample;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns measurements and ego poses that arrive one by one, out of order, into samples.
 *
 * <p>A sample is made for every measurement of the reference sensor. Of each other sensor it takes the measurement nearest in time,
 * if that is within the tolerance; of equally near ones the earlier. A sample is ready when the newest arrival of anything is
 * later than its reference by more than twice the tolerance, so lateness up to the tolerance changes nothing. What arrives too late
 * for every sample to come is refused and counted. Memory is bounded by {@code capacity} measurements; the oldest go first and are
 * counted.
 *
 * <p>Not thread-safe: one thread pushes and polls.
 */
public final class Synchronizer {

    /**
     * Settings of a synchroniser.
     *
     * @param scene name given to the samples' scene
     * @param reference sensor that sets the pace
     * @param toleranceNs how far another sensor's start may be from the reference, ns
     * @param capacity most measurements kept
     */
    public record Config(String scene, Frame reference, long toleranceNs, int capacity) {

        public Config {
            if (toleranceNs <= 0 || capacity < 1) {
                throw new IllegalArgumentException(
                        "tolerance and capacity must be positive, were "
                                + toleranceNs
                                + " ns, "
                                + capacity);
            }
        }
    }

    /** Poses kept at most, the newest: a quarter of an hour at 100 Hz. */
    static final int MAX_POSES = 100_000;

    private final Config config;
    private final SensorRig rig;
    private final TreeMap<Long, Pose> poses = new TreeMap<>();
    private final List<Measurement> held = new ArrayList<>(); // by start time, then sensor
    private long newestNs = Long.MIN_VALUE;
    private long doneNs = Long.MIN_VALUE;
    private long refused;

    public Synchronizer(Config config, SensorRig rig) {
        this.config = config;
        this.rig = rig;
    }

    /** Adds an ego pose; a second pose of the same time replaces the first. */
    public void push(long timeNs, Pose worldFromEgo) {
        FrameMismatchException.require("target of the pose", Frame.WORLD, worldFromEgo.target());
        FrameMismatchException.require("source of the pose", Frame.EGO, worldFromEgo.source());
        poses.put(timeNs, worldFromEgo);
        if (poses.size() > MAX_POSES) {
            poses.pollFirstEntry();
        }
    }

    /** Adds a measurement of a sensor of the rig; one that is too late, or a repeated one, is refused and counted. */
    public void push(Measurement m) {
        rig.egoFrom(m.frame());
        boolean reference = m.frame().equals(config.reference);
        long usefulNs = reference ? doneNs + 1 : doneNs - config.toleranceNs;
        boolean late = doneNs != Long.MIN_VALUE && m.startNs() < usefulNs;
        boolean repeated =
                held.stream()
                        .anyMatch(h -> h.startNs() == m.startNs() && h.frame().equals(m.frame()));
        if (late || repeated) {
            refused++;
            return;
        }
        held.add(m);
        held.sort(
                Comparator.comparingLong(Measurement::startNs)
                        .thenComparing(h -> h.frame().name()));
        newestNs = Math.max(newestNs, m.startNs());
        while (held.size() > config.capacity) {
            held.remove(0);
            refused++;
        }
    }

    /** The next sample whose neighbours can no longer change, if any. */
    public Optional<Sample> poll() {
        return next(newestNs - 2 * config.toleranceNs);
    }

    /** The next sample from what is there, complete or not: for the end of a recording. */
    public Optional<Sample> drain() {
        return next(Long.MAX_VALUE);
    }

    /** Measurements that were too late, repeated, over capacity, or outside all poses. */
    public long refused() {
        return refused;
    }

    private Optional<Sample> next(long readyNs) {
        while (true) {
            Optional<Measurement> reference =
                    held.stream()
                            .filter(m -> m.frame().equals(config.reference) && m.startNs() > doneNs)
                            .findFirst();
            if (reference.isEmpty() || reference.get().startNs() >= readyNs) {
                return Optional.empty();
            }
            doneNs = reference.get().startNs();
            Optional<Sample> sample = assemble(reference.get());
            held.removeIf(m -> m.startNs() < doneNs - config.toleranceNs);
            forgetPoses(doneNs - 4 * config.toleranceNs);
            if (sample.isPresent()) {
                return sample;
            }
            refused++;
        }
    }

    /** Drops the poses before a time, but keeps the last of them: the next sample may lie between it and a later one. */
    private void forgetPoses(long beforeNs) {
        Long last = poses.floorKey(beforeNs);
        if (last != null) {
            poses.headMap(last).clear();
        }
    }

    private Optional<Sample> assemble(Measurement reference) {
        List<Measurement> chosen = new ArrayList<>();
        rig.mounts().forEach(mount -> nearest(mount.frame(), reference).ifPresent(chosen::add));
        if (poses.isEmpty()) {
            return Optional.empty();
        }
        PoseTrack track = trackOver(chosen, reference.startNs());
        List<Measurement> covered =
                chosen.stream()
                        .filter(m -> track.covers(m.startNs()) && track.covers(m.endNs()))
                        .toList();
        refused += chosen.size() - covered.size();
        if (!covered.contains(reference)) {
            refused--; // counted once by the caller
            return Optional.empty();
        }
        long time = reference.startNs();
        return Optional.of(
                new Sample(config.scene, Long.toString(time), time, rig, track, covered));
    }

    /**
     * The poses that a sample needs, and those of the last three tolerances for its velocity. Not all that have arrived: how many
     * came early must not show in the sample.
     */
    private PoseTrack trackOver(List<Measurement> chosen, long referenceNs) {
        long fromNs = referenceNs - 3 * config.toleranceNs;
        long toNs = referenceNs;
        for (Measurement m : chosen) {
            fromNs = Math.min(fromNs, m.startNs());
            toNs = Math.max(toNs, m.endNs());
        }
        Long first = poses.floorKey(fromNs);
        Long last = poses.ceilingKey(toNs);
        NavigableMap<Long, Pose> needed =
                poses.subMap(
                        first == null ? poses.firstKey() : first,
                        true,
                        last == null ? poses.lastKey() : last,
                        true);
        return PoseTrack.of(
                needed.keySet().stream().mapToLong(Long::longValue).toArray(),
                List.copyOf(needed.values()));
    }

    private Optional<Measurement> nearest(Frame sensor, Measurement reference) {
        return held.stream()
                .filter(m -> m.frame().equals(sensor))
                .filter(m -> Math.abs(m.startNs() - reference.startNs()) <= config.toleranceNs)
                .min(Comparator.comparingLong(m -> Math.abs(m.startNs() - reference.startNs())));
    }

    /** What is waiting, by sensor: for status lines. */
    public Map<String, Integer> waiting() {
        Map<String, Integer> counts = new TreeMap<>();
        held.forEach(m -> counts.merge(m.frame().name(), 1, Integer::sum));
        return counts;
    }
}
