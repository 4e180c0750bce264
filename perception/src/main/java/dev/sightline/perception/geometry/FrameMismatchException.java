package dev.sightline.perception.geometry;

/** Values of different frames were combined: always a programming or calibration error, never data noise. */
public final class FrameMismatchException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public FrameMismatchException(String what, Frame expected, Frame actual) {
        super(what + ": expected frame '" + expected + "', got '" + actual + "'");
    }

    FrameMismatchException(Pose left, Pose right) {
        super(
                "cannot chain "
                        + left.direction()
                        + " with "
                        + right.direction()
                        + ": '"
                        + left.source()
                        + "' is not '"
                        + right.target()
                        + "'");
    }

    /** Throws unless both frames are the same; {@code what} says whose frame was looked at. */
    public static void require(String what, Frame expected, Frame actual) {
        if (!expected.equals(actual)) {
            throw new FrameMismatchException(what, expected, actual);
        }
    }
}
