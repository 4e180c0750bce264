package dev.sightline.datasets.npy;

import java.util.Locale;
import java.util.Optional;

/**
 * The element type of an array: what it means and how many bytes it takes. Byte order belongs to the file, not to the type.
 */
public enum NpyType {
    BOOL('b', 1),
    INT8('i', 1),
    INT16('i', 2),
    INT32('i', 4),
    INT64('i', 8),
    UINT8('u', 1),
    UINT16('u', 2),
    UINT32('u', 4),
    UINT64('u', 8),
    FLOAT16('f', 2),
    FLOAT32('f', 4),
    FLOAT64('f', 8);

    private final char kind;
    private final int bytes;

    NpyType(char kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are whole numbers or booleans. */
    public boolean isInteger() {
        return kind != 'f';
    }

    /** The name in a header, little endian: {@code <f4}, {@code |u1}. */
    String descr() {
        return (bytes == 1 ? "|" : "<") + kind + bytes;
    }

    /** The type of a header's name without its byte order, such as {@code f4}; empty if arrays here do not know it. */
    static Optional<NpyType> of(String name) {
        for (NpyType type : values()) {
            if (name.equals("" + type.kind + type.bytes)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
