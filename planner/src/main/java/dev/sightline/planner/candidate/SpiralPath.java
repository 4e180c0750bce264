package dev.sightline.planner.candidate;

/**
 * A path whose curvature is a cubic polynomial of its length, up to an end from which on the curvature stays. Starts anywhere with a
 * heading of 0. Immutable.
 *
 * <p>Heading is the exact integral of curvature; the position is Gauss-Legendre quadrature of the heading's direction over pieces of
 * at most a metre, good to better than 1e-9 m. Behind the start the path goes on as an arc of the first curvature.
 */
public final class SpiralPath {

    // Gauss-Legendre nodes and weights of order 4 on 0..1.
    private static final double[] NODES = {
        0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263
    };
    private static final double[] WEIGHTS = {
        0.17392742256872692, 0.32607257743127305, 0.32607257743127305, 0.17392742256872692
    };
    private static final double PIECE = 1.0; // metres between knots

    private final double startX;
    private final double startY;
    private final double k0;
    private final double k1;
    private final double k2;
    private final double k3;
    private final double length;
    private final double[] knots; // [knot][x, y] at multiples of PIECE

    /**
     * A path of curvature {@code k0 + k1 s + k2 s^2 + k3 s^3}.
     *
     * @param startX metres
     * @param startY metres
     * @param length up to where the polynomial holds, metres, not negative
     * @param reach how far the path will be asked for, metres
     */
    public SpiralPath(
            double startX,
            double startY,
            double k0,
            double k1,
            double k2,
            double k3,
            double length,
            double reach) {
        if (!(length >= 0) || !Double.isFinite(length + startX + startY + k0 + k1 + k2 + k3)) {
            throw new IllegalArgumentException("path of length " + length + " must be finite");
        }
        if (!(reach >= 0 && reach <= 1e5)) {
            throw new IllegalArgumentException("reach must be 0..1e5 m, was " + reach);
        }
        this.startX = startX;
        this.startY = startY;
        this.k0 = k0;
        this.k1 = k1;
        this.k2 = k2;
        this.k3 = k3;
        this.length = length;
        this.knots = new double[2 * ((int) (reach / PIECE) + 1)];
        knots[0] = startX;
        knots[1] = startY;
        double[] at = {startX, startY};
        for (int i = 1; i < knots.length / 2; i++) {
            advance((i - 1) * PIECE, i * PIECE, at);
            knots[2 * i] = at[0];
            knots[2 * i + 1] = at[1];
        }
    }

    /** An arc of one curvature. */
    public static SpiralPath arc(double startX, double startY, double curvature, double reach) {
        return new SpiralPath(startX, startY, curvature, 0, 0, 0, 0, reach);
    }

    /** A smooth change ({@code 3u^2 - 2u^3}) from one curvature to another over a length, and on as an arc. */
    public static SpiralPath turning(
            double startX, double startY, double from, double to, double length, double reach) {
        double d = to - from;
        return new SpiralPath(
                startX,
                startY,
                from,
                0,
                3 * d / (length * length),
                -2 * d / (length * length * length),
                length,
                reach);
    }

    /** Curvature at a distance, 1/m. */
    public double curvature(double s) {
        double c = Math.min(Math.max(s, 0), length);
        return k0 + c * (k1 + c * (k2 + c * k3));
    }

    /** Heading at a distance, radians; 0 at the start. */
    public double heading(double s) {
        if (s < 0) {
            return k0 * s;
        }
        double c = Math.min(s, length);
        double turned = c * (k0 + c * (k1 / 2 + c * (k2 / 3 + c * k3 / 4)));
        return turned + (s - c) * curvature(length);
    }

    /**
     * Writes the position at a distance.
     *
     * @param s metres along the path; quick up to the reach
     * @param xy the two values
     */
    public void position(double s, double[] xy) {
        if (s < 0) {
            xy[0] = startX;
            xy[1] = startY;
            int pieces = (int) (-s / PIECE) + 1;
            for (int i = 0; i < pieces; i++) {
                advance(s * i / pieces, s * (i + 1) / pieces, xy);
            }
            return;
        }
        int knot = Math.min((int) (s / PIECE), knots.length / 2 - 1);
        xy[0] = knots[2 * knot];
        xy[1] = knots[2 * knot + 1];
        double from = knot * PIECE;
        for (; s - from > PIECE; from += PIECE) { // beyond the reach
            advance(from, from + PIECE, xy);
        }
        advance(from, s, xy);
    }

    /** Moves {@code xy} by the integral of the direction from one distance to another, split where the polynomial ends. */
    private void advance(double from, double to, double[] xy) {
        if (from < length && to > length) {
            quadrature(from, length, xy);
            quadrature(length, to, xy);
        } else {
            quadrature(from, to, xy);
        }
    }

    private void quadrature(double from, double to, double[] xy) {
        double d = to - from;
        for (int i = 0; i < 4; i++) {
            double theta = heading(from + NODES[i] * d);
            xy[0] += WEIGHTS[i] * d * StrictMath.cos(theta);
            xy[1] += WEIGHTS[i] * d * StrictMath.sin(theta);
        }
    }
}
