package dev.sightline.apps.spark;

import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.Benchmarks;
import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.EvaluationRequest;
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
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The job of {@code spark-submit}: scores the unfinished shards of an evaluation on a cluster.
 *
 * <p>A shard here is a wave of some thousand frames. Its slices are spread over the executors, their states summed by
 * {@code treeAggregate}, whose result counts every slice exactly once however often a task was tried again (accumulators do not
 * promise that), and the sum is made durable by the driver before the next wave begins. States are exact integers, so any
 * number of executors, lost ones included, gives the same bits as one thread.
 */
public final class EvaluateOnSpark {

    /** Frames per wave: some minutes of one core, a few megabytes of names. */
    public static final int WAVE = 8192;

    private EvaluateOnSpark() {}

    /** Runs the job; see {@link Arguments} for its options. */
    public static void main(String[] words) throws IOException {
        Arguments arguments = Arguments.of(words);
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("sightline evaluate"))) {
            run(spark, arguments);
        }
    }

    static void run(JavaSparkContext spark, Arguments arguments) throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        String truth = arguments.require("--gt");
        String predictions = arguments.require("--pred");
        EvaluationRequest request =
                new EvaluationRequest(
                        arguments.require("--protocol"),
                        arguments.find("--mask").orElse(""),
                        arguments.find("--nan-rule").orElse(""),
                        SplitFile.read(arguments.find("--split").orElse(null), Path.of(".")));
        Benchmark benchmark =
                Benchmarks.of(
                        request,
                        HadoopFiles.of(truth, hadoop),
                        HadoopFiles.of(predictions, hadoop));
        FrameListing listing = benchmark.listing();
        EvaluationPlan plan = EvaluationPlan.of(benchmark, listing, WAVE);
        ShardStore store = new ShardStore(Path.of(arguments.require("--parts")), plan.identity());
        SliceScorer scorer = new SliceScorer(request, truth, predictions, changed(hadoop));
        for (Shard wave : plan.shards()) {
            if (store.find(wave).isEmpty()) {
                store.put(wave, score(spark, wave, scorer));
            }
        }
    }

    private static EvaluationState score(JavaSparkContext spark, Shard wave, SliceScorer scorer)
            throws IOException {
        List<byte[]> slices = Slices.of(wave);
        int partitions = Math.min(slices.size(), 4 * spark.defaultParallelism());
        byte[] sum =
                spark.parallelize(slices, Math.max(1, partitions))
                        .mapPartitions(scorer)
                        .treeAggregate(
                                StateCodec.encode(EvaluationState.empty()),
                                SliceScorer::merge,
                                SliceScorer::merge,
                                2);
        return StateCodec.decode(sum);
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
