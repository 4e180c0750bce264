package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;
import java.util.List;

/** D7, two and four returns; D8, a converter calibrated by code density. */
final class SeveralReturnGoals {

    private SeveralReturnGoals() {}

    static void add(GoalTable table, int n, boolean exact) {
        BinnedResponse gauss = OneReturnGoals.gauss(0.4247e-9, 0.25e-9);
        for (double s : new double[] {200, 1000}) {
            for (double apart : new double[] {1, 1.5, 2, 3}) {
                for (double share : new double[] {1, 4}) {
                    two(table, "", gauss, s, apart, share, 0.95, n, exact);
                }
            }
        }
        two(table, "", gauss, 200, 2.5, 6, 0.98, n, exact);
        BinnedResponse fine = OneReturnGoals.gauss(0.4247e-9, 0.125e-9);
        two(table, "bins of 0.125 ns, ", fine, 200, 1.5, 1, 0.95, n, exact);
        two(table, "bins of 0.125 ns, ", fine, 1000, 1, 4, 0.95, n, exact);
        four(table, gauss, Math.max(100, n / 4), exact);
        calibrated(table, n, exact);
    }

    private static int[] draw(RateModel model, Fit truth, Draws draws) {
        double[] rates = new double[model.bins()];
        model.rates(truth, new double[model.bins()], rates, new double[0][]);
        return new CycleSampler(Counting.poisson()).draw(rates, draws);
    }

    private static void two(
            GoalTable table,
            String name,
            BinnedResponse response,
            double s,
            double apart,
            double share,
            double limit,
            int n,
            boolean exact) {
        String cell = name + "S " + s + ", " + apart + " full widths, " + share + ":1";
        table.add(
                "D7",
                cell,
                row -> {
                    MultiReturn two =
                            new MultiReturn(Settings.of(response, 1), 2, Estimate.Order.NEAREST);
                    RateModel model = new RateModel(response, Counting.poisson());
                    FisherBound bound = new FisherBound(response, Counting.poisson());
                    Draws draws = new Draws().key(Draws.ofName(cell), 0, 0, 0);
                    double width = 1e-9 / response.binSeconds();
                    double b = 0.5 / (0.25e-9 / response.binSeconds());
                    int resolved = 0;
                    double[] squares = new double[2];
                    double[] bounds = new double[2];
                    for (int i = 0; i < n; i++) {
                        double t = draws.between(40, 80);
                        double[] times = {t, t + apart * width};
                        double[] signals = {s * share / (1 + share), s / (1 + share)};
                        Fit truth = new Fit(new double[] {b}, times, signals);
                        List<Return> found = two.estimate(draw(model, truth, draws)).returns();
                        double[] sigma = bound.joint(times, signals, b);
                        double[] error = new double[2];
                        for (int j = 0; j < 2; j++) {
                            error[j] = found.get(j).rangeM() / response.binMetres() - times[j];
                            bounds[j] += sigma[j] * sigma[j] / n;
                        }
                        if (Math.abs(error[0]) < 0.35 * width
                                && Math.abs(error[1]) < 0.35 * width) {
                            resolved++;
                            squares[0] += error[0] * error[0];
                            squares[1] += error[1] * error[1];
                        }
                    }
                    double rate = (double) resolved / n;
                    double three = exact ? 0 : 3 * Math.sqrt(limit * (1 - limit) / n);
                    row.atLeast("resolved", limit, rate, three, Double.NaN);
                    for (int j = 0; j < 2; j++) {
                        double ratio = Math.sqrt(squares[j] / resolved / bounds[j]);
                        double slack = exact ? 0 : 1.1 * 3 / Math.sqrt(2.0 * resolved);
                        String which = j == 0 ? "RMSE/bound, nearer" : "RMSE/bound, farther";
                        row.atMost(which, 1.1, ratio, slack, Double.NaN);
                    }
                });
    }

