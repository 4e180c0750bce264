package dev.sightline.apps.eval;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was counted of one scene: named arrays of exact counters. Immutable.
 *
 * @param frames frames scored
 * @param skipped frames that were there but could not be used
 * @param counters by name, as the protocol's metric states give them
 */
public record SceneTally(long frames, long skipped, NavigableMap<String, long[]> counters) {

    /** Nothing counted. */
    public static final SceneTally EMPTY = new SceneTally(0, 0, new TreeMap<>());

    public SceneTally {
        NavigableMap<String, long[]> copy = new TreeMap<>();
        counters.forEach((name, values) -> copy.put(name, values.clone()));
        counters = Collections.unmodifiableNavigableMap(copy);
    }

    /** A copy of the counters of a name; all zero if none were counted. */
    public long[] counters(String name, int length) {
        long[] found = counters.get(name);
        if (found != null && found.length != length) {
            throw new IllegalArgumentException(
                    found.length + " counters of " + name + ", expected " + length);
        }
        return found == null ? new long[length] : found.clone();
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException if counters of one name differ in number
     * @throws ArithmeticException if a counter leaves the range of a long
     */
    SceneTally merge(SceneTally other) {
        NavigableMap<String, long[]> sum = new TreeMap<>(counters);
        other.counters.forEach((name, values) -> sum.merge(name, values, SceneTally::plus));
        return new SceneTally(
                Math.addExact(frames, other.frames), Math.addExact(skipped, other.skipped), sum);
    }

    private static long[] plus(long[] a, long[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "cannot merge " + a.length + " and " + b.length + " counters");
        }
        long[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], b[i]);
        }
        return sum;
    }
}
