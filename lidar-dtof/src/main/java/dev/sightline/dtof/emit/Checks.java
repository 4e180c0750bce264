package dev.sightline.dtof.emit;

/** Arguments of this package's records. */
final class Checks {

    private Checks() {}

    static void positive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }

    static void notNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must not be negative, was " + value);
        }
    }

    static void share(String what, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be in (0, 1], was " + value);
        }
    }

    static void angle(String what, double radians) {
        if (!(radians > 0 && radians < Math.PI)) {
            throw new IllegalArgumentException(
                    what + " must be in (0, pi) radians, was " + radians);
        }
    }
}
