package dev.sightline.datasets.commonroad;

import java.util.ArrayList;
import java.util.List;

/** A part of the plane, metres. Immutable. */
public sealed interface Region {

    /** A point of the plane. */
    record Point(double x, double y) {

        /** This point of a body, where the body stands at (x, y) and is turned by a heading. */
        Point at(double x, double y, double heading) {
            double c = StrictMath.cos(heading);
            double s = StrictMath.sin(heading);
            return new Point(x + c * this.x - s * this.y, y + s * this.x + c * this.y);
        }
    }

    /** Whether a point lies inside or on the border. */
    boolean contains(double x, double y);

    /** The same region fixed to a body that stands at (x, y) and is turned by a heading, radians. */
    Region at(double x, double y, double heading);

    /**
     * A rectangle.
     *
     * @param length along its heading, above 0
     * @param width across, above 0
     * @param centre its middle
     * @param heading of its long side, radians
     */
    record Rectangle(double length, double width, Point centre, double heading) implements Region {

        public Rectangle {
            requirePositive(length, "length");
            requirePositive(width, "width");
        }

        @Override
        public boolean contains(double x, double y) {
            double c = StrictMath.cos(heading);
            double s = StrictMath.sin(heading);
            double dx = x - centre.x;
            double dy = y - centre.y;
            return Math.abs(c * dx + s * dy) <= length / 2
                    && Math.abs(c * dy - s * dx) <= width / 2;
        }

        @Override
        public Rectangle at(double x, double y, double heading) {
            return new Rectangle(length, width, centre.at(x, y, heading), this.heading + heading);
        }
    }

    /**
     * A disc.
     *
     * @param radius above 0
     * @param centre its middle
     */
    record Circle(double radius, Point centre) implements Region {

        public Circle {
            requirePositive(radius, "radius");
        }

        @Override
        public boolean contains(double x, double y) {
            return Math.hypot(x - centre.x, y - centre.y) <= radius;
        }

        @Override
        public Circle at(double x, double y, double heading) {
            return new Circle(radius, centre.at(x, y, heading));
        }
    }

    /**
     * A simple polygon, convex or not.
     *
     * @param corners at least 3, in order, the first not repeated
     */
    record Polygon(List<Point> corners) implements Region {

        public Polygon {
            corners = List.copyOf(corners);
            if (corners.size() < 3) {
                throw new IllegalArgumentException(
                        "a polygon has at least 3 corners, had " + corners.size());
            }
        }

        /** By the number of edges that a ray crosses; a point on an edge counts as inside. */
        @Override
        public boolean contains(double x, double y) {
            boolean inside = false;
            Point b = corners.get(corners.size() - 1);
            for (Point a : corners) {
                if (onEdge(a, b, x, y)) {
                    return true;
                }
                if (a.y > y != b.y > y && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) {
                    inside = !inside;
                }
                b = a;
            }
            return inside;
        }

        private static boolean onEdge(Point a, Point b, double x, double y) {
            double cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
            return cross == 0
                    && Math.min(a.x, b.x) <= x
                    && x <= Math.max(a.x, b.x)
                    && Math.min(a.y, b.y) <= y
                    && y <= Math.max(a.y, b.y);
        }

        @Override
        public Polygon at(double x, double y, double heading) {
            List<Point> moved = new ArrayList<>(corners.size());
            corners.forEach(c -> moved.add(c.at(x, y, heading)));
            return new Polygon(moved);
        }
    }

    private static void requirePositive(double value, String what) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(what + " of a region is " + value);
        }
    }
}
