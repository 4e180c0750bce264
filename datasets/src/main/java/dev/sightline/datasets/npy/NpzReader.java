package dev.sightline.datasets.npy;

import dev.sightline.datasets.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads single arrays of {@code .npz} files that lie in memory, one file after the other with the same tables: entries are found by
 * the archive's directory, so what is not asked for is never inflated, and byte arrays go straight into the caller's. {@link Npz} is
 * its plain twin.
 *
 * <p>Bounded by the caller: an array is inflated only as far as the size asked for, whatever the file claims. Zip64 is not read.
 * One thread at a time.
 */
public final class NpzReader implements AutoCloseable {

    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_BYTES = 22;
    private static final int MAX_ENTRIES = 4096;
    private static final String AGAIN = "Download it again, or write it again with numpy.savez.";

    private final Inflater inflater = new Inflater(true);
    private final byte[] head = new byte[4096];
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private byte[] archive = new byte[0];
    private int length;
    private String file = "";

    /** Where an array lies, and what its header says. */
    private record Entry(int from, int packed, int size, boolean deflated, int crc) {}

    /** Element type and shape of an array. */
    public record Form(NpyType type, List<Integer> shape) {

        public boolean hasShape(int... expected) {
            return shape.equals(Arrays.stream(expected).boxed().toList());
        }

        @Override
        public String toString() {
            return type + " " + shape;
        }
    }

    /**
     * Turns to another file.
     *
     * @param bytes holds the file from 0 to {@code length}; not copied, so it must stay as it is until the next call
     * @param name how errors name the file
     * @throws DatasetException if it is no whole zip archive
     */
    public void open(byte[] bytes, int length, String name) throws DatasetException {
        this.archive = bytes;
        this.length = length;
        this.file = name;
        entries.clear();
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        int end = endRecord(in);
        int count = in.getShort(end + 10) & 0xffff;
        int at = in.getInt(end + 16);
        if (count > MAX_ENTRIES) {
            throw bad(end, count + " entries, more than " + MAX_ENTRIES);
        }
        for (int i = 0; i < count; i++) {
            if (at < 0 || at > end - 46 || in.getInt(at) != CENTRAL) {
                throw bad(at, "the zip directory is damaged, or of zip64");
            }
            int next = at + 46 + shortAt(in, at + 28) + shortAt(in, at + 30) + shortAt(in, at + 32);
            if (next > end) {
                throw bad(at, "the zip directory is cut off");
            }
            addEntry(in, at);
            at = next;
        }
        if (entries.isEmpty()) {
            throw new DatasetException(name, "", "holds no arrays", AGAIN);
        }
    }

    private int endRecord(ByteBuffer in) throws DatasetException {
        int lowest = Math.max(0, length - END_BYTES - 0xffff);
        for (int at = length - END_BYTES; at >= lowest; at--) {
            if (in.getInt(at) == END) {
                return at;
            }
        }
        throw bad(
                Math.max(0, length),
                length == 0 ? "is empty" : "is no whole npz file: the zip directory is missing");
    }

    private void addEntry(ByteBuffer in, int at) throws DatasetException {
        int nameLength = shortAt(in, at + 28);
        String name = new String(archive, at + 46, nameLength, StandardCharsets.UTF_8);
        if (!name.endsWith(".npy")) {
            return;
        }
        int method = shortAt(in, at + 10);
        int packed = in.getInt(at + 20);
        int size = in.getInt(at + 24);
        int local = in.getInt(at + 42);
        if (packed < 0 || size < 0 || local < 0 || local > length - 30) {
            throw bad(at, "entry " + Npz.shown(name) + " lies outside the file, or is of zip64");
        }
        if (in.getInt(local) != LOCAL || (method != 0 && method != 8)) {
            throw bad(local, "entry " + Npz.shown(name) + " is damaged or packed by another way");
        }
        long from = local + 30L + shortAt(in, local + 26) + shortAt(in, local + 28);
        if (from + packed > length || (method == 0 && packed != size)) {
            throw bad(local, "entry " + Npz.shown(name) + " goes on after the end of the file");
        }
        String key = name.substring(0, name.length() - 4);
        Entry entry = new Entry((int) from, packed, size, method == 8, in.getInt(at + 16));
        if (entries.put(key, entry) != null) {
            throw bad(at, "entry " + Npz.shown(name) + " occurs twice");
        }
    }

    private static int shortAt(ByteBuffer in, int at) {
        return in.getShort(at) & 0xffff;
    }

    /** Keys of the arrays of the present file, in file order. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /**
     * The first of these keys that is there.
     *
     * @throws DatasetException if there is none; the message lists the keys that are
     */
    public String require(String... keys) throws DatasetException {
        Optional<String> found = Arrays.stream(keys).filter(entries::containsKey).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        List<String> have = new ArrayList<>();
        entries.keySet().stream().limit(20).forEach(k -> have.add(Npz.shown(k)));
        throw new DatasetException(
                file,
                "",
                "has no array '" + String.join("' or '", keys) + "', only " + have,
                "Write it under that key.");
    }

    /** Type and shape of an array, from its header alone. */
    public Form form(String key) throws DatasetException {
        Header header = header(key, entries.get(key));
        return new Form(header.npy.type(), header.npy.shape());
    }

