package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;

/**
 * Draws histograms event by event for each {@link Counting}: slow and plain, made to check estimators with. Time is circular when
 * running free: a dead time that outlasts a cycle blanks the start of the next.
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
        int bins = rates.length;
        int[] counts = new int[bins];
        if (counting.kind() == Counting.Kind.POISSON) {
            for (int k = 0; k < bins; k++) {
                counts[k] = Poisson.draw(rates[k], draws);
            }
            return counts;
        }
        double[] fires = new double[bins];
        for (int k = 0; k < bins; k++) {
            fires[k] = -StrictMath.expm1(-rates[k]);
        }
        // Two cycles unrecorded let the dead time settle.
        long blindUntil = 0;
        for (int cycle = -2; cycle < counting.cycles(); cycle++) {
            for (int k = 0; k < bins; k++) {
                long now = (long) (cycle + 2) * bins + k;
                if (now >= blindUntil && draws.nextDouble() < fires[k]) {
                    counts[k] += cycle >= 0 ? 1 : 0;
                    blindUntil =
                            counting.kind() == Counting.Kind.FIRST_PHOTON
                                    ? (long) (cycle + 3) * bins
                                    : now + counting.deadBins() + 1;
                }
            }
        }
        return counts;
    }
}
