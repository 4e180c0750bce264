package dev.sightline.perception.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void slerpStartsAtOneEndsAtTheOtherAndTurnsEvenly(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Rotation a = PoseTest.randomRotation(random);
            Rotation b = PoseTest.randomRotation(random);
            double k = random.nextDouble();
            assertEquals(0, a.angleTo(a.slerp(b, 0)), 1e-7);
            assertEquals(0, b.angleTo(a.slerp(b, 1)), 1e-7);
            // The angle of nearly equal rotations loses half the digits to atan2's argument.
            assertEquals(k * a.angleTo(b), a.angleTo(a.slerp(b, k)), 1e-7);
        }
    }

    @Test
    void slerpTakesTheShorterWayAndIgnoresTheSign() {
        Rotation a = Rotation.aboutZ(0.1);
        Rotation b = Rotation.aboutZ(0.5);
        Rotation minusB = new Rotation(-b.x(), -b.y(), -b.z(), -b.w());
        assertEquals(0.3, a.slerp(minusB, 0.5).yaw(), 1e-12);
        assertEquals(0.4, a.angleTo(minusB), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 14})
    void theMatrixGivesTheRotationBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Rotation r = PoseTest.randomRotation(random);
            assertEquals(0, r.angleTo(Rotation.ofMatrix(r.matrix())), 1e-7);
        }
    }

    @Test
    void onlyUnitQuaternionsAreRotations() {
        assertThrows(IllegalArgumentException.class, () -> new Rotation(0, 0, 0, 1.001));
        assertThrows(IllegalArgumentException.class, () -> new Rotation(0, 0, 0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Rotation.ofRounded(0, 0, 0, 1.01));
        assertEquals(1, Rotation.ofRounded(0, 0, 0, 1.0005).w(), 1e-15);
    }
}
