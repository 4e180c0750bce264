package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthCommandTest {

    @TempDir Path folder;

    /**
     * The published reference, maximum likelihood with everything known, reaches 40.8 ps over the last nine cells' hits together (root of
     * the mean of its squares, README of the vectors): 6.1 mm. Three standard errors are 3 %.
     */
    @Test
    void independentHistogramsComeOutAtThePublishedReferencesError() throws Exception {
        Path file = SampleData.path("dtof_vectors").resolve("single_return_gauss.npz");
        Path out = folder.resolve("ranges.npz");
        Run run = Run.of("depth", file.toString(), "--out", out.toString(), "--json");
        assertEquals(0, run.code(), run.err());
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertEquals("sightline/depth/1", tree.get("schema").asText());
        assertEquals(9000, tree.get("zones").asInt());
        double[] tof = read(file).require("tof_ns").doubles();
        NpyArray range = read(out).require("range_m");
        assertTrue(range.hasShape(9000));
        double square = 0;
        int hits = 0;
        for (int i = 3600; i < 9000; i++) {
            double error = range.number(i) - tof[i] * 1e-9 * DtofModel.C / 2;
            if (Math.abs(error) < 0.15) {
                square += error * error;
                hits++;
            }
        }
        double millimetres = 1e3 * Math.sqrt(square / hits);
        double[] reference = {63.86, 47.07, 44.65, 37.65, 26.94, 25.1, 20.38, 15.36, 13.27};
        double mean = 0;
        for (double ps : reference) {
            mean += ps * ps / reference.length;
        }
        double published = 1e3 * Math.sqrt(mean) * 1e-12 * DtofModel.C / 2;
        assertEquals(5400, hits, "all of 100 photons and more are found");
        assertEquals(published, millimetres, 0.04 * published);
    }

    @Test
    void zonesKeepTheirAxesAndAPictureShowsOne() throws Exception {
        Path file = SampleData.path("dtof_vectors").resolve("zone8x8.npz");
        Path out = folder.resolve("ranges.npz");
        Path picture = folder.resolve("ranges.png");
        Run run =
                Run.of(
                        "depth",
                        file.toString(),
                        "--out=" + out,
                        "--picture=" + picture,
                        "--zone=2,3,4");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("zone 2,3,4"), run.out());
        for (String key :
                new String[] {"range_m", "sigma_m", "confidence", "photons", "background"}) {
            assertArrayEquals(new int[] {6, 8, 8}, read(out).require(key).shape(), key);
        }
        assertTrue(ImageIO.read(picture.toFile()).getWidth() >= 800);
        // Truth: where the 256 sub-rays of a zone span less than 5 cm there is one surface.
        NpyArray range = read(out).require("range_m");
        NpyArray truth = read(file).require("depth_m");
        int flat = 0;
        double square = 0;
        for (int zone = 0; zone < 6 * 64; zone++) {
            double least = Double.MAX_VALUE;
            double most = 0;
            double sum = 0;
            for (int ray = 0; ray < 256; ray++) {
                int row = zone / 8 % 8 * 16 + ray / 16;
                double d = truth.number(((zone / 64 * 128) + row) * 128 + zone % 8 * 16 + ray % 16);
                least = Math.min(least, d);
                most = Math.max(most, d);
                sum += d / 256;
            }
            if (most - least < 0.05 && !Double.isNaN(range.number(zone))) {
                flat++;
                square += Math.pow(range.number(zone) - sum, 2);
            }
        }
        assertTrue(flat > 100, flat + " flat zones");
        assertTrue(Math.sqrt(square / flat) < 0.012, Math.sqrt(square / flat) + " m");
    }

    @Test
    void flagsWinOverTheFileAndTheFileOverAPreset() throws Exception {
        Path file = write("counts", NpyArray.ofInt32(peakAt(40), 128), "bin_ns", 0.25);
        Run none = Run.of("depth", file.toString());
        assertEquals(ExitCode.FAILED, none.code());
        assertTrue(none.err().contains("irf_sigma_ns") && none.err().contains("--irf"), none.err());

        JsonNode preset = json("depth", file.toString(), "--sensor", "vl53l5cx", "--json");
        assertEquals(0.25e-9, preset.get("bin_seconds").asDouble(), 1e-18);
        assertEquals(0.5e-9, preset.get("response_sigma_seconds").asDouble(), 1e-18);

        JsonNode flags =
                json("depth", file.toString(), "--bin-ns", "0.5", "--irf", "gauss:0.4", "--json");
        assertEquals(0.5e-9, flags.get("bin_seconds").asDouble(), 1e-18);
        double middle = flags.get("zone").get("range_m").asDouble();
        assertEquals(40.5 * 0.5e-9 * DtofModel.C / 2, middle, 0.01);
    }

    @Test
    void everyEstimatorFindsAClearPeak() throws Exception {
        Path file = write("counts", NpyArray.ofInt32(peakAt(40), 128), "bin_ns", 0.25);
        for (DepthEstimation.Estimator each : DepthEstimation.Estimator.values()) {
            JsonNode tree =
                    json(
                            "depth",
                            file.toString(),
                            "--irf=gauss:0.375",
                            "--estimator=" + each.name(),
                            "--json");
            double range = tree.get("zone").get("range_m").asDouble();
            assertEquals(40.5 * 0.25e-9 * DtofModel.C / 2, range, 0.01, each.name());
        }
    }

    @Test
    void rangeZeroIsWhereTheEdgesSay() throws Exception {
        double[] edges = new double[129];
        for (int k = 0; k <= 128; k++) {
            edges[k] = (k - 10) * 0.25e-9;
        }
        Path file =
                write(
                        "counts",
                        NpyArray.ofInt32(peakAt(40), 128),
                        "edges_seconds",
                        NpyArray.ofFloat64(edges, 129),
                        "irf_sigma_ns",
                        0.3);
        JsonNode tree = json("depth", file.toString(), "--json");
        assertEquals(
                30.5 * 0.25e-9 * DtofModel.C / 2,
                tree.get("zone").get("range_m").asDouble(),
                0.005);
    }

    @Test
    void badInputIsOneSentenceThatSaysWhatIsWrong() throws Exception {
        NpyArray good = NpyArray.ofInt32(peakAt(40), 128);
        complains("holds no histogram", "counts", NpyArray.ofInt32(new int[0], 0, 128));
        complains("negative: -3", "hist", NpyArray.ofInt32(new int[] {1, -3, 2}, 3));
        complains("NaN", "hist", NpyArray.ofFloat64(new double[] {1, Double.NaN}, 2));
        complains("not whole: 1.5", "hist", NpyArray.ofFloat64(new double[] {1, 1.5}, 2));
        complains("too large", "hist", NpyArray.ofInt64(new long[] {1, 1L << 40}, 2));
        complains("has no array 'counts' or 'hist'", "ranges", good);
        complains("how wide a time bin", "counts", good, "irf_sigma_ns", 0.4);
        complains(
                "edges must rise",
                "counts",
                NpyArray.ofInt32(new int[] {1, 2}, 2),
                "edges_seconds",
                NpyArray.ofFloat64(new double[] {0, 2e-9, 1e-9}, 3));
        complains(
                "4 bins have 5 edges",
                "counts",
                NpyArray.ofInt32(new int[] {1, 2, 3, 4}, 4),
                "edges_seconds",
                NpyArray.ofFloat64(new double[] {0, 1e-9, 3e-9}, 3));
        complains(
                "irf_step_seconds: is missing",
                "counts",
                good,
                "bin_ns",
                1.0,
                "irf_samples",
                NpyArray.ofFloat64(new double[] {0, 1, 0}, 3));
        complains(
                "sample 1 is -1.0",
                "counts",
                good,
                "bin_ns",
                1.0,
                "irf_samples",
                NpyArray.ofFloat64(new double[] {0, -1, 2}, 3),
                "irf_step_seconds",
                1e-10,
                "irf_zero_index",
                1.0);
        complains("cannot be 0.5", "counts", good, "bin_ns", 1.0, "cycles", 0.5);
        complains("cannot be -1.0 wide", "counts", good, "bin_ns", -1.0);
    }

    @Test
    void logsOfRealSensorsAreRead() throws Exception {
        String[][] logs = {
            {"tmf8820", "tmf8820_plane/distance_data_shared.json.gz", "954"},
            {"tmf8829", "tmf8829_16x16/tmf8829_log_frames_00-16.json.gz", "272"},
            {"vl53l8", "vl53l8_4x4/cam_localization/volume_000000.npz", "16"},
            {"ams", "ams_3x3_scan/iter_00.npz", "9"}
        };
        for (String[] log : logs) {
            Path file = SampleData.path("dtof_spad").resolve(log[1]);
            JsonNode tree = json("depth", file.toString(), "--format", log[0], "--json");
            assertEquals(log[2], tree.get("zones").asText(), log[0]);
            assertTrue(tree.get("detected").asInt() > 0.9 * tree.get("zones").asInt(), log[0]);
            assertFalse(tree.get("remarks").isEmpty(), log[0]);
        }
        // Against the chip's own distances, 229 to 242 mm: the source's time zero is good to some
        // centimetres.
        Path ams = SampleData.path("dtof_spad").resolve(logs[3][1]);
        JsonNode tree = json("depth", ams.toString(), "--format=ams", "--json");
        assertEquals(0.235, tree.get("range_m").get("median").asDouble(), 0.03);
    }

    @ParameterizedTest
    @CsvSource({"ams_3x3_scan, 25, 225", "tmf8829_16x16, 17, 272"})
    void replayRunsOnTheExposuresOfAHandheldSensor(String log, int frames, int points)
            throws Exception {
        Path out = folder.resolve("run");
        Run run =
                Run.of(
                        "replay",
                        SampleData.path("dtof_spad").resolve(log).toString(),
                        "--stages=depth",
                        "--out=" + out,
                        "--json");
        assertEquals(0, run.code(), run.err());
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertEquals(frames, tree.get("frames").asInt());
        int found = tree.get("depth").get("points").asInt();
        assertTrue(found >= 0.95 * points, found + " of " + points + " zones became points");
        assertTrue(Files.exists(out.resolve("report.html")));
    }

    @Test
    void mistypedOptionsAreUsageErrors() throws Exception {
        Path file = write("counts", NpyArray.ofInt32(peakAt(40), 128), "bin_ns", 0.25);
        for (String option :
                new String[] {
                    "--irf=emg:1",
                    "--irf=emg:1:-2",
                    "--irf=lorentz:1",
                    "--irf=none.npy",
                    "--irf=gauss:-1",
                    "--irf-step=0.1",
                    "--detection=photon",
                    "--cycles=0",
                    "--cycles=100",
                    "--dead-time-ns=10",
                    "--returns=0",
                    "--returns=9",
                    "--order=first",
                    "--bin-ns=0",
                    "--zone=3,4",
                    "--zone=x",
                    "--sensor=tablt",
                    "--estimator=best"
                }) {
            Run run = Run.of("depth", file.toString(), "--sensor=tablet", option);
            if (option.startsWith("--sensor")) {
                run = Run.of("depth", file.toString(), option);
                assertTrue(run.err().contains("did you mean 'tablet'"), run.err());
            }
            assertEquals(ExitCode.USAGE, run.code(), option + ": " + run.err());
        }
        assertEquals(ExitCode.FAILED, Run.of("depth", folder.toString()).code());
        assertEquals(ExitCode.FAILED, Run.of("depth", folder + "/none.npz").code());
    }

    @Test
    void anExistingFileIsNotOverwrittenWithoutForce() throws Exception {
        Path file = write("counts", NpyArray.ofInt32(peakAt(40), 128), "bin_ns", 0.25);
        Path out = Files.writeString(folder.resolve("mine.npz"), "precious");
        String[] args = {"depth", file.toString(), "--irf=gauss:0.4", "--out=" + out};
        assertEquals(ExitCode.USAGE, Run.of(args).code());
        assertEquals("precious", Files.readString(out));
        assertEquals(0, Run.of(args[0], args[1], args[2], args[3], "--force", "--json").code());
        assertTrue(read(out).require("range_m").hasShape());
        assertFalse(Files.exists(folder.resolve("mine.npz.partial")));
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws Exception {
        Path file = write("counts", NpyArray.ofInt32(peakAt(40), 128), "bin_ns", 0.25);
        Path out = Files.createDirectories(folder.resolve("taken.npz"));
        Files.writeString(out.resolve("mine"), "precious");
        Run run = Run.of("depth", file.toString(), "--irf=gauss:0.4", "--out=" + out, "--force");
        assertEquals(ExitCode.FAILED, run.code(), run.err());
        assertFalse(Files.exists(folder.resolve("taken.npz.partial")));
        assertEquals("precious", Files.readString(out.resolve("mine")));
    }

    @Test
    void aLogWithoutItsFormatIsToldWhichFlagReadsIt() throws IOException {
        complains("--format vl53l8", "hists", NpyArray.ofFloat64(new double[2048], 16, 128));
        complains("--format ams", "histogram", NpyArray.ofFloat64(new double[1152], 3, 3, 128));
        Path log = Files.writeString(folder.resolve("log.json.gz"), "x");
        assertTrue(Run.of("depth", log.toString()).err().contains("--format tmf8820 or tmf8829"));
    }

    @Test
    void darkHistogramsAreToldWithoutNumbersThatAreNone() throws IOException {
        NpyArray dark = NpyArray.ofInt32(new int[128], 128);
        Run run =
                Run.of(
                        "depth",
                        write("counts", dark, "bin_ns", 0.25, "irf_sigma_ns", 0.4).toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("in.npz: 0 of 1 zones detected", run.out().strip());
    }

    private void complains(String what, Object... arrays) throws IOException {
        Run run = Run.of("depth", write(arrays).toString());
        assertEquals(ExitCode.FAILED, run.code(), run.err());
        assertTrue(run.err().contains(what), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("", run.out(), "stdout is data");
    }

    private static JsonNode json(String... args) throws IOException {
        Run run = Run.of(args);
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    /** About 300 photons around a bin, as deviation 1.5 bins spreads them, on one per bin. */
    private static int[] peakAt(int bin) {
        int[] counts = new int[128];
        for (int k = 0; k < 128; k++) {
            counts[k] = 1 + (int) Math.round(80 * Math.exp(-0.5 * Math.pow((k - bin) / 1.5, 2)));
        }
        return counts;
    }

    /** Writes keys and arrays (or numbers) given in turn. */
    private Path write(Object... arrays) throws IOException {
        Map<String, NpyArray> map = new LinkedHashMap<>();
        for (int i = 0; i < arrays.length; i += 2) {
            Object value = arrays[i + 1];
            map.put(
                    (String) arrays[i],
                    value instanceof NpyArray array
                            ? array
                            : NpyArray.ofFloat64(new double[] {(Double) value}));
        }
        Path file = folder.resolve("in.npz");
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(map, out);
        }
        return file;
    }

    private static Npz read(Path file) throws IOException {
        return Npz.read(Files.readAllBytes(file), file.getFileName().toString());
    }
}
