package dev.sightline.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads whole sensor files and folder listings of a recording, with a bound on both. */
public final class SensorFile {

    /** The most entries that a folder may have. */
    public static final int MAX_LISTED = 2_000_000;

    private SensorFile() {}

    /**
     * Reads a whole file.
     *
     * @param name relative to the root
     * @param maxBytes the most that a file of this kind can sensibly have
     * @throws DatasetException if it is missing, leads outside, is no regular file, is larger, or cannot be read
     */
    public static byte[] read(DatasetRoot root, String name, long maxBytes)
            throws DatasetException {
        Path path = root.file(name);
        if (!Files.isRegularFile(path)) {
            throw new DatasetException(
                    name, "", "not a regular file", "Replace it by the recording's own file.");
        }
        // The size is not trusted: a file may grow, and some report none. One byte more than
        // allowed is enough to know.
        int limit = Math.toIntExact(Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length > maxBytes) {
                throw new DatasetException(
                        name,
                        "byte " + maxBytes,
                        "longer than " + maxBytes + " bytes, the most that is read of such a file",
                        "Check that it is what its name says, or split it.");
            }
            return bytes;
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw new DatasetException(
                    name, "", "cannot be read: " + reason(e), "Check permissions and the disk.", e);
        }
    }

    /** An I/O error's message may hold the absolute path, which is no business of a report. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    /**
     * The names in a folder that end in a suffix, without the suffix, in order of their characters; empty if there is no such folder.
     *
     * @param folder relative to the root
     * @param suffix ".bin"; "" lists everything
     * @param wanted which names (suffix taken off) count
     * @throws DatasetException if the folder cannot be listed or has more than {@link #MAX_LISTED} entries
     */
    public static List<String> stems(
            DatasetRoot root, String folder, String suffix, Predicate<String> wanted)
            throws DatasetException {
        if (!root.has(folder)) {
            return List.of();
        }
        Path path = root.file(folder);
        List<String> stems = new ArrayList<>();
        int entries = 0;
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(path)) {
            for (Path entry : listing) {
                if (++entries > MAX_LISTED) {
                    throw new DatasetException(
                            folder,
                            "",
                            "more than " + MAX_LISTED + " entries",
                            "Split the recording.");
                }
                String name = entry.getFileName().toString();
                if (name.endsWith(suffix)) {
                    String stem = name.substring(0, name.length() - suffix.length());
                    if (wanted.test(stem)) {
                        stems.add(stem);
                    }
                }
            }
        } catch (DatasetException e) {
            throw e;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new DatasetException(
                    folder, "", "cannot be listed", "Check that it is a readable folder.", e);
        }
        stems.sort(null);
        return stems;
    }
}
