package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;

/** D5, D6: first photons and dead time. */
final class PileupGoals {

    private PileupGoals() {}

    static void add(GoalTable table, int n, boolean exact) {
        BinnedResponse gauss = OneReturnGoals.gauss(0.4247e-9, 0.25e-9);
        BinnedResponse emg = OneReturnGoals.emg(0.25e-9, 0.4e-9, 0.25e-9);
        Counting first = Counting.firstPhoton(2000);
        for (double s : new double[] {0.05, 0.3, 1, 3}) {
            for (double b : new double[] {0.05, 0.3, 1, 3}) {
                cell(table, "D5", "first photon, levels known", gauss, first, true, s, b, n, exact);
                cell(
                        table,
                        "D5",
                        "first photon, nothing known",
                        gauss,
                        first,
                        false,
                        s,
                        b,
                        n,
                        exact);
            }
        }
        double[][] some = {{0.3, 0.3}, {1, 1}, {3, 0.05}};
        for (double[] sb : some) {
            String name = "first photon, EMG, nothing known";
            cell(table, "D5", name, emg, first, false, sb[0], sb[1], n, exact);
        }
        Counting dead = Counting.freeRunning(500, 40);
        double[][] flux = {{0.05, 0.05}, {0.1, 0.1}, {0.5, 0.5}, {1, 3}, {3, 1}};
        for (double[] sb : flux) {
            cell(
                    table,
                    "D6",
                    "dead time, nothing known",
                    gauss,
                    dead,
                    false,
                    sb[0],
                    sb[1],
                    n,
                    exact);
        }
        BinnedResponse coarse = OneReturnGoals.gauss(0.4247e-9, 0.5e-9);
        Counting half = Counting.freeRunning(500, 20);
        cell(table, "D6", "dead time, bins of 0.5 ns", coarse, half, false, 1, 1, n, exact);
    }

    private static void cell(
            GoalTable table,
            String goal,
            String name,
            BinnedResponse response,
            Counting counting,
            boolean known,
            double s,
            double b,
            int n,
            boolean exact) {
        String cell = name + ", S " + s + ", B " + b;
        long seed = Draws.ofName(cell);
        int bins = response.bins();
        table.add(
                goal,
                cell,
                row -> {
                    FreshDraws draws = new FreshDraws(response, counting, known);
                    FreshDraws.Result r = draws.run(n, s, b / bins, seed);
                    double slack = exact ? 0 : 1.06 * (r.allowance() - 1);
                    double best =
                            r.ratio() <= 1.06
                                    ? Double.NaN
                                    : draws.knowingAll(n, s, b / bins, seed).ratio();
                    row.atMost("RMSE/bound", 1.06, r.ratio(), slack, best);
                    double ps = response.binSeconds() * 1e12;
                    // Where the noise of the mean alone may pass 3 ps, ten times as many are drawn.
                    boolean vague = exact && r.biasAllowance() * ps > 3;
                    double bias = vague ? draws.run(10 * n, s, b / bins, seed).bias() : r.bias();
                    double three = exact ? 0 : r.biasAllowance() * ps;
                    row.atMost("bias, ps", 3, Math.abs(bias) * ps, three, Double.NaN);
                    if (goal.equals("D6")) {
                        double off = Math.abs(r.flux() / (s + b) - 1);
                        double noise = 3 / Math.sqrt(n * 500 * Math.min(1, s + b));
                        row.atMost("flux off 1", 0.01, off, exact ? 0 : noise, Double.NaN);
                    }
                });
    }
}
