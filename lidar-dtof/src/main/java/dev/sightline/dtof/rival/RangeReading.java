package dev.sightline.dtof.rival;

/**
 * A range and how sure it is.
 *
 * @param rangeM metres; NaN if there is none
 * @param sigmaM standard deviation, metres; NaN if there is no range
 */
public record RangeReading(double rangeM, double sigmaM) {

    static final RangeReading NONE = new RangeReading(Double.NaN, Double.NaN);

    /** Whether there is a range. */
    public boolean present() {
        return !Double.isNaN(rangeM);
    }
}
