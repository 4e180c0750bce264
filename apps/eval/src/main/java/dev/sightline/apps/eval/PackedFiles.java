package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Many small files in a few plain tar archives with an index beside each ({@link PackWriter} makes them), wherever those lie. Names,
 * sizes and times of change are those of the files before they were packed; listing reads the indexes alone.
 */
public final class PackedFiles implements DataFiles {

    /** Bytes that are read at once while files are read in their order: some ten frames. */
    static final int AHEAD = 1 << 20;

    private static final String PACK_FILE = "\\d{5}\\.(idx|tar)";

    private record Place(PackIndex index, PackMember member) {}

    private final DataFiles root;
    private final List<DataFile> files;
    private final Map<String, Place> places;
    private final ThreadLocal<PackWindow> windows;

    private PackedFiles(DataFiles root, Map<String, Place> places, int ahead) {
        this.root = root;
        this.places = places;
        this.files = new ArrayList<>(places.size());
        places.values().forEach(p -> files.add(p.member().file()));
        files.sort(Comparator.comparing(DataFile::name));
        this.windows = ThreadLocal.withInitial(() -> new PackWindow(root, ahead));
    }

    /** Whether the folder holds packs: whether its first index is there. */
    static boolean in(DataFiles root) throws IOException {
        try (InputStream first = root.open(PackIndex.indexName(0))) {
            return true;
        } catch (DatasetException e) {
            return false;
        }
    }

    /**
     * Opens packs, reading ahead 1 MiB.
     *
     * @param root the folder of archives and indexes
     * @throws DatasetException if one is missing, damaged, too short or too many; the message names file and line
     */
    public static PackedFiles of(DataFiles root) throws IOException {
        return of(root, AHEAD);
    }

    /**
     * Opens packs.
     *
     * @param root as above
     * @param ahead bytes to read at once while files are read in their order; 0 to read each file alone
     * @throws DatasetException as above
     */
    public static PackedFiles of(DataFiles root, int ahead) throws IOException {
        Map<String, DataFile> found =
                root.list("").stream()
                        .filter(f -> f.name().matches(PACK_FILE))
                        .collect(Collectors.toMap(DataFile::name, Function.identity()));
        Map<String, Place> places = new HashMap<>();
        int count = 1;
        for (int i = 0; i < count; i++) {
            PackIndex index = index(root, found, i);
            count = i == 0 ? index.count() : count;
            requireFits(index, i, count, found.get(PackIndex.tarName(i)));
            for (PackMember member : index.members()) {
                if (places.put(member.file().name(), new Place(index, member)) != null) {
                    throw broken(
                            PackIndex.indexName(i),
                            "holds " + member.file().name() + ", as an earlier one does");
                }
            }
        }
        if (found.size() > 2 * count) {
            throw broken(
                    PackIndex.indexName(0),
                    "says that there are "
                            + count
                            + " archives, but "
                            + found.size()
                            + " archives and indexes are there");
        }
        return new PackedFiles(root, places, ahead);
    }

    private static PackIndex index(DataFiles root, Map<String, DataFile> found, int number)
            throws IOException {
        String name = PackIndex.indexName(number);
        if (!found.containsKey(name)) {
            throw broken(name, "is missing");
        }
        byte[] text;
        try (InputStream in = root.open(name)) {
            text = in.readNBytes(PackIndex.MAX_BYTES + 1);
        }
        if (text.length > PackIndex.MAX_BYTES) {
            throw broken(name, "is longer than " + PackIndex.MAX_BYTES + " bytes");
        }
        return PackIndex.parse(text, name);
    }

    private static void requireFits(PackIndex index, int number, int count, DataFile tar)
            throws DatasetException {
        if (index.number() != number || index.count() != count) {
            throw broken(
                    PackIndex.indexName(number),
                    "is of archive " + index.number() + " of " + index.count() + " of other packs");
        }
        long there = tar == null ? 0 : tar.bytes();
        if (there != index.bytes()) {
            throw broken(
                    PackIndex.tarName(number),
                    tar == null
                            ? "is missing"
                            : "has " + there + " bytes, its index says " + index.bytes());
        }
    }

    private static DatasetException broken(String file, String reason) {
        return new DatasetException(
                file, "", reason, "Copy the packs again, or pack the files again.");
    }

    @Override
    public String name() {
        return root.name();
    }

    @Override
    public List<DataFile> list(String ending) {
        return files.stream().filter(f -> f.name().endsWith(ending)).toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
        Place place = places.get(name);
        if (place == null) {
            throw new DatasetException(
                    name, "", "no pack holds it", "Pack it with the others, or leave it out.");
        }
        InputStream in = windows.get().open(place.index(), place.member());
        return MemberStream.of(in, PackIndex.tarName(place.index().number()), place.member());
    }

    @Override
    public Optional<Path> folder() {
        return root.folder();
    }
}
