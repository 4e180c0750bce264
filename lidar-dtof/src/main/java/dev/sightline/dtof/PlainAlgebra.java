package dev.sightline.dtof;

/** {@link ZoneAlgebra} as loops. */
final class PlainAlgebra implements ZoneAlgebra {

    @Override
    public float[] product(float[] counts, int zones, int bins, float[] bank) {
        float[] scores = new float[zones * bins];
        float[] row = new float[bins];
        float[] weights = new float[bins];
        for (int z = 0; z < zones; z++) {
            java.util.Arrays.fill(row, 0);
            for (int k = 0; k < bins; k++) {
                float h = counts[z * bins + k];
                if (h != 0) {
                    System.arraycopy(bank, k * bins, weights, 0, bins);
                    add(h, weights, row);
                }
            }
            System.arraycopy(row, 0, scores, z * bins, bins);
        }
        return scores;
    }

    private static void add(float h, float[] weights, float[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] += h * weights[i];
        }
    }

    @Override
    public double[] solve(double[] systems, int zones) {
        double[] out = new double[4 * zones];
        for (int z = 0; z < zones; z++) {
            solve(systems, z * SYSTEM, out, 4 * z);
        }
        return out;
    }

    /** Eliminates the third unknown, then the second: what is left is the first one's information, nothing else known. */
    static void solve(double[] a, int at, double[] out, int to) {
        double tb = a[at + 2];
        double sb = a[at + 4];
        double bb = a[at + 5];
        double gb = a[at + 8];
        double ub = tb / bb;
        double vb = sb / bb;
        double ss = a[at + 3] - sb * vb;
        double ts = a[at + 1] - sb * ub;
        double gs = a[at + 7] - vb * gb;
        double us = ts / ss;
        double tt = a[at] - tb * ub - ts * us;
        double dt = (a[at + 6] - ub * gb - us * gs) / tt;
        double ds = (gs - ts * dt) / ss;
        out[to] = dt;
        out[to + 1] = ds;
        out[to + 2] = (gb - tb * dt - sb * ds) / bb;
        out[to + 3] = 1 / tt;
    }
}
