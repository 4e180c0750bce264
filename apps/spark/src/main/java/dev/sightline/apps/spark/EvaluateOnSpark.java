package dev.sightline.apps.spark;

import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.Benchmarks;
import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.EvaluationRequest;
import dev.sightline.apps.eval.EvaluationRun;
import dev.sightline.apps.eval.EvaluationState;
import dev.sightline.apps.eval.FrameListing;
import dev.sightline.apps.eval.Shard;
import dev.sightline.apps.eval.ShardStore;
import dev.sightline.apps.eval.SplitFile;
import dev.sightline.apps.eval.StateCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The job of {@code spark-submit}: scores the unfinished shards of an evaluation on a cluster.
 *
 * <p>A shard here is a wave of {@link Shard#WAVE} frames. Its slices are spread over the executors, their states summed by
 * {@code treeAggregate}, whose result counts every slice exactly once however often a task was tried again (accumulators do not
 * promise that), and the sum is made durable by the driver before the next wave begins. States are exact integers, so any
 * number of executors, lost ones included, gives the same bits as one thread.
 */
public final class EvaluateOnSpark {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int LOSS = 3;
    private static final int NAMED = 20;

    private final JavaSparkContext spark;
    private final Arguments arguments;
    private final TaskCost cost = new TaskCost();

    EvaluateOnSpark(JavaSparkContext spark, Arguments arguments) {
        this.spark = spark;
        this.arguments = arguments;
    }

    /** Runs the job; see {@link Arguments} for its options. Exit status as of {@code sightline}: 0, 1 failed, 2 usage, 3 with loss. */
    public static void main(String[] words) {
        int status;
        try {
            status = submit(Arguments.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println("sightline: " + e.getMessage());
            status = USAGE;
        } catch (IOException e) {
            System.err.println("sightline: " + e.getMessage());
            status = FAILED;
        }
        if (status != DONE) {
            System.exit(status);
        }
    }

    private static int submit(Arguments arguments) throws IOException {
        SparkConf conf = new SparkConf().setAppName("sightline evaluate");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            return new EvaluateOnSpark(spark, arguments).run();
        }
    }

    int run() throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        String truth = arguments.require("--gt");
        String predictions = arguments.require("--pred");
        EvaluationRequest request =
                new EvaluationRequest(
                        arguments.require("--protocol"),
                        arguments.find("--mask").orElse(""),
                        arguments.find("--nan-rule").orElse(""),
                        SplitFile.read(arguments.find("--split").orElse(null), Path.of(".")));
        Path parts = Path.of(arguments.require("--parts"));
        Benchmark benchmark =
                Benchmarks.of(
                        request,
                        HadoopFiles.of(truth, hadoop),
                        HadoopFiles.of(predictions, hadoop));
        FrameListing listing = complete(benchmark.listing());
        EvaluationPlan plan = EvaluationPlan.of(benchmark, listing, Shard.WAVE);
        requireSame(plan);
        ShardStore store = new ShardStore(parts, plan.identity());
        SliceScorer scorer =
                new SliceScorer(plan.identity(), request, truth, predictions, changed(hadoop));
        spark.sc().addSparkListener(cost);
        for (Shard wave : plan.shards()) {
            if (store.find(wave).isEmpty()) {
                long startNs = System.nanoTime();
                store.put(wave, score(wave, scorer));
                said(wave, plan, (System.nanoTime() - startNs) * 1e-9);
            }
        }
        Optional<String> metrics = arguments.find("--metrics");
        return metrics.isPresent() ? report(plan, store, Path.of(metrics.get())) : DONE;
    }

    private void said(Shard wave, EvaluationPlan plan, double seconds) {
        System.err.println(
                String.format(
                        Locale.ROOT,
                        "wave %d of %d: %d frames in %.1f s; so far %.1f s of the executors' CPUs, %d tasks tried again",
                        wave.index() + 1,
                        plan.shards().size(),
                        wave.frames().size(),
                        seconds,
                        cost.cpuSeconds(),
                        cost.failures()));
    }

    private FrameListing complete(FrameListing listing) throws IOException {
        int missing = listing.missing().size();
        if (missing > 0 && arguments.find("--allow-partial").isEmpty()) {
            throw new IOException(
                    missing
                            + " frames have no prediction: "
                            + listing.missing().subList(0, Math.min(NAMED, missing))
                            + (missing > NAMED ? " and more" : "")
                            + ". Predict them, or score the rest with --allow-partial");
        }
        if (listing.frames().isEmpty()) {
            throw new IOException("the split selects no frame that has truth and prediction");
        }
        return listing;
    }

    private void requireSame(EvaluationPlan plan) throws IOException {
        Optional<String> identity = arguments.find("--identity");
        if (identity.isPresent() && !identity.get().equals(plan.identity())) {
            throw new IOException(
                    "the files are not those that were listed when the run began: start it again");
        }
    }

    private EvaluationState score(Shard wave, SliceScorer scorer) throws IOException {
        List<byte[]> slices = Slices.of(wave);
        int partitions = Math.min(slices.size(), 4 * spark.defaultParallelism());
        byte[] sum =
                spark.parallelize(slices, partitions)
                        .mapPartitions(scorer)
                        .treeAggregate(
                                StateCodec.encode(EvaluationState.empty()),
                                SliceScorer::merge,
                                SliceScorer::merge,
                                2);
        return StateCodec.decode(sum);
    }

    private static int report(EvaluationPlan plan, ShardStore store, Path file) throws IOException {
        EvaluationState state = new EvaluationRun(plan, store, () -> false, shard -> {}).merged();
        if (state.frames() == 0) {
            throw new IOException("no frame could be scored: " + state.lost());
        }
        MetricsJson.write(plan.benchmark().results(state, plan.listing()), file);
        state.lost().forEach(l -> System.err.println("lost: " + l.token() + ": " + l.reason()));
        return state.skipped() > 0 ? LOSS : DONE;
    }

    /** What differs from Hadoop's defaults: executors must see the same file systems. */
    private static Map<String, String> changed(Configuration hadoop) {
        Map<String, String> changed = new LinkedHashMap<>();
        Configuration plain = new Configuration();
        hadoop.forEach(
                e -> {
                    if (!e.getValue().equals(plain.getRaw(e.getKey()))) {
                        changed.put(e.getKey(), e.getValue());
                    }
                });
        return changed;
    }
}
