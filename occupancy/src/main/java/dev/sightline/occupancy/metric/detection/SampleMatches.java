package dev.sightline.occupancy.metric.detection;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What became of the predictions of one sample, a row each in the order of the file. It depends on nothing but the sample, because a
 * prediction only takes boxes of its own sample, and the order of confidence within a sample is that of the whole set. Immutable.
 */
final class SampleMatches {

    static final int CLASSES = DetectionClass.values().length;
    static final int ERRORS = TpError.values().length;

    private final long ordinal;
    private final int[] truths; // boxes that count, by class
    private final byte[] kinds; // ordinal of the class, by row
    private final double[] scores; // by row
    private final byte[] hits; // bit t: right at threshold t, by row
    private final double[] errors; // [row that is right at the error threshold][error]

    private SampleMatches(
            long ordinal,
            int[] truths,
            byte[] kinds,
            double[] scores,
            byte[] hits,
            double[] errors) {
        this.ordinal = ordinal;
        this.truths = truths;
        this.kinds = kinds;
        this.scores = scores;
        this.hits = hits;
        this.errors = errors;
    }

    /**
     * Matches a sample, class by class: the surest prediction (among equals the later) takes the nearest box that is not taken (among
     * equals the first), if it is nearer than the threshold.
     *
     * @param ordinal place of the sample in the prediction file
     * @param truths boxes that count
     * @param predictions boxes that count, in the order of the file
     */
    static SampleMatches of(
            long ordinal,
            List<DetectionBox> truths,
            List<DetectionBox> predictions,
            DetectionRules rules) {
        int n = predictions.size();
        int[] counts = new int[CLASSES];
        truths.forEach(t -> counts[t.kind().index()]++);
        byte[] kinds = new byte[n];
        double[] scores = new double[n];
        for (int p = 0; p < n; p++) {
            kinds[p] = (byte) predictions.get(p).kind().index();
            scores[p] = predictions.get(p).score();
        }
        byte[] hits = new byte[n];
        double[][] errors = new double[n][0];
        boolean[][] taken = new boolean[rules.thresholds().size()][truths.size()];
        for (int p : surestFirst(scores)) {
            DetectionBox box = predictions.get(p);
            for (int t = 0; t < taken.length; t++) {
                int nearest = nearest(truths, box, taken[t], rules.thresholds().get(t));
                if (nearest < 0) {
                    continue;
                }
                taken[t][nearest] = true;
                hits[p] |= (byte) (1 << t);
                if (t == rules.errorIndex()) {
                    errors[p] = errors(truths.get(nearest), box);
                }
            }
        }
        double[] packed = Arrays.stream(errors).flatMapToDouble(Arrays::stream).toArray();
        return new SampleMatches(ordinal, counts, kinds, scores, hits, packed);
    }

    private static int[] surestFirst(double[] scores) {
        return IntStream.iterate(scores.length - 1, i -> i >= 0, i -> i - 1)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a])) // stable: later ones first
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Index of the nearest free box of the prediction's class nearer than the limit, or -1. */
    private static int nearest(
            List<DetectionBox> truths, DetectionBox prediction, boolean[] taken, double limit) {
        int best = -1;
        double least = limit;
        for (int i = 0; i < truths.size(); i++) {
            if (!taken[i] && truths.get(i).kind() == prediction.kind()) {
                double distance = truths.get(i).distance(prediction);
                if (distance < least) {
                    least = distance;
                    best = i;
                }
            }
        }
        return best;
    }

    private static double[] errors(DetectionBox truth, DetectionBox prediction) {
        return Arrays.stream(TpError.values()).mapToDouble(e -> e.of(truth, prediction)).toArray();
    }

    long ordinal() {
        return ordinal;
    }

    int truths(int kind) {
        return truths[kind];
    }

    int size() {
        return scores.length;
    }

    int kind(int row) {
        return kinds[row];
    }

    double score(int row) {
        return scores[row];
    }

    int hits(int row) {
        return hits[row] & 0xff;
    }

    /** [row that is right at the error threshold][error], rows in order. */
    double[] errors() {
        return errors.clone();
    }

    /** How many longs {@link #write} gives. */
    int longs() {
        return 2 + CLASSES + 3 * size() + errors.length;
    }

    /** The whole value as integers, real numbers by their bits. */
    void write(LongBuffer out) {
        out.put(ordinal).put(size());
        for (int count : truths) {
            out.put(count);
        }
        for (int i = 0; i < size(); i++) {
            out.put(kinds[i]).put(Double.doubleToRawLongBits(scores[i])).put(hits(i));
        }
        for (double error : errors) {
            out.put(Double.doubleToLongBits(error));
        }
    }

    /** Takes back what {@link #write} gave. */
    static SampleMatches read(LongBuffer in, DetectionRules rules) {
        long ordinal = in.get();
        int size = Math.toIntExact(in.get());
        if (size < 0 || size > in.remaining() / 3) {
            throw new IllegalArgumentException("sample " + ordinal + " of " + size + " rows");
        }
        int[] truths = new int[CLASSES];
        for (int c = 0; c < CLASSES; c++) {
            truths[c] = Objects.checkIndex(Math.toIntExact(in.get()), Integer.MAX_VALUE);
        }
        byte[] kinds = new byte[size];
        double[] scores = new double[size];
        byte[] hits = new byte[size];
        int right = 0;
        for (int i = 0; i < size; i++) {
            kinds[i] = (byte) Objects.checkIndex(Math.toIntExact(in.get()), CLASSES);
            scores[i] = Double.longBitsToDouble(in.get());
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException(
                        "sample " + ordinal + " has the score " + scores[i] + " in row " + i);
            }
            hits[i] = (byte) Objects.checkIndex(Math.toIntExact(in.get()), 256);
            right += hits[i] >> rules.errorIndex() & 1;
        }
        double[] errors = new double[right * ERRORS];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Double.longBitsToDouble(in.get());
        }
        return new SampleMatches(ordinal, truths, kinds, scores, hits, errors);
    }
}