    /** A header and the bytes it took. */
    private record Header(NpyHeader npy, int bytes) {}

    private Header header(String key, Entry entry) throws DatasetException {
        int have = start(key, entry, Math.min(head.length, entry.size));
        boolean magic = have >= 12 && Arrays.equals(head, 0, 6, Npy.MAGIC, 0, 6);
        if (!magic || head[6] < 1 || head[6] > 3 || head[7] != 0) {
            throw bad(entry.from, "entry " + Npz.shown(key) + " is no npy array");
        }
        int start = head[6] == 1 ? 10 : 12;
        int size = (head[8] & 0xff) | (head[9] & 0xff) << 8;
        if (start == 12) {
            size |= (head[10] & 0xff) << 16 | (head[11] & 0xff) << 24;
        }
        if (size < 0 || size > have - start) {
            throw bad(entry.from, "header of " + Npz.shown(key) + " takes " + size + " bytes");
        }
        try {
            NpyHeader npy = NpyHeader.parse(Arrays.copyOfRange(head, start, start + size));
            return new Header(npy, start + size);
        } catch (NpyHeader.Malformed e) {
            throw new DatasetException(
                    file, "entry " + Npz.shown(key) + " header", e.getMessage(), AGAIN, e);
        }
    }

    /** Inflates the first {@code n} bytes of an entry into {@link #head}; fewer if it has fewer. */
    private int start(String key, Entry entry, int n) throws DatasetException {
        if (!entry.deflated) {
            System.arraycopy(archive, entry.from, head, 0, n);
            return n;
        }
        inflater.reset();
        inflater.setInput(archive, entry.from, entry.packed);
        return more(key, head, n);
    }

    /** Inflates on into the start of an array. */
    private int more(String key, byte[] target, int n) throws DatasetException {
        try {
            int have = 0;
            while (have < n) {
                int got = inflater.inflate(target, have, n - have);
                if (got == 0) { // finished, or cut off

                    break;
                }
                have += got;
            }
            return have;
        } catch (DataFormatException e) {
            throw new DatasetException(
                    file, "entry " + Npz.shown(key), "damaged: " + e.getMessage(), AGAIN, e);
        }
    }

    /**
     * Whether {@link #bytes} can read an array: one byte per value, last axis contiguous.
     */
    public boolean isBytes(String key) throws DatasetException {
        NpyHeader npy = header(key, entries.get(key)).npy;
        return npy.type().bytes() == 1 && !npy.fortranOrder();
    }

    /**
     * Reads an array of booleans or 8-bit numbers.
     *
     * @param target as long as the array; filled
     * @throws DatasetException if the array has another length, or is damaged
     */
    public void bytes(String key, byte[] target) throws DatasetException {
        Entry entry = entries.get(key);
        Header header = header(key, entry);
        long values = values(key, header);
        if (header.npy.type().bytes() != 1 || header.npy.fortranOrder()) {
            throw new IllegalArgumentException(key + " is " + header.npy + ": ask isBytes first");
        }
        if (values != target.length || entry.size != header.bytes + values) {
            throw bad(
                    entry.from,
                    "entry "
                            + Npz.shown(key)
                            + " claims "
                            + entry.size
                            + " bytes for shape "
                            + header.npy.shape()
                            + ", "
                            + target.length
                            + " values are wanted");
        }
        CRC32 crc = new CRC32();
        crc.update(head, 0, start(key, entry, header.bytes));
        int have = target.length;
        if (entry.deflated) {
            have = more(key, target, target.length);
        } else {
            System.arraycopy(archive, entry.from + header.bytes, target, 0, have);
        }
        crc.update(target, 0, have);
        if (have < target.length) {
            throw bad(
                    entry.from,
                    "entry "
                            + Npz.shown(key)
                            + " ends after "
                            + have
                            + " of "
                            + values
                            + " values");
        }
        if ((int) crc.getValue() != entry.crc) {
            throw changed(key, entry);
        }
    }

    private long values(String key, Header header) throws DatasetException {
        try {
            return header.npy.payloadBytes();
        } catch (NpyHeader.Malformed e) {
            throw new DatasetException(file, "entry " + Npz.shown(key), e.getMessage(), AGAIN, e);
        }
    }

    /**
     * Reads an array of any type.
     *
     * @param maxBytes the most bytes of values to accept
     */
    public NpyArray array(String key, long maxBytes) throws DatasetException {
        Entry entry = entries.get(key);
        InputStream packed = new ByteArrayInputStream(archive, entry.from, entry.packed);
        inflater.reset();
        CheckedInputStream in =
                new CheckedInputStream(
                        entry.deflated
                                ? new InflaterInputStream(packed, inflater, 1 << 14)
                                : packed,
                        new CRC32());
        NpyArray array = Npy.read(in, file + "!" + Npz.shown(key), maxBytes);
        if ((int) in.getChecksum().getValue() != entry.crc) {
            throw changed(key, entry);
        }
        return array;
    }

    private DatasetException changed(String key, Entry entry) {
        return bad(entry.from, "entry " + Npz.shown(key) + " is damaged: its checksum differs");
    }

    private DatasetException bad(int at, String reason) {
        return new DatasetException(file, "byte " + Math.max(0, at), reason, AGAIN);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
