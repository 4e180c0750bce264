package dev.sightline.dtof.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PointCloud;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeErrorTest {

    private static final DtofModel MODEL = new DtofModel(2, 2, 1, 1, 100, 1e-9, 1e-9, 100);
    private static final Pose MOUNT =
            new Pose(Frame.EGO, new Frame("DTOF"), Rotation.aboutZ(Math.PI / 2), new Vec3(1, 2, 3));

    /** Points at ranges along a zone's middle, in the ego frame. */
    private static PointCloud along(int row, int col, double... ranges) {
        float[] xyz = new float[3 * ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            Vec3 p = MOUNT.apply(MODEL.direction(row, col).times(ranges[i]));
            xyz[3 * i] = (float) p.x();
            xyz[3 * i + 1] = (float) p.y();
            xyz[3 * i + 2] = (float) p.z();
        }
        return PointCloud.of(Frame.EGO, 0, xyz).build();
    }

    @Test
    void aReturnIsComparedWithTheNearestSurfaceOfItsZone() {
        RangeError error =
                RangeError.of(along(0, 1, 10.1, 19.7), along(0, 1, 10, 20, 40), MOUNT, MODEL);
        assertEquals(2, error.compared());
        assertEquals(0, error.gross());
        assertEquals(
                -0.1, error.bias(), 1e-5); // (0.1 - 0.3) / 2; float32 points carry a micrometre
        assertEquals(0.2, error.meanAbsolute(), 1e-5);
    }

    @Test
    void aReturnFarFromEverySurfaceIsGrossAndOutOfTheMean() {
        RangeError error = RangeError.of(along(1, 0, 10.5, 30), along(1, 0, 10), MOUNT, MODEL);
        assertEquals(1, error.gross());
        assertEquals(0.5, error.grossShare());
        assertEquals(0.5, error.meanAbsolute(), 1e-5);
    }

    @Test
    void aZoneWithoutReferenceIsNotCompared() {
        RangeError error = RangeError.of(along(0, 0, 10), along(1, 1, 10), MOUNT, MODEL);
        assertEquals(RangeError.empty(), error);
        assertTrue(Double.isNaN(error.bias()) && Double.isNaN(error.grossShare()));
    }

    @Test
    void mergingIsComparingAtOnce() {
        PointCloud reference = along(0, 1, 10, 20);
        RangeError one = RangeError.of(along(0, 1, 10.1), reference, MOUNT, MODEL);
        RangeError two = RangeError.of(along(0, 1, 19.7, 50), reference, MOUNT, MODEL);
        assertEquals(
                RangeError.of(along(0, 1, 10.1, 19.7, 50), reference, MOUNT, MODEL),
                one.merge(two));
        assertEquals(one.merge(two), two.merge(one));
        assertEquals(one, one.merge(RangeError.empty()));
        assertEquals(List.of(2L, 1L), List.of(two.compared(), two.gross()));
    }

    @Test
    void otherFramesAreRefused() {
        PointCloud lidar = PointCloud.of(new Frame("LIDAR"), 0, new float[3]).build();
        assertThrows(
                FrameMismatchException.class,
                () -> RangeError.of(lidar, along(0, 0, 1), MOUNT, MODEL));
    }
}
