package dev.sightline.occupancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.LogOddsOccupancy.Config;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogOddsOccupancyTwinTest {

    private static final long STEP_NS = 100_000_000;

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024, 77, 5150, 31337})
    void holdsWhatAMapOfVoxelsHoldsAlongARandomDrive(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Config config = config(random);
        LogOddsOccupancy clever = new LogOddsOccupancy(config);
        PlainLogOdds plain = new PlainLogOdds(config);
        Vec3 ego =
                new Vec3(
                        random.nextDouble(-1000, 1000),
                        random.nextDouble(-1000, 1000),
                        random.nextDouble(-20, 20));
        long timeNs = 0;
        int known = 0;
        for (int scan = 0; scan < 15; scan++) {
            Pose worldFromEgo =
                    new Pose(
                            Frame.WORLD, Frame.EGO, Rotation.aboutZ(random.nextDouble(-3, 3)), ego);
            Vec3 origin =
                    new Vec3(
                            random.nextDouble(-0.5, 0.5),
                            random.nextDouble(-0.5, 0.5),
                            random.nextDouble(0, 1));
            PointCloud points = points(random, 25);
            clever.add(points, origin, worldFromEgo, timeNs);
            plain.add(points, origin, worldFromEgo, timeNs);
            known += compare(config, clever, plain, ego, timeNs);
            // Some steps leave the window in one go.
            double far = scan % 7 == 6 ? 3 : 0.7;
            ego =
                    ego.plus(
                            new Vec3(
                                    random.nextDouble(-far, far),
                                    random.nextDouble(-far, far),
                                    random.nextDouble(-0.3, 0.3)));
            timeNs += random.nextLong(3 * STEP_NS);
        }
        assertTrue(known > 100, () -> "the test saw hardly anything");
    }

    /** Asks on the very cells of the window, so that nothing is resampled. */
    private static int compare(
            Config config, LogOddsOccupancy clever, PlainLogOdds plain, Vec3 ego, long timeNs) {
        GridSpec window = plain.windowAt(ego);
        Vec3 moved = window.min().minus(config.window().min());
        Pose worldFromCells = new Pose(Frame.WORLD, Frame.EGO, Rotation.IDENTITY, moved);
        GridSpec grid = config.window().in(Frame.EGO);
        OccupancyGrid voxels = clever.at(grid, worldFromCells, timeNs).voxels();
        float[] probability = clever.probabilityAt(grid, worldFromCells, timeNs);
        int known = 0;
        for (int x = 0; x < grid.nx(); x++) {
            for (int y = 0; y < grid.ny(); y++) {
                for (int z = 0; z < grid.nz(); z++) {
                    int i = grid.index(x, y, z);
                    double logOdds = plain.logOdds(window, x, y, z);
                    // float32 sums of 15 scans: 15 x 2^-24 x 2.5, times the slope 1/4 of the curve
                    assertEquals(
                            1 / (1 + Math.exp(-logOdds)),
                            probability[i],
                            1e-6,
                            "probability of voxel " + i);
                    if (Math.abs(logOdds - config.occupied()) > 1e-5
                            && Math.abs(logOdds - config.free()) > 1e-5) {
                        assertEquals(
                                logOdds >= config.occupied(),
                                voxels.isOccupied(i),
                                "occupied " + i);
                        assertEquals(logOdds <= config.free(), voxels.isFree(i), "free " + i);
                    }
                    known += voxels.isUnknown(i) ? 0 : 1;
                }
            }
        }
        return known;
    }

    private static Config config(SplittableRandom random) {
        GridSpec window =
                new GridSpec(
                        Frame.WORLD,
                        new Vec3(-2.3, -1.9, -1.1),
                        new Vec3(0.5, 0.4, 0.3),
                        random.nextInt(4, 12),
                        random.nextInt(4, 12),
                        random.nextInt(3, 10),
                        IndexOrder.XYZ);
        return new Config(
                window,
                0.85,
                -0.4,
                -2,
                2.5,
                0.7,
                0.4,
                -0.2,
                0.5,
                3.5,
                Insertion.EXACT,
                GroundRule.road(),
                Hull.none());
    }

    private static PointCloud points(SplittableRandom random, int n) {
        float[] xyz = new float[3 * n];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = (float) (i % 3 == 2 ? random.nextDouble(-1, 2) : random.nextDouble(-4, 4));
        }
        return PointCloud.of(Frame.EGO, 0, xyz).build();
    }
}
