package dev.sightline.dtof.estimate;

/**
 * Optical crosstalk between pixels of an array: each avalanche fires each of its four neighbours with probability p in the same bin
 * (design section 2.3), so {@code h = a + p A a} for the primary counts a, A summing the neighbours. What neighbours leak into a pixel
 * is known to the estimator as a rate, not subtracted from its counts.
 *
 * @param rows pixel rows
 * @param cols pixel columns
 * @param bins time bins
 * @param probability p, in [0, 0.2]
 */
public record ArrayCrosstalk(int rows, int cols, int bins, double probability) {

    private static final double ENOUGH = 1e-9;

    public ArrayCrosstalk {
        if (rows < 1 || cols < 1 || bins < 1 || !(probability >= 0 && probability <= 0.2)) {
            throw new IllegalArgumentException(
                    rows + " x " + cols + " x " + bins + " with probability " + probability);
        }
    }

    /**
     * Counts that neighbours leaked into each pixel.
     *
     * @param counts {@code [row][col][bin]}
     * @return expected leaked counts, same shape, not negative
     */
    public double[] leaked(int[] counts) {
        if (counts.length != rows * cols * bins) {
            throw new IllegalArgumentException(
                    counts.length + " counts, not " + rows * cols * bins);
        }
        double[] primary = new double[counts.length];
        for (int i = 0; i < primary.length; i++) {
            primary[i] = counts[i];
        }
        // a <- h - p A a converges: the norm of p A is at most 4 p < 1.
        double[] leak = new double[counts.length];
        double change = Double.MAX_VALUE;
        while (change > ENOUGH) {
            neighbours(primary, leak);
            change = 0;
            for (int i = 0; i < primary.length; i++) {
                leak[i] = Math.min(counts[i], leak[i]);
                double next = counts[i] - leak[i];
                change = Math.max(change, Math.abs(next - primary[i]));
                primary[i] = next;
            }
        }
        return leak;
    }

    private void neighbours(double[] primary, double[] leak) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                for (int k = 0; k < bins; k++) {
                    double sum = r > 0 ? primary[at(r - 1, c, k)] : 0;
                    sum += r + 1 < rows ? primary[at(r + 1, c, k)] : 0;
                    sum += c > 0 ? primary[at(r, c - 1, k)] : 0;
                    sum += c + 1 < cols ? primary[at(r, c + 1, k)] : 0;
                    leak[at(r, c, k)] = probability * sum;
                }
            }
        }
    }

    private int at(int row, int col, int bin) {
        return (row * cols + col) * bins + bin;
    }
}
