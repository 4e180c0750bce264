package dev.sightline.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a recording: the only door to its files. A name from a table leads to a file below the root or nowhere: absolute
 * paths, {@code ..}, drive letters, backslashes, NUL and links that lead outside are refused.
 */
public final class DatasetRoot {

    private final Path root;

    private DatasetRoot(Path root) {
        this.root = root;
    }

    /**
     * Opens a folder.
     *
     * @throws DatasetException if it does not exist or is not a folder
     */
    public static DatasetRoot of(Path folder) throws DatasetException {
        try {
            Path real = folder.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new DatasetException(named(folder), "", "not a folder", "Give the folder of a recording.");
            }
            return new DatasetRoot(real);
        } catch (IOException e) {
            if (e instanceof DatasetException typed) {
                throw typed;
            }
            throw new DatasetException(
                    named(folder), "", "no such folder", "Check the spelling, or give another path.", e);
        }
    }

    private static String named(Path folder) {
        return folder.getFileName() == null ? "/" : folder.getFileName().toString();
    }

    /**
     * The file of a relative name, which must exist.
     *
     * @throws DatasetException if the name leads outside or nothing is there
     */
    public Path file(String name) throws DatasetException {
        Path path = lexical(name);
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(root)) {
                throw new DatasetException(
                        name, "", "a link leads outside the recording", "Copy the file into the recording's folder.");
            }
            return real;
        } catch (IOException e) {
            if (e instanceof DatasetException typed) {
                throw typed;
            }
            throw new DatasetException(
                    name, "", "file is missing", "Download it, or leave its sensor out.", e);
        }
    }

    /** Whether a relative name leads to something inside the root. */
    public boolean has(String name) {
        try {
            file(name);
            return true;
        } catch (DatasetException e) {
            return false;
        }
    }

    /** The folder itself, for listing. */
    public Path folder() {
        return root;
    }

    /** How messages name a path: relative to the root, so that no home folder shows up in a report. */
    public String relative(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : named(path);
    }

    private Path lexical(String name) throws DatasetException {
        boolean drive = name.length() >= 2 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0));
        if (name.isBlank() || name.startsWith("/") || drive || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw refused(name);
        }
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                throw refused(name);
            }
        }
        try {
            return root.resolve(name).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw refused(name);
        }
    }

    private static DatasetException refused(String name) {
        String shown = name.replaceAll("[\\p{Cntrl}]", "?");
        return new DatasetException(
                shown.length() > 200 ? shown.substring(0, 200) + "..." : shown,
                "",
                "path leads outside the recording",
                "Only relative paths below the recording's folder are read.");
    }
}
