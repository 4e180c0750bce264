package dev.sightline.apps.eval;

import java.io.IOException;

/** Scores frames one after the other, with buffers of its own that it uses again. One thread. */
public interface FrameScorer extends AutoCloseable {

    /**
     * Reads and counts one frame. Adds to the tally only when all of it could be used.
     *
     * @return the frame's own score, by which worst frames are found; NaN if it has none
     * @throws dev.sightline.datasets.DatasetException if the frame cannot be used: what, where, why
     * @throws IOException if it cannot be read
     */
    double score(FrameKey frame, ShardTally tally) throws IOException;

    /** A hash of all bytes that the last call of {@link #score} read; four words. */
    long[] content();

    @Override
    void close();
}
