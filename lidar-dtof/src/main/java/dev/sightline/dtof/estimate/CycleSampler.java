package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;

/**
 * Draws histograms event by event for each {@link Counting}, to check estimators with. From any bin the next event is where the summed
 * rates have grown by an exponential variable, found by bisection; the plain twin, a coin per bin and cycle, is in the tests. Time is
 * circular when running free: a dead time that outlasts a cycle blanks the start of the next.
 */
public final class CycleSampler {

    private final Counting counting;

    public CycleSampler(Counting counting) {
        this.counting = counting;
    }

    /**
     * Draws one histogram.
     *
     * @param rates mean primary events per bin and cycle; per histogram for Poisson counting
     */
    public int[] draw(double[] rates, Draws draws) {
        int[] counts = new int[rates.length];
        if (counting.isPoisson()) {
            for (int k = 0; k < counts.length; k++) {
                counts[k] = Poisson.draw(rates[k], draws);
            }
            return counts;
        }
        double[] sums = new double[rates.length + 1];
        for (int k = 0; k < rates.length; k++) {
            sums[k + 1] = sums[k] + rates[k];
        }
        if (counting.kind() == Counting.Kind.FIRST_PHOTON) {
            firstPhotons(sums, draws, counts);
        } else {
            freeRunning(sums, draws, counts);
        }
        return counts;
    }

    private void firstPhotons(double[] sums, Draws draws, int[] counts) {
        for (int cycle = 0; cycle < counting.cycles(); cycle++) {
            double grown = exponential(draws);
            if (grown < sums[counts.length]) {
                counts[bin(sums, grown)]++;
            }
        }
    }

    private void freeRunning(double[] sums, Draws draws, int[] counts) {
        int bins = counts.length;
        double turn = sums[bins];
        if (!(turn > 0)) {
            return;
        }
        // Two cycles unrecorded let the dead time settle.
        long end = (long) (counting.cycles() + 2) * bins;
        long now = 0;
        while (now < end) {
            double grown = sums[(int) (now % bins)] + exponential(draws);
            double turns = Math.floor(grown / turn);
            if (turns > counting.cycles() + 2.0) {
                return;
            }
            int k = bin(sums, Math.min(grown - turns * turn, Math.nextDown(turn)));
            now = now - now % bins + ((long) turns) * bins + k;
            if (now >= 2L * bins && now < end) {
                counts[k]++;
            }
            now += counting.deadBins() + 1;
        }
    }

    private static double exponential(Draws draws) {
        return -StrictMath.log1p(-draws.nextDouble());
    }

    /** The bin whose summed rates first exceed a value below the last sum. */
    private static int bin(double[] sums, double value) {
        int low = 0;
        int high = sums.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (sums[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
