package dev.sightline.perception.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseTest {

    private static final Frame LIDAR = new Frame("LIDAR_TOP");
    private static final Frame CAMERA = new Frame("CAM_FRONT");

    static Rotation randomRotation(Random random) {
        return Rotation.about(randomPoint(random), random.nextDouble() * Math.PI);
    }

    static Vec3 randomPoint(Random random) {
        return new Vec3(
                random.nextGaussian() * 30, random.nextGaussian() * 30, random.nextGaussian() * 3);
    }

    static Pose randomPose(Frame target, Frame source, Random random) {
        return new Pose(target, source, randomRotation(random), randomPoint(random));
    }

    /** A few ulps of 100 m. */
    private static void assertNear(Vec3 expected, Vec3 actual) {
        assertEquals(0, expected.distance(actual), 1e-11);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inverseUndoesThePose(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Pose egoFromLidar = randomPose(Frame.EGO, LIDAR, random);
            Vec3 p = randomPoint(random);
            assertNear(p, egoFromLidar.inverse().apply(egoFromLidar.apply(p)));
            Pose there = egoFromLidar.times(egoFromLidar.inverse());
            assertEquals(Frame.EGO, there.target());
            assertEquals(Frame.EGO, there.source());
            assertNear(p, there.apply(p));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void chainingIsAssociativeAndAppliesTheRightmostFirst(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Pose worldFromEgo = randomPose(Frame.WORLD, Frame.EGO, random);
            Pose egoFromLidar = randomPose(Frame.EGO, LIDAR, random);
            Pose lidarFromCamera = randomPose(LIDAR, CAMERA, random);
            Vec3 p = randomPoint(random);
            Vec3 stepwise = worldFromEgo.apply(egoFromLidar.apply(lidarFromCamera.apply(p)));
            assertNear(stepwise, worldFromEgo.times(egoFromLidar).times(lidarFromCamera).apply(p));
            assertNear(stepwise, worldFromEgo.times(egoFromLidar.times(lidarFromCamera)).apply(p));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void theMatrixIsThePose(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Pose pose = randomPose(Frame.EGO, LIDAR, random);
            double[] m = pose.matrix();
            Vec3 p = randomPoint(random);
            Vec3 product =
                    new Vec3(
                            m[0] * p.x() + m[1] * p.y() + m[2] * p.z() + m[3],
                            m[4] * p.x() + m[5] * p.y() + m[6] * p.z() + m[7],
                            m[8] * p.x() + m[9] * p.y() + m[10] * p.z() + m[11]);
            assertNear(pose.apply(p), product);
            assertNear(pose.apply(p), Pose.ofMatrix(Frame.EGO, LIDAR, m).apply(p));
        }
    }

    @Test
    void aQuarterTurnToTheLeftTakesForwardToLeft() {
        Pose pose =
                new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(Math.PI / 2), new Vec3(10, 0, 0));
        assertNear(new Vec3(10, 1, 0), pose.apply(new Vec3(1, 0, 0)));
        assertEquals(Math.PI / 2, pose.rotation().yaw(), 1e-15);
    }

    @Test
    void aWrongChainNamesBothPoses() {
        Pose worldFromEgo = Pose.identity(Frame.WORLD, Frame.EGO);
        Pose lidarFromCamera = Pose.identity(LIDAR, CAMERA);
        Exception e =
                assertThrows(
                        FrameMismatchException.class, () -> worldFromEgo.times(lidarFromCamera));
        for (String part :
                new String[] {"world<-ego", "LIDAR_TOP<-CAM_FRONT", "'ego'", "'LIDAR_TOP'"}) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void posesOfOtherFramesAreNotInterpolated() {
        Pose a = Pose.identity(Frame.WORLD, Frame.EGO);
        assertThrows(
                FrameMismatchException.class,
                () -> a.interpolate(Pose.identity(Frame.WORLD, LIDAR), 0.5));
        assertThrows(
                FrameMismatchException.class,
                () -> a.interpolate(Pose.identity(LIDAR, Frame.EGO), 0.5));
    }

    @Test
    void whatIsNoPoseIsRefused() {
        Vec3 nan = new Vec3(Double.NaN, 0, 0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Pose(Frame.EGO, LIDAR, Rotation.IDENTITY, nan));
        assertThrows(
                IllegalArgumentException.class, () -> Pose.ofMatrix(Frame.EGO, LIDAR, 1, 0, 0));
        // A mirror: orthonormal, but left-handed.
        assertThrows(
                IllegalArgumentException.class,
                () -> Pose.ofMatrix(Frame.EGO, LIDAR, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Frame(" "));
    }
}
