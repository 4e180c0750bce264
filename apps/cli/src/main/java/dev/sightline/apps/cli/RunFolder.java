package dev.sightline.apps.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An output directory in the making. Work lives in {@code OUT.partial}, which is locked; {@link #publish} syncs it and renames it to
 * {@code OUT}. So what stands under the final name is always whole, and a crash leaves a {@code .partial} that can be looked at.
 *
 * <p>A folder that {@code force} replaces stays until the new one is whole.
 */
final class RunFolder implements AutoCloseable {

    private final Path out;
    private final Path partial;
    private final FileChannel channel;
    private final FileLock lock;

    private RunFolder(Path out, Path partial, FileChannel channel, FileLock lock) {
        this.out = out;
        this.partial = partial;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Starts a run.
     *
     * @param out the final name, not existing unless {@code force}
     * @param force replace what stands there, and discard an earlier {@code .partial}
     */
    static RunFolder open(Path out, boolean force) {
        return open(out, force, false);
    }

    /**
     * Starts or goes on with a run.
     *
     * @param out as above
     * @param force as above
     * @param resume keep what an earlier {@code .partial} holds
     */
    static RunFolder open(Path out, boolean force, boolean resume) {
        requireFree(out, force);
        Path partial = out.resolveSibling(out.getFileName() + ".partial");
        Path lockFile = out.resolveSibling(out.getFileName() + ".lock");
        try {
            Files.createDirectories(out.toAbsolutePath().getParent());
            FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw UserError.failed(
                        partial + " is in use by another run: wait for it, or give another --out");
            }
            try {
                requireFree(out, force); // another run may have finished it since
            } catch (UserError e) {
                lock.release();
                channel.close();
                throw e;
            }
            if (Files.exists(partial) && !resume) {
                if (!force && !isEmpty(partial)) {
                    lock.release();
                    channel.close();
                    throw UserError.usage(
                            partial
                                    + " is left from a run that did not finish: look at it, then give --force to discard it");
                }
                delete(partial);
            }
            Files.createDirectories(partial);
            return new RunFolder(out, partial, channel, lock);
        } catch (IOException e) {
            throw UserError.failed("cannot write to " + out + ": " + reason(e));
        }
    }

    /**
     * Refuses a name that holds something else than an earlier run: {@code force} must not cost anyone a folder of their own.
     *
     * @param force whether an earlier run may be replaced
     */
    static void requireFree(Path out, boolean force) {
        if (out.toString().isBlank() || out.normalize().getFileName() == null) {
            throw UserError.usage("--out '" + out + "' is no name for a new folder: give another");
        }
        if (!Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean run = Files.isRegularFile(out.resolve("run.json"));
        if (!run && !isEmptyFolder(out)) {
            throw UserError.usage(
                    out
                            + " exists and is no earlier run (it has no run.json), so it is never replaced: give another --out");
        }
        if (!force) {
            throw UserError.usage(
                    out
                            + " exists and is not overwritten: give another --out, or --force to replace it");
        }
    }

    private static boolean isEmptyFolder(Path path) {
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && isEmpty(path);
        } catch (IOException e) {
            return false; // what cannot be listed is not ours to replace
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Where to write, by a relative name; folders on the way are made. */
    Path file(String name) throws IOException {
        Path path = partial.resolve(name).normalize();
        if (!path.startsWith(partial)) {
            throw new IllegalArgumentException("'" + name + "' leads outside the output directory");
        }
        Files.createDirectories(path.getParent());
        return path;
    }

    /** Writes a file so that it is whole or absent. */
    void write(String name, byte[] bytes) throws IOException {
        Path target = file(name);
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        Files.write(temporary, bytes);
        Files.move(
                temporary,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The final name. */
    Path out() {
        return out;
    }

    /** The name while work goes on. */
    Path partial() {
        return partial;
    }

    /** Syncs every file and gives the folder its final name. */
    void publish() {
        try {
            for (Path path : tree(partial)) {
                if (Files.isRegularFile(path)) {
                    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                        file.force(true);
                    }
                }
            }
            if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
                Path old = out.resolveSibling(out.getFileName() + ".old");
                delete(old);
                Files.move(out, old, StandardCopyOption.ATOMIC_MOVE);
                Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
                delete(old);
            } else {
                Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot finish " + out + ": " + reason(e) + "; the work is in " + partial);
        }
    }

    @Override
    public void close() {
        try {
            if (Files.isDirectory(partial) && isEmpty(partial)) {
                Files.delete(partial); // nothing was done: nothing to look at
            }
            Files.deleteIfExists(out.resolveSibling(out.getFileName() + ".lock"));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> tree(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return new ArrayList<>(walk.toList());
        }
    }

    /** Removes a folder that nobody needs any more, if it is there. */
    static void discard(Path root) throws IOException {
        delete(root);
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> paths = tree(root);
        paths.sort(Comparator.reverseOrder());
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /** A system error in words: class names mean nothing to a user. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied (" + e.getMessage() + ")";
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "no such file (" + e.getMessage() + ")";
        }
        if (e instanceof java.nio.file.FileAlreadyExistsException) {
            return e.getMessage() + " is a file, not a folder";
        }
        if (e.getMessage() != null && e.getMessage().contains("No space left on device")) {
            return e.getMessage() + "; free some, or write to another disk with --out";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
