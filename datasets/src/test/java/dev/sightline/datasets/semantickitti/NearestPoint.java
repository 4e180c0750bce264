package dev.sightline.datasets.semantickitti;

import dev.sightline.perception.sensor.PointCloud;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Distances to the nearest point of a cloud, cut at half a metre: points hashed by half-metre cells, 27 cells searched. */
final class NearestPoint {

    private static final double CUT = 0.5;

    private final PointCloud cloud;
    private final Map<Long, List<Integer>> cells = new HashMap<>();

    private NearestPoint(PointCloud cloud) {
        this.cloud = cloud;
        for (int i = 0; i < cloud.size(); i++) {
            cells.computeIfAbsent(
                            key(cell(cloud.x(i)), cell(cloud.y(i)), cell(cloud.z(i))),
                            k -> new ArrayList<>())
                    .add(i);
        }
    }

    static NearestPoint over(PointCloud cloud) {
        return new NearestPoint(cloud);
    }

    private static int cell(double metres) {
        return (int) Math.floor(metres / CUT);
    }

    private static long key(int x, int y, int z) {
        return ((x + 100_000L) << 42) | ((y + 100_000L) << 21) | (z + 100_000L);
    }

    /** Over every {@code step}th point within 40 m of the origin, metres. */
    double meanDistance(PointCloud queries, int step) {
        double sum = 0;
        int n = 0;
        for (int q = 0; q < queries.size(); q += step) {
            if (Math.hypot(queries.x(q), queries.y(q)) < 40) {
                sum += Math.min(CUT, distance(queries.x(q), queries.y(q), queries.z(q)));
                n++;
            }
        }
        return sum / n;
    }

    private double distance(double x, double y, double z) {
        double best = CUT * CUT;
        for (int dx = -1; dx <= 1; dx++) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dz = -1; dz <= 1; dz++) {
                    for (int i :
                            cells.getOrDefault(
                                    key(cell(x) + dx, cell(y) + dy, cell(z) + dz), List.of())) {
                        double a = cloud.x(i) - x;
                        double b = cloud.y(i) - y;
                        double c = cloud.z(i) - z;
                        best = Math.min(best, a * a + b * b + c * c);
                    }
                }
            }
        }
        return Math.sqrt(best);
    }
}
