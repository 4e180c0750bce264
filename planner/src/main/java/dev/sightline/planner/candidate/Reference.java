package dev.sightline.planner.candidate;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Polyline;
import java.util.ArrayList;
import java.util.List;

/**
 * A line to drive along, resampled evenly in the ground plane and prolonged straight at its end. Immutable.
 *
 * <p>Heading and curvature are chords over two metres to both sides, so that the corners of a drawn route become drivable.
 */
public final class Reference {

    private static final double SPACING = 1.0;
    private static final double CHORD = 2.0;
    private static final int MAX_POINTS = 400;

    private final double[] x;
    private final double[] y;
    private final double routeEnd;

    private Reference(double[] x, double[] y, double routeEnd) {
        this.x = x;
        this.y = y;
        this.routeEnd = routeEnd;
    }

    /** Resamples a route, ignoring z; what lies beyond 400 m is cut. */
    public static Reference of(Polyline route) {
        List<double[]> flat = new ArrayList<>();
        for (Vec3 point : route.points()) {
            double[] last = flat.isEmpty() ? null : flat.get(flat.size() - 1);
            if (last == null || Math.hypot(point.x() - last[0], point.y() - last[1]) > 1e-6) {
                flat.add(new double[] {point.x(), point.y()});
            }
        }
        if (flat.size() < 2) {
            throw new IllegalArgumentException(
                    "a route needs two points apart in the ground plane");
        }
        List<double[]> even = new ArrayList<>();
        double carry = 0;
        double total = 0;
        for (int i = 1; i < flat.size() && even.size() < MAX_POINTS; i++) {
            double[] a = flat.get(i - 1);
            double[] b = flat.get(i);
            double piece = Math.hypot(b[0] - a[0], b[1] - a[1]);
            double s = carry;
            for (; s < piece && even.size() < MAX_POINTS; s += SPACING) {
                double k = s / piece;
                even.add(new double[] {a[0] + k * (b[0] - a[0]), a[1] + k * (b[1] - a[1])});
            }
            carry = s - piece;
            total += piece;
        }
        double[] from = flat.get(flat.size() - 2);
        double[] to = flat.get(flat.size() - 1);
        double piece = Math.hypot(to[0] - from[0], to[1] - from[1]);
        double ux = (to[0] - from[0]) / piece;
        double uy = (to[1] - from[1]) / piece;
        for (double s = carry; even.size() < MAX_POINTS; s += SPACING) {
            even.add(new double[] {to[0] + s * ux, to[1] + s * uy});
        }
        return new Reference(
                even.stream().mapToDouble(p -> p[0]).toArray(),
                even.stream().mapToDouble(p -> p[1]).toArray(),
                total);
    }

    /** The line of wheels held still, until it has turned a quarter circle; from there straight on. */
    public static Reference held(double startX, double curvature, double reach) {
        double k = Math.abs(curvature) < 1e-4 ? 0 : curvature;
        double length = k == 0 ? reach : Math.min(reach, Math.PI / 2 / Math.abs(k));
        SpiralPath arc = SpiralPath.arc(startX, 0, k, length);
        List<Vec3> points = new ArrayList<>();
        int n = Math.max(2, (int) Math.ceil(length));
        double[] xy = new double[2];
        for (int i = 0; i <= n; i++) {
            arc.position(length * i / n, xy);
            points.add(new Vec3(xy[0], xy[1], 0));
        }
        return of(new Polyline(points));
    }

    /** Length of the given route, before its prolongation, metres. */
    public double routeEnd() {
        return routeEnd;
    }

    /**
     * The nearest place of the line.
     *
     * @return distance along the line and signed distance from it (left positive), metres
     */
    public double[] project(double px, double py) {
        double best = Double.POSITIVE_INFINITY;
        double[] found = new double[2];
        for (int i = 1; i < x.length; i++) {
            double dx = x[i] - x[i - 1];
            double dy = y[i] - y[i - 1];
            double ax = px - x[i - 1];
            double ay = py - y[i - 1];
            double k = Math.min(1, Math.max(0, (ax * dx + ay * dy) / (dx * dx + dy * dy)));
            double ex = ax - k * dx;
            double ey = ay - k * dy;
            double d2 = ex * ex + ey * ey;
            if (d2 < best) {
                best = d2;
                found[0] = (i - 1 + k) * SPACING;
                found[1] = Math.copySign(Math.sqrt(d2), dx * ay - dy * ax);
            }
        }
        return found;
    }

    /** Heading at a distance along the line, radians. */
    public double heading(double s) {
        double[] a = at(s - CHORD);
        double[] b = at(s + CHORD);
        return StrictMath.atan2(b[1] - a[1], b[0] - a[0]);
    }

    /** Curvature at a distance along the line, 1/m. */
    public double curvature(double s) {
        double turn = heading(s + CHORD) - heading(s - CHORD);
        return Math.IEEEremainder(turn, 2 * Math.PI) / (2 * CHORD);
    }

    /** The point at a distance along the line, clamped to its ends, {@code offset} metres to its left. */
    public double[] at(double s, double offset) {
        double h = heading(s);
        double[] p = at(s);
        return new double[] {p[0] - offset * StrictMath.sin(h), p[1] + offset * StrictMath.cos(h)};
    }

    private double[] at(double s) {
        double index = Math.min(Math.max(s / SPACING, 0), x.length - 1.0);
        int i = Math.min((int) index, x.length - 2);
        double k = index - i;
        return new double[] {x[i] + k * (x[i + 1] - x[i]), y[i] + k * (y[i + 1] - y[i])};
    }
}
