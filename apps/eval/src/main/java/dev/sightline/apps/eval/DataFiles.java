package dev.sightline.apps.eval;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

    /** The folder, if it lies on a disk of this machine: tables in it or beside it can then be read. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /**
     * Opens a part of a file: one read of a known range, where the place can do that.
     *
     * @param from offset of the first byte
     * @param bytes how many; the stream ends earlier if the file does
     * @throws dev.sightline.datasets.DatasetException as {@link #open(String)}
     */
    default InputStream open(String name, long from, long bytes) throws IOException {
        InputStream in = open(name);
        try {
            in.skipNBytes(from);
            return new FileRange(in, bytes);
        } catch (EOFException e) {
            return new FileRange(in, 0);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
