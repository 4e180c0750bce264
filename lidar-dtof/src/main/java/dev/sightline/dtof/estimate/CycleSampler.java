package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;

/**
 * Draws histograms event by event for each {@link Counting}. First photons are a binomial a bin; running free, the next event after any bin
 * is where the summed rates have grown by an exponential variable, found by bisection. The plain twin, a coin per bin and cycle, is in
 * the tests. Time is circular when running free: a dead time that outlasts a cycle blanks the start of the next.
 */
public final class CycleSampler {

    private static final double MANY = 30; // expected counts above which a draw starts at the mode

    private final Counting counting;

    /**
     * Makes a sampler.
     *
     * @throws IllegalArgumentException if the dead time is not whole bins: {@code receive.PhotonByPhoton} draws those
     */
    public CycleSampler(Counting counting) {
        if (counting.deadBins() != Math.rint(counting.deadBins())) {
            throw new IllegalArgumentException(
                    "a dead time of "
                            + counting.deadBins()
                            + " bins ends within one; draw photon by photon instead");
        }
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
        if (counting.kind() == Counting.Kind.FIRST_PHOTON) {
            firstPhotons(rates, draws, counts);
            return counts;
        }
        double[] sums = new double[rates.length + 1];
        for (int k = 0; k < rates.length; k++) {
            sums[k + 1] = sums[k] + rates[k];
        }
        freeRunning(sums, draws, counts);
        return counts;
    }

    /**
     * First photons bin by bin: of the cycles that have counted nothing yet, a binomial number does so here. Where few are expected, the
     * number is found by adding up probabilities from that of none, {@code e^{-r M}}, which is carried on through a run of equal rates.
     */
    private void firstPhotons(double[] rates, Draws draws, int[] counts) {
        int left = counting.cycles();
        double rate = Double.NaN;
        double hit = 0;
        double odds = 0;
        double back = 0; // what one cycle less does to the probability of none
        double none = 0;
        for (int k = 0; k < rates.length && left > 0; k++) {
            if (rates[k] != rate) {
                rate = rates[k];
                hit = -StrictMath.expm1(-rate);
                odds = StrictMath.expm1(rate);
                back = 1 + odds;
                none = StrictMath.exp(-rate * left);
            }
            int h = 0;
            if (left * hit > MANY) {
                h = Binomial.draw(left, hit, draws);
                rate = Double.NaN; // none is not kept up
            } else {
                double u = draws.nextDouble();
                double p = none;
                while (u >= p && h < left) {
                    u -= p;
                    p *= odds * (left - h) / (h + 1);
                    h++;
                    none *= back;
                }
            }
            counts[k] = h;
            left -= h;
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
            now += (long) counting.deadBins() + 1;
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
