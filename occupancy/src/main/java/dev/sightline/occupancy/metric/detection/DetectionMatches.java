package dev.sightline.occupancy.metric.detection;

import dev.sightline.occupancy.metric.MetricState;
import dev.sightline.perception.object.Box;
import java.nio.BufferUnderflowException;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The matches of any number of samples: the state of the nuScenes detection score. Samples are matched one by one, on any thread and in
 * any order; {@link #score} sorts all predictions at the end, surest first. Immutable; merging takes constant time.
 *
 * <p>Among predictions of equal score the reference puts the one with the higher index first. Here the index of a prediction is the
 * place of its sample in the prediction file, then its place in the sample, which is the reference's own order; so the place of
 * each sample is part of the state, and the result depends on no order of merging.
 *
 * <p>Unlike the counts of other metrics, {@link #counters} of two states are not added: they are read back with {@link #of(
 * DetectionRules, long[])} and merged. A state merged with itself is refused by {@link #score}, so scenes cannot be drawn twice: {@link
 * dev.sightline.occupancy.metric.Bootstrap} is not for this state.
 */
public final class DetectionMatches implements MetricState<DetectionMatches> {

    private final DetectionRules rules;
    private final Optional<SampleMatches> sample; // a leaf
    private final List<DetectionMatches> parts; // or a pair, or none: empty

    private DetectionMatches(
            DetectionRules rules, Optional<SampleMatches> sample, List<DetectionMatches> parts) {
        this.rules = rules;
        this.sample = sample;
        this.parts = parts;
    }

    /** No sample. */
    public static DetectionMatches empty(DetectionRules rules) {
        return new DetectionMatches(rules, Optional.empty(), List.of());
    }

    /**
     * Filters and matches the boxes of one sample.
     *
     * @param ordinal place of the sample in the prediction file, from 0; no other sample has it
     * @param truths all its true boxes
     * @param predictions all its predictions, in the order of the file
     * @param racks its bicycle racks, in the world; none where the data has none
     * @throws IllegalArgumentException if there are more predictions than the rules allow, before the filter as in the reference
     */
    public static DetectionMatches of(
            DetectionRules rules,
            long ordinal,
            List<DetectionBox> truths,
            List<DetectionBox> predictions,
            List<Box> racks) {
        if (predictions.size() > rules.maxBoxes()) {
            throw new IllegalArgumentException(
                    predictions.size()
                            + " predictions in sample "
                            + ordinal
                            + ", at most "
                            + rules.maxBoxes()
                            + " are allowed");
        }
        SampleMatches matches =
                SampleMatches.of(
                        ordinal,
                        rules.counted(truths, racks),
                        rules.counted(predictions, racks),
                        rules);
        return new DetectionMatches(rules, Optional.of(matches), List.of());
    }

    /**
     * A state from its counters.
     *
     * @param counters as {@link #counters} gave them
     * @throws IllegalArgumentException if they are not whole
     */
    public static DetectionMatches of(DetectionRules rules, long[] counters) {
        DetectionMatches all = empty(rules);
        LongBuffer in = LongBuffer.wrap(counters);
        try {
            while (in.hasRemaining()) {
                SampleMatches one = SampleMatches.read(in, rules);
                all = all.merge(new DetectionMatches(rules, Optional.of(one), List.of()));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    counters.length + " counters are no whole detection matches", e);
        }
        return all;
    }

    @Override
    public DetectionMatches merge(DetectionMatches other) {
        if (!rules.equals(other.rules)) {
            throw new IllegalArgumentException(
                    "cannot merge matches by " + rules + " and by " + other.rules);
        }
        return new DetectionMatches(rules, Optional.empty(), List.of(this, other));
    }

    @Override
    public long[] counters() {
        List<SampleMatches> samples = samples();
        int length = samples.stream().mapToInt(SampleMatches::longs).reduce(0, Math::addExact);
        LongBuffer out = LongBuffer.allocate(length);
        samples.forEach(s -> s.write(out));
        return out.array();
    }

    /**
     * The samples in the order of the prediction file.
     *
     * @throws IllegalArgumentException if two are the same
     */
    List<SampleMatches> samples() {
        List<SampleMatches> samples = new ArrayList<>();
        Deque<DetectionMatches> open = new ArrayDeque<>(List.of(this)); // deep trees, no recursion
        while (!open.isEmpty()) {
            DetectionMatches next = open.pop();
            next.sample.ifPresent(samples::add);
            next.parts.forEach(open::push);
        }
        samples.sort(Comparator.comparingLong(SampleMatches::ordinal));
        for (int i = 1; i < samples.size(); i++) {
            if (samples.get(i).ordinal() == samples.get(i - 1).ordinal()) {
                throw new IllegalArgumentException(
                        "sample " + samples.get(i).ordinal() + " is counted twice");
            }
        }
        return samples;
    }

    /** What the matches are worth. */
    public DetectionScore score() {
        return DetectionScore.of(samples(), rules);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof DetectionMatches m
                && rules.equals(m.rules)
                && Arrays.equals(counters(), m.counters());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counters());
    }

    @Override
    public String toString() {
        return "DetectionMatches of " + samples().size() + " samples";
    }
}