    private static void four(GoalTable table, BinnedResponse response, int n, boolean exact) {
        table.add(
                "D7",
                "four returns, number unknown",
                row -> {
                    MultiReturn some =
                            new MultiReturn(Settings.of(response, 1e-3), 6, Estimate.Order.NEAREST);
                    RateModel model = new RateModel(response, Counting.poisson());
                    Draws draws = new Draws().key(61, n, 0, 0);
                    int right = 0;
                    double squares = 0;
                    double sure = 1;
                    for (int i = 0; i < n; i++) {
                        double t = draws.between(10, 30);
                        double[] times = {t, t + 7, t + 30.3, t + 60};
                        double[] signals = {150, 120, 90, 300};
                        Fit truth = new Fit(new double[] {0.5}, times, signals);
                        List<Return> found = some.estimate(draw(model, truth, draws)).returns();
                        if (found.size() != 4) {
                            continue;
                        }
                        right++;
                        for (int j = 0; j < 4; j++) {
                            Return r = found.get(j);
                            double z = r.rangeM() - times[j] * response.binMetres();
                            squares += z * z / (r.sigmaM() * r.sigmaM());
                            sure = Math.min(sure, r.confidence());
                        }
                    }
                    double three = exact ? 0 : 3 * Math.sqrt(0.03 / n);
                    row.atLeast("counted right", 0.97, (double) right / n, three, Double.NaN);
                    double off = Math.abs(Math.sqrt(squares / (4 * right)) - 1);
                    double slack = exact ? 0 : 3 / Math.sqrt(8.0 * right);
                    row.atMost("sigma off 1", 0.10, off, slack, Double.NaN);
                    row.atLeast("least confidence", 0.99, sure, 0, Double.NaN);
                });
    }

    /** Twenty converters with edges 0.2 of a bin off or more; each is calibrated from 4,000 counts per bin. */
    private static void calibrated(GoalTable table, int n, boolean exact) {
        table.add(
                "D8",
                "20 uneven converters",
                row -> {
                    Response gauss = Response.gaussian(0.4247e-9);
                    double[] squares = new double[3];
                    Draws draws = new Draws().key(62, n, 0, 0);
                    int each = Math.max(20, n / 20);
                    for (int device = 0; device < 20; device++) {
                        double[] edges = new double[129];
                        double[] width = new double[128];
                        double sum = 0;
                        for (int k = 0; k < 128; k++) {
                            width[k] = draws.between(0.6, 1.4);
                            sum += width[k];
                        }
                        long[] even = new long[128];
                        for (int k = 0; k < 128; k++) {
                            width[k] *= 128 / sum;
                            edges[k + 1] = k == 127 ? 128 : edges[k] + width[k];
                            even[k] = Poisson.draw(4000 * width[k], draws);
                        }
                        BinnedResponse truth = BinnedResponse.calibrated(gauss, 0.25e-9, edges);
                        BinnedResponse[] told = {
                            truth,
                            BinnedResponse.calibrated(
                                    gauss, 0.25e-9, TdcCalibration.fromCodeDensity(even).edges()),
                            BinnedResponse.nominal(gauss, 128, 0.25e-9)
                        };
                        MaximumLikelihood[] known = new MaximumLikelihood[3];
                        for (int j = 0; j < 3; j++) {
                            known[j] = new MaximumLikelihood(Settings.of(told[j], 1));
                        }
                        RateModel model = new RateModel(truth, Counting.poisson());
                        for (int i = 0; i < each; i++) {
                            double t = draws.between(40, 80);
                            Fit fit =
                                    new Fit(
                                            new double[] {0.7},
                                            new double[] {t},
                                            new double[] {400});
                            int[] counts = draw(model, fit, draws);
                            for (int j = 0; j < 3; j++) {
                                Estimate e = known[j].estimate(counts);
                                double at = e.returns().get(0).rangeM() / truth.binMetres();
                                squares[j] += (at - t) * (at - t);
                            }
                        }
                    }
                    double ratio = Math.sqrt(squares[1] / squares[0]);
                    double slack = exact ? 0 : 1.5 * 3 / Math.sqrt(2.0 * 20 * each);
                    row.atMost("RMSE / that of true edges", 1.5, ratio, slack, Double.NaN);
                    double without = Math.sqrt(squares[2] / squares[0]);
                    row.atLeast("nominal edges / true edges", 1.5, without, 0, Double.NaN);
                });
    }
}
