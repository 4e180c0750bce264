package dev.sightline.occupancy.metric.detection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All predictions of one class, the surest first and among equals the later one in the file first. */
final class RankedMatches {

    private final long truths;
    private final double[] scores; // by rank
    private final int[] hits; // by rank; bit t: right at threshold t
    private final double[][] errors; // [error][i]: of the i-th that is right at the error threshold
    private final DetectionRules rules;

    private RankedMatches(
            long truths, double[] scores, int[] hits, double[][] errors, DetectionRules rules) {
        this.truths = truths;
        this.scores = scores;
        this.hits = hits;
        this.errors = errors;
        this.rules = rules;
    }

    /**
     * Ranks the predictions of a class.
     *
     * @param samples in the order of the file
     */
    static RankedMatches of(
            DetectionClass kind, List<SampleMatches> samples, DetectionRules rules) {
        int c = kind.index();
        long truths = samples.stream().mapToLong(s -> s.truths(c)).sum();
        int n = samples.stream().mapToInt(s -> count(s, c)).sum();
        double[] scores = new double[n];
        int[] hits = new int[n];
        double[][] errors = new double[n][]; // where right at the error threshold
        int i = 0;
        for (SampleMatches sample : samples) {
            double[] packed = sample.errors();
            int next = 0;
            for (int row = 0; row < sample.size(); row++) {
                boolean measured = right(sample.hits(row), rules.errorIndex());
                if (sample.kind(row) == c) {
                    scores[i] = sample.score(row);
                    hits[i] = sample.hits(row);
                    errors[i++] =
                            measured
                                    ? Arrays.copyOfRange(packed, next, next + SampleMatches.ERRORS)
                                    : null;
                }
                next += measured ? SampleMatches.ERRORS : 0;
            }
        }
        int[] order =
                IntStream.range(0, n)
                        .map(k -> n - 1 - k)
                        .boxed()
                        .sorted((a, b) -> Double.compare(scores[b], scores[a])) // stable
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] measured = Arrays.stream(order).filter(k -> errors[k] != null).toArray();
        return new RankedMatches(
                truths,
                Arrays.stream(order).mapToDouble(k -> scores[k]).toArray(),
                Arrays.stream(order).map(k -> hits[k]).toArray(),
                IntStream.range(0, SampleMatches.ERRORS)
                        .mapToObj(
                                e ->
                                        Arrays.stream(measured)
                                                .mapToDouble(k -> errors[k][e])
                                                .toArray())
                        .toArray(double[][]::new),
                rules);
    }

    private static int count(SampleMatches sample, int c) {
        return (int) IntStream.range(0, sample.size()).filter(r -> sample.kind(r) == c).count();
    }

    private static boolean right(int hits, int threshold) {
        return (hits >> threshold & 1) != 0;
    }

    long truths() {
        return truths;
    }

    int predictions() {
        return scores.length;
    }

    /** The precision and the confidence at 101 recalls, for one threshold; all zero if nothing is right or there is no truth. */
    RecallCurve curve(int threshold) {
        boolean[] right = new boolean[hits.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = right(hits[i], threshold);
        }
        return RecallCurve.of(right, scores, truths);
    }

    /** Mean of an error from the minimum recall to the highest that is reached; 1 if that is not more. */
    double error(TpError error) {
        RecallCurve curve = curve(rules.errorIndex());
        int first = RecallCurve.indexAfter(rules.minRecall());
        int last = curve.lastConfident();
        if (last < first) {
            return 1;
        }
        int n = errors[error.index()].length;
        double[] means = Interpolation.runningMean(errors[error.index()]);
        double[] surenessAscending = new double[n];
        double[] meansAscending = new double[n];
        int k = n;
        for (int i = 0; i < hits.length; i++) {
            if (right(hits[i], rules.errorIndex())) {
                surenessAscending[--k] = scores[i];
                meansAscending[k] = means[n - 1 - k];
            }
        }
        double[] at = new double[RecallCurve.POINTS];
        for (int r = first; r <= last; r++) {
            at[r] =
                    Interpolation.at(
                            curve.confidence(r),
                            surenessAscending,
                            meansAscending,
                            meansAscending[n - 1]);
        }
        return Interpolation.mean(at, first, last + 1);
    }
}
