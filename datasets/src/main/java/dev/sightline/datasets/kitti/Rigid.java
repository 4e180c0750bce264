package dev.sightline.datasets.kitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;

/**
 * Makes poses of matrices that lost digits in a text file. The pose gets the rotation nearest to the matrix (its polar factor), so
 * that rounding is not pushed into one axis: KITTI's calibration is orthonormal to 1e-7, its odometry poses to 1e-6.
 */
public final class Rigid {

    /** Translations beyond this are damage, metres. */
    private static final double MAX_METRES = 1e7;

    private Rigid() {}

    /**
     * The pose of a 3x4 row-major matrix {@code [R | t]}.
     *
     * @param file and {@code place} as messages name them
     * @throws DatasetException if R is not a rotation within 1e-3, or t is beyond 10,000 km
     */
    public static Pose pose(String file, String place, Frame target, Frame source, double[] m)
            throws DatasetException {
        Vec3 t = new Vec3(m[3], m[7], m[11]);
        if (!(t.norm() < MAX_METRES)) {
            throw new DatasetException(
                    file,
                    place,
                    "translation " + t + " is not within " + MAX_METRES + " m",
                    "Download it again.");
        }
        double[] r = {m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]};
        double error = orthonormalityError(r);
        if (!(error <= 1e-3)) {
            throw new DatasetException(
                    file,
                    place,
                    "not a rigid transform: its 3x3 block is off orthonormal by " + error,
                    "Download it again, or check that it is 3x4 row-major.");
        }
        try {
            return new Pose(target, source, Rotation.ofMatrix(polarFactor(r)), t);
        } catch (IllegalArgumentException e) { // left-handed
            throw new DatasetException(
                    file, place, e.getMessage(), "Check that it is 3x4 row-major.", e);
        }
    }

    /** The largest entry of |R'R - I|; NaN if an entry is not finite. */
    static double orthonormalityError(double[] r) {
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double dot =
                        r[i] * r[j] + r[3 + i] * r[3 + j] + r[6 + i] * r[6 + j] - (i == j ? 1 : 0);
                worst = Double.isNaN(dot) ? Double.NaN : Math.max(worst, Math.abs(dot));
            }
        }
        return worst;
    }

    /**
     * Newton's iteration for the polar factor, {@code R <- R (3 I - R'R) / 2}: converges quadratically, so three steps from 1e-3 reach
     * machine precision (Higham, "Functions of matrices", 2008, eq. 8.20).
     */
    static double[] polarFactor(double[] m) {
        double[] r = m;
        for (int step = 0; step < 3; step++) {
            double[] next = new double[9];
            for (int row = 0; row < 3; row++) {
                for (int c = 0; c < 3; c++) {
                    double sum = 0;
                    for (int k = 0; k < 3; k++) {
                        double gram = r[k] * r[c] + r[3 + k] * r[3 + c] + r[6 + k] * r[6 + c];
                        sum += r[3 * row + k] * ((k == c ? 3 : 0) - gram);
                    }
                    next[3 * row + c] = sum / 2;
                }
            }
            r = next;
        }
        return r;
    }
}
