package dev.sightline.apps.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was counted so far. Exact: merging is associative and commutative, so shards in any order, on any machine, give the same bits.
 * Immutable. Goes out and comes back by {@link StateCodec}.
 *
 * <p>Memory is bounded whatever the number of scenes: with more than {@link #SCENES}, scenes are put together in {@link #SCENES} blocks by a
 * hash of their names, which is the same whatever the order of merging; confidence is then drawn from blocks.
 *
 * <p>Rows per frame are bounded: the {@link #ROWS} worst frames and the first {@link #ROWS} lost ones are kept, all are counted.
 */
public final class EvaluationState {

    /** The most rows per frame that are kept of each kind. */
    public static final int ROWS = 20;

    /** The most scenes, or blocks of them, that are told apart. */
    public static final int SCENES = 1024;

    private static final int WORDS = 4;

    private final NavigableMap<String, SceneTally> scenes;
    private final List<WorstFrame> worst;
    private final List<LostFrame> lost;
    private final long[] content;
    private final boolean blocks;

    EvaluationState(
            NavigableMap<String, SceneTally> scenes,
            List<WorstFrame> worst,
            List<LostFrame> lost,
            long[] content,
            boolean blocks) {
        if (content.length != WORDS) {
            throw new IllegalArgumentException("a content sum has 4 words, not " + content.length);
        }
        boolean fold = !blocks && scenes.size() > SCENES;
        this.blocks = blocks || fold;
        this.scenes =
                Collections.unmodifiableNavigableMap(fold ? folded(scenes) : new TreeMap<>(scenes));
        this.worst = first(worst);
        this.lost = first(lost);
        this.content = content.clone();
    }

    /** Nothing counted. */
    public static EvaluationState empty() {
        return new EvaluationState(new TreeMap<>(), List.of(), List.of(), new long[WORDS], false);
    }

    private static NavigableMap<String, SceneTally> folded(Map<String, SceneTally> scenes) {
        NavigableMap<String, SceneTally> sum = new TreeMap<>();
        scenes.forEach((name, tally) -> sum.merge(block(name), tally, SceneTally::merge));
        return sum;
    }

    /** The block of a scene: the first ten bits of the SHA-256 of its name. */
    private static String block(String scene) {
        long first = new Sha256().text(scene).words()[0];
        return String.format(Locale.ROOT, "block-%04d", first >>> (Long.SIZE - 10));
    }

    private static <T extends Comparable<T>> List<T> first(List<T> rows) {
        return new TreeSet<>(rows).stream().limit(ROWS).toList();
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException if the two belong to different protocols
     */
    public EvaluationState merge(EvaluationState other) {
        boolean either = blocks || other.blocks;
        NavigableMap<String, SceneTally> all = new TreeMap<>(either ? inBlocks() : scenes);
        (either ? other.inBlocks() : other.scenes)
                .forEach((name, tally) -> all.merge(name, tally, SceneTally::merge));
        List<WorstFrame> bothWorst = new ArrayList<>(worst);
        bothWorst.addAll(other.worst);
        List<LostFrame> bothLost = new ArrayList<>(lost);
        bothLost.addAll(other.lost);
        long[] sum = content.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.content[i]; // wraps on purpose: a sum of hashes
        }
        return new EvaluationState(all, bothWorst, bothLost, sum, either);
    }

    private NavigableMap<String, SceneTally> inBlocks() {
        return blocks ? scenes : folded(scenes);
    }

    /** Whether {@link #scenes} are blocks of scenes. */
    public boolean blocks() {
        return blocks;
    }

    /** What was counted, scene by scene, or block by block. */
    public NavigableMap<String, SceneTally> scenes() {
        return scenes;
    }

    /** All scenes together. */
    public SceneTally total() {
        return scenes.values().stream().reduce(SceneTally.EMPTY, SceneTally::merge);
    }

    /** Frames scored. */
    public long frames() {
        return scenes.values().stream().mapToLong(SceneTally::frames).sum();
    }

    /** Frames that were there but could not be used. */
    public long skipped() {
        return scenes.values().stream().mapToLong(SceneTally::skipped).sum();
    }

    /** The lowest scores first. */
    public List<WorstFrame> worst() {
        return worst;
    }

    /** By scene and token. */
    public List<LostFrame> lost() {
        return lost;
    }

    /**
     * Sum over the scored frames of the SHA-256 of what was read of each, word by word, hexadecimal: equal for the same set of frames
     * with the same content, in whatever order they were read.
     */
    public String contentHash() {
        return Sha256.hex(content);
    }

    long[] content() {
        return content.clone();
    }
}
