package dev.sightline.datasets.npy;

import dev.sightline.datasets.CountingStream;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Several named arrays in a zip, as {@code numpy.savez} and {@code savez_compressed} write them. Nothing is ever extracted to disk,
 * so names of entries are keys and cannot lead anywhere.
 *
 * <p>Bounded: 100,000 entries, {@link Npy#MAX_BYTES} an array and twice that over all, and beyond 64 MiB no more than 200 times the compressed bytes
 * read so far. (Masks compress far better than that: 640,000 equal voxels are 850 bytes. So the ratio alone says nothing.)
 */
public final class Npz {

    private static final int MAX_ENTRIES = 100_000;
    private static final long RATIO_FLOOR = 64L << 20;
    private static final long MAX_RATIO = 200;

    /** Beyond what deflate can do: one slice at a time is in memory, so a sparse array is no bomb. */
    private static final long SLICES_RATIO = 1100;

    private static final String DOWNLOAD = "Download it again, or write it again with numpy.savez";

    /** A fixed time for all entries. Not 1980-01-01: the JDK marks that one by an extra field that depends on the time zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final String file;
    private final Map<String, NpyArray> arrays;

    private Npz(String file, Map<String, NpyArray> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /** Reads all arrays of a file of a recording. */
    public static Npz read(DatasetRoot root, String name) throws DatasetException {
        return read(root, name, key -> true);
    }

    /**
     * Reads some arrays of a file of a recording.
     *
     * @param wanted which keys to keep; others are skipped, whatever they hold
     */
    public static Npz read(DatasetRoot root, String name, Predicate<String> wanted)
            throws DatasetException {
        try (InputStream in = Files.newInputStream(root.file(name))) {
            return read(in, name, wanted);
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw new DatasetException(
                    name, "", "cannot be read", "Check the disk and the file's permissions.", e);
        }
    }

    /** Reads all arrays from bytes; {@code file} is how errors name them. */
    public static Npz read(byte[] bytes, String file) throws DatasetException {
        return read(new ByteArrayInputStream(bytes), file, key -> true);
    }

    /** Reads the wanted arrays from a stream, entry after entry; {@code file} is how errors name it. */
    public static Npz read(InputStream in, String file, Predicate<String> wanted)
            throws DatasetException {
        CountingStream compressed = new CountingStream(in);
        Budget budget = new Budget(file, compressed, MAX_RATIO);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(compressed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new DatasetException(
                            file, "", "more than " + MAX_ENTRIES + " entries", DOWNLOAD + ".");
                }
                readEntry(new Entry(entry.getName(), budget.over(zip)), file, wanted, arrays);
            }
        } catch (DatasetException e) {
            throw e;
        } catch (IOException
                | IllegalArgumentException e) { // the latter from names that are not UTF-8
            throw new DatasetException(
                    file, place(compressed), "damaged zip: " + e.getMessage(), DOWNLOAD + ".", e);
        }
        if (entries == 0) {
            throw new DatasetException(
                    file, "", "is no npz file: no zip entry found", DOWNLOAD + ".");
        }
        return new Npz(file, arrays);
    }

    /**
     * Reads one array of a file slice by slice: only one slice is in memory.
     *
     * @throws DatasetException as {@link Npy#slices}, or if the file is missing, damaged or has no such array
     */
    public static void slices(DatasetRoot root, String name, String key, Npy.SliceVisitor visitor)
            throws DatasetException {
        try (InputStream in = Files.newInputStream(root.file(name))) {
            CountingStream compressed = new CountingStream(in);
            Budget budget = new Budget(name, compressed, SLICES_RATIO);
            ZipInputStream zip = new ZipInputStream(compressed);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(key + ".npy")) {
                    Npy.slices(budget.over(zip), name + "!" + key + ".npy", visitor);
                    return;
                }
                budget.over(zip).transferTo(OutputStream.nullOutputStream());
            }
        } catch (DatasetException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new DatasetException(
                    name, "", "damaged zip: " + e.getMessage(), DOWNLOAD + ".", e);
        }
        throw new DatasetException(name, key, "there is no such array", DOWNLOAD + ".");
    }

    private record Entry(String name, InputStream content) {}

    private static void readEntry(
            Entry entry, String file, Predicate<String> wanted, Map<String, NpyArray> arrays)
            throws IOException {
        String name = entry.name();
        String key = name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name;
        boolean keep = name.endsWith(".npy") && wanted.test(key);
        if (keep) {
            NpyArray array = Npy.read(entry.content(), file + "!" + shown(name), Npy.MAX_BYTES);
            if (arrays.put(key, array) != null) {
                throw new DatasetException(
                        file, "entry " + shown(name), "occurs twice", DOWNLOAD + ".");
            }
        } else {
            entry.content().transferTo(OutputStream.nullOutputStream());
        }
    }

    static String shown(String name) {
        String safe = name.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.length() > 80 ? safe.substring(0, 80) + "..." : safe;
    }

    /** Keys of the arrays that were read, in file order. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(arrays.keySet());
    }

    public Optional<NpyArray> array(String key) {
        return Optional.ofNullable(arrays.get(key));
    }

    /**
     * The array of the first of these keys that is there.
     *
     * @throws DatasetException if there is none; the message lists the keys that are
     */
    public NpyArray require(String... keys) throws DatasetException {
        for (String key : keys) {
            if (arrays.containsKey(key)) {
                return arrays.get(key);
            }
        }
        List<String> have = new ArrayList<>();
        arrays.keySet().stream().limit(20).forEach(k -> have.add(shown(k)));
        throw new DatasetException(
                file,
                "",
                "has no array '" + String.join("' or '", keys) + "', only " + have,
                "Write it under that key.");
    }

    /**
     * Writes arrays in the map's order, deflated, with a fixed time: the same arrays give the same bytes on the same JDK build.
     *
     * @param out is flushed and left open
     */
    public static void write(Map<String, NpyArray> arrays, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            Npy.write(array.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    private static String place(CountingStream compressed) {
        return "byte " + compressed.count() + " or before";
    }

    /** Counts what all entries together became, skipped ones included, and stops a bomb. */
    private static final class Budget {
        private final String file;
        private final CountingStream compressed;
        private final long maxRatio;
        private long inflated;

        Budget(String file, CountingStream compressed, long maxRatio) {
            this.file = file;
            this.compressed = compressed;
            this.maxRatio = maxRatio;
        }

        private void took(int n) throws DatasetException {
            inflated += Math.max(n, 0);
            if (inflated > 2 * Npy.MAX_BYTES) {
                throw new DatasetException(
                        file,
                        "",
                        "holds more than " + 2 * Npy.MAX_BYTES + " bytes of arrays",
                        "Split it.");
            }
            if (inflated > RATIO_FLOOR && inflated > maxRatio * compressed.count()) {
                throw new DatasetException(
                        file,
                        place(compressed),
                        "inflates to more than " + maxRatio + " times its size: a zip bomb",
                        "Do not use this file.");
            }
        }

        /** The content of the archive's present entry. */
        InputStream over(InputStream entry) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int n = entry.read(target, offset, length);
                    took(n);
                    return n;
                }
            };
        }
    }
}
