package dev.sightline.occupancy.metric;

/**
 * The state of a metric while it is counted: exact integers, so that frames, threads, shards and machines may be merged in any order
 * and give the same bits. Results are computed from the state once, at the end.
 *
 * <p>Every implementation is immutable, has an empty element, and a factory that takes {@link #counters} back.
 */
public interface MetricState<S extends MetricState<S>> {

    /**
     * Both together; associative and commutative.
     *
     * @throws IllegalArgumentException if the two belong to different protocols, class lists or bands
     */
    S merge(S other);

    /** The whole state in a fixed order, as a copy: what is written to a shard's file and summed on a cluster. */
    long[] counters();
}
