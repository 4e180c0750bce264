package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.perception.sensor.SensorRig;
import java.util.List;
import org.junit.jupiter.api.Test;

class DtofResynthesisTest {

    private static final Vec3 ROOF = new Vec3(1, 0, 1.8);

    /** A cylinder wall around the sensor, with a scan line per half degree. */
    private static PointCloud wall(double radius, float intensity) {
        int n = 720 * 40;
        float[] xyz = new float[3 * n];
        float[] strength = new float[n];
        for (int i = 0; i < n; i++) {
            double azimuth = Math.toRadians(Math.floorDiv(i, 40) * 0.5 + 0.1);
            double elevation = Math.toRadians(-10 + 0.5 * (i % 40) + 0.1);
            xyz[3 * i] = (float) (ROOF.x() + radius * Math.cos(azimuth));
            xyz[3 * i + 1] = (float) (ROOF.y() + radius * Math.sin(azimuth));
            xyz[3 * i + 2] = (float) (ROOF.z() + radius * Math.tan(elevation));
            strength[i] = intensity;
        }
        return PointCloud.of(Frame.EGO, 9, xyz).intensity(strength).build();
    }

    @Test
    void fourUnitsSeeTheWallAllAround() {
        DtofResynthesis resynthesis = new DtofResynthesis(SensorPresets.LONGRANGE_FLASH, 50);
        List<Mount> mounts = resynthesis.around(ROOF);
        assertEquals(4, mounts.size());
        List<PulseHistogram> histograms = resynthesis.resynthesise(wall(30, 0.4f), mounts, 9, 3);
        Pose still = Pose.identity(Frame.WORLD, Frame.EGO);
        Sample sample =
                new Sample("s", "t", 9, SensorRig.of(mounts), PoseTrack.at(9, still), histograms);

        List<PointCloud> clouds = new DepthPipeline(DepthPipeline.Config.DEFAULT).points(sample);
        assertEquals(4, clouds.size());
        for (int unit = 0; unit < 4; unit++) {
            PointCloud cloud = clouds.get(unit);
            assertEquals(Frame.EGO, cloud.frame());
            assertEquals(mounts.get(unit).frame(), cloud.origin());
            // 20 of 25 rows by 120 columns see the wall.
            assertTrue(cloud.size() >= 20 * 120, cloud.size() + " points");
            int near = 0;
            for (int i = 0; i < cloud.size(); i++) {
                double r = Math.hypot(cloud.x(i) - ROOF.x(), cloud.y(i) - ROOF.y());
                // Zones of a degree: a direction in a zone differs from its middle by half a
                // degree.
                near += Math.abs(r - 30) < 0.1 + 4 * cloud.sigma(i) ? 1 : 0;
            }
            assertTrue(
                    near >= 0.99 * cloud.size() - 5, near + " of " + cloud.size() + " on the wall");
        }
    }

    @Test
    void theSameSeedGivesTheSameCountsAndAnotherDoesNot() {
        DtofResynthesis resynthesis = new DtofResynthesis(SensorPresets.VL53L5CX, 10);
        List<Mount> mounts = resynthesis.around(ROOF);
        assertEquals(8, mounts.size());
        int[] first = resynthesis.resynthesise(wall(2, 0.4f), mounts, 9, 3).get(0).counts();
        int[] again = resynthesis.resynthesise(wall(2, 0.4f), mounts, 9, 3).get(0).counts();
        int[] other = resynthesis.resynthesise(wall(2, 0.4f), mounts, 9, 4).get(0).counts();
        assertArrayEquals(first, again);
        assertEquals(false, java.util.Arrays.equals(first, other));
    }

    @Test
    void intensitiesUpToTwoHundredFiftyFiveMeanTheSameAsFractions() {
        DtofResynthesis resynthesis = new DtofResynthesis(SensorPresets.VL53L5CX, 10);
        List<Mount> mounts = resynthesis.around(ROOF);
        int[] fractions = resynthesis.resynthesise(wall(2, 0.2f), mounts, 9, 3).get(0).counts();
        int[] bytes = resynthesis.resynthesise(wall(2, 51f), mounts, 9, 3).get(0).counts();
        assertArrayEquals(fractions, bytes);
    }

    @Test
    void aScanInAnotherFrameIsRefused() {
        DtofResynthesis resynthesis = new DtofResynthesis(SensorPresets.TABLET, 10);
        PointCloud lidar = PointCloud.of(new Frame("LIDAR"), 9, new float[3]).build();
        List<Mount> mounts = resynthesis.around(ROOF);
        assertThrows(
                FrameMismatchException.class, () -> resynthesis.resynthesise(lidar, mounts, 9, 3));
    }
}
