package dev.sightline.bev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PillarScatterTest {

    private static GridSpec grid(IndexOrder order) {
        return new GridSpec(
                Frame.EGO, new Vec3(-3, -2, -1), new Vec3(0.5, 0.5, 4), 12, 9, 1, order);
    }

    private static PointCloud randomCloud(int n, long seed) {
        Random random = new Random(seed);
        float[] xyz = new float[3 * n];
        float[] intensity = new float[n];
        for (int i = 0; i < n; i++) {
            xyz[3 * i] = -4 + 8 * random.nextFloat();
            xyz[3 * i + 1] = -3 + 7 * random.nextFloat();
            xyz[3 * i + 2] = -2 + 6 * random.nextFloat();
            intensity[i] = random.nextFloat();
        }
        return PointCloud.of(Frame.EGO, 0, xyz).intensity(intensity).build();
    }

    /** The twin asks every cell which points it holds. Sums run in the same order, so the agreement is exact. */
    @ParameterizedTest
    @EnumSource(IndexOrder.class)
    void agreesWithAskingEveryCellForItsPoints(IndexOrder order) {
        GridSpec grid = grid(order);
        PointCloud points = randomCloud(700, 21);
        BevGrid bev = new PillarScatter(new PillarScatter.Config(grid)).scatter(points);
        double all = 0;
        for (int ix = 0; ix < grid.nx(); ix++) {
            for (int iy = 0; iy < grid.ny(); iy++) {
                List<Integer> inside = new ArrayList<>();
                for (int i = 0; i < points.size(); i++) {
                    double x = points.x(i) - (-3 + 0.5 * ix);
                    double y = points.y(i) - (-2 + 0.5 * iy);
                    if (x >= 0
                            && x < 0.5
                            && y >= 0
                            && y < 0.5
                            && points.z(i) >= -1
                            && points.z(i) < 3) {
                        inside.add(i);
                    }
                }
                double n = inside.size();
                all += n;
                float min = (float) inside.stream().mapToDouble(points::z).min().orElse(Double.NaN);
                float max = (float) inside.stream().mapToDouble(points::z).max().orElse(Double.NaN);
                double sumZ = 0;
                double sumIntensity = 0;
                for (int i : inside) {
                    sumZ += points.z(i);
                    sumIntensity += points.intensity(i);
                }
                float[] expected = {
                    (float) n,
                    (float) StrictMath.log1p(n),
                    min,
                    max,
                    (float) (sumZ / n),
                    (float) (sumIntensity / n)
                };
                float[] actual = new float[6];
                for (int c = 0; c < 6; c++) {
                    actual[c] = bev.at(c, ix, iy);
                }
                assertArrayEquals(expected, actual, "cell " + ix + ", " + iy);
            }
        }
        assertTrue(all > 100, "the cloud hardly touches the grid: " + all);
    }

    @Test
    void anEmptyCellHasCountZeroAndNoHeight() {
        PointCloud none = PointCloud.of(Frame.EGO, 0, new float[0]).build();
        BevGrid bev =
                new PillarScatter(new PillarScatter.Config(grid(IndexOrder.XYZ))).scatter(none);
        assertEquals(0, bev.at(bev.channel("count"), 3, 3));
        assertEquals(0, bev.at(bev.channel("density"), 3, 3));
        for (String undefined : List.of("min_z", "max_z", "mean_z", "mean_intensity")) {
            assertTrue(Float.isNaN(bev.at(bev.channel(undefined), 3, 3)), undefined);
        }
    }

    @Test
    void withoutIntensitiesTheirMeanIsUndefined() {
        PointCloud one = PointCloud.of(Frame.EGO, 0, new float[] {0, 0, 0.25f}).build();
        BevGrid bev =
                new PillarScatter(new PillarScatter.Config(grid(IndexOrder.XYZ))).scatter(one);
        assertEquals(1, bev.at(0, 6, 4));
        assertEquals(0.25f, bev.at(bev.channel("mean_z"), 6, 4));
        assertTrue(Float.isNaN(bev.at(bev.channel("mean_intensity"), 6, 4)));
    }

    @Test
    void pointsOfAnotherFrameAreRefusedNamingBoth() {
        PointCloud lidar = PointCloud.of(new Frame("LIDAR_TOP"), 0, new float[3]).build();
        PillarScatter pillars = new PillarScatter(new PillarScatter.Config(grid(IndexOrder.XYZ)));
        Exception e = assertThrows(FrameMismatchException.class, () -> pillars.scatter(lidar));
        assertTrue(
                e.getMessage().contains("'ego'") && e.getMessage().contains("'LIDAR_TOP'"),
                e.getMessage());
    }

    @Test
    void aGridOfSeveralLayersIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new PillarScatter.Config(GridSpec.occ3d()));
    }
}
