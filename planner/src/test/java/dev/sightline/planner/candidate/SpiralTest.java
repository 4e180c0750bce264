package dev.sightline.planner.candidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.planner.ComfortBounds;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpiralTest {

    /**
     * The plain twin of a path driven at a profile: the kinematic bicycle model {@code x' = v cos h, y' = v sin h, h' = v tan(delta) / L},
     * integrated by the classical Runge-Kutta method.
     */
    @Test
    void motionAgreesWithTheBicycleModelIntegratedByRungeKutta() {
        Random random = new Random(21);
        VehicleModel car = VehicleModel.nuscenesZoe();
        for (int round = 0; round < 60; round++) {
            double k = 0.2 * random.nextDouble() - 0.1;
            SpiralPath path = SpiralPath.turning(0.3, 0, k, 0.2 * random.nextDouble() - 0.1, 8, 60);
            SpeedProfile profile =
                    SpeedProfile.from(15 * random.nextDouble(), 1)
                            .toSpeed(12 * random.nextDouble(), ComfortBounds.standard().comfort());
            Trajectory t = Motion.forward(path, profile, 0, 100_000_000, 50);
            double[] state = {0.3, 0, 0, 0}; // x, y, heading, distance
            double h = 0.002;
            double[][] fine = new double[3][5001 * 2];
            profile.sample(h / 2, fine);
            for (int i = 0; i < 2500; i++) {
                double v0 = fine[1][2 * i];
                double v1 = fine[1][2 * i + 1];
                double v2 = fine[1][2 * i + 2];
                double[] a = bicycle(state, 0, state, v0, path, car);
                double[] b = bicycle(state, h / 2, a, v1, path, car);
                double[] c = bicycle(state, h / 2, b, v1, path, car);
                double[] d = bicycle(state, h, c, v2, path, car);
                for (int j = 0; j < 4; j++) {
                    state[j] += h / 6 * (a[j] + 2 * b[j] + 2 * c[j] + d[j]);
                }
                if ((i + 1) % 50 == 0) {
                    int sample = (i + 1) / 50;
                    // Steps of 2 ms err by the kinks of jerk and of the spiral's end, O(h^3) each:
                    // nanometres.
                    assertEquals(state[0], t.x(sample), 1e-6);
                    assertEquals(state[1], t.y(sample), 1e-6);
                    assertEquals(state[2], t.heading(sample), 1e-6);
                }
            }
        }
    }

    private static double[] bicycle(
            double[] base, double h, double[] slope, double v, SpiralPath path, VehicleModel car) {
        double[] at = base.clone();
        for (int j = 0; j < 4 && h > 0; j++) {
            at[j] += h * slope[j];
        }
        double wheel = Math.atan(path.curvature(at[3]) * car.wheelbase());
        return new double[] {
            v * Math.cos(at[2]), v * Math.sin(at[2]), v * Math.tan(wheel) / car.wheelbase(), v
        };
    }

    @Test
    void anArcIsACircle() {
        SpiralPath arc = SpiralPath.arc(0, 0, 0.1, 50);
        double[] xy = new double[2];
        for (double s : new double[] {-12.3, -1, 0, 0.4, 7.77, 31.4, 49.9, 70}) {
            arc.position(s, xy);
            assertEquals(10 * Math.sin(s / 10), xy[0], 1e-9);
            assertEquals(10 * (1 - Math.cos(s / 10)), xy[1], 1e-9);
        }
    }

    @Test
    void fittedSpiralsEndWhereTheyShould() {
        Random random = new Random(22);
        int found = 0;
        for (int round = 0; round < 300; round++) {
            double x = 8 + 40 * random.nextDouble();
            double y = 0.4 * x * (random.nextDouble() - 0.5);
            double heading = random.nextDouble() - 0.5;
            double end = 0.1 * random.nextDouble() - 0.05;
            double start = 0.1 * random.nextDouble() - 0.05;
            Optional<SpiralPath> path = new SpiralFit(-0.5, 0, start).to(x, y, heading, end, 60);
            if (path.isEmpty()) {
                continue;
            }
            found++;
            assertEquals(start, path.get().curvature(0), 1e-12);
            // The length is not given out: it is where the path comes nearest to its end.
            double coarse = nearest(path.get(), x, y, 5, 90, 0.05)[0];
            double nearest = nearest(path.get(), x, y, coarse - 0.05, coarse + 0.05, 2e-4)[1];
            assertTrue(nearest < 1e-3, "missed by " + nearest);
        }
        assertTrue(found > 285, "found only " + found + " of 300");
    }

    /** Distance along a path at which it is nearest to a point, and how near. */
    private static double[] nearest(
            SpiralPath path, double x, double y, double from, double to, double step) {
        double[] best = {from, Double.POSITIVE_INFINITY};
        double[] xy = new double[2];
        for (double s = from; s < to; s += step) {
            path.position(s, xy);
            double d = Math.hypot(xy[0] - x, xy[1] - y);
            best = d < best[1] ? new double[] {s, d} : best;
        }
        return best;
    }

    @Test
    void aPlaceBehindIsRefused() {
        assertTrue(new SpiralFit(0, 0, 0).to(0.5, 0, 0, 0, 10).isEmpty());
        assertTrue(new SpiralFit(0, 0, 0).to(10, 0, 3, 0, 10).isEmpty());
    }
}
