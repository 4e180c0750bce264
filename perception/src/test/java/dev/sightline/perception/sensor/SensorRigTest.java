package dev.sightline.perception.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorRigTest {

    private static final Frame CAMERA = new Frame("CAM_FRONT");
    private static final Frame LIDAR = new Frame("LIDAR_TOP");

    private static Mount mount(Frame frame, SensorModel model) {
        return new Mount(Pose.identity(Frame.EGO, frame), model);
    }

    private static final SensorRig RIG =
            SensorRig.of(
                    List.of(
                            mount(LIDAR, new LidarModel(32, 100)),
                            mount(CAMERA, new Pinhole(4, 3, 2, 2, 1, 1))));

    @Test
    void aMissingSensorIsNamedWithThoseThereAre() {
        Exception e =
                assertThrows(
                        IllegalArgumentException.class, () -> RIG.egoFrom(new Frame("CAM_BACK")));
        assertTrue(
                e.getMessage().contains("CAM_BACK")
                        && e.getMessage().contains("LIDAR_TOP, CAM_FRONT"),
                e.getMessage());
        assertTrue(RIG.mount(new Frame("CAM_BACK")).isEmpty());
    }

    @Test
    void aSensorOfAnotherKindIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> RIG.camera(LIDAR));
        assertThrows(IllegalArgumentException.class, () -> RIG.dtof(CAMERA));
        assertEquals(4, RIG.camera(CAMERA).width());
        assertEquals(List.of(CAMERA), RIG.cameras());
    }

    @Test
    void twoMountsOfOneFrameAreRefused() {
        Mount one = mount(LIDAR, new LidarModel(32, 100));
        assertThrows(IllegalArgumentException.class, () -> SensorRig.of(List.of(one, one)));
    }

    @Test
    void addingASensorLeavesTheOldRigAlone() {
        SensorRig more = RIG.with(mount(new Frame("IMU"), new MotionModel(100)));
        assertEquals(3, more.mounts().size());
        assertEquals(2, RIG.mounts().size());
        assertEquals(
                64,
                ((LidarModel)
                                RIG.with(mount(LIDAR, new LidarModel(64, 100)))
                                        .mounts()
                                        .get(0)
                                        .model())
                        .beams());
    }

    @Test
    void aMountMustReachTheEgo() {
        Pose worldFromLidar = Pose.identity(Frame.WORLD, LIDAR);
        LidarModel model = new LidarModel(32, 100);
        assertThrows(FrameMismatchException.class, () -> new Mount(worldFromLidar, model));
    }
}
