package dev.sightline.occupancy.metric;

import java.util.Arrays;

/** Arithmetic on the counters of a state. */
final class Counters {

    private Counters() {}

    /**
     * A copy.
     *
     * @throws IllegalArgumentException if their number differs or one is negative
     */
    static long[] checked(long[] counters, int expected) {
        if (counters.length != expected) {
            throw new IllegalArgumentException(
                    counters.length + " counters, the state needs " + expected);
        }
        if (Arrays.stream(counters).anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("a counter is negative");
        }
        return counters.clone();
    }

    /**
     * Sums entry by entry.
     *
     * @throws ArithmeticException if a counter leaves the range of a long: a wrapped counter would be a wrong score
     */
    static long[] sum(long[] a, long[] b) {
        long[] sum = new long[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(a[i], b[i]);
        }
        return sum;
    }
}
