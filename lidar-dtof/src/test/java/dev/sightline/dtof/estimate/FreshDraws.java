package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import java.util.List;
import java.util.function.BiFunction;

/** Errors of an estimator over freshly drawn histograms of one surface at random sub-bin phases, and the bound beside them. */
final class FreshDraws {

    /** Trials per cell: few by default, {@code -Ddtof.trials=20000} for the figures of docs/dtof/estimators.md. */
    static final int TRIALS = Integer.getInteger("dtof.trials", 1000);

    /** The three numbers that a claim needs, and the two beside it. Times in bins. */
    record Result(
            int n,
            int hits,
            double rmse,
            double bound,
            double bias,
            double sigma,
            double flux,
            double kurtosis) {

        double ratio() {
            return rmse / bound;
        }

        double hitRate() {
            return (double) hits / n;
        }

        /** What a ratio may exceed its limit by: three standard errors of an RMSE. */
        double allowance() {
            return 1 + 3 / Math.sqrt(2.0 * hits);
        }

        /** The same with the errors' own fourth moment: those of a response of several humps, which are now and then taken for each other, scatter more. */
        double ownAllowance() {
            return 1 + 3 * Math.sqrt(Math.max(2, kurtosis - 1) / (4.0 * hits));
        }

        /** Three standard errors of the bias, bins. */
        double biasAllowance() {
            return 3 * rmse / Math.sqrt(hits);
        }

        @Override
        public String toString() {
            return String.format(
                    "n %d, hits %.4f, RMSE/bound %.3f, bound %.2f ps, bias %.2f ps, sigma/RMSE %.3f, flux %.4f",
                    n, hitRate(), ratio(), bound * 250, bias * 250, sigma / rmse, flux);
        }
    }

    private final BinnedResponse response;
    private final Counting counting;
    private final boolean levelsKnown;
    private final double near; // bins

    FreshDraws(BinnedResponse response, Counting counting, boolean levelsKnown) {
        this(response, counting, levelsKnown, 1e-9);
    }

    /** The same with hits within another time of flight, seconds. */
    FreshDraws(BinnedResponse response, Counting counting, boolean levelsKnown, double hit) {
        this.near = hit / response.binSeconds();
        this.response = response;
        this.counting = counting;
        this.levelsKnown = levelsKnown;
    }

    /** The same draws, estimated by what knows everything but the time; its sigma is the bound's. */
    Result knowingAll(int n, double signal, double background, long seed) {
        KnowingAll all = new KnowingAll(response, counting, signal, background);
        return run(
                n,
                signal,
                background,
                seed,
                (counts, bound) -> {
                    double metres = all.time(counts) * response.binMetres();
                    Return found = new Return(metres, bound * response.binMetres(), signal, 1);
                    return new Estimate(List.of(found), background, 0);
                });
    }

    /** Runs trials with a surface in the middle fifth; signal per cycle, background per bin and cycle; hits are within 1 ns unless told otherwise. */
    Result run(int n, double signal, double background, long seed) {
        MaximumLikelihood likelihood =
                new MaximumLikelihood(Settings.of(response, 1).counting(counting));
        int cycles = counting.cycles();
        return run(
                n,
                signal,
                background,
                seed,
                (counts, bound) ->
                        levelsKnown
                                ? likelihood.estimateTime(
                                        counts, signal * cycles, background * cycles)
                                : likelihood.estimate(counts));
    }

    private Result run(
            int n,
            double signal,
            double background,
            long seed,
            BiFunction<int[], Double, Estimate> estimator) {
        RateModel model = new RateModel(response, counting);
        CycleSampler sampler = new CycleSampler(counting);
        FisherBound bound = new FisherBound(response, counting);
        Draws draws = new Draws().key(seed, n, 1, 2);
        double[] rates = new double[response.bins()];
        double squares = 0;
        double fourths = 0;
        double sum = 0;
        double variances = 0;
        double bounds = 0;
        double flux = 0;
        int hits = 0;
        for (int i = 0; i < n; i++) {
            double t = response.bins() * draws.between(0.4, 0.6);
            Fit truth = new Fit(new double[] {background}, new double[] {t}, new double[] {signal});
            model.rates(truth, new double[response.bins()], rates, new double[0][]);
            int[] counts = sampler.draw(rates, draws);
            double b =
                    levelsKnown
                            ? bound.known(t, signal, background)
                            : bound.joint(new double[] {t}, new double[] {signal}, background)[0];
            Estimate found = estimator.apply(counts, b);
            Return first = found.returns().get(0);
            double error = first.rangeM() / response.binMetres() - t;
            bounds += b * b;
            flux += (first.signal() + response.bins() * found.background()) / counting.cycles();
            if (Math.abs(error) < near) {
                hits++;
                squares += error * error;
                fourths += error * error * error * error;
                sum += error;
                variances += Math.pow(first.sigmaM() / response.binMetres(), 2);
            }
        }
        return new Result(
                n,
                hits,
                Math.sqrt(squares / hits),
                Math.sqrt(bounds / n),
                sum / hits,
                Math.sqrt(variances / hits),
                flux / n,
                fourths * hits / (squares * squares));
    }
}
