package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Gaussian;
import java.util.ArrayList;
import java.util.List;

/** The steps that one return and several share: a start, a scan for one more, a climb, a verdict. Immutable. */
final class ReturnSearch {

    private final Settings settings;
    private final RateModel model;
    private final CandidateScan scan;
    private final double crossings; // of a level by the scan's score, times 2 pi

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
        this.crossings = model.bins() * Math.min(Math.sqrt(2 * Math.PI), roughness());
    }

    /** {@code sqrt(sum p'^2 / sum p^2)}: how fast the scan's score forgets itself, per bin (Rice). */
    private double roughness() {
        BinnedResponse response = settings.response();
        double t = 0.5 * model.bins();
        double slopes = 0;
        double masses = 0;
        for (int k = response.first(t); k < response.end(t); k++) {
            slopes += response.slope(k, t) * response.slope(k, t);
            masses += response.mass(k, t) * response.mass(k, t);
        }
        return masses > 0 ? Math.sqrt(slopes / masses) : 1;
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
     * False alarms per histogram with at least this gain in log-likelihood: {@code u = sqrt(2 gain)} is a standard normal at any one
     * place; Davies (Biometrika 74, 1987) adds the places.
     */
    double falseAlarms(double gain) {
        double u = Math.sqrt(2 * Math.max(0, gain));
        return Gaussian.tail(u) + crossings / (2 * Math.PI) * StrictMath.exp(-0.5 * u * u);
    }

    /** Confidence of returns, from what each one's absence would cost. */
    Estimate estimate(Fit fit, double[] gains, FisherScoring scoring) {
        double[] sigma = scoring.sigmas(fit);
        int cycles = model.counting.cycles();
        int m = fit.levels.length;
        List<Return> returns = new ArrayList<>();
        for (int i = 0; i < fit.returns(); i++) {
            returns.add(
                    new Return(
                            fit.time[i] * model.response.binMetres(),
                            sigma[m + 2 * i + 1] * model.response.binMetres(),
                            fit.signal[i] * cycles,
                            Math.max(0, 1 - falseAlarms(gains[i]))));
        }
        return new Estimate(returns, fit.levels[0] * cycles, m > 1 ? fit.levels[1] * cycles : 0);
    }
}
