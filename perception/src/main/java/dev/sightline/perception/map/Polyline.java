package dev.sightline.perception.map;

import dev.sightline.perception.geometry.Vec3;
import java.util.List;

/**
 * A line through at least two points in the map's frame, metres.
 *
 * @param points in driving direction where there is one
 */
public record Polyline(List<Vec3> points) {

    public Polyline {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException(
                    "a polyline has at least 2 points, had " + points.size());
        }
    }

    /** Length along the line, metres. */
    public double length() {
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            sum += points.get(i).distance(points.get(i - 1));
        }
        return sum;
    }

    /** The point at an arc length, clamped to the ends. */
    public Vec3 at(double s) {
        double left = Math.max(0, s);
        for (int i = 1; i < points.size(); i++) {
            Vec3 a = points.get(i - 1);
            Vec3 b = points.get(i);
            double piece = a.distance(b);
            if (left <= piece && piece > 0) {
                return a.plus(b.minus(a).times(left / piece));
            }
            left -= piece;
        }
        return points.get(points.size() - 1);
    }

    public Polyline reversed() {
        java.util.ArrayList<Vec3> back = new java.util.ArrayList<>(points);
        java.util.Collections.reverse(back);
        return new Polyline(back);
    }
}
