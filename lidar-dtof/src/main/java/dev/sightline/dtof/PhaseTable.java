package dev.sightline.dtof;

/**
 * Masses and slopes of a {@link PulseResponse} at {@link #PHASES} places within a bin, so that a step of Fisher scoring needs no
 * exponential. Such a step may start anywhere near the estimate, so it starts at the nearest tabulated place: nothing is
 * interpolated.
 */
final class PhaseTable {

    /** Places per bin. */
    static final int PHASES = 64;

    private final int reach; // bins kept before the one that holds the place
    private final int length;
    private final double[] mass; // [phase][bin]
    private final double[] slope;

    PhaseTable(PulseResponse response) {
        reach = (int) Math.ceil(PulseResponse.REACH * response.sigmaBins());
        length = 2 * reach + 1;
        mass = new double[PHASES * length];
        slope = new double[PHASES * length];
        for (int phase = 0; phase < PHASES; phase++) {
            double t = reach + (double) phase / PHASES;
            for (int j = 0; j < length; j++) {
                mass[phase * length + j] = response.mass(j, t);
                slope[phase * length + j] = response.slope(j, t);
            }
        }
    }

    /** The tabulated place nearest to t, bins times {@link #PHASES}. */
    static int place(double t) {
        return (int) (t * PHASES + 0.5);
    }

    /**
     * One step of Fisher scoring for the place of a return of known strength.
     *
     * @param out receives the step in bins and the information per square bin
     */
    void score(int place, double signal, double b, int[] counts, int bins, double[] out) {
        int start = place / PHASES - reach;
        int row = place % PHASES * length - start;
        int to = Math.min(bins, start + length);
        double pull = 0;
        double information = 0;
        for (int k = Math.max(0, start); k < to; k++) {
            double s = signal * slope[row + k];
            double rate = signal * mass[row + k] + b;
            double weight = s / rate;
            pull += (counts[k] - rate) * weight;
            information += s * weight;
        }
        out[0] = pull / information;
        out[1] = information;
    }
}
