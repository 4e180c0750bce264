package dev.sightline.planner.candidate;

import java.util.Optional;

/**
 * Finds the cubic spiral that leads to a place, a heading and a curvature (Kelly and Nagy, "Reactive nonholonomic trajectory generation
 * via parametric optimal control", 2003).
 *
 * <p>Unknown are the curvatures at one and two thirds and the length; Newton's method with a Jacobian by central differences solves for
 * x, y and heading of the end. Derivation: {@code docs/derivations/SpiralFit.md}.
 */
public final class SpiralFit {

    private static final int ROUNDS = 12;
    private static final double CLOSE = 1e-6; // metres and radians

    private final double startX;
    private final double startY;
    private final double startCurvature;

    /** Paths that leave a point along the x axis with a curvature. */
    public SpiralFit(double startX, double startY, double startCurvature) {
        this.startX = startX;
        this.startY = startY;
        this.startCurvature = startCurvature;
    }

    /**
     * Solves for a path.
     *
     * @param x of the end, metres
     * @param y metres
     * @param heading radians
     * @param curvature from the end on, 1/m
     * @param reach how far the path will be asked for, metres
     * @return empty if no spiral ends there within a micrometre, or only one longer than twice the chord
     */
    public Optional<SpiralPath> to(
            double x, double y, double heading, double curvature, double reach) {
        double chord = Math.hypot(x - startX, y - startY);
        if (!(chord > 1) || !(Math.abs(heading) < 2.5)) {
            return Optional.empty();
        }
        double mean = heading / chord;
        double[] p = {mean, mean, chord * (1 + heading * heading / 10)};
        for (int round = 0; round < ROUNDS; round++) {
            double[] r = miss(p, x, y, heading, curvature);
            if (Math.max(Math.abs(r[0]), Math.max(Math.abs(r[1]), Math.abs(r[2]))) < CLOSE) {
                return Optional.of(path(p, curvature, reach));
            }
            double[][] j = new double[3][3];
            for (int c = 0; c < 3; c++) {
                double h = c == 2 ? 1e-4 : 1e-6;
                double[] more = p.clone();
                double[] less = p.clone();
                more[c] += h;
                less[c] -= h;
                double[] up = miss(more, x, y, heading, curvature);
                double[] down = miss(less, x, y, heading, curvature);
                for (int i = 0; i < 3; i++) {
                    j[i][c] = (up[i] - down[i]) / (2 * h);
                }
            }
            double det = det(j[0], j[1], j[2]);
            for (int c = 0; c < 3; c++) {
                double[][] swapped = {j[0].clone(), j[1].clone(), j[2].clone()};
                for (int i = 0; i < 3; i++) {
                    swapped[i][c] = r[i];
                }
                p[c] -= det(swapped[0], swapped[1], swapped[2]) / det; // Cramer's rule
            }
            if (!(p[2] > 0.5 * chord && p[2] < 2 * chord) || !Double.isFinite(p[0] + p[1])) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static double det(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - a[1] * (b[0] * c[2] - b[2] * c[0])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    private double[] miss(double[] p, double x, double y, double heading, double curvature) {
        SpiralPath path = path(p, curvature, p[2]);
        double[] end = new double[2];
        path.position(p[2], end);
        return new double[] {end[0] - x, end[1] - y, path.heading(p[2]) - heading};
    }

    /** The cubic through four curvatures at 0, L/3, 2L/3 and L. */
    private SpiralPath path(double[] p, double curvature, double reach) {
        double a = startCurvature;
        double l = p[2];
        double k1 = (-11 * a + 18 * p[0] - 9 * p[1] + 2 * curvature) / (2 * l);
        double k2 = 9 * (2 * a - 5 * p[0] + 4 * p[1] - curvature) / (2 * l * l);
        double k3 = 9 * (-a + 3 * p[0] - 3 * p[1] + curvature) / (2 * l * l * l);
        return new SpiralPath(startX, startY, a, k1, k2, k3, l, reach);
    }
}
