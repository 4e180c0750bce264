package dev.sightline.dtof.estimate;

/**
 * Climbs the likelihood of one histogram: {@code (J + mu diag J) d = g}, Fisher scoring with Levenberg and Marquardt's damping, so that
 * no step makes it worse. Plain twin: a grid over all parameters (see the tests). Not thread-safe.
 */
final class FisherScoring {

    private static final int MOST_STEPS = 60;
    private static final double ENOUGH = 1e-7; // of log-likelihood

    private final RateModel model;
    private final double[] counts;
    private final double[] live;
    private final double[] known;
    private final double[] rates;
    private double[][] rows = new double[0][];
    private boolean levelsKnown;

    FisherScoring(RateModel model, int[] counts, double[] known) {
        this.model = model;
        this.counts = new double[model.bins()];
        for (int k = 0; k < model.bins(); k++) {
            this.counts[k] = counts[k];
        }
        this.live = model.counting.live(counts);
        this.known = known;
        this.rates = new double[model.bins()];
    }

    /** From now on only times are fitted: levels and signals are known. */
    FisherScoring timesOnly() {
        levelsKnown = true;
        return this;
    }

    double[] live() {
        return live;
    }

    /** Rates of a fit, a fresh array. */
    double[] rates(Fit fit) {
        double[] r = new double[model.bins()];
        model.rates(fit, known, r, new double[0][]);
        return r;
    }

    double logLikelihood(Fit fit) {
        model.rates(fit, known, rates, new double[0][]);
        return model.logLikelihood(counts, live, rates);
    }

    /** The top of the likelihood near a start; the start is left as it is. */
    Fit climb(Fit start) {
        Fit fit = start.copy();
        fit.logLikelihood = logLikelihood(fit);
        int n = fit.parameters();
        double damping = 1e-4;
        int step = 0;
        while (step++ < MOST_STEPS && damping < 1e8) {
            double[] gradient = new double[n];
            double[] j = gradientAndInformation(fit, gradient);
            boolean better = false;
            while (!better && damping < 1e8) {
                Fit next = stepped(fit, j, gradient, damping);
                next.logLikelihood = logLikelihood(next);
                better = next.logLikelihood >= fit.logLikelihood;
                if (better) {
                    double gain = next.logLikelihood - fit.logLikelihood;
                    fit = next;
                    damping = Math.max(1e-9, damping * 0.1);
                    if (gain < ENOUGH) {
                        return fit;
                    }
                } else {
                    damping = Math.max(1e-3, damping * 8);
                }
            }
        }
        return fit;
    }

    private double[] gradientAndInformation(Fit fit, double[] gradient) {
        int n = fit.parameters();
        if (rows.length < n) {
            rows = new double[n][model.bins()];
        }
        model.rates(fit, known, rates, rows);
        for (int k = 0; k < model.bins(); k++) {
            double score = model.counting.score(counts[k], live[k], rates[k]);
            for (int a = 0; a < n; a++) {
                gradient[a] += score * rows[a][k];
            }
        }
        if (levelsKnown) {
            for (int a = 0; a < n; a++) {
                if (!isTime(fit, a)) {
                    java.util.Arrays.fill(rows[a], 0); // nothing depends on what is known
                    gradient[a] = 0;
                }
            }
        }
        double[] j = model.information(rows, n, rates, live);
        for (int a = 0; a < n; a++) {
            j[a * n + a] += levelsKnown && !isTime(fit, a) ? 1 : 0;
        }
        return j;
    }

    private static boolean isTime(Fit fit, int parameter) {
        int i = parameter - fit.levels.length;
        return i >= 0 && i % 2 == 1;
    }

    private Fit stepped(Fit fit, double[] information, double[] gradient, double damping) {
        int n = fit.parameters();
        double[] a = information.clone();
        for (int i = 0; i < n; i++) {
            a[i * n + i] = a[i * n + i] * (1 + damping) + 1e-300;
        }
        double[] step = gradient.clone();
        if (!Equations.factor(a, n)) {
            return fit.copy(); // no gain: ends the climb
        }
        Equations.solve(a, n, step);
        Fit next = fit.copy();
        int m = fit.levels.length;
        for (int i = 0; i < m; i++) {
            next.levels[i] = positive(fit.levels[i], step[i]);
        }
        double reach = 0.5 * model.response.fullWidth();
        for (int i = 0; i < fit.returns(); i++) {
            next.signal[i] = positive(fit.signal[i], step[m + 2 * i]);
            double dt = Math.max(-reach, Math.min(reach, step[m + 2 * i + 1]));
            next.time[i] = Math.max(0, Math.min(model.bins(), fit.time[i] + dt));
        }
        return next;
    }

    /** A level after a step that may take away nine tenths of it at most. */
    private static double positive(double level, double step) {
        return Math.max(0.1 * level, Math.max(1e-12, level + step));
    }

    /** Where a narrow return is, all else of a fit being right. */
    Place place(Fit fit, int i) {
        return Place.of(model, counts, live, rates(fit.without(i)), fit.time[i], fit.signal[i]);
    }

    /** Standard deviations of all parameters at a fit: levels, then signal and time of each return; infinite if undetermined. */
    double[] sigmas(Fit fit) {
        double[] j = gradientAndInformation(fit, new double[fit.parameters()]);
        return sigmas(j, fit.parameters());
    }

    static double[] sigmas(double[] information, int n) {
        double[] sigma = new double[n];
        double[] scale = new double[n];
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(information[i * n + i]);
        }
        for (int i = 0; i < n * n; i++) {
            a[i] = information[i] * scale[i / n] * scale[i % n];
        }
        boolean regular = Equations.factor(a, n);
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            if (regular) {
                Equations.solve(a, n, unit);
            }
            sigma[i] = regular ? scale[i] * Math.sqrt(unit[i]) : Double.POSITIVE_INFINITY;
        }
        return sigma;
    }
}
