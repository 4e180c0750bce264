package dev.sightline.datasets;

import java.io.IOException;

/**
 * Something in a recording cannot be used. The message says what, where (file, and offset, line or token), why, and what to do.
 */
public final class DatasetException extends IOException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String place;
    private final String reason;
    private final String remedy;

    /**
     * Describes a problem.
     *
     * @param file path relative to the recording's root, never absolute
     * @param place where in it: "byte 24", "line 3", "token abc", or "" for the whole file
     * @param reason what is wrong, with the number
     * @param remedy what the user can do
     */
    public DatasetException(String file, String place, String reason, String remedy) {
        super(file + (place.isEmpty() ? "" : " at " + place) + ": " + reason + ". " + remedy);
        this.file = file;
        this.place = place;
        this.reason = reason;
        this.remedy = remedy;
    }

    public DatasetException(
            String file, String place, String reason, String remedy, Throwable cause) {
        this(file, place, reason, remedy);
        initCause(cause);
    }

    public String file() {
        return file;
    }

    public String place() {
        return place;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }
}
