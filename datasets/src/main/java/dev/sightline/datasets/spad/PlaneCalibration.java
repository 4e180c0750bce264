package dev.sightline.datasets.spad;

import java.util.Arrays;
import java.util.List;

/**
 * What turns a TMF8820's histograms into metres: per zone, a polynomial of the distance in bins between the zone's peak and the peak of
 * the reference SPAD. The reference sees the laser inside the housing, so the laser's own delay, which warms up and drifts, drops out.
 *
 * <p>A peak's place is the centroid of the counts above the background (the median bin) within three bins of the fullest.
 */
public final class PlaneCalibration {

    private static final int REACH = 3;

    private final PeakPlace places;
    private final double[][] coefficients; // [zone][power]
    private final double[] residuals; // [zone], metres

    private PlaneCalibration(PeakPlace places, double[][] coefficients, double[] residuals) {
        this.places = places;
        this.coefficients = coefficients;
        this.residuals = residuals;
    }

    /** Finds the peak of a zone's histogram. */
    public interface PeakPlace {

        /** Place in bins, centre of bin 0 at 0.5; NaN without light. */
        double bins(int zone, int[] counts);
    }

    /**
     * Fits to shots whose truth is known, by least squares.
     *
     * @param degree 1 for a line, 2 to follow the bend that a line leaves, which halves the error
     * @throws IllegalArgumentException if there are too few different distances, or a shot has no truth or an empty zone
     */
    public static PlaneCalibration fit(List<Tmf8820Log.Shot> shots, int degree) {
        return fit(shots, degree, (zone, counts) -> centroid(counts));
    }

    /** The same with peaks of zones (not of the reference) placed otherwise. */
    public static PlaneCalibration fit(List<Tmf8820Log.Shot> shots, int degree, PeakPlace places) {
        double[][] fitted = new double[Tmf8820Log.ZONES][];
        for (int zone = 0; zone < fitted.length; zone++) {
            double[][] normal = new double[degree + 1][degree + 2];
            for (Tmf8820Log.Shot shot : shots) {
                double x = peak(shot, zone, places);
                double y = shot.planeMetres();
                if (Double.isNaN(x + y)) {
                    throw new IllegalArgumentException(
                            "a shot has no light in zone " + zone + " or no true distance");
                }
                for (int i = 0; i <= degree; i++) {
                    for (int j = 0; j <= degree; j++) {
                        normal[i][j] += power(x, i + j);
                    }
                    normal[i][degree + 1] += power(x, i) * y;
                }
            }
            fitted[zone] = solve(normal);
        }
        PlaneCalibration fit = new PlaneCalibration(places, fitted, new double[fitted.length]);
        double[] residuals = new double[fitted.length];
        for (int zone = 0; zone < fitted.length; zone++) {
            double square = 0;
            for (Tmf8820Log.Shot shot : shots) {
                square += power(fit.metres(shot, zone) - shot.planeMetres(), 2);
            }
            residuals[zone] = Math.sqrt(square / Math.max(1, shots.size() - degree - 1));
        }
        return new PlaneCalibration(places, fitted, residuals);
    }

    /** What the fit leaves unexplained in a zone, metres: the part of a distance's deviation that is not of its photons. */
    public double residualMetres(int zone) {
        return residuals[zone];
    }

    /** Distance of the plane as one zone saw it, metres; NaN if it saw no light. */
    public double metres(Tmf8820Log.Shot shot, int zone) {
        double x = peak(shot, zone, places);
        double sum = 0;
        for (int i = 0; i < coefficients[zone].length; i++) {
            sum += coefficients[zone][i] * power(x, i);
        }
        return sum;
    }

    /** Coefficients of a zone, metres per power of a bin, constant first; a copy. */
    public double[] coefficients(int zone) {
        return coefficients[zone].clone();
    }

    private static double peak(Tmf8820Log.Shot shot, int zone, PeakPlace places) {
        return places.bins(zone, shot.zone(zone)) - centroid(shot.reference());
    }

    /** Place of the fullest bin's peak in bins, centre of bin 0 at 0.5; NaN without light. */
    static double centroid(int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        double background = sorted[sorted.length / 2];
        int peak = 0;
        for (int k = 1; k < counts.length; k++) {
            peak = counts[k] > counts[peak] ? k : peak;
        }
        double sum = 0;
        double moment = 0;
        for (int k = Math.max(0, peak - REACH);
                k <= Math.min(counts.length - 1, peak + REACH);
                k++) {
            double above = Math.max(0, counts[k] - background);
            sum += above;
            moment += above * (k + 0.5);
        }
        return sum > 0 ? moment / sum : Double.NaN;
    }

    private static double power(double x, int n) {
        double out = 1;
        for (int i = 0; i < n; i++) {
            out *= x;
        }
        return out;
    }

    /** Gauss-Jordan elimination with row exchange of a small augmented system. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int col = 0; col < n; col++) {
            int pivot = col;
            for (int row = col + 1; row < n; row++) {
                pivot = Math.abs(a[row][col]) > Math.abs(a[pivot][col]) ? row : pivot;
            }
            double[] swap = a[col];
            a[col] = a[pivot];
            a[pivot] = swap;
            if (!(Math.abs(a[col][col]) > 1e-9)) {
                throw new IllegalArgumentException("too few different distances to fit");
            }
            for (int row = 0; row < n; row++) {
                double factor = row == col ? 0 : a[row][col] / a[col][col];
                for (int j = col; j <= n; j++) {
                    a[row][j] -= factor * a[col][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = a[i][n] / a[i][i];
        }
        return x;
    }
}
