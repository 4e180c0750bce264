package dev.sightline.dtof.estimate;

import java.util.ArrayList;
import java.util.List;

/** The steps that one return and several share: a start, a scan for one more, a climb, a verdict. Immutable. */
final class ReturnSearch {

    /** Histograms behind each table of false alarms: 7 % of a probability, some 50 ms. */
    private static final int TRIALS = 1000;

    private final Settings settings;
    private final RateModel model;
    private final CandidateScan scan;
    private final DetectionThreshold unknown; // background
    private final DetectionThreshold known;

    ReturnSearch(Settings settings) {
        this.settings = settings;
        this.model =
                settings.crosstalk()
                        .map(
                                x ->
                                        new RateModel(
                                                settings.response(),
                                                settings.counting(),
                                                x.shape()))
                        .orElseGet(() -> new RateModel(settings.response(), settings.counting()));
        this.scan = new CandidateScan(settings.response(), settings.counting());
        BinnedResponse response = settings.response();
        boolean plain = settings.counting().isPoisson() && settings.crosstalk().isEmpty();
        ReturnSearch search = plain ? this : new ReturnSearch(Settings.of(response, 1));
        // Of many bins the thresholds may look at the first alone.
        int most = DetectionThreshold.MOST_BINS;
        ReturnSearch leading =
                response.bins() > most
                        ? new ReturnSearch(Settings.of(response.leading(most), 1))
                        : search;
        this.unknown =
                DetectionThreshold.ofTotal(
                        response,
                        TRIALS,
                        (counts, level) -> (counts.length == most ? leading : search).gain(counts));
        this.known =
                DetectionThreshold.ofBackground(
                        response,
                        3 * TRIALS,
                        (counts, level) ->
                                (counts.length == most ? leading : search)
                                        .gainOver(counts, level / counts.length));
    }

    /** What a return adds to the log-likelihood of a histogram. */
    private double gain(int[] counts) {
        double[] nothing = new double[model.bins()];
        FisherScoring scoring = scoring(counts, nothing);
        Fit start = start(counts, nothing, scoring);
        Fit found = likeliest(start, counts, scoring);
        return found.logLikelihood - scoring.climb(start).logLikelihood;
    }

    /** The scan's best score over a background that is known. */
    double gainOver(int[] counts, double background) {
        double[] rates = model.shapes[0].clone();
        for (int k = 0; k < rates.length; k++) {
            rates[k] = Math.max(RateModel.SMALLEST_RATE, rates[k] * background);
        }
        double top = Double.NEGATIVE_INFINITY;
        for (double gain : scan.gains(counts, model.counting.live(counts), rates)) {
            top = Math.max(top, gain);
        }
        return top;
    }

    Settings settings() {
        return settings;
    }

    FisherScoring scoring(int[] counts, double[] known) {
        if (counts.length != model.bins() || known.length != model.bins()) {
            throw new IllegalArgumentException(
                    "histogram of " + counts.length + " bins, not " + model.bins());
        }
        return new FisherScoring(model, counts, known);
    }

    /** Background and crosstalk, robustly: nothing else is known of the histogram. */
    Fit start(int[] counts, double[] known, FisherScoring scoring) {
        int[] rest = counts.clone();
        for (int k = 0; k < rest.length; k++) {
            double lost = known[k] * (model.counting.isPoisson() ? 1 : scoring.live()[k]);
            rest[k] = (int) Math.max(0, Math.round(counts[k] - lost));
        }
        double[] levels = new double[model.shapes.length];
        levels[0] = Start.background(model.shapes[0], model.counting, rest, scoring.live());
        for (int j = 1; j < levels.length; j++) {
            levels[j] = level(model.shapes[j], counts, scoring.live(), levels[0]);
        }
        return new Fit(levels, new double[0], new double[0]);
    }

    /** Level of a shape over a background, from the bins where it is at least a tenth of its top. */
    private double level(double[] shape, int[] counts, double[] live, double background) {
        double top = 0;
        for (double x : shape) {
            top = Math.max(top, x);
        }
        double excess = 0;
        double sum = 0;
        for (int k = 0; k < shape.length; k++) {
            if (shape[k] >= 0.1 * top && live[k] > 0) {
                excess += counts[k] / live[k] - background;
                sum += shape[k];
            }
        }
        return Math.max(background, excess / sum);
    }

