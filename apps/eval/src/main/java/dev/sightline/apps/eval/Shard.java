package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some neighbouring frames: the unit of work, of resuming, and of what a cluster moves. Depends on nothing but the list of frames.
 *
 * @param index place among all shards
 * @param frames in the order of the listing
 */
public record Shard(int index, List<FrameKey> frames) {

    /** Frames per shard unless said otherwise: well under a second of work at most protocols. */
    public static final int FRAMES = 32;

    /** Frames per shard on a cluster, which cuts each finer: a minute or more of one core, some megabytes of names. */
    public static final int WAVE = 8192;

    public Shard {
        frames = List.copyOf(frames);
    }

    /** Cuts a list into shards of equal size; the last may be shorter. */
    public static List<Shard> of(List<FrameKey> frames, int size) {
        List<Shard> shards = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += size) {
            List<FrameKey> part = frames.subList(from, Math.min(frames.size(), from + size));
            shards.add(new Shard(shards.size(), part));
        }
        return List.copyOf(shards);
    }

    /** Scores all frames with a benchmark: a pure function of the files. Frames that cannot be used are counted, with the reason. */
    public EvaluationState score(Benchmark benchmark) {
        try (FrameScorer scorer = benchmark.scorer()) {
            return score(scorer);
        }
    }

    /** The same with a scorer that its thread keeps. */
    public EvaluationState score(FrameScorer scorer) {
        ShardTally tally = new ShardTally();
        for (FrameKey frame : frames) {
            try {
                double score = scorer.score(frame, tally);
                tally.scored(frame, score, scorer.content());
            } catch (DatasetException e) {
                tally.lost(frame, e.getMessage());
            } catch (IOException e) {
                // The message of a system error may hold an absolute path: no business of a report.
                String kind = e.getClass().getSimpleName();
                tally.lost(frame, frame.prediction().name() + ": cannot be read: " + kind);
            }
        }
        return tally.state();
    }

    /** Name of the shard's durable file: a hash of the run's identity and of the frames. */
    public String hash(String identity) {
        Sha256 sha = new Sha256().text(identity).number(index);
        frames.forEach(f -> sha.text(f.scene()).text(f.token()));
        return sha.hex().substring(0, 32);
    }
}
