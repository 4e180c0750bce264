package dev.sightline.dtof.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.BatchEstimator;
import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Gaussian;
import dev.sightline.dtof.LikelihoodEstimator;
import dev.sightline.dtof.Poisson;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.ZoneAlgebra;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ND4J's algebra against the loops, alone and inside an estimator. */
class Nd4jAlgebraTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "257, 16", "100, 129"})
    void theProductIsThatOfTheLoops(int zones, int bins) {
        Draws draws = new Draws().key(81, zones, bins, 0);
        float[] counts = new float[zones * bins];
        float[] bank = new float[bins * bins];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) draws.between(0, 50);
        }
        for (int i = 0; i < bank.length; i++) {
            bank[i] = (float) draws.nextDouble();
        }
        float[] plain = ZoneAlgebra.plain().product(counts, zones, bins, bank);
        float[] batch = new Nd4jAlgebra().product(counts, zones, bins, bank);
        for (int i = 0; i < plain.length; i++) {
            // Sums of up to 129 floats in another order: 129 roundings of 6e-8 at most.
            assertEquals(plain[i], batch[i], 8e-6 * plain[i] + 1e-6, "score " + i);
        }
    }

    @Test
    void theSolutionsSolveTheirSystems() {
        Draws draws = new Draws().key(82, 0, 0, 0);
        int n = 500;
        double[] systems = new double[n * ZoneAlgebra.SYSTEM];
        for (int z = 0; z < n; z++) {
            double[] l = new double[6]; // lower triangle; its square is positive definite
            for (int i = 0; i < 6; i++) {
                l[i] = draws.between(0.2, 2);
            }
            int at = z * ZoneAlgebra.SYSTEM;
            systems[at] = l[0] * l[0];
            systems[at + 1] = l[0] * l[1];
            systems[at + 2] = l[0] * l[3];
            systems[at + 3] = l[1] * l[1] + l[2] * l[2];
            systems[at + 4] = l[1] * l[3] + l[2] * l[4];
            systems[at + 5] = l[3] * l[3] + l[4] * l[4] + l[5] * l[5];
            for (int i = 6; i < 9; i++) {
                systems[at + i] = draws.between(-1, 1);
            }
        }
        double[] plain = ZoneAlgebra.plain().solve(systems, n);
        double[] batch = new Nd4jAlgebra().solve(systems, n);
        for (int z = 0; z < n; z++) {
            int at = z * ZoneAlgebra.SYSTEM;
            for (double[] x : new double[][] {plain, batch}) {
                double r0 =
                        systems[at] * x[4 * z]
                                + systems[at + 1] * x[4 * z + 1]
                                + systems[at + 2] * x[4 * z + 2];
                double r2 =
                        systems[at + 2] * x[4 * z]
                                + systems[at + 4] * x[4 * z + 1]
                                + systems[at + 5] * x[4 * z + 2];
                // Condition numbers up to some thousands times 1e-16, and solutions as large.
                assertEquals(systems[at + 6], r0, 1e-7, "first row of " + z);
                assertEquals(systems[at + 8], r2, 1e-7, "third row of " + z);
            }
            assertEquals(plain[4 * z + 3], batch[4 * z + 3], 1e-9 * plain[4 * z + 3]);
        }
    }

    /** A score's last bits may decide a tie between bins or a detection at the threshold, so one zone in a thousand may differ. */
    @ParameterizedTest
    @CsvSource({"0, 0.8", "10, 0.3", "100, 0.8", "1000, 8"})
    void theEstimatesAreThoseOfTheLoops(double signal, double background) {
        int n = 1000;
        DtofModel model = new DtofModel(1, n, 1, 1, 128, 0.25e-9, 0.4247e-9, 1);
        Draws draws = new Draws().key(83, (long) signal, 0, 0);
        int[] counts = new int[n * 128];
        double sigma = 0.4247 / 0.25;
        for (int z = 0; z < n; z++) {
            double t = 128 * draws.between(0.1, 0.9);
            for (int k = 0; k < 128; k++) {
                double mass = Gaussian.cdf((k + 1 - t) / sigma) - Gaussian.cdf((k - t) / sigma);
                counts[z * 128 + k] = Poisson.draw(signal * mass + background, draws);
            }
        }
        PulseHistogram h = new PulseHistogram(new Frame("DTOF"), 0, 0, model, counts);
        Returns batch = new BatchEstimator(model, 1e-3, new Nd4jAlgebra()).estimate(h);
        Returns same = new BatchEstimator(model, 1e-3, ZoneAlgebra.plain()).estimate(h);
        Returns loops = new LikelihoodEstimator(model, 1e-3).estimate(h);
        int equal = 0;
        int near = 0;
        for (int z = 0; z < n; z++) {
            boolean none = !batch.detected(z);
            equal +=
                    none
                            ? (same.detected(z) ? 0 : 1)
                            : (Math.abs(batch.range(z) - same.range(z)) <= 1e-4 * same.sigma(z)
                                    ? 1
                                    : 0);
            // The loops stop stepping when a step is short, the batch after a fixed number.
            near +=
                    none
                            ? (loops.detected(z) ? 0 : 1)
                            : (Math.abs(batch.range(z) - loops.range(z)) <= 0.05 * loops.sigma(z)
                                    ? 1
                                    : 0);
        }
        assertTrue(equal >= 0.999 * n, equal + " of " + n + " as with plain algebra");
        assertTrue(near >= 0.98 * n, near + " of " + n + " as the loops");
    }
}
