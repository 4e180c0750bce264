package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a folder of truth or predictions, whichever way its files lie: loose or packed. */
public final class Folders {

    private Folders() {}

    /**
     * A folder on a disk.
     *
     * @throws DatasetException if it does not exist, or holds packs that are damaged
     */
    public static DataFiles of(Path folder) throws IOException {
        return of(LocalFiles.of(folder));
    }

    /**
     * A folder anywhere: its packs if {@code 00000.idx} is there, else its loose files.
     *
     * @throws DatasetException if it holds packs that are damaged
     */
    public static DataFiles of(DataFiles files) throws IOException {
        return PackedFiles.in(files) ? PackedFiles.of(files) : files;
    }
}
