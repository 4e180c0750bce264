package dev.sightline.dtof.estimate;

/** Small symmetric positive systems by Cholesky factors, in place; row-major n x n. */
final class Equations {

    private Equations() {}

    /** Factors a matrix into its lower triangle; false if it is not positive definite. */
    static boolean factor(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * n + k] * a[j * n + k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        return false;
                    }
                    a[i * n + i] = Math.sqrt(sum);
                } else {
                    a[i * n + j] = sum / a[j * n + j];
                }
            }
        }
        return true;
    }

    /** Solves with factors of {@link #factor}; x holds the right side, then the solution. */
    static void solve(double[] factors, int n, double[] x) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factors[i * n + k] * x[k];
            }
            x[i] /= factors[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factors[k * n + i] * x[k];
            }
            x[i] /= factors[i * n + i];
        }
    }
}
