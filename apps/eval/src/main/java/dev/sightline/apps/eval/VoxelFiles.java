package dev.sightline.apps.eval;

import java.io.IOException;
import java.util.List;

/** The file layout of one protocol: where its frames lie and how they are read. Immutable; safe for many threads. */
interface VoxelFiles {

    /** Finds the frames of a split. */
    FrameListing list(Split split) throws IOException;

    /** What is wrong with a frame's files as far as their headers say; empty if nothing is. */
    List<String> check(FrameKey frame);

    /** A reader for one thread. */
    Reader reader();

    /** Reads frames with memory of its own. */
    interface Reader extends AutoCloseable {

        /** Fills a frame's truth, prediction and masks. */
        void read(FrameKey frame, VoxelFrame into) throws IOException;

        /** Hash of what the last call read. */
        long[] content();

        @Override
        void close();
    }
}
