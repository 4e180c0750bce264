package dev.sightline.apps.eval;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A folder of truth or of predictions, wherever it lies: a disk, a distributed file system, a packed shard. Names are relative with
 * {@code /} between folders. Safe for many threads.
 */
public interface DataFiles {

    /** What it is called in messages and reports: never an absolute path. */
    String name();

    /**
     * All regular files whose name ends so, down to five folders deep, sorted by name.
     *
     * @param ending such as {@code .npz}
     * @throws IOException if the folder cannot be listed
     */
    List<DataFile> list(String ending) throws IOException;

    /**
     * Opens a file.
     *
     * @throws dev.sightline.datasets.DatasetException if the name leads outside or nothing is there
     */
    InputStream open(String name) throws IOException;
}
