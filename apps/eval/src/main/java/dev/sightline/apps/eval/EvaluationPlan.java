package dev.sightline.apps.eval;

import java.util.List;

/**
 * What a run will do: known before its first frame is scored, and the same in every process that looks at the same files.
 *
 * @param benchmark the protocol over its files
 * @param listing its frames
 * @param shards the frames, cut
 * @param identity hash of the request, the protocol's version and the files' names, sizes and times of change: parts of runs with
 *     different identities are never mixed
 */
public record EvaluationPlan(
        Benchmark benchmark, FrameListing listing, List<Shard> shards, String identity) {

    /** Plans a run over all frames that were found. */
    public static EvaluationPlan of(Benchmark benchmark, FrameListing listing) {
        return of(benchmark, listing, Shard.FRAMES);
    }

    /**
     * The same with another size of shard, which is part of the identity.
     *
     * @param framesPerShard {@link Shard#FRAMES} for threads, {@link Shard#WAVE} for a cluster
     */
    public static EvaluationPlan of(Benchmark benchmark, FrameListing listing, int framesPerShard) {
        Sha256 sha = new Sha256();
        benchmark.request().toMap().forEach((k, v) -> sha.text(k).text(v));
        sha.text(benchmark.version()).number(framesPerShard).text(listing.stamp());
        return new EvaluationPlan(
                benchmark, listing, Shard.of(listing.frames(), framesPerShard), sha.hex());
    }
}
