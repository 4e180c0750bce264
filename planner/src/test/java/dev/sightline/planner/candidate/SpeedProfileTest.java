package dev.sightline.planner.candidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.planner.ComfortBounds.Limits;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeedProfileTest {

    private static final Limits LIMITS = new Limits(1.5, 2.0, 2.0, 2.0, 0.5);

    @Test
    void endsAtItsTargetWithinItsLimits() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            double v0 = round % 10 == 0 ? 0 : 30 * random.nextDouble();
            double a0 = 3.5 * random.nextDouble() - 2;
            double target = round % 3 == 0 ? 0 : 30 * random.nextDouble();
            SpeedProfile profile = SpeedProfile.from(v0, a0).toSpeed(target, LIMITS);
            int n = (int) (profile.seconds() / 0.01) + 50;
            double[][] m = new double[3][n];
            profile.sample(0.01, m);
            assertEquals(v0, m[1][0], 1e-12);
            assertEquals(target, m[1][n - 1], 1e-9);
            assertEquals(0, m[2][n - 1], 1e-9);
            for (int i = 1; i < n; i++) {
                assertTrue(m[1][i] >= 0 && m[0][i] >= m[0][i - 1] - 1e-12);
                double a = m[2][i];
                assertTrue(a <= Math.max(1.5, a0) + 1e-9 && a >= Math.min(-2, a0) - 1e-9, "" + a);
                if (m[1][i] > 0 && m[1][i - 1] > 0) {
                    assertTrue(Math.abs(a - m[2][i - 1]) <= 0.01 * 2.0 + 1e-9);
                }
            }
        }
    }

    /** The plain twin: a thousand Euler midpoint steps per second of the sampled acceleration. */
    @Test
    void distanceIsTheIntegralOfSpeedAndSpeedThatOfAcceleration() {
        Random random = new Random(12);
        for (int round = 0; round < 50; round++) {
            SpeedProfile profile =
                    SpeedProfile.from(20 * random.nextDouble(), 0)
                            .toSpeed(20 * random.nextDouble(), LIMITS)
                            .hold(random.nextDouble())
                            .toSpeed(0, LIMITS);
            double[][] m = new double[3][(int) (profile.seconds() / 0.001) + 2];
            profile.sample(0.001, m);
            double s = 0;
            for (int i = 1; i < m[0].length; i++) {
                s += (m[1][i] + m[1][i - 1]) / 2 * 0.001;
            }
            // The trapezoid rule errs by h^2 / 12 per second and m/s^2: far below a micrometre
            // here.
            assertEquals(m[0][m[0].length - 1], s, 1e-5);
            assertEquals(profile.distance(), s, 1e-5);
        }
    }

    @Test
    void stopsFromTenMetresPerSecondInThirtyMetres() {
        // 10 m/s with 2 m/s^2 and 2 m/s^3: ramps of 1 s each way, 4 s between; symmetric, so 10 m/s
        // * 6 s / 2 = 30 m.
        assertEquals(30, SpeedProfile.stoppingDistance(10, 0, LIMITS), 1e-9);
        assertTrue(SpeedProfile.stoppingDistance(10, -2, LIMITS) < 30);
        assertEquals(0, SpeedProfile.stoppingDistance(0, 0, LIMITS), 0);
    }

    @Test
    void brakingTooHardForTheSpeedLeftEndsAtRestAndStaysThere() {
        SpeedProfile profile = SpeedProfile.from(1, -4).toSpeed(0, LIMITS);
        double[][] m = new double[3][40];
        profile.sample(0.1, m);
        for (int i = 4; i < 40; i++) {
            assertEquals(0, m[1][i], 0);
            assertEquals(0, m[2][i], 0);
        }
        double[][] on = new double[3][100];
        SpeedProfile.from(1, -4).toSpeed(3, LIMITS).sample(0.1, on);
        assertEquals(3, on[1][99], 1e-9);
    }

    @Test
    void refusesWhatIsNoForwardSpeed() {
        assertThrows(IllegalArgumentException.class, () -> SpeedProfile.from(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> SpeedProfile.from(Double.NaN, 0));
        assertThrows(
                IllegalArgumentException.class, () -> SpeedProfile.from(1, 0).toSpeed(-1, LIMITS));
        assertThrows(IllegalArgumentException.class, () -> SpeedProfile.from(1, 1).hold(1));
    }
}
