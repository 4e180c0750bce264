package dev.sightline.perception.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointCloudTest {

    private static final Frame LIDAR = new Frame("LIDAR_TOP");
    private static final Pose EGO_FROM_LIDAR =
            new Pose(Frame.EGO, LIDAR, Rotation.aboutZ(-Math.PI / 2), new Vec3(0.9, 0, 1.8));

    private static Vec3 point(PointCloud cloud, int i) {
        return new Vec3(cloud.x(i), cloud.y(i), cloud.z(i));
    }

    private static Pose worldFromEgo(double x, double yaw) {
        return new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(yaw), new Vec3(x, 0, 0));
    }

    @Test
    void movingThereAndBackReturnsThePointsAndKeepsWhatTheyCarry() {
        Random random = new Random(51);
        float[] xyz = new float[300];
        float[] intensity = new float[100];
        for (int i = 0; i < 300; i++) {
            xyz[i] = (float) (50 * random.nextGaussian());
            intensity[i / 3] = random.nextFloat();
        }
        PointCloud lidar =
                PointCloud.of(LIDAR, 7, xyz.clone()).intensity(intensity.clone()).build();
        PointCloud ego = lidar.to(EGO_FROM_LIDAR);
        assertEquals(Frame.EGO, ego.frame());
        assertEquals(LIDAR, ego.origin(), "rays still left from the sensor");
        assertEquals(7, ego.startNs());
        PointCloud back = ego.to(EGO_FROM_LIDAR.inverse());
        for (int i = 0; i < 100; i++) {
            Vec3 moved = EGO_FROM_LIDAR.apply(point(lidar, i));
            assertEquals(0, moved.distance(point(ego, i)), 2e-5, "float32 at 150 m");
            assertEquals(0, point(lidar, i).distance(point(back, i)), 4e-5);
            assertEquals(intensity[i], ego.intensity(i));
        }
    }

    /**
     * A wall point that stands still in the world is measured at three times by a moving, turning sensor; compensated, all three
     * are where the wall is at the reference time.
     */
    @Test
    void compensationPutsAStandingThingInOnePlace() {
        PoseTrack track =
                PoseTrack.of(
                        new long[] {0, 100_000_000},
                        List.of(worldFromEgo(0, 0.1), worldFromEgo(2, 0.2)));
        Vec3 wall = new Vec3(20, 3, 1);
        int[] offsets = {0, 40_000_000, 100_000_000};
        float[] xyz = new float[9];
        for (int i = 0; i < 3; i++) {
            Vec3 p = track.at(offsets[i]).times(EGO_FROM_LIDAR).inverse().apply(wall);
            xyz[3 * i] = (float) p.x();
            xyz[3 * i + 1] = (float) p.y();
            xyz[3 * i + 2] = (float) p.z();
        }
        PointCloud sweep = PointCloud.of(LIDAR, 0, xyz).offsetNs(offsets).build();
        assertEquals(100_000_000, sweep.endNs());
        assertEquals(40_000_000, sweep.timeNs(1));
        long reference = 70_000_000;
        PointCloud ego = sweep.compensated(track, EGO_FROM_LIDAR, reference);
        Vec3 expected = track.at(reference).inverse().apply(wall);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, expected.distance(point(ego, i)), 1e-5);
        }
        // Without offsets all points count as measured at the start: the last is off by what the
        // ego drove and turned.
        float[] same = sweep.xyz();
        PointCloud frozen =
                PointCloud.of(LIDAR, 0, same).build().compensated(track, EGO_FROM_LIDAR, reference);
        assertEquals(0, expected.distance(point(frozen, 0)), 1e-5);
        assertTrue(expected.distance(point(frozen, 2)) > 2);
    }

    @Test
    void aTrackThatDoesNotCoverTheSweepIsRefused() {
        PoseTrack track =
                PoseTrack.of(new long[] {0, 50}, List.of(worldFromEgo(0, 0), worldFromEgo(1, 0)));
        PointCloud sweep =
                PointCloud.of(LIDAR, 0, new float[6]).offsetNs(new int[] {0, 51}).build();
        assertThrows(
                IllegalArgumentException.class, () -> sweep.compensated(track, EGO_FROM_LIDAR, 0));
    }

    @Test
    void selectKeepsOrderAndEveryColumn() {
        PointCloud cloud =
                PointCloud.of(LIDAR, 100, new float[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3})
                        .intensity(new float[] {0, 10, 20, 30})
                        .sigma(new float[] {5, 6, 7, 8})
                        .offsetNs(new int[] {0, 1, 2, 3})
                        .build();
        BitSet keep = new BitSet();
        keep.set(1);
        keep.set(3);
        keep.set(77); // beyond the cloud: nothing there
        PointCloud some = cloud.select(keep);
        assertEquals(2, some.size());
        assertEquals(3, some.x(1));
        assertEquals(10, some.intensity(0));
        assertEquals(8, some.sigma(1));
        assertEquals(101, some.timeNs(0));
        assertEquals(103, some.endNs());
    }

    @Test
    void whatASensorDoesNotGiveIsAbsentNotZero() {
        PointCloud bare = PointCloud.of(LIDAR, 9, new float[3]).build();
        assertTrue(Float.isNaN(bare.intensity(0)) && Float.isNaN(bare.sigma(0)));
        assertTrue(bare.intensities().isEmpty() && !bare.hasIntensity() && !bare.hasOffsets());
        assertEquals(9, bare.timeNs(0));
        assertEquals(LIDAR, bare.origin());
    }

    @Test
    void aFrameThatDoesNotFitIsRefusedNamingBoth() {
        PointCloud ego = PointCloud.of(Frame.EGO, 0, new float[3]).build();
        Exception e = assertThrows(FrameMismatchException.class, () -> ego.to(EGO_FROM_LIDAR));
        assertTrue(
                e.getMessage().contains("'ego'") && e.getMessage().contains("'LIDAR_TOP'"),
                e.getMessage());
    }

    @Test
    void brokenColumnsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> PointCloud.of(LIDAR, 0, new float[4]));
        PointCloud.Builder builder = PointCloud.of(LIDAR, 0, new float[6]);
        assertThrows(IllegalArgumentException.class, () -> builder.intensity(new float[3]));
        assertThrows(IllegalArgumentException.class, () -> builder.offsetNs(new int[] {0, -1}));
        PointCloud.Builder nan = PointCloud.of(LIDAR, 0, new float[] {0, 0, 0, 1, Float.NaN, 1});
        Exception e = assertThrows(IllegalArgumentException.class, nan::build);
        assertTrue(e.getMessage().contains("point 1"), e.getMessage());
    }
}
