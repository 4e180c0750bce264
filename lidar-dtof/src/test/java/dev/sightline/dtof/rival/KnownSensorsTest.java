package dev.sightline.dtof.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.emit.DotPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownSensorsTest {

    @Test
    void everyFactSaysWhereItComesFrom() {
        for (KnownSensor sensor : KnownSensors.all()) {
            assertFalse(sensor.facts().isEmpty(), sensor.name());
            for (Fact fact : sensor.facts()) {
                assertFalse(fact.source().isBlank(), sensor.name() + ": " + fact);
                assertTrue(fact.value() > 0, sensor.name() + ": " + fact);
            }
        }
    }

    /** 576 dots over 0.819 sr; on a wall at 1 m over 2 tan 30 x 2 tan 24 = 1.028 m2, at 3 m over nine times that. */
    @Test
    void dotsOfTheLidarAndOfFaceId() {
        DotPattern lidar = KnownSensors.TABLET.dots().orElseThrow();
        DotPattern face = KnownSensors.FACE_ID.dots().orElseThrow();
        assertEquals(703, lidar.perSteradian(), 1);
        assertEquals(560, lidar.perSquareMetre(1), 1);
        assertEquals(62, lidar.perSquareMetre(3), 0.5);
        assertEquals(36_620, face.perSteradian(), 60);
        assertEquals(29_180, face.perSquareMetre(1), 20);
        assertEquals(3242, face.perSquareMetre(3), 3);
    }

    /** Pixels without a sensor around them, and a projector, have none. */
    @Test
    void everyRangingSensorHasAFrameRate() {
        List<KnownSensor> none =
                List.of(KnownSensors.FACE_ID, KnownSensors.EPFL_4_UM, KnownSensors.EPFL_2_UM);
        for (KnownSensor sensor : KnownSensors.all()) {
            assertEquals(
                    !none.contains(sensor),
                    sensor.value("frames per second").isPresent(),
                    sensor.name());
        }
    }

    @Test
    void aSensorWithoutDotsHasNoPattern() {
        assertTrue(KnownSensors.VL53L0X.dots().isEmpty());
        assertTrue(KnownSensors.VL53L0X.value("colour").isEmpty());
    }

    @Test
    void theSameFactTwiceIsRefused() {
        Fact f = Fact.assumed("zones", 1, "test");
        assertThrows(
                IllegalArgumentException.class,
                () -> new KnownSensor("x", Principle.DIRECT, List.of(f, f)));
    }
}
