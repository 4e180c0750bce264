package dev.sightline.apps.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Counts the frames of one shard; becomes a state at its end. One thread. */
public final class ShardTally {

    /** Counters of one scene. */
    private static final class Scene {
        private long frames;
        private long skipped;
        private final NavigableMap<String, long[]> counters = new TreeMap<>();
    }

    private final NavigableMap<String, Scene> scenes = new TreeMap<>();
    private final List<WorstFrame> worst = new ArrayList<>();
    private final List<LostFrame> lost = new ArrayList<>();
    private final long[] content = new long[4];

    /**
     * Adds a frame's counters to those of its scene. Call it only once the frame is read and counted as a whole: nothing is taken back.
     *
     * @param values not kept
     */
    public void add(FrameKey frame, String name, long[] values) {
        long[] sum = scene(frame).counters.computeIfAbsent(name, n -> new long[values.length]);
        if (sum.length != values.length) {
            throw new IllegalArgumentException(
                    values.length + " counters of " + name + " after " + sum.length);
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], values[i]);
        }
    }

    /**
     * Counts a frame as scored.
     *
     * @param score of this frame alone; NaN if it has none
     * @param hash of what was read, four words
     */
    void scored(FrameKey frame, double score, long[] hash) {
        scene(frame).frames++;
        for (int i = 0; i < content.length; i++) {
            content[i] += hash[i];
        }
        if (!Double.isNaN(score)) {
            worst.add(new WorstFrame(score, frame.scene(), frame.token()));
        }
    }

    /** Counts a frame as there, but not usable. */
    void lost(FrameKey frame, String reason) {
        scene(frame).skipped++;
        lost.add(new LostFrame(frame.scene(), frame.token(), reason));
    }

    private Scene scene(FrameKey frame) {
        return scenes.computeIfAbsent(frame.scene(), s -> new Scene());
    }

    EvaluationState state() {
        NavigableMap<String, SceneTally> tallies = new TreeMap<>();
        scenes.forEach(
                (name, s) -> tallies.put(name, new SceneTally(s.frames, s.skipped, s.counters)));
        return new EvaluationState(tallies, worst, lost, content, false);
    }
}
