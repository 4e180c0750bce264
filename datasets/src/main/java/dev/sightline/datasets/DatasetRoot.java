package dev.sightline.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
                throw new DatasetException(
                        folder.toString(), "", "not a folder", "Give the folder of a recording.");
            }
            return new DatasetRoot(real);
        } catch (IOException e) {
            if (e instanceof DatasetException typed) {
                throw typed;
            }
            throw new DatasetException(
                    folder.toString(), // as it was typed: this never reaches a report
                    "",
                    "no such folder",
                    "Check the spelling, or give another path.",
                    e);
        }
    }

    private static String named(Path folder) {
        return folder.getFileName() == null ? "/" : shown(folder.getFileName().toString());
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
                        shown(name),
                        "",
                        "a link leads outside the recording",
                        "Copy the file into the recording's folder.");
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (attributes.isOther()) { // a pipe would block its reader for ever
                throw new DatasetException(
                        shown(name),
                        "",
                        "neither a file nor a folder",
                        "Replace it by the recording's own file.");
            }
            return real;
        } catch (IOException e) {
            if (e instanceof DatasetException typed) {
                throw typed;
            }
            throw new DatasetException(
                    shown(name), "", "file is missing", "Download it, or leave its sensor out.", e);
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

    /**
     * Whether a relative name is a proper one with nothing there: a file not downloaded. False for a name that leads outside, by its
     * words or by a link; {@link #file} then says so, and it counts as a loss instead of an absence.
     */
    public boolean lacks(String name) {
        try {
            return !Files.exists(lexical(name));
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
        boolean drive =
                name.length() >= 2 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0));
        if (name.isBlank()
                || name.startsWith("/")
                || drive
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0) {
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
        return new DatasetException(
                shown(name),
                "",
                "path leads outside the recording",
                "Only relative paths below the recording's folder are read.");
    }

    /** A name from a file, made safe for a terminal and short enough for a line. */
    private static String shown(String name) {
        String head = name.length() > 200 ? name.substring(0, 200) + "..." : name;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
