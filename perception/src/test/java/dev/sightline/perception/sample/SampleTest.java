package dev.sightline.perception.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

    private static final Frame CAMERA = new Frame("CAM_FRONT");
    private static final Frame LIDAR = new Frame("LIDAR_TOP");
    private static final Pose EGO_FROM_CAMERA =
            new Pose(Frame.EGO, CAMERA, Rotation.IDENTITY, new Vec3(1.5, 0, 1.6));
    private static final SensorRig RIG =
            SensorRig.of(
                    List.of(
                            new Mount(EGO_FROM_CAMERA, new Pinhole(4, 3, 2, 2, 1, 1)),
                            new Mount(Pose.identity(Frame.EGO, LIDAR), new LidarModel(32, 100))));

    /** Drives along x at 10 m/s: 1 m in 100 ms. */
    private static final PoseTrack TRACK =
            PoseTrack.of(
                    new long[] {0, 100_000_000},
                    List.of(
                            Pose.identity(Frame.WORLD, Frame.EGO),
                            new Pose(
                                    Frame.WORLD, Frame.EGO, Rotation.IDENTITY, new Vec3(1, 0, 0))));

    private static CameraImage image(long startNs, long rowPeriodNs) {
        return CameraImage.rgb(CAMERA, startNs, rowPeriodNs, 4, 3, new byte[36]);
    }

    private static Sample sample(Measurement... measurements) {
        return new Sample("scene-1", "t0", 50_000_000, RIG, TRACK, List.of(measurements));
    }

    @Test
    void aMeasurementOutsideTheTrackIsRefusedNamingItsSensor() {
        Exception early = assertThrows(IllegalArgumentException.class, () -> sample(image(-1, 0)));
        assertTrue(early.getMessage().startsWith("start of 'CAM_FRONT'"), early.getMessage());
        Exception late =
                assertThrows(IllegalArgumentException.class, () -> sample(image(99_999_999, 1)));
        assertTrue(late.getMessage().startsWith("end of 'CAM_FRONT'"), late.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sample("s", "t", 100_000_001, RIG, TRACK, List.of()));
    }

    @Test
    void whatIsMissingIsKnown() {
        PointCloud cloud = PointCloud.of(LIDAR, 0, new float[3]).build();
        assertEquals(List.of(CAMERA), sample(cloud).missing());
        assertEquals(List.of(), sample(cloud, image(5, 0)).missing());
        assertEquals(List.of(CAMERA, LIDAR), sample().missing());
        assertTrue(sample(cloud).image(CAMERA).isEmpty());
        assertEquals(5, sample(cloud, image(5, 0)).image(CAMERA).orElseThrow().startNs());
        assertEquals(1, sample(cloud, image(5, 0)).pointClouds().size());
        assertTrue(sample(cloud).histograms().isEmpty());
    }

    /** At 20 ms the ego was 0.3 m behind where it is at the reference, so a standing thing was 0.3 m further ahead. */
    @Test
    void aSensorIsAskedFromWhereItWasAtItsOwnTime() {
        Vec3 thing = new Vec3(10, 2, 1);
        Pose cameraFromEgo = sample().sensorFromEgo(CAMERA, 20_000_000);
        assertEquals(CAMERA, cameraFromEgo.target());
        assertEquals(
                0,
                new Vec3(10 + 0.3 - 1.5, 2, 1 - 1.6).distance(cameraFromEgo.apply(thing)),
                1e-12);
        Vec3 atReference = sample().sensorFromEgo(CAMERA, 50_000_000).apply(thing);
        assertEquals(0, EGO_FROM_CAMERA.inverse().apply(thing).distance(atReference), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "a\\b", "a b", "ä"})
    void namesThatAreNoFolderNamesAreRefused(String name) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sample(name, "t", 0, RIG, TRACK, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sample("s", name, 0, RIG, TRACK, List.of()));
    }

    @Test
    void aTrackOfAnotherFrameIsRefused() {
        PoseTrack lidarTrack = PoseTrack.at(0, Pose.identity(Frame.WORLD, LIDAR));
        assertThrows(
                FrameMismatchException.class,
                () -> new Sample("s", "t", 0, RIG, lidarTrack, List.of()));
    }
}
