package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import java.util.Optional;

/** D1, D2, D3: one return, nothing known but the response. */
final class OneReturnGoals {

    private OneReturnGoals() {}

    static void add(GoalTable table, Optional<BinnedResponse> measured, int n, boolean exact) {
        response(table, "Gauss 0.4247 ns in 0.25 ns", gauss(0.4247e-9, 0.25e-9), false, n, exact);
        response(table, "Gauss 0.4247 ns in 0.125 ns", gauss(0.4247e-9, 0.125e-9), false, n, exact);
        response(table, "Gauss 0.4247 ns in 0.5 ns", gauss(0.4247e-9, 0.5e-9), false, n, exact);
        response(
                table,
                "EMG 0.25, 0.4 ns in 0.25 ns",
                emg(0.25e-9, 0.4e-9, 0.25e-9),
                true,
                n,
                exact);
        response(table, "EMG 0.25, 0.4 ns in 0.5 ns", emg(0.25e-9, 0.4e-9, 0.5e-9), true, n, exact);
        response(table, "EMG 0.3, 0.2 ns in 0.25 ns", emg(0.3e-9, 0.2e-9, 0.25e-9), true, n, exact);
        measured.ifPresent(r -> cells(table, "measured in 0.05 ns", r, 0.25e-9, true, n, exact));
    }

    static BinnedResponse gauss(double sigma, double bin) {
        return BinnedResponse.nominal(Response.gaussian(sigma), 128, bin);
    }

    static BinnedResponse emg(double sigma, double tau, double bin) {
        return BinnedResponse.nominal(Response.emg(sigma, tau), 128, bin);
    }

    private static void response(
            GoalTable table, String name, BinnedResponse r, boolean skewed, int n, boolean exact) {
        cells(table, name, r, 1e-9, skewed, n, exact);
    }

    static void cells(
            GoalTable table,
            String name,
            BinnedResponse response,
            double hit,
            boolean skewed,
            int n,
            boolean exact) {
        FreshDraws blind = new FreshDraws(response, Counting.poisson(), false, hit);
        for (double s : new double[] {10, 30, 100, 300, 1000}) {
            for (double sbr :
                    s == 10 ? new double[] {0.1, 0.3, 1, 10} : new double[] {0.1, 1, 10}) {
                String cell = name + ", S " + s + ", SBR " + sbr;
                long seed = Draws.ofName(cell);
                double b = s / (128 * sbr);
                table.add(
                        "D1-D3",
                        cell,
                        row -> {
                            FreshDraws.Result r = blind.run(n, s, b, seed);
                            double limit = limit(s, sbr, skewed);
                            boolean compare = s == 10 || r.ratio() > limit;
                            FreshDraws.Result all =
                                    compare ? blind.knowingAll(n, s, b, seed) : null;
                            double best = compare ? all.ratio() : Double.NaN;
                            double slack = exact ? 0 : limit * (r.ownAllowance() - 1);
                            row.atMost("RMSE/bound", limit, r.ratio(), slack, best);
                            if (s >= 30) {
                                double off = Math.abs(r.sigma() / r.rmse() - 1);
                                double three = exact ? 0 : 3 / Math.sqrt(2.0 * r.hits());
                                double known =
                                        compare
                                                ? Math.abs(all.sigma() / all.rmse() - 1)
                                                : Double.NaN;
                                row.atMost("sigma/RMSE off 1", 0.10, off, three, known);
                            } else if (sbr < 10) {
                                // 0.005 below what knowing all finds on the same draws
                                double most = all.hitRate() - 0.005;
                                double three = exact ? 0 : 3 * Math.sqrt(0.02 / n);
                                row.atLeast("hits", most, r.hitRate(), three, all.hitRate());
                            }
                        });
            }
        }
    }

    private static double limit(double s, double sbr, boolean skewed) {
        if (s >= 100) {
            return 1.03;
        }
        if (s >= 30) {
            return skewed ? 1.12 : sbr == 0.1 ? 1.10 : 1.06;
        }
        return skewed ? 1.22 : 1.15;
    }
}
