package dev.sightline.datasets.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeTest {

    static Stream<Shape> shapes() {
        return Stream.of(Cuboid.of(4, 1.5, 0.7), Cylinder.of(0.6, 2.2), new Ball(0.9));
    }

    /** How far a point is from a solid's surface, negative inside: written down from the definitions, not from the ray code. */
    static double depth(Shape shape, double x, double y, double z) {
        if (shape instanceof Cuboid box) {
            return Math.max(
                    Math.max(Math.abs(x) - box.a(), Math.abs(y) - box.b()), Math.abs(z) - box.c());
        }
        if (shape instanceof Cylinder tube) {
            return Math.max(Math.hypot(x, y) - tube.radius(), Math.abs(z) - tube.c());
        }
        return Math.sqrt(x * x + y * y + z * z) - ((Ball) shape).radius();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void raysEndOnTheSurfaceAndPassNothingSolidBefore(Shape shape) {
        Random random = new Random(5);
        int hits = 0;
        double[] n = new double[3];
        for (int i = 0; i < 20_000; i++) {
            double[] o = {
                6 * random.nextGaussian(), 6 * random.nextGaussian(), 3 * random.nextGaussian()
            };
            double[] d = {
                -o[0] + random.nextGaussian(),
                -o[1] + random.nextGaussian(),
                -o[2] + random.nextGaussian()
            };
            if (depth(shape, o[0], o[1], o[2]) < 0.01) {
                continue;
            }
            double norm = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            double t = shape.distance(o[0], o[1], o[2], d[0] / norm, d[1] / norm, d[2] / norm);
            double end = t == Shape.MISS ? 40 : t;
            for (int k = 1; k < 200; k++) { // march: nothing solid on the way
                double s = end * k / 200 / norm;
                assertTrue(depth(shape, o[0] + s * d[0], o[1] + s * d[1], o[2] + s * d[2]) > -1e-9);
            }
            if (t != Shape.MISS) {
                hits++;
                double s = t / norm;
                double[] p = {o[0] + s * d[0], o[1] + s * d[1], o[2] + s * d[2]};
                assertEquals(0, depth(shape, p[0], p[1], p[2]), 1e-9);
                shape.normal(p[0], p[1], p[2], n);
                assertEquals(1, n[0] * n[0] + n[1] * n[1] + n[2] * n[2], 1e-9);
                assertTrue(
                        n[0] * d[0] + n[1] * d[1] + n[2] * d[2] <= 1e-9,
                        "the normal faces the ray");
                double e = 1e-4;
                assertTrue(depth(shape, p[0] + e * n[0], p[1] + e * n[1], p[2] + e * n[2]) > 0);
            }
        }
        assertTrue(hits > 2000, hits + " hits");
    }

    /** The exact test against 12^3 points in the voxel: a point inside proves overlap; overlap without one must be rare slivers. */
    @ParameterizedTest
    @MethodSource("shapes")
    void voxelOverlapAgreesWithSampledPoints(Shape shape) {
        Random random = new Random(6);
        int exact = 0;
        int sampled = 0;
        for (int i = 0; i < 12_000; i++) {
            double yaw = 2 * Math.PI * random.nextDouble();
            double[] at = {
                2.5 * random.nextGaussian(), 1.5 * random.nextGaussian(), random.nextGaussian()
            };
            boolean found = anyInside(shape, at, yaw);
            boolean overlaps =
                    shape.overlaps(
                            at[0], at[1], at[2], 0.2, 0.2, 0.2, Math.cos(yaw), Math.sin(yaw));
            assertTrue(overlaps || !found, "a sampled point was inside");
            exact += overlaps ? 1 : 0;
            sampled += found ? 1 : 0;
        }
        assertTrue(sampled > 300 && sampled >= 0.93 * exact, sampled + " of " + exact);
    }

    private static boolean anyInside(Shape shape, double[] at, double yaw) {
        for (int i = 0; i < 12 * 12 * 12; i++) {
            double x = at[0] - 0.2 + 0.4 * (Math.floorDiv(i, 144) + 0.5) / 12;
            double y = at[1] - 0.2 + 0.4 * (Math.floorDiv(i, 12) % 12 + 0.5) / 12;
            double z = at[2] - 0.2 + 0.4 * (i % 12 + 0.5) / 12;
            double u = Math.cos(yaw) * x + Math.sin(yaw) * y;
            double v = Math.cos(yaw) * y - Math.sin(yaw) * x;
            if (depth(shape, u, v, z) < 0) {
                return true;
            }
        }
        return false;
    }
}
