package dev.sightline.datasets.json;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipException;

/**
 * A JSON file that holds a list of objects, the rows. Rows are read one after the other, or again by the byte at which they start;
 * the whole list is never in memory.
 *
 * <p>Bounded: depth 64, strings of 16 MB, numbers of 100 characters, a million values and 64 MB a row. {@code NaN} and
 * {@code Infinity}, which Python writes, are read; accessors that need a finite number refuse them. A name that ends in
 * {@code .gz} is inflated on the way, at most 1 GiB and 200 times its size; such a file is read from its start only.
 */
public final class JsonTable {

    private final String name;
    private final Path file;
    private final Optional<String> member;

    private JsonTable(String name, Path file, Optional<String> member) {
        this.name = name;
        this.file = file;
        this.member = member;
    }

    /** A file whose outermost value is the list. */
    public static JsonTable of(DatasetRoot root, String name) throws DatasetException {
        return new JsonTable(name, root.file(name), Optional.empty());
    }

    /** A file whose outermost value is an object, which has the list as a member. */
    public static JsonTable of(DatasetRoot root, String name, String member)
            throws DatasetException {
        return new JsonTable(name, root.file(name), Optional.of(member));
    }

    /** What is done with a row. */
    public interface Visitor {
        void row(JsonRow row) throws DatasetException;
    }

    /**
     * Reads all rows in file order.
     *
     * @param members which members of a row to keep; others are skipped without being stored
     */
    public void forEach(Set<String> members, Visitor visitor) throws DatasetException {
        try (InputStream in = opened();
                JsonParsing parsing = new JsonParsing(name, in, 0)) {
            if (member.isPresent() && !parsing.enterMember(member.get()::equals)) {
                throw new DatasetException(
                        name,
                        "",
                        "has no list '" + member.get() + "'",
                        "Give a file of the expected form.");
            }
            parsing.rows(members::contains, visitor);
            if (member.isEmpty()) {
                parsing.end();
            }
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        } catch (IOException e) {
            throw typed(name, e);
        }
    }

    /** What is done with lists that have names. */
    public interface GroupVisitor {

        /** A list begins. */
        void begin(String key) throws DatasetException;

        void row(String key, JsonRow row) throws DatasetException;

        /** It has ended. */
        void end(String key) throws DatasetException;
    }

    /**
     * Reads a file whose outermost object has a member that is an object of lists, each under its own name: one row at a time, in file
     * order. What follows that member is not read.
     *
     * @param names of the member; the first in the file that has one of them is taken
     * @param members which members of a row to keep; others are skipped without being stored
     */
    public static void forEachGroup(
            DatasetRoot root,
            String name,
            Set<String> names,
            Set<String> members,
            GroupVisitor visitor)
            throws DatasetException {
        JsonTable table = of(root, name);
        try (InputStream in = table.opened();
                JsonParsing parsing = new JsonParsing(name, in, 0)) {
            if (!parsing.enterMember(names::contains)) {
                throw new DatasetException(
                        name,
                        "",
                        "has no object '" + String.join("' or '", new TreeSet<>(names)) + "'",
                        "Give a file of the expected form.");
            }
            parsing.groups(members::contains, visitor);
        } catch (EOFException | ZipException e) {
            throw damaged(name, e);
        } catch (IOException e) {
            throw typed(name, e);
        }
    }

    private static DatasetException damaged(String name, IOException e) {
        return new DatasetException(
                name, "", "is damaged gzip: " + e.getMessage(), "Download it again.", e);
    }

    private InputStream opened() throws IOException {
        InputStream in = Files.newInputStream(file);
        if (!name.endsWith(".gz")) {
            return in;
        }
        try {
            return new Gunzip(name, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads the outermost object without its long lists.
     *
     * @param members which members to keep
     */
    public static JsonRow head(DatasetRoot root, String name, Set<String> members)
            throws DatasetException {
        try (InputStream in = Files.newInputStream(root.file(name));
                JsonParsing parsing = new JsonParsing(name, in, 0)) {
            return parsing.object(members::contains);
        } catch (IOException e) {
            throw typed(name, e);
        }
    }

    /** Opens the file to read rows again. */
    public Reader reader() throws DatasetException {
        try {
            return new Reader(name, Files.newByteChannel(file));
        } catch (IOException e) {
            throw typed(name, e);
        }
    }

    public String name() {
        return name;
    }

    static DatasetException typed(String name, IOException e) {
        return e instanceof DatasetException typed
                ? typed
                : new DatasetException(
                        name,
                        "",
                        "cannot be read",
                        "Check the disk and the file's permissions.",
                        e);
    }

    /** Reads rows by where they start. Not for several threads at once; open one each. */
    public static final class Reader implements AutoCloseable {

        private final String name;
        private final SeekableByteChannel channel;

        private Reader(String name, SeekableByteChannel channel) {
            this.name = name;
            this.channel = channel;
        }

        /** The row that starts at a byte, with all its members. */
        public JsonRow row(long offset) throws DatasetException {
            return row(offset, m -> true);
        }

        /** The row that starts at a byte, with some of its members. */
        public JsonRow row(long offset, Predicate<String> members) throws DatasetException {
            try (JsonParsing parsing = at(offset)) {
                return parsing.object(members);
            } catch (IOException e) {
                throw typed(name, e);
            }
        }

        private JsonParsing at(long offset) throws IOException {
            channel.position(offset);
            return new JsonParsing(name, Channels.newInputStream(channel), offset);
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // Reading is done; nothing that was read depends on it.
            }
        }
    }
}
