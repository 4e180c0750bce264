package dev.sightline.apps.spark;

import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.Benchmarks;
import dev.sightline.apps.eval.EvaluationRequest;
import dev.sightline.apps.eval.EvaluationState;
import dev.sightline.apps.eval.FrameScorer;
import dev.sightline.apps.eval.Split;
import dev.sightline.apps.eval.StateCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Scores the slices of a partition on an executor, with one scorer and its buffers. Carries only text; opens files where it runs.
 *
 * <p>Spark moves functions by Java serialization: the one place where the house uses it, and never for data from a file.
 */
final class SliceScorer implements FlatMapFunction<Iterator<byte[]>, byte[]> {

    private static final long serialVersionUID = 1;

    /** The benchmark of the job that this executor works for: indexes and tables are read once, not for each task. */
    private static final Map<List<Object>, Benchmark> OPENED = new HashMap<>();

    private final String job;
    private final String protocol;
    private final String mask;
    private final String nanRule;
    private final String truth;
    private final String predictions;
    private final LinkedHashMap<String, String> hadoop;

    /**
     * A scorer.
     *
     * @param job the identity of the plan: what was opened for another is not used
     * @param hadoop settings by which executors find the file systems
     */
    SliceScorer(
            String job,
            EvaluationRequest request,
            String truth,
            String predictions,
            Map<String, String> hadoop) {
        this.job = job;
        this.protocol = request.protocol();
        this.mask = request.mask();
        this.nanRule = request.nanRule();
        this.truth = truth;
        this.predictions = predictions;
        this.hadoop = new LinkedHashMap<>(hadoop);
    }

    @Override
    public Iterator<byte[]> call(Iterator<byte[]> slices) throws IOException {
        EvaluationState state = EvaluationState.empty();
        try (FrameScorer scorer = benchmark().scorer()) {
            while (slices.hasNext()) {
                state = state.merge(Slices.decode(slices.next()).score(scorer));
            }
        }
        return List.of(StateCodec.encode(state)).iterator();
    }

    /** The split chose the frames on the driver; here every frame that comes is scored. */
    private Benchmark benchmark() throws IOException {
        List<Object> key = List.of(job, protocol, mask, nanRule, truth, predictions);
        synchronized (OPENED) {
            Benchmark known = OPENED.get(key);
            if (known == null) {
                OPENED.clear();
                known = open();
                OPENED.put(key, known);
            }
            return known;
        }
    }

    private Benchmark open() throws IOException {
        Configuration configuration = new Configuration();
        hadoop.forEach(configuration::set);
        return Benchmarks.of(
                new EvaluationRequest(protocol, mask, nanRule, Split.ALL),
                HadoopFiles.of(truth, configuration),
                HadoopFiles.of(predictions, configuration));
    }

    /** Both states together, as bytes. */
    static byte[] merge(byte[] a, byte[] b) {
        return StateCodec.encode(StateCodec.decode(a).merge(StateCodec.decode(b)));
    }
}
