package dev.sightline.benchmarks;

import dev.sightline.occupancy.Insertion;
import dev.sightline.occupancy.LogOddsOccupancy;
import dev.sightline.occupancy.LogOddsOccupancy.Config;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Times the naive loop and both insertions in turn, for a ratio in seconds rather than minutes. */
public final class QuickRatio {

    private static final int ROUNDS = 60;
    private static final int WARM_UP = 20;

    private QuickRatio() {}

    public static void main(String[] args) {
        time("synthetic", Scan.synthetic(1));
        Scan.recorded().ifPresent(scan -> time("recorded", scan));
    }

    private static void time(String name, Scan scan) {
        NaiveLogOdds naive = new NaiveLogOdds(Scan.window());
        LogOddsOccupancy exact = new LogOddsOccupancy(Config.of(Scan.window()));
        LogOddsOccupancy shared =
                new LogOddsOccupancy(Config.of(Scan.window()).with(Insertion.SHARED));
        String[] what = {"naive", "EXACT", "SHARED"};
        IntConsumer[] runs = {
            step -> naive.add(scan.points(), scan.origin()),
            step ->
                    exact.add(
                            scan.points(),
                            scan.origin(),
                            Scan.worldFromEgo(step),
                            step * 100_000_000L),
            step ->
                    shared.add(
                            scan.points(),
                            scan.origin(),
                            Scan.worldFromEgo(step),
                            step * 100_000_000L)
        };
        double[][] ms = new double[runs.length][ROUNDS];
        for (int round = -WARM_UP;
                round < ROUNDS;
                round++) { // in turn, so that noise of the machine meets all alike
            for (int k = 0; k < runs.length; k++) {
                long start = System.nanoTime();
                runs[k].accept(round + WARM_UP);
                if (round >= 0) {
                    ms[k][round] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        System.out.printf("%s, %d points, %d rounds%n", name, scan.points().size(), ROUNDS);
        for (int k = 0; k < runs.length; k++) {
            Arrays.sort(ms[k]);
            System.out.printf(
                    "  %-7s min %6.2f ms  median %6.2f ms  of naive (min) %.2f%n",
                    what[k], ms[k][0], ms[k][ROUNDS / 2], ms[k][0] / ms[0][0]);
        }
    }
}
