package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Response;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rendered V-groove, 240 x 320 pixels x 2000 bins (307 MB once inflated), sampled with photons and measured again. Its bins are 10 m /
 * 2000 = 5 mm of range: the slope of depth over fullest bin is 5.006 mm.
 */
class VgrooveTest {

    private static final double BIN_METRES = 0.005;
    private static final int BINS = 256; // everything lies in bins 106 to 172
    private static final double SIGMA_BINS = 4;
    private static final double SIGNAL = 200;
    private static final double BACKGROUND = 0.2;

    /** Errors of estimates against the depth that comes with the scene, and against the scene's own light. */
    private static final class Score {
        int found;
        int pixels;
        double square; // metres^2, against the light's centroid
        double variances;
        double depthSum;
        double depthSquare;
    }

    @Test
    void photonsFromARenderedGrooveGiveItsDepthBack() throws Exception {
        Path folder = SampleData.path("dtof_spad/simulated_vgroove");
        DatasetRoot root = DatasetRoot.of(folder);
        NpyArray depth = Npy.read(root, "vgroove_depth.npy"); // [120][160]
        double bin = BIN_METRES * 2 / 299_792_458.0;
        MaximumLikelihood likelihood =
                new MaximumLikelihood(
                        Settings.of(
                                BinnedResponse.nominal(
                                        Response.gaussian(SIGMA_BINS * bin), BINS, bin),
                                1e-3));
        Score score = new Score();
        SplittableRandom random = new SplittableRandom(77);
        int[] rows = {0};
        TransientImage.forEachRow(
                root,
                "vgroove_directonly_transient_img.npz",
                "arr_0",
                (row, cols, bins, light) -> {
                    assertEquals(320, cols);
                    assertEquals(2000, bins);
                    rows[0]++;
                    for (int col = row % 8 == 0 ? 0 : cols; col < cols; col += 8) {
                        double truth = depth.number(row / 2 * 160 + col / 2);
                        measure(light, col * bins, likelihood, random, truth, score);
                    }
                });
        assertEquals(240, rows[0]);
        assertEquals(30 * 40, score.pixels);
        assertEquals(score.pixels, score.found, "200 photons on 0.2 per bin are not missed");
        double n = score.found;
        double rmse = Math.sqrt(score.square / n);
        // Against the light that was sampled: at the bound, which sigma states; 3 standard errors.
        assertEquals(1, rmse / Math.sqrt(score.variances / n), 0.1, rmse + " m");
        // Against the depth map, half as fine: its own rms from the noise-free light is 1.1 mm.
        double bias = score.depthSum / n;
        double spread = Math.sqrt(score.depthSquare / n - bias * bias);
        assertTrue(spread < Math.hypot(rmse, 0.0025), spread + " m");
        assertTrue(Math.abs(bias) < BIN_METRES / 2, bias + " m: half a bin is a matter of edges");
    }

    private static void measure(
            NpyArray light,
            int at,
            MaximumLikelihood likelihood,
            SplittableRandom random,
            double truth,
            Score score) {
        double[] expected = new double[BINS];
        Arrays.fill(expected, BACKGROUND);
        double sum = 0;
        double moment = 0;
        for (int k = 0; k < BINS; k++) {
            sum += light.number(at + k);
            moment += light.number(at + k) * (k + 0.5);
        }
        for (int k = 0; k < BINS; k++) {
            double share = light.number(at + k) / sum;
            for (int j = 0; share > 0 && j < BINS; j++) {
                double x = (j - k) / SIGMA_BINS;
                expected[j] +=
                        SIGNAL
                                * share
                                * Math.exp(-0.5 * x * x)
                                / (SIGMA_BINS * Math.sqrt(2 * Math.PI));
            }
        }
        int[] counts = new int[BINS];
        for (int k = 0; k < BINS; k++) {
            counts[k] = poisson(expected[k], random);
        }
        Estimate estimate = likelihood.estimate(counts);
        score.pixels++;
        if (estimate.returns().isEmpty()) {
            return;
        }
        score.found++;
        double range = estimate.returns().get(0).rangeM();
        double sigma = estimate.returns().get(0).sigmaM();
        score.square += Math.pow(range - moment / sum * BIN_METRES, 2);
        score.variances += sigma * sigma;
        score.depthSum += range - truth;
        score.depthSquare += (range - truth) * (range - truth);
    }

    /** Knuth: means here are below 30. */
    private static int poisson(double mean, SplittableRandom random) {
        double limit = Math.exp(-mean);
        int n = -1;
        for (double p = 1; p > limit; n++) {
            p *= random.nextDouble();
        }
        return n;
    }

    @Test
    void damagedTransientsEndInATypedErrorInBoundedMemory(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        float[] light = new float[3 * 4 * 16];
        light[20] = 1;
        Npz.write(Map.of("arr_0", NpyArray.ofFloat16(light, 3, 4, 16)), out);
        DatasetRoot root = DatasetRoot.of(folder);
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        out.toByteArray(),
                        341,
                        500,
                        DatasetException.class,
                        bytes -> {
                            Files.write(folder.resolve("m.npz"), bytes);
                            TransientImage.forEachRow(
                                    root, "m.npz", "arr_0", (row, cols, bins, slice) -> {});
                        });
        assertTrue(outcome.refused() > 100, outcome.toString());
        Files.write(folder.resolve("ok.npz"), out.toByteArray());
        assertThrows(
                DatasetException.class,
                () ->
                        TransientImage.forEachRow(
                                root, "ok.npz", "other", (row, cols, bins, slice) -> {}));
    }
}
