package dev.sightline.apps.eval;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One published protocol over one set of files. Immutable and without hidden state: two of the same request over the same files do the
 * same, in this process or in another. Safe for many threads.
 */
public interface Benchmark {

    /** What was asked for. */
    EvaluationRequest request();

    /** Name and version of the protocol and of what is counted: part of a run's identity. */
    String version();

    /**
     * Finds all frames.
     *
     * @throws dev.sightline.datasets.DatasetException if the files lie in no known layout
     */
    FrameListing listing() throws IOException;

    /**
     * Looks at the headers of a frame's files without scoring it.
     *
     * @return what is wrong, one sentence each; empty if nothing is
     */
    List<String> check(FrameKey frame);

    /** A scorer for one thread. */
    FrameScorer scorer();

    /** Reads the voxels of a frame, to look at. */
    FrameVoxels voxels(FrameKey frame) throws IOException;

    /** What {@code metrics.json} says of a state, as a tree of plain values: undefined is NaN, unknown is null. */
    Map<String, Object> results(EvaluationState state, FrameListing listing);
}
