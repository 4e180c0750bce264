package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.MatchedFilter;
import dev.sightline.dtof.Trials;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;

/** D4: as many false alarms as asked, and the design's table of detection at 1e-3 with the background known. */
final class DetectionGoals {

    /** Counts of background in the histogram, signal, detected. */
    private static final double[][] TABLE = {
        {1, 5, 0.879},
        {1, 10, 0.997},
        {10, 5, 0.481},
        {10, 10, 0.950},
        {10, 20, 1},
        {100, 10, 0.355},
        {100, 20, 0.962},
        {100, 50, 1},
        {1000, 20, 0.120},
        {1000, 50, 0.973},
        {1000, 100, 1}
    };

    private static final int CHUNK = 10_000;

    private DetectionGoals() {}

    static void add(GoalTable table, int n, boolean exact) {
        for (double[] row : TABLE) {
            detection(table, row[0], row[1], row[2], n, exact);
        }
        double[] levels = {10, 30, 100, 1000, 100_000};
        for (double level : levels) {
            falseAlarms(
                    table, 0.25e-9, level, exact ? 1e-3 : 2e-2, exact ? 10 * CHUNK : CHUNK, false);
            likelihoodAlarms(table, level, exact ? 1e-3 : 2e-2, exact ? 30_000 : 2000);
        }
        falseAlarms(table, 0.25e-9, 1, exact ? 1e-3 : 2e-2, exact ? 10 * CHUNK : CHUNK, true);
        falseAlarms(table, 0.25e-9, 3, exact ? 1e-3 : 2e-2, exact ? 10 * CHUNK : CHUNK, true);
        if (exact) {
            for (double bin : new double[] {0.125e-9, 0.5e-9}) {
                falseAlarms(table, bin, 10, 1e-3, 10 * CHUNK, false);
                falseAlarms(table, bin, 300, 1e-3, 10 * CHUNK, false);
            }
            falseAlarms(table, 0.25e-9, 100, 1e-4, 50 * CHUNK, false);
            falseAlarms(table, 0.25e-9, 30, 1e-5, 300 * CHUNK, false);
        }
    }

    private static DtofModel model(double bin) {
        return new DtofModel(1, 1, 1, 1, 128, bin, 0.4247e-9, 1);
    }

    private static void detection(
            GoalTable table, double total, double s, double goal, int n, boolean exact) {
        String cell = "background " + total + ", S " + s;
        table.add(
                "D4",
                cell,
                row -> {
                    DtofModel one = model(0.25e-9);
                    Trials trials = Trials.of(one, n, s, total / 128, Draws.ofName(cell));
                    MatchedFilter filter = new MatchedFilter(trials.model(), 1e-3);
                    MaximumLikelihood likelihood =
                            new MaximumLikelihood(Settings.of(BinnedResponse.of(one), 1e-3));
                    double[] known = new double[n];
                    Arrays.fill(known, total / 128);
                    double over = filter.estimateOver(trials.histogram(), known).detections();
                    double blind = filter.estimate(trials.histogram()).detections();
                    AllKnown most = new AllKnown(BinnedResponse.of(one), total, s, exact);
                    double ceiling = 0;
                    double likely = 0;
                    double likelyBlind = 0;
                    int[] counts = new int[128];
                    for (int i = 0; i < n; i++) {
                        trials.histogram().zone(i, counts);
                        ceiling += most.detects(counts) ? 1 : 0;
                        likely += likelihood.estimateOver(counts, total / 128).returns().size();
                        likelyBlind += likelihood.estimate(counts).returns().size();
                    }
                    double three = exact ? 0 : 3 * Math.sqrt(Math.max(0.01, goal * (1 - goal)) / n);
                    double limit = goal - 0.01;
                    row.atLeast("found, filter", limit, over / n, three, ceiling / n);
                    row.atLeast("found, likelihood", limit, likely / n, three, ceiling / n);
                    row.beside("found, filter, background unknown", blind / n);
                    row.beside("found, likelihood, background unknown", likelyBlind / n);
                });
    }

    /** Neyman and Pearson's test, all but the place known: the mean likelihood ratio over all places. */
    private static final class AllKnown {

