package dev.sightline.dtof.estimate;

/**
 * The return of a sensor's own cover glass: a shape that was measured without a target. Its level drifts with dirt, so estimators fit it
 * beside the target instead of subtracting it, which keeps the noise of its photons in the likelihood.
 */
public final class Crosstalk {

    /** Bins that hold less than this share of the fullest are empty: noise of the calibration. */
    private static final double NEGLIGIBLE = 1e-4;

    private final double[] shape;

    private Crosstalk(double[] shape) {
        this.shape = shape;
    }

    /**
     * The shape of a calibration histogram.
     *
     * @param counts taken without a target
     * @param background counts per bin that are not crosstalk, 0 in the dark
     */
    public static Crosstalk measured(double[] counts, double background) {
        double top = 0;
        for (double c : counts) {
            top = Math.max(top, c - background);
        }
        double[] shape = new double[counts.length];
        double sum = 0;
        for (int k = 0; k < shape.length; k++) {
            double c = counts[k] - background;
            shape[k] = c > NEGLIGIBLE * top ? c : 0;
            sum += shape[k];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("no crosstalk in " + counts.length + " bins");
        }
        for (int k = 0; k < shape.length; k++) {
            shape[k] /= sum;
        }
        return new Crosstalk(shape);
    }

    /** Share of the crosstalk per bin, unit sum; a copy. */
    public double[] shape() {
        return shape.clone();
    }
}
