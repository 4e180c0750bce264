package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder on a disk. Links are followed as long as they stay inside. */
public final class LocalFiles implements DataFiles {

    private static final int DEPTH = 5;

    /** Sensor data of a recording, which may lie beside labels: millions of files that nobody wants listed. */
    private static final Set<String> NOT_ENTERED = Set.of("sweeps", "maps", "velodyne");

    private final DatasetRoot root;
    private final String name;

    private LocalFiles(DatasetRoot root, String name) {
        this.root = root;
        this.name = name;
    }

    /**
     * Opens a folder.
     *
     * @throws DatasetException if it does not exist or is no folder
     */
    public static LocalFiles of(Path folder) throws DatasetException {
        DatasetRoot root = DatasetRoot.of(folder);
        Path last = root.folder().getFileName();
        return new LocalFiles(root, last == null ? "/" : last.toString());
    }

    private static boolean entered(String folder, String ending) {
        return !NOT_ENTERED.contains(folder)
                && !(ending.equals(".npz") && folder.equals("samples"));
    }

    /** Whether a listing for an ending holds a file of this relative name: the same rule on every file system. */
    public static boolean listed(String name, String ending) {
        String[] parts = name.split("/");
        return name.endsWith(ending)
                && parts.length <= DEPTH
                && Arrays.stream(parts, 0, parts.length - 1).allMatch(p -> entered(p, ending));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<DataFile> list(String ending) throws IOException {
        List<DataFile> files = new ArrayList<>();
        Path folder = root.folder();
        Files.walkFileTree(
                folder,
                EnumSet.of(java.nio.file.FileVisitOption.FOLLOW_LINKS),
                DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        Path last = dir.getFileName();
                        boolean skip =
                                !dir.equals(folder)
                                        && last != null
                                        && !entered(last.toString(), ending);
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (a.isRegularFile() && file.toString().endsWith(ending)) {
                            String relative = folder.relativize(file).toString();
                            files.add(
                                    new DataFile(
                                            relative.replace(File.separatorChar, '/'),
                                            a.size(),
                                            a.lastModifiedTime().toMillis()));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult
                                .CONTINUE; // what cannot be seen is missing, and said so
                    }
                });
        files.sort(Comparator.comparing(DataFile::name));
        return files;
    }

    @Override
    public InputStream open(String file) throws IOException {
        return Files.newInputStream(root.file(file));
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(root.folder());
    }

    @Override
    public InputStream open(String file, long from, long bytes) throws IOException {
        FileChannel channel = FileChannel.open(root.file(file), StandardOpenOption.READ);
        try {
            return new FileRange(Channels.newInputStream(channel.position(from)), bytes);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