        private final double[][] ratio;
        private final int[] from = new int[2 * 128];
        private final int[] to = new int[2 * 128];
        private final double threshold;

        AllKnown(BinnedResponse response, double total, double s, boolean exact) {
            ratio = new double[2 * 128][128];
            for (int i = 0; i < ratio.length; i++) {
                double t = 0.5 * (i + 0.5);
                from[i] = response.first(t);
                to[i] = response.end(t);
                for (int k = from[i]; k < to[i]; k++) {
                    ratio[i][k] = StrictMath.log1p(s * response.mass(k, t) * 128 / total);
                }
            }
            threshold =
                    DetectionThreshold.ofBackground(
                                    response, exact ? 8000 : 2000, (counts, level) -> score(counts))
                            .threshold(1e-3, total);
        }

        private double score(int[] counts) {
            double[] log = new double[ratio.length];
            double top = 0;
            for (int i = 0; i < log.length; i++) {
                for (int k = from[i]; k < to[i]; k++) {
                    log[i] += counts[k] * ratio[i][k];
                }
                top = Math.max(top, log[i]);
            }
            double sum = 0;
            for (double x : log) {
                sum += Math.exp(x - top);
            }
            return top + Math.log(sum);
        }

        boolean detects(int[] counts) {
            return score(counts) >= threshold;
        }
    }

    /**
     * The matched filter on noise alone.
     *
     * @param few whether counts are too few for a test that does not know the background: then only the known one is held to the goal
     */
    private static void falseAlarms(
            GoalTable table, double bin, double total, double asked, int n, boolean few) {
        String cell = "noise of " + total + ", bins of " + bin * 1e9 + " ns, asked " + asked;
        table.add(
                "D4",
                cell,
                row -> {
                    MatchedFilter filter = null;
                    double[] known = new double[CHUNK];
                    Arrays.fill(known, total / 128);
                    double over = 0;
                    double blind = 0;
                    for (int chunk = 0; chunk < n / CHUNK; chunk++) {
                        long seed = Draws.ofName(cell) + chunk;
                        Trials trials = Trials.of(model(bin), CHUNK, 0, total / 128, seed);
                        filter = filter == null ? new MatchedFilter(trials.model(), asked) : filter;
                        blind += filter.estimate(trials.histogram()).detections();
                        over += filter.estimateOver(trials.histogram(), known).detections();
                    }
                    within(row, "false alarms / asked, filter, known", over / (n * asked));
                    String unknown = "false alarms / asked, filter, unknown";
                    if (few) {
                        row.atMost(unknown, 2, blind / (n * asked), 0, Double.NaN);
                    } else {
                        within(row, unknown, blind / (n * asked));
                    }
                });
    }

    private static void likelihoodAlarms(GoalTable table, double total, double asked, int n) {
        String cell = "noise of " + total + ", asked " + asked;
        table.add(
                "D4",
                cell,
                row -> {
                    BinnedResponse response = OneReturnGoals.gauss(0.4247e-9, 0.25e-9);
                    MaximumLikelihood likelihood =
                            new MaximumLikelihood(Settings.of(response, asked));
                    CycleSampler sampler = new CycleSampler(Counting.poisson());
                    Draws draws = new Draws().key(Draws.ofName(cell), 0, 0, 0);
                    double[] rates = new double[128];
                    Arrays.fill(rates, total / 128);
                    double over = 0;
                    double blind = 0;
                    for (int i = 0; i < n; i++) {
                        int[] counts = sampler.draw(rates, draws);
                        blind += likelihood.estimate(counts).returns().size();
                        over += likelihood.estimateOver(counts, total / 128).returns().size();
                    }
                    within(row, "false alarms / asked, likelihood, known", over / (n * asked));
                    within(row, "false alarms / asked, likelihood, unknown", blind / (n * asked));
                });
    }

    /** Within a factor of two, both ways. */
    private static void within(GoalTable.Cell row, String what, double ratio) {
        row.atMost(what, 2, ratio, 0, Double.NaN);
        row.atLeast(what, 0.5, ratio, 0, Double.NaN);
    }
}
