package dev.sightline.dtof.receive;

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

    static void atMost(String what, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(what + " must be in 0.." + most + ", was " + value);
        }
    }
}
