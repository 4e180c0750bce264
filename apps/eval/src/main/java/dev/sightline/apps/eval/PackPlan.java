package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files go into which archive: decided from the listing alone, before anything is written. Frames keep the order of their
 * names, and the files of a frame stay together.
 *
 * @param packs files of each archive, in its order
 */
public record PackPlan(List<List<DataFile>> packs) {

    /** What the protocols read. */
    public static final List<String> ENDINGS = List.of(".npz", ".npy", ".label", ".invalid");

    /** A folder with more files than this is no frame: there each name without its ending is one. */
    private static final int FRAME_FILES = 8;

    public PackPlan {
        packs = packs.stream().map(List::copyOf).toList();
    }

    /**
     * Plans for all files of a folder that a protocol may read.
     *
     * @param maxBytes size of an archive, which only a single larger frame exceeds
     * @throws DatasetException if there are none, one cannot be packed, or the archives would be too many
     */
    public static PackPlan of(DataFiles source, long maxBytes) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (String ending : ENDINGS) {
            files.addAll(source.list(ending));
        }
        if (files.isEmpty()) {
            throw new DatasetException(
                    source.name(),
                    "",
                    "holds nothing to pack: no file ending in " + String.join(", ", ENDINGS),
                    "Give the folder that holds <scene>/<token> files.");
        }
        files.sort(Comparator.comparing(DataFile::name));
        List<List<DataFile>> packs = new ArrayList<>();
        long bytes = maxBytes;
        for (List<DataFile> frame : frames(files)) {
            long more = 0;
            for (DataFile file : frame) {
                requirePackable(file);
                more += TarHeader.span(file.bytes());
            }
            if (bytes + more + TarHeader.END > maxBytes) {
                packs.add(new ArrayList<>());
                bytes = 0;
            }
            packs.get(packs.size() - 1).addAll(frame);
            bytes += more;
        }
        if (packs.size() > PackIndex.MAX_PACKS) {
            throw new DatasetException(
                    source.name(),
                    "",
                    "makes " + packs.size() + " archives, at most " + PackIndex.MAX_PACKS + " are",
                    "Give a larger --shard-mb.");
        }
        return new PackPlan(packs);
    }

    private static void requirePackable(DataFile file) throws DatasetException {
        if (!PackMember.isProper(file.name()) || file.bytes() > FileBytes.MAX_BYTES) {
            throw new DatasetException(
                    file.name().replaceAll("\\p{Cntrl}", "?"),
                    "",
                    "has a name that no index can hold, or more than 256 MiB: " + file.bytes(),
                    "Rename it, split it, or move it elsewhere.");
        }
    }

    /** Files of a frame, in the order of their names: a small folder, or in a large one what differs only in its ending. */
    private static Iterable<List<DataFile>> frames(List<DataFile> files) {
        Map<String, List<DataFile>> folders = new TreeMap<>();
        files.forEach(f -> folders.computeIfAbsent(f.beside(""), k -> new ArrayList<>()).add(f));
        Map<String, List<DataFile>> frames = new LinkedHashMap<>();
        for (DataFile file : files) {
            String folder = file.beside("");
            boolean one = folders.get(folder).size() <= FRAME_FILES;
            String base = file.base();
            String key = one ? folder : folder + base.substring(0, base.indexOf('.'));
            frames.computeIfAbsent(key, k -> new ArrayList<>()).add(file);
        }
        return frames.values();
    }

    /** Number of files. */
    public int files() {
        return packs.stream().mapToInt(List::size).sum();
    }

    /** Size of an archive. */
    long bytes(int pack) {
        return packs.get(pack).stream().mapToLong(f -> TarHeader.span(f.bytes())).sum()
                + TarHeader.END;
    }

    /** Size of all archives. */
    public long bytes() {
        long sum = 0;
        for (int i = 0; i < packs.size(); i++) {
            sum += bytes(i);
        }
        return sum;
    }
}
