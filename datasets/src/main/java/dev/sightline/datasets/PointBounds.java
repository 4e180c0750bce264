package dev.sightline.datasets;

/** Which coordinates of a file can be a return of a scanner. */
public final class PointBounds {

    /** Beyond 10 km no scanner measures: such a number is damage, and its square overflows a float. */
    public static final double MAX_METRES = 1e4;

    private PointBounds() {}

    /** Whether a point in the sensor's or the vehicle's frame, metres, is finite and near enough to have been measured. */
    public static boolean holds(double x, double y, double z) {
        // Each comparison is false for NaN.
        return Math.abs(x) <= MAX_METRES && Math.abs(y) <= MAX_METRES && Math.abs(z) <= MAX_METRES;
    }
}
