package dev.sightline.occupancy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.LogOddsOccupancy.Config;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogOddsOccupancyTest {

    private static final GridSpec EGO_GRID =
            GridSpec.cubic(Frame.EGO, new Vec3(-8, -8, -1), 0.5, 32, 32, 8);
    private static final Vec3 SENSOR = new Vec3(0, 0, 1.25);
    private static final Pose AT_ORIGIN = at(0, 0, 0);
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(longs = {7, 71})
    void whatIsFreeWasPassedByARayAndWhatIsOccupiedHoldsAReturn(long seed) {
        PointCloud points = scatter(seed, 120);
        OccupancyGrid voxels = seen(Insertion.EXACT, points);
        BitSet passed = new BitSet();
        BitSet returned = new BitSet();
        for (int i = 0; i < points.size(); i++) {
            Vec3 p = new Vec3(points.x(i), points.y(i), points.z(i));
            passed.or(PlainRayCaster.touched(EGO_GRID, SENSOR, p));
            int voxel = EGO_GRID.indexOf(p.x(), p.y(), p.z());
            if (voxel >= 0) {
                returned.set(voxel);
            }
        }
        for (int i = 0; i < EGO_GRID.size(); i++) {
            assertEquals(returned.get(i), voxels.isOccupied(i), "voxel " + i);
            assertTrue(!voxels.isFree(i) || passed.get(i), "voxel " + i);
        }
    }

    @Test
    void sharedRaysFindTheSameReturnsAndNoFreeSpaceOfTheirOwn() {
        PointCloud points = scatter(8, 4000);
        OccupancyGrid exact = seen(Insertion.EXACT, points);
        OccupancyGrid shared = seen(Insertion.SHARED, points);
        int missed = 0;
        for (int i = 0; i < EGO_GRID.size(); i++) {
            assertEquals(exact.isOccupied(i), shared.isOccupied(i));
            assertTrue(!shared.isFree(i) || exact.isFree(i));
            missed += exact.isFree(i) && !shared.isFree(i) ? 1 : 0;
        }
        assertTrue(missed > 0, "nothing was shared");
    }

    @ParameterizedTest
    @EnumSource(Insertion.class)
    void behindAWallAllStaysUnknown(Insertion insertion) {
        OccupancyGrid voxels = seen(insertion, wall(5.2));
        assertEquals(Integer.valueOf(0), voxels.label(EGO_GRID.indexOf(5.2, 0, 1.25)));
        assertTrue(voxels.isFree(EGO_GRID.indexOf(4.2, 0, 1.25)));
        for (int ix = EGO_GRID.ix(5.2) + 1; ix < EGO_GRID.nx(); ix++) {
            for (int iy = EGO_GRID.iy(-3); iy <= EGO_GRID.iy(3); iy++) {
                assertTrue(voxels.isUnknown(EGO_GRID.index(ix, iy, EGO_GRID.iz(1.25))));
            }
        }
    }

    @Test
    void aReturnBeatsTheRaysOfItsScan() {
        // A near return, and a hundred rays through its voxel to a far one.
        float[] xyz = new float[3 * 101];
        for (int i = 0; i < 101; i++) {
            xyz[3 * i] = i == 50 ? 4.2f : 7.2f;
            xyz[3 * i + 2] = 1.25f;
        }
        OccupancyGrid voxels = seen(Insertion.EXACT, cloud(xyz));
        assertTrue(voxels.isOccupied(EGO_GRID.indexOf(4.2, 0, 1.25)));
        assertTrue(voxels.isOccupied(EGO_GRID.indexOf(7.2, 0, 1.25)));
        assertTrue(voxels.isFree(EGO_GRID.indexOf(5.7, 0, 1.25)));
    }

    @Test
    void whatIsNoLongerSeenBecomesUnknownAgain() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        map.add(wall(5.2), SENSOR, AT_ORIGIN, 0);
        int wall = EGO_GRID.indexOf(5.2, 0, 1.25);
        int before = EGO_GRID.indexOf(4.2, 0, 1.25);
        OccupancyGrid soon = map.at(EGO_GRID, AT_ORIGIN, SECOND).voxels();
        assertTrue(soon.isOccupied(wall) && soon.isFree(before));
        // With a half-life of 5 s, -0.4 shrinks to -0.2 in 5 s, 1.4 to 0.2 in 14.04 s.
        OccupancyGrid later = map.at(EGO_GRID, AT_ORIGIN, 6 * SECOND).voxels();
        assertTrue(later.isOccupied(wall) && later.isUnknown(before));
        OccupancyGrid late = map.at(EGO_GRID, AT_ORIGIN, 15 * SECOND).voxels();
        assertTrue(late.isUnknown(wall) && late.isUnknown(before));
        assertEquals(0.5, map.probabilityAt(EGO_GRID, AT_ORIGIN, 3600 * SECOND)[wall], 1e-6);
    }

    @Test
    void hoursOfFadingLeaveTheMapUsable() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        map.add(wall(5.2), SENSOR, AT_ORIGIN, 0);
        long late = 100_000 * SECOND; // 2^20000 does not fit a double
        map.add(wall(3.2), SENSOR, AT_ORIGIN, late);
        OccupancyGrid voxels = map.at(EGO_GRID, AT_ORIGIN, late).voxels();
        assertTrue(voxels.isUnknown(EGO_GRID.indexOf(5.2, 0, 1.25)));
        assertTrue(voxels.isOccupied(EGO_GRID.indexOf(3.2, 0, 1.25)));
    }

    @Test
    void movingTheWindowLeavesTheWorldInPlace() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        map.add(wall(5.2), SENSOR, AT_ORIGIN, 0);
        OccupancyGrid before = map.at(EGO_GRID, AT_ORIGIN, 0).voxels();
        for (double[] there : new double[][] {{2, -1, 0}, {2.5, 3, 0.5}, {-1, 0.5, 0}}) {
            map.add(cloud(), SENSOR, at(there[0], there[1], there[2]), 0);
            OccupancyGrid after = map.at(EGO_GRID, at(there[0], there[1], there[2]), 0).voxels();
            int dx = (int) Math.round(there[0] / 0.5);
            int dy = (int) Math.round(there[1] / 0.5);
            int dz = (int) Math.round(there[2] / 0.5);
            int compared = 0;
            for (int x = 16; x < 28; x++) { // what no window of the drive left out
                for (int y = 8; y < 24; y++) {
                    for (int z = 1; z < 7; z++) {
                        if (EGO_GRID.contains(x - dx, y - dy, z - dz)) {
                            assertEquals(
                                    before.label(x, y, z), after.label(x - dx, y - dy, z - dz));
                            compared += before.isUnknown(EGO_GRID.index(x, y, z)) ? 0 : 1;
                        }
                    }
                }
            }
            assertTrue(compared > 50, "hardly anything compared: " + compared);
        }
    }

    @Test
    void whatLeftTheWindowIsForgotten() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        map.add(wall(5.2), SENSOR, AT_ORIGIN, 0);
        map.add(cloud(), SENSOR, at(100, 0, 0), 0);
        map.add(cloud(), SENSOR, AT_ORIGIN, 0);
        OccupancyGrid voxels = map.at(EGO_GRID, AT_ORIGIN, 0).voxels();
        for (int i = 0; i < EGO_GRID.size(); i++) {
            assertTrue(voxels.isUnknown(i));
        }
    }

    @Test
    void theTrailOfAMovingThingIsClearedByLaterRays() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        for (int k = 0; k < 10; k++) { // drives away at 5 m/s, seen at 10 Hz
            map.add(wall(2.2 + 0.5 * k), SENSOR, AT_ORIGIN, k * SECOND / 10);
        }
        OccupancyGrid voxels = map.at(EGO_GRID, AT_ORIGIN, SECOND).voxels();
        assertTrue(voxels.isOccupied(EGO_GRID.indexOf(6.7, 0, 1.25)));
        for (double x = 2.2; x < 5; x += 0.5) {
            assertFalse(voxels.isOccupied(EGO_GRID.indexOf(x, 0, 1.25)), "still there: " + x);
        }
        for (double x = 2.2; x < 4; x += 0.5) {
            assertTrue(voxels.isFree(EGO_GRID.indexOf(x, 0, 1.25)), "not free: " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 91})
    void aTurnedEgoLosesNothingOccupied(long seed) {
        LogOddsOccupancy map = map(Insertion.EXACT);
        map.add(scatter(seed, 200), SENSOR, AT_ORIGIN, 0);
        OccupancyGrid straight = map.at(EGO_GRID, AT_ORIGIN, 0).voxels();
        Pose turned =
                new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(0.6), new Vec3(0.3, -0.2, 0.1));
        OccupancyGrid voxels = map.at(EGO_GRID, turned, 0).voxels();
        Pose egoFromWorld = turned.inverse();
        int compared = 0;
        for (int x = 0; x < 32; x++) {
            for (int y = 0; y < 32; y++) {
                for (int z = 0; z < 8; z++) {
                    Vec3 p = egoFromWorld.apply(EGO_GRID.centre(x, y, z));
                    int i = EGO_GRID.indexOf(p.x(), p.y(), p.z());
                    if (i >= 0 && straight.isOccupied(EGO_GRID.index(x, y, z))) {
                        assertTrue(voxels.isOccupied(i));
                        compared++;
                    }
                }
            }
        }
        assertTrue(compared > 50);
    }

    @Test
    void aCoarserGridShowsAnythingThatAVoxelOfACellHolds() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        map.add(scatter(10, 200), SENSOR, AT_ORIGIN, 0);
        OccupancyGrid fine = map.at(EGO_GRID, AT_ORIGIN, 0).voxels();
        GridSpec half = GridSpec.cubic(Frame.EGO, EGO_GRID.min(), 1, 16, 16, 4);
        OccupancyGrid coarse = map.at(half, AT_ORIGIN, 0).voxels();
        for (int x = 0; x < 16; x++) {
            for (int y = 0; y < 16; y++) {
                for (int z = 0; z < 4; z++) {
                    boolean anyOccupied = false;
                    boolean anyFree = false;
                    for (int k = 0; k < 8; k++) {
                        int i =
                                EGO_GRID.index(
                                        2 * x + (k & 1), 2 * y + (k >> 1 & 1), 2 * z + (k >> 2));
                        anyOccupied |= fine.isOccupied(i);
                        anyFree |= fine.isFree(i);
                    }
                    int i = half.index(x, y, z);
                    assertEquals(anyOccupied, coarse.isOccupied(i));
                    assertEquals(!anyOccupied && anyFree, coarse.isFree(i));
                }
            }
        }
    }

    @Test
    void returnsOfTheVehicleItselfAndOnesTooFarAreNotBelieved() {
        assertEquals(0, seen(Insertion.EXACT, cloud(0.9f, 0, 1.25f)).occupied());
        LogOddsOccupancy car =
                new LogOddsOccupancy(config(Insertion.EXACT).with(Hull.aroundRearAxle()));
        car.add(cloud(3.3f, 0.9f, 0.8f, 3.7f, 0.9f, 0.8f), SENSOR, AT_ORIGIN, 0);
        OccupancyGrid beforeTheCar = car.at(EGO_GRID, AT_ORIGIN, 0).voxels();
        assertEquals(1, beforeTheCar.occupied());
        assertTrue(beforeTheCar.isOccupied(EGO_GRID.indexOf(3.7, 0.9, 0.8)));
        Config config = config(Insertion.EXACT);
        Config shortSighted =
                new Config(
                        config.window(),
                        0.85,
                        -0.4,
                        -2,
                        2.5,
                        5,
                        0.4,
                        -0.2,
                        1.5,
                        4,
                        Insertion.SHARED,
                        GroundRule.road(),
                        Hull.none());
        LogOddsOccupancy map = new LogOddsOccupancy(shortSighted);
        map.add(wall(5.2), SENSOR, AT_ORIGIN, 0);
        OccupancyGrid voxels = map.at(EGO_GRID, AT_ORIGIN, 0).voxels();
        assertEquals(0, voxels.occupied());
        assertTrue(voxels.isFree(EGO_GRID.indexOf(3.7, 0, 1.25)));
        assertTrue(voxels.isUnknown(EGO_GRID.indexOf(4.7, 0, 1.25)));
    }

    @ParameterizedTest
    @EnumSource(Insertion.class)
    void theSameScansGiveTheSameBytes(Insertion insertion) {
        byte[][] labels = new byte[2][];
        float[][] probability = new float[2][];
        for (int run = 0; run < 2; run++) {
            LogOddsOccupancy map = map(insertion);
            for (int k = 0; k < 5; k++) {
                map.add(scatter(k, 500), SENSOR, at(0.3 * k, 0.1 * k, 0), k * SECOND / 10);
            }
            labels[run] = map.at(EGO_GRID, at(1.3, 0.4, 0), SECOND).voxels().labels();
            probability[run] = map.probabilityAt(EGO_GRID, at(1.3, 0.4, 0), SECOND);
        }
        assertArrayEquals(labels[0], labels[1]);
        assertArrayEquals(probability[0], probability[1]);
    }

    @Test
    void aWindowThatCoversAGridCoversItAtAnyHeading() {
        GridSpec ahead = GridSpec.cubic(Frame.EGO, new Vec3(0, -6, -1), 0.5, 20, 24, 8);
        GridSpec window = Config.covering(ahead).window();
        for (double heading = 0; heading < 6.3; heading += 0.1) {
            for (double[] corner : new double[][] {{0, -6}, {0, 6}, {10, -6}, {10, 6}}) {
                Vec3 world = Rotation.aboutZ(heading).apply(new Vec3(corner[0], corner[1], 0));
                assertTrue(
                        window.indexOf(world.x(), world.y(), world.z()) >= 0,
                        heading + " " + world);
            }
        }
    }

    @Test
    void mixedUpFramesAndTimesAreRefused() {
        LogOddsOccupancy map = map(Insertion.EXACT);
        PointCloud sensorPoints = PointCloud.of(new Frame("LIDAR"), 0, new float[3]).build();
        assertThrows(
                FrameMismatchException.class, () -> map.add(sensorPoints, SENSOR, AT_ORIGIN, 0));
        Pose elsewhere = Pose.identity(new Frame("map"), Frame.EGO);
        assertThrows(FrameMismatchException.class, () -> map.add(cloud(), SENSOR, elsewhere, 0));
        assertThrows(
                FrameMismatchException.class, () -> map.at(EGO_GRID.in(Frame.WORLD), AT_ORIGIN, 0));
        map.add(cloud(), SENSOR, AT_ORIGIN, 10);
        assertThrows(IllegalArgumentException.class, () -> map.add(cloud(), SENSOR, AT_ORIGIN, 9));
        assertThrows(IllegalArgumentException.class, () -> map.at(EGO_GRID, AT_ORIGIN, 9));
    }

    @Test
    void evidenceOfTheWrongSignIsRefused() {
        GridSpec window = EGO_GRID.in(Frame.WORLD);
        double nan = Double.NaN;
        double[][] bad = {
            {-0.85, -0.4, -2, 2.5, 5, 0.4, -0.2},
            {0.85, 0.4, -2, 2.5, 5, 0.4, -0.2},
            {0.85, -0.4, 2, 2.5, 5, 0.4, -0.2},
            {0.85, -0.4, -2, 0.5, 5, 0.4, -0.2},
            {0.85, -0.4, -2, 2.5, 0, 0.4, -0.2},
            {0.85, -0.4, -2, 2.5, 5, 3, -0.2},
            {0.85, -0.4, -2, 2.5, 5, 0.4, -3},
            {nan, -0.4, -2, 2.5, 5, 0.4, -0.2},
            {0.85, -0.4, -2, 2.5, nan, 0.4, -0.2}
        };
        for (double[] b : bad) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            new Config(
                                    window,
                                    b[0],
                                    b[1],
                                    b[2],
                                    b[3],
                                    b[4],
                                    b[5],
                                    b[6],
                                    1,
                                    80,
                                    Insertion.EXACT,
                                    GroundRule.road(),
                                    Hull.none()));
        }
    }

    private static Config config(Insertion insertion) {
        return Config.of(EGO_GRID.in(Frame.WORLD)).with(insertion).with(Hull.none());
    }

    private static LogOddsOccupancy map(Insertion insertion) {
        return new LogOddsOccupancy(config(insertion));
    }

    private static OccupancyGrid seen(Insertion insertion, PointCloud points) {
        LogOddsOccupancy map = map(insertion);
        map.add(points, SENSOR, AT_ORIGIN, 0);
        return map.at(EGO_GRID, AT_ORIGIN, 0).voxels();
    }

    private static Pose at(double x, double y, double z) {
        return new Pose(Frame.WORLD, Frame.EGO, Rotation.IDENTITY, new Vec3(x, y, z));
    }

    private static PointCloud cloud(float... xyz) {
        return PointCloud.of(Frame.EGO, 0, xyz).build();
    }

    /** A wall across the way, as wide as high, hit every 0.1 m. */
    private static PointCloud wall(double x) {
        float[] xyz = new float[3 * 81 * 21];
        int n = 0;
        for (int j = 0; j <= 80; j++) {
            for (int k = 0; k <= 20; k++) {
                xyz[n++] = (float) x;
                xyz[n++] = (float) (-4 + 0.1 * j);
                xyz[n++] = (float) (0.3 + 0.1 * k);
            }
        }
        return cloud(xyz);
    }

    /** Returns all around between 2 and 9 m, some outside the grid, some above each other. */
    private static PointCloud scatter(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] xyz = new float[3 * n];
        for (int i = 0; i < n; i++) {
            double range = random.nextDouble(2, 9);
            double azimuth = random.nextDouble(-Math.PI, Math.PI);
            xyz[3 * i] = (float) (range * Math.cos(azimuth));
            xyz[3 * i + 1] = (float) (range * Math.sin(azimuth));
            xyz[3 * i + 2] = (float) random.nextDouble(-0.9, 2.9);
        }
        return cloud(xyz);
    }
}
