package dev.sightline.dtof.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Several returns of one histogram, overlapping ones too. Each further return starts where the fit so far leaves most unexplained, or
 * from a split of a return that is there already; all parameters climb together, and the likeliest start wins. A return is kept while
 * its gain is no false alarm. Immutable; threads may share it.
 */
public final class MultiReturn {

    /** Most returns of one histogram. */
    public static final int MOST = 8;

    private static final int PLACES = 3;

    /** Halves of a split stand this far from the middle, in full widths; the shares are the first half's. */
    private static final double[] SPLITS = {0.25, 0.5};

    private static final double[] SHARES = {0.5, 0.8, 0.2};

    private final ReturnSearch search;
    private final double furtherRate;
    private final int most;
    private final Estimate.Order order;
    private final double[] nothing;

    /**
     * Makes an estimator.
     *
     * @param most returns to look for, 1..{@link #MOST}
     */
    public MultiReturn(Settings settings, int most, Estimate.Order order) {
        this(settings, settings.falseAlarmRate(), most, order);
    }

    /**
     * Makes an estimator that accepts a further return more easily than a first one: overlapping returns are harder to tell than a return
     * is to find, and a surface that is taken for two is still a surface.
     *
     * @param furtherRate accepted share of histograms in which a return beyond the true ones is found; 1 gives as many as were asked for
     * @param most returns to look for, 1..{@link #MOST}
     */
    public MultiReturn(Settings settings, double furtherRate, int most, Estimate.Order order) {
        if (!(furtherRate > 0 && furtherRate <= 1)) {
            throw new IllegalArgumentException(
                    "rate of false further returns must be above 0 and at most 1, was "
                            + furtherRate);
        }
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("returns must be 1.." + MOST + ", were " + most);
        }
        this.search = new ReturnSearch(settings);
        this.furtherRate = furtherRate;
        this.most = most;
        this.order = order;
        this.nothing = new double[settings.response().bins()];
    }

    /** As many returns as are significant at the false-alarm rate; a rate of 1 gives as many as were asked for. */
    public Estimate estimate(int[] counts) {
        return estimate(counts, nothing);
    }

    /**
     * The same on top of known rates.
     *
     * @param known see {@link MaximumLikelihood#estimate(int[], double[])}
     */
    public Estimate estimate(int[] counts, double[] known) {
        FisherScoring scoring = search.scoring(counts, known);
        Fit start = search.start(counts, known, scoring);
        Fit fit = scoring.climb(start);
        for (int n = 1; n <= most; n++) {
            double rate = n == 1 ? search.settings().falseAlarmRate() : furtherRate;
            Fit next = likeliest(starts(n == 1 ? start : fit, counts, scoring), scoring);
            double gain = next.logLikelihood - fit.logLikelihood;
            if (rate < 1 && search.confidence(next, n - 1, gain) < 1 - rate) {
                break;
            }
            fit = next;
        }
        return search.estimate(fit, confidences(fit, scoring), scoring).ordered(order);
    }

    private List<Fit> starts(Fit fit, int[] counts, FisherScoring scoring) {
        if (fit.returns() == 0) {
            return search.places(fit, counts, scoring, 1);
        }
        List<Fit> starts = new ArrayList<>(search.places(fit, counts, scoring, PLACES));
        double width = search.settings().response().fullWidth();
        for (int i = 0; i < fit.returns(); i++) {
            for (double apart : SPLITS) {
                for (double share : SHARES) {
                    // The halves' centre of mass stays where the return was.
                    double t = fit.time[i];
                    double s = fit.signal[i];
                    Fit split = fit.plus(t + 2 * apart * width * share, (1 - share) * s);
                    split.time[i] = t - 2 * apart * width * (1 - share);
                    split.signal[i] = share * s;
                    starts.add(split);
                }
            }
        }
        return Collections.unmodifiableList(starts);
    }

    private static Fit likeliest(List<Fit> starts, FisherScoring scoring) {
        Fit best = null;
        for (Fit start : starts) {
            Fit climbed = scoring.climb(start);
            if (best == null || climbed.logLikelihood > best.logLikelihood) {
                best = climbed;
            }
        }
        return best;
    }

    /** From what the absence of each return would cost, the others climbing anew. */
    private double[] confidences(Fit fit, FisherScoring scoring) {
        double[] out = new double[fit.returns()];
        for (int i = 0; i < out.length; i++) {
            double gain = fit.logLikelihood - scoring.climb(fit.without(i)).logLikelihood;
            out[i] = search.confidence(fit, i, gain);
        }
        return out;
    }
}
