package dev.sightline.apps.report;

/**
 * Fills convex quadrilaterals with a number: a sample belongs to a quad if its centre lies inside, left and upper edges included, so
 * that neighbours that share corners leave no gap and do not overlap.
 */
final class Quads {

    private final int[] target;
    private final int width;
    private final int height;
    private final double[] us = new double[4];
    private final double[] vs = new double[4];

    Quads(int[] target, int width, int height) {
        this.target = target;
        this.width = width;
        this.height = height;
    }

    /** Sets corner 0..3 of the next quad, in turn around it. */
    void corner(int k, double u, double v) {
        us[k] = u;
        vs[k] = v;
    }

    void fill(int id) {
        double top = Math.min(Math.min(vs[0], vs[1]), Math.min(vs[2], vs[3]));
        double bottom = Math.max(Math.max(vs[0], vs[1]), Math.max(vs[2], vs[3]));
        int from = Math.max(0, (int) Math.ceil(top - 0.5));
        int to = Math.min(height, (int) Math.ceil(bottom - 0.5));
        for (int row = from; row < to; row++) {
            double y = row + 0.5;
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < 4; i++) {
                int j = (i + 1) & 3;
                if (vs[i] <= y != vs[j] <= y) {
                    double u = us[i] + (y - vs[i]) / (vs[j] - vs[i]) * (us[j] - us[i]);
                    left = Math.min(left, u);
                    right = Math.max(right, u);
                }
            }
            int end = Math.min(width, (int) Math.ceil(right - 0.5));
            for (int column = Math.max(0, (int) Math.ceil(left - 0.5)); column < end; column++) {
                target[row * width + column] = id;
            }
        }
    }
}
