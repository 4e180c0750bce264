package dev.sightline.dtof.rival;

/**
 * A range from phases.
 *
 * @param rangeM metres, in [0, unambiguous range); NaN if nothing came back
 * @param sigmaM standard deviation, if the wraps are right
 * @param amplitude demodulated amplitude, counts per sample, mean of the frequencies
 * @param wrapConfidence probability that the wraps are right, given that one surface and noise are all there is; 1 for one frequency
 * @param disagreement of the two unwrapped ranges, in standard deviations; beyond about 3 it hints at several paths or motion. It
 *     cannot show those that move both phases alike
 */
public record PhaseReading(
        double rangeM,
        double sigmaM,
        double amplitude,
        double wrapConfidence,
        double disagreement) {

    /** No amplitude at all. */
    static final PhaseReading DARK = new PhaseReading(Double.NaN, Double.NaN, 0, 0, Double.NaN);

    /** Whether there is a range. */
    public boolean present() {
        return !Double.isNaN(rangeM);
    }
}
