package dev.sightline.apps.eval;

/**
 * A file as a listing shows it.
 *
 * @param name relative to the root, with {@code /} between folders
 * @param bytes its size
 * @param modifiedMs when it was changed last, milliseconds since 1970; only compared, never shown
 */
public record DataFile(String name, long bytes, long modifiedMs) {

    /** No file. */
    public static final DataFile NONE = new DataFile("", 0, 0);

    /** The last part of the name. */
    public String base() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The name of a file in the same folder. */
    public String beside(String other) {
        return name.substring(0, name.lastIndexOf('/') + 1) + other;
    }
}
