package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;

/** A piece of a reference line in its own frame: it begins at the origin and heads along x. */
sealed interface Curve {

    /** A place on a curve and the direction there, radians. */
    record Place(double x, double y, double heading) {

        /** This place of a piece that begins at another place. */
        Place from(Place start) {
            double c = StrictMath.cos(start.heading);
            double s = StrictMath.sin(start.heading);
            return new Place(
                    start.x + c * x - s * y, start.y + s * x + c * y, start.heading + heading);
        }
    }

    /** The place after an arc length, metres. */
    Place at(double s);

    /** Reads the one child that says what a geometry is. */
    static Curve of(XmlElement geometry) throws DatasetException {
        double length = geometry.number("length");
        for (XmlElement e : geometry.children()) {
            switch (e.name()) {
                case "line" -> {
                    return new Spiral(0, 0);
                }
                case "arc" -> {
                    return new Spiral(e.number("curvature"), 0);
                }
                case "spiral" -> {
                    double start = e.number("curvStart");
                    return new Spiral(
                            start, length > 0 ? (e.number("curvEnd") - start) / length : 0);
                }
                case "poly3" -> {
                    return new Polynomial(new Cubics.Piece(0, 0, 1, 0, 0), cubic(e, ""), 1, true);
                }
                case "paramPoly3" -> {
                    boolean normal =
                            !e.attribute("pRange").orElse("normalized").equals("arcLength");
                    return new Polynomial(
                            cubic(e, "U"),
                            cubic(e, "V"),
                            normal && length > 0 ? 1 / length : 1,
                            false);
                }
                default -> {} // userData
            }
        }
        throw geometry.error("a <geometry> of no known kind");
    }

    private static Cubics.Piece cubic(XmlElement e, String suffix) throws DatasetException {
        return new Cubics.Piece(
                0,
                e.number("a" + suffix),
                e.number("b" + suffix),
                e.number("c" + suffix),
                e.number("d" + suffix));
    }

    /**
     * A line, an arc or a clothoid: curvature {@code k(s) = k0 + k1 s}, heading {@code k0 s + k1 s^2 / 2}, place the integral of its
     * cosine and sine.
     *
     * @param k0 curvature at the start, 1/m, positive to the left
     * @param k1 its change per metre
     */
    record Spiral(double k0, double k1) implements Curve {

        /** Places and weights of Gauss and Legendre's rule with five points on 0..1. */
        private static final double[] NODES = {
            0.046910077030668, 0.230765344947158, 0.5, 0.769234655052841, 0.953089922969332
        };

        private static final double[] WEIGHTS = {
            0.118463442528095,
            0.239314335249683,
            0.284444444444444,
            0.239314335249683,
            0.118463442528095
        };

        @Override
        public Place at(double s) {
            double heading = heading(s);
            if (k1 == 0) {
                if (Math.abs(k0 * s) < 1e-9) {
                    return new Place(s, k0 * s * s / 2, heading);
                }
                return new Place(
                        StrictMath.sin(heading) / k0, (1 - StrictMath.cos(heading)) / k0, heading);
            }
            // Turning at most a quarter of a radian a step, five points are exact to 1e-12 of its
            // length.
            double turn = Math.abs(k0 * s) + Math.abs(k1) * s * s / 2;
            int steps = (int) Math.min(10_000, 1 + turn / 0.25);
            double x = 0;
            double y = 0;
            double h = s / steps;
            for (int i = 0; i < steps; i++) {
                for (int j = 0; j < NODES.length; j++) {
                    double angle = heading((i + NODES[j]) * h);
                    x += WEIGHTS[j] * h * StrictMath.cos(angle);
                    y += WEIGHTS[j] * h * StrictMath.sin(angle);
                }
            }
            return new Place(x, y, heading);
        }

        private double heading(double s) {
            return s * (k0 + k1 * s / 2);
        }
    }

    /**
     * A curve given by two cubics {@code u(p), v(p)}.
     *
     * @param u along the start's heading
     * @param v to its left
     * @param scale parameter per metre
     * @param byLength whether the parameter has to be found from the arc length ({@code poly3} is a function of u, not of s)
     */
    record Polynomial(Cubics.Piece u, Cubics.Piece v, double scale, boolean byLength)
            implements Curve {

        @Override
        public Place at(double s) {
            double p = byLength ? parameter(s) : s * scale;
            double du = slope(u, p);
            double dv = slope(v, p);
            return new Place(u.at(p), v.at(p), StrictMath.atan2(dv, du));
        }

        /** Follows {@code dp/ds = 1 / |(u', v')|} by midpoint steps of at most half a metre. */
        private double parameter(double s) {
            int steps = (int) Math.min(100_000, 1 + s / 0.5);
            double h = s / steps;
            double p = 0;
            for (int i = 0; i < steps; i++) {
                double middle = p + h / 2 / speed(p);
                p += h / speed(middle);
            }
            return p;
        }

        private double speed(double p) {
            return Math.max(1e-9, Math.hypot(slope(u, p), slope(v, p)));
        }

        private static double slope(Cubics.Piece f, double p) {
            return f.b() + p * (2 * f.c() + p * 3 * f.d());
        }
    }
}
