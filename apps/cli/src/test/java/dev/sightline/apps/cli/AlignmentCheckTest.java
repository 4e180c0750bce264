package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.pipeline.EgoCloud;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.Recordings;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import dev.sightline.testing.SampleData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentCheckTest {

    private static final Frame CAMERA = new Frame("CAM_2");

    /** The same sample, its camera turned to the right by an angle about its own vertical axis. */
    private static Sample turned(Sample sample, double degrees) {
        Mount mount = sample.rig().mount(CAMERA).orElseThrow();
        Pose turn =
                new Pose(
                        CAMERA,
                        CAMERA,
                        Rotation.about(new Vec3(0, 1, 0), Math.toRadians(degrees)),
                        Vec3.ZERO);
        SensorRig rig =
                sample.rig().with(new Mount(mount.egoFromSensor().times(turn), mount.model()));
        return sample.with(rig, sample.measurements());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.5, -0.75, 0, 0.75, 1.5})
    void theAngleByWhichACameraWasTurnedIsFound(double degrees) throws Exception {
        AlignmentCheck check = new AlignmentCheck();
        try (Dataset kitti = Recordings.open(SampleData.path("semantickitti"))) {
            for (int i = 0; i < 3; i++) {
                Sample sample = turned(kitti.read("00", i).sample(), degrees);
                PointCloud points = EgoCloud.of(sample, sample.pointClouds().get(0)).points();
                CameraImage image = sample.image(CAMERA).orElseThrow();
                check.add(sample, image, points);
            }
        }
        // The check turns points, the test turned the camera: the same angle brings them together.
        // A step is a quarter degree.
        assertEquals(degrees, check.yawDeg(), 0.26, "edges " + check.edges());
        assertTrue(check.edges() > 200, "edges " + check.edges());
    }
}
