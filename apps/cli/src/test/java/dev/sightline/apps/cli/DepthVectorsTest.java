package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.dtof.estimate.TdcCalibration;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.testing.SampleData;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code depth} as a user runs it on the independent vectors, against the tables of their README. A ratio of errors may exceed its
 * table's by three standard errors, {@code 3 / sqrt(2 n)}.
 */
class DepthVectorsTest {

    private static final double PS_PER_METRE = 2e12 / DtofModel.C;

    @TempDir Path folder;

    /** Root mean square, mean in ps, and share of the errors of a cell that are below 1 ns. */
    private record Cell(double rmse, double bias, double hits) {

        static Cell of(NpyArray range, double[] tofNs, int from, int n) {
            double square = 0;
            double sum = 0;
            int hits = 0;
            for (int i = from; i < from + n; i++) {
                double e = range.number(i) * PS_PER_METRE - tofNs[i] * 1e3;
                if (Math.abs(e) < 1000) {
                    square += e * e;
                    sum += e;
                    hits++;
                }
            }
            return new Cell(Math.sqrt(square / hits), sum / hits, (double) hits / n);
        }
    }

    private static Path vectors(String name) {
        return SampleData.path("dtof_vectors").resolve(name + ".npz");
    }

    private static Npz read(Path file) throws Exception {
        return Npz.read(Files.readAllBytes(file), file.getFileName().toString());
    }