    /** A fit with one more return at the place where the scan gains most; the start's levels are kept, nothing is climbed. */
    Fit best(Fit fit, int[] counts, FisherScoring scoring) {
        return places(fit, counts, scoring, 1).get(0);
    }

    /**
     * The likeliest fit with one return on top of a start's levels. The scan's template is a weak return's; where a response of several
     * humps could be fitted one hump off, the places are weighed again at the signal that was found.
     */
    Fit likeliest(Fit start, int[] counts, FisherScoring scoring) {
        Fit found = scoring.climb(best(start, counts, scoring));
        if (model.response.hasSeveralHumps()) {
            Fit without = found.without(0);
            Fit again = scoring.climb(best(without, found.signal[0], counts, scoring));
            found = again.logLikelihood > found.logLikelihood ? again : found;
        }
        return found;
    }

    /** A fit with one more return of known signal, at its likeliest place on the scan's grid. */
    Fit best(Fit fit, double signal, int[] counts, FisherScoring scoring) {
        double[] rates = scoring.rates(fit);
        int top = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scan.size(); i++) {
            double gain = scan.gain(i, signal, counts, scoring.live(), rates);
            if (gain > most) {
                most = gain;
                top = i;
            }
        }
        return fit.plus(scan.time(top), signal);
    }

    /** Starts with one more return each, the most gaining first. */
    List<Fit> places(Fit fit, int[] counts, FisherScoring scoring, int most) {
        double[] rates = scoring.rates(fit);
        double[] gains = scan.gains(counts, scoring.live(), rates);
        List<Fit> out = new ArrayList<>();
        int reach = (int) Math.ceil(model.response.fullWidth());
        while (out.size() < most) {
            int top = 0;
            for (int i = 1; i < gains.length; i++) {
                top = gains[i] > gains[top] ? i : top;
            }
            double s = scan.signal(top, counts, scoring.live(), rates);
            out.add(fit.plus(scan.time(top), s));
            for (int i = Math.max(0, top - reach);
                    i <= Math.min(gains.length - 1, top + reach);
                    i++) {
                gains[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return out;
    }

    /**
     * Probability that a histogram without the return gains as much from one: simulated for Poisson counts, and near enough for others,
     * which differ only where cycles are few and full.
     *
     * @param total counts that the return could be made of: its own and the background's
     */
    private double falseAlarms(double gain, double total) {
        return unknown.probability(gain, total);
    }

    /** The same of {@link #gainOver}. */
    double falseAlarmsOver(double gain, double background) {
        return known.probability(gain, background * model.bins());
    }

    /** Events of a fit that belong to one return and to the background. */
    private double total(Fit fit, int i) {
        double sum = fit.signal[i];
        for (double width : model.shapes[0]) {
            sum += fit.levels[0] * width;
        }
        return sum * model.counting.cycles();
    }

    /** One minus the probability that nothing but noise is where a return was found. */
    double confidence(Fit fit, int i, double gain) {
        return 1 - falseAlarms(gain, total(fit, i));
    }

    /** Returns of a fit in its order. */
    Estimate estimate(Fit fit, double[] confidences, FisherScoring scoring) {
        double[] sigma = scoring.sigmas(fit);
        int cycles = model.counting.cycles();
        int m = fit.levels.length;
        List<Return> returns = new ArrayList<>();
        for (int i = 0; i < fit.returns(); i++) {
            Place place =
                    model.response.isNarrow()
                            ? scoring.place(fit, i)
                            : new Place(fit.time[i], sigma[m + 2 * i + 1]);
            returns.add(
                    new Return(
                            place.mean() * model.response.binMetres(),
                            place.deviation() * model.response.binMetres(),
                            fit.signal[i] * cycles,
                            confidences[i]));
        }
        return new Estimate(returns, fit.levels[0] * cycles, m > 1 ? fit.levels[1] * cycles : 0);
    }
}