    private Npz depth(Path file, String... more) throws Exception {
        Path out = folder.resolve("out.npz");
        List<String> args = new ArrayList<>(List.of("depth", file.toString()));
        args.addAll(List.of(more));
        args.addAll(List.of("--out=" + out, "--force", "--json"));
        Run run = Run.of(args.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return read(out);
    }

    @Test
    void aSkewedResponseOfTheFileIsFitted() throws Exception {
        Npz truth = read(vectors("single_return_emg"));
        NpyArray range = depth(vectors("single_return_emg")).require("range_m");
        // S >= 100: cells 6 to 14 of the README's table, 600 each
        double[] published = {60.98, 42.32, 38.93, 33.07, 23.5, 23.95, 17.66, 13.9, 12.29};
        double[] tof = truth.require("tof_ns").doubles();
        for (int i = 0; i < published.length; i++) {
            Cell cell = Cell.of(range, tof, (6 + i) * 600, 600);
            assertEquals(1, cell.hits, "cell " + i);
            assertTrue(cell.rmse < published[i] * 1.04, i + ": " + cell + ", " + published[i]);
        }
    }

    @Test
    void firstPhotonsArePutRight() throws Exception {
        Npz truth = read(vectors("pileup_first_photon"));
        NpyArray range =
                depth(vectors("pileup_first_photon"), "--detection=first-photon", "--cycles=2000")
                        .require("range_m");
        double[] tof = truth.require("tof_ns").doubles();
        // S = 0.3 and B = 0.01, 0.3, 1, 3: README; plain Poisson is off by -34 ps to nowhere
        double[] published = {18.97, 23.54, 30.92, 60.42};
        for (int i = 0; i < published.length; i++) {
            Cell cell = Cell.of(range, tof, (4 + i) * 200, 200);
            double allowance = 1 + 3 / Math.sqrt(400);
            assertEquals(1, cell.hits, "cell " + i);
            assertTrue(cell.rmse < allowance * published[i], i + ": " + cell);
            assertTrue(Math.abs(cell.bias) < 3 * cell.rmse / Math.sqrt(200), i + ": " + cell);
        }
    }

    @Test
    void deadTimeIsPutRightAndTheFluxIsTheTrueOne() throws Exception {
        Path file = vectors("deadtime_freerun");
        Npz truth = read(file);
        Npz out = depth(file, "--detection=free-running", "--dead-time-ns=10");
        double[] tof = truth.require("tof_ns").doubles();
        double[] flux = {0.2, 1, 4, 4};
        double[] published = {79.91, 45.36, 46.58};
        for (int i = 0; i < flux.length; i++) {
            double sum = 0;
            for (int j = i * 150; j < (i + 1) * 150; j++) {
                sum += out.require("photons").number(j);
                sum += 128 * out.require("background").number(j);
            }
            assertEquals(flux[i], sum / 150 / 400, 0.01 * flux[i], "events a cycle");
            Cell cell = Cell.of(out.require("range_m"), tof, i * 150, 150);
            assertEquals(1, cell.hits);
            // target D6 and three standard errors; the first cell's draws are 22 ps off for any
            // estimator
            assertTrue(Math.abs(cell.bias) < 3 + 3 * cell.rmse / Math.sqrt(150), i + ": " + cell);
            if (i < published.length) { // the last one's reference knows S and B
                assertTrue(cell.rmse < published[i] * (1 + 3 / Math.sqrt(300)), i + ": " + cell);
            }
        }
    }

    @Test
    void calibratedEdgesAreWorthAFactorOfThree() throws Exception {
        Npz file = read(vectors("tdc_inl"));
        double[] tof = file.require("tof_ns").doubles();
        NpyArray nominal = depth(vectors("tdc_inl")).require("range_m");
        double[] edges =
                TdcCalibration.fromCodeDensity(file.require("code_density").longs()).edges();
        double rmse =
                Cell.of(depth(edges(file, edges, 0.25e-9)).require("range_m"), tof, 0, 300).rmse;
        double[] trueNs = file.require("true_edges_ns").doubles();
        double best =
                Cell.of(depth(edges(file, trueNs, 1e-9)).require("range_m"), tof, 0, 300).rmse;
        // README: 96.27, 29.36 and 24.34 ps, 300 histograms
        double allowance = 1 + 3 / Math.sqrt(600);
        assertTrue(Cell.of(nominal, tof, 0, 300).rmse > 96.27 / allowance);
        assertTrue(rmse < 29.36 * allowance, rmse + " ps");
        assertTrue(best < 24.34 * allowance, best + " ps");
    }

    private Path edges(Npz file, double[] edges, double unit) throws Exception {
        double[] seconds = new double[edges.length];
        for (int k = 0; k < edges.length; k++) {
            seconds[k] = edges[k] * unit;
        }
        Path out = folder.resolve("edges.npz");
        try (OutputStream stream = Files.newOutputStream(out)) {
            Npz.write(
                    Map.of(
                            "hist", file.require("hist"),
                            "irf_sigma_ns", file.require("irf_sigma_ns"),
                            "edges_seconds", NpyArray.ofFloat64(seconds, seconds.length)),
                    stream);
        }
        return out;
    }

    @Test
    void threeReturnsComeInTheOrderAskedForAndWhatIsAbsentIsNaN() throws Exception {
        Npz truth = read(vectors("multi_return"));
        double[] tof = truth.require("tof_ns").doubles(); // [2300][3], nearest first
        Path file = vectors("multi_return");
        NpyArray near = depth(file, "--returns=3", "--order=nearest").require("range_m");
        assertArrayEquals(new int[] {2300, 3}, near.shape());
        double third = 0.35 * 2.3548 * 424.7; // ps: what the README calls resolved
        int resolved = 0;
        for (int i = 2000; i < 2300; i++) { // all three of three
            boolean all = true;
            for (int j = 0; j < 3; j++) {
                double e = near.number(3 * i + j) * PS_PER_METRE - tof[3 * i + j] * 1e3;
                all &= Math.abs(e) < third;
            }
            resolved += all ? 1 : 0;
        }
        assertTrue(resolved >= 0.98 * 300, resolved + " of 300");
        int absent = 0;
        for (int i = 1800; i < 2000; i++) { // two well apart: the third place stays empty
            absent += Double.isNaN(near.number(3 * i + 2)) ? 1 : 0;
        }
        assertTrue(absent >= 0.97 * 200, absent + " of 200");
        Npz strong = depth(file, "--returns=2");
        for (int i = 0; i < 2300; i++) {
            double first = strong.require("photons").number(2 * i);
            double second = strong.require("photons").number(2 * i + 1);
            assertTrue(Double.isNaN(second) || first >= second, "zone " + i);
        }
        NpyArray far = depth(file, "--order=farthest").require("range_m");
        assertTrue(far.hasShape(2300), "no axis where none was asked for");
        int last = 0;
        for (int i = 2000; i < 2300; i++) {
            last += Math.abs(far.number(i) * PS_PER_METRE - tof[3 * i + 2] * 1e3) < third ? 1 : 0;
        }
        assertTrue(last >= 0.98 * 300, last + " of 300");
    }

    @Test
    void rawPhasesAreNoHistograms() {
        Run run = Run.of("depth", vectors("itof_two_freq").toString());
        assertEquals(ExitCode.FAILED, run.code());
        assertTrue(run.err().contains("'counts' or 'hist'"), run.err());
    }
}
