package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.datasets.npy.Npy;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code depth} gets the sensor from: flags over the file, the file over the preset. */
class DepthSensorTest {

    private static final double METRES_PER_NS = 1e-9 * DtofModel.C / 2;

    @TempDir Path folder;

    private static final String MINE =
            "{\"schema\": \"sightline/sensor/1\", \"name\": \"mine\", \"rows\": 1, \"cols\": 2, \"horizontal_deg\": 40,"
                    + " \"vertical_deg\": 20, \"bins\": 128, \"bin_ns\": 0.5, \"first_edge_ns\": -2, \"irf_sigma_ns\": 0.75,"
                    + " \"detection\": \"first-photon\", \"cycles\": 5000, \"frames_per_second\": 60, \"count_bytes\": 4}";

    private Path sensor(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.json"), text);
    }

    /** Keys and arrays (or numbers) in turn. */
    private Path write(Object... arrays) throws IOException {
        Map<String, NpyArray> map = new LinkedHashMap<>();
        for (int i = 0; i < arrays.length; i += 2) {
            map.put(
                    (String) arrays[i],
                    arrays[i + 1] instanceof NpyArray array
                            ? array
                            : NpyArray.ofFloat64(new double[] {(Double) arrays[i + 1]}));
        }
        Path file = folder.resolve("in.npz");
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(map, out);
        }
        return file;
    }

    /** Some 300 photons on one a bin, their shape a Gaussian of 1.5 bins. */
    private static NpyArray peak(double at) {
        int[] counts = new int[128];
        for (int k = 0; k < 128; k++) {
            double x = (k + 0.5 - at) / 1.5;
            counts[k] = 1 + (int) Math.round(80 * Math.exp(-0.5 * x * x));
        }
        return NpyArray.ofInt32(counts, 128);
    }

    private static JsonNode json(String... args) throws IOException {
        Run run = Run.of(args);
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private static String fails(String... args) {
        Run run = Run.of(args);
        assertEquals(ExitCode.FAILED, run.code(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("", run.out());
        return run.err();
    }

    @Test
    void aDescribedSensorGivesWhatTheFileDoesNotSay() throws Exception {
        String mine = sensor(MINE).toString();
        String file = write("counts", peak(40)).toString();
        JsonNode tree = json("depth", file, "--sensor", mine, "--json");
        assertEquals(0.5e-9, tree.get("bin_seconds").asDouble(), 1e-18);
        assertEquals("first-photon", tree.get("detection").asText());
        assertEquals(5000, tree.get("cycles").asInt());
        assertEquals("ml", tree.get("estimator").asText());
        // 40 bins of 0.5 ns, range zero 2 ns into the first one; pile-up of 400 counts in 5,000
        // moves it by less than 4 mm
        double range = tree.get("zone").get("range_m").asDouble();
        assertEquals((40 * 0.5 - 2) * METRES_PER_NS, range, 0.004);

        String known = write("counts", peak(40), "bin_ns", 0.25, "irf_sigma_ns", 0.375).toString();
        tree = json("depth", known, "--sensor", mine, "--detection=linear", "--json");
        assertEquals(0.25e-9, tree.get("bin_seconds").asDouble(), 1e-18, "the file's");
        assertEquals(0.375e-9, tree.get("response_sigma_seconds").asDouble(), 1e-18, "the file's");
        assertEquals("linear", tree.get("detection").asText(), "the flag's");
        assertEquals("matched", tree.get("estimator").asText());
        tree =
                json(
                        "depth",
                        known,
                        "--sensor",
                        mine,
                        "--irf=emg:0.3:0.1",
                        "--cycles=9000",
                        "--json");
        assertTrue(tree.get("response").asText().contains("tau 0.1000 ns"), tree.toString());
        assertEquals(9000, tree.get("cycles").asInt(), "the flag's, not the description's 5,000");
    }

    @Test
    void aBadDescriptionIsOneSentenceThatNamesTheMember() throws Exception {
        String file = write("counts", peak(40)).toString();
        String[][] damage = {
            {"\"rows\": 1", "\"rows\": 0", "rows"},
            {"\"bin_ns\": 0.5", "\"bin_ns\": -0.5", "bin_ns"},
            {"\"irf_sigma_ns\": 0.75,", "", "irf_sigma_ns"},
            {"\"cycles\": 5000", "\"cicles\": 5000", "cicles"},
            {"sensor/1", "sensor/9", "schema"},
            {"first-photon", "second-photon", "detection"},
            {"}", "", "mine.json"},
        };
        for (String[] each : damage) {
            String mine = sensor(MINE.replace(each[0], each[1])).toString();
            String says = fails("depth", file, "--sensor", mine);
            assertTrue(says.contains(each[2]), each[2] + ": " + says);
        }
        Run none = Run.of("depth", file, "--sensor", "none.json");
        assertEquals(ExitCode.USAGE, none.code());
        assertTrue(none.err().contains("no such file"), none.err());
    }

    @Test
    void moreCountsThanCyclesAreRefusedWithTheZone() throws Exception {
        int[] counts = new int[3 * 8];
        counts[2 * 8 + 5] = 101;
        NpyArray array = NpyArray.ofInt32(counts, 3, 8);
        String file = write("counts", array, "bin_ns", 1.0, "irf_sigma_ns", 1.0).toString();
        String says = fails("depth", file, "--detection=first-photon", "--cycles=100");
        assertTrue(says.contains("zone 2: bin 5 counted 101 in 100 live cycles"), says);
        assertTrue(
                fails("depth", file, "--detection=first-photon").contains("--cycles N"),
                "cycles are missing");
        says = fails("depth", file, "--detection=free-running", "--cycles=200");
        assertTrue(says.contains("--dead-time-ns X"), says);
        String[] dead = {
            "depth", file, "--detection=free-running", "--cycles=200", "--dead-time-ns=8"
        };
        assertTrue(fails(dead).contains("as long as a whole histogram"), "8 of 8 bins");
    }

    @Test
    void aFilterRefusesWhatItCannotFit() throws Exception {
        String file = write("counts", peak(40), "bin_ns", 0.25, "irf_sigma_ns", 0.375).toString();
        String[][] asked = {
            {"--irf=emg:0.3:0.2", "not Gaussian"},
            {"--returns=2", "several"},
            {"--order=nearest", "several"},
        };
        for (String[] each : asked) {
            Run run = Run.of("depth", file, "--estimator=matched", each[0]);
            assertEquals(ExitCode.USAGE, run.code(), run.err());
            assertTrue(run.err().contains(each[1]) && run.err().contains("ml"), run.err());
        }
    }

    /** The response is given as samples of the Gaussian that the counts have: the range is that of the Gaussian. */
    @Test
    void aMeasuredResponseComesFromAFileOfItsOwnOrTheHistograms() throws Exception {
        double[] samples = new double[401];
        for (int i = 0; i <= 400; i++) {
            double x = (i - 200) * 0.01 / 0.375;
            samples[i] = Math.exp(-0.5 * x * x);
        }
        Path npy = folder.resolve("irf.npy");
        Files.write(npy, Npy.bytes(NpyArray.ofFloat64(samples, 401)));
        String file = write("counts", peak(40.3), "bin_ns", 0.25).toString();
        String[] args = {"depth", file, "--irf=" + npy, "--irf-step=0.01", "--json"};
        JsonNode tree = json(args);
        assertTrue(tree.get("response").asText().startsWith("measured, 401 samples"));
        assertEquals(0.375e-9, tree.get("response_sigma_seconds").asDouble(), 1e-12);
        double wanted = 40.3 * 0.25 * METRES_PER_NS;
        assertEquals(wanted, tree.get("zone").get("range_m").asDouble(), 5e-4);
        assertTrue(fails("depth", file, "--irf=" + npy).contains("--irf-step"), "step is missing");

        String own =
                write(
                                "counts",
                                peak(40.3),
                                "bin_ns",
                                0.25,
                                "irf_samples",
                                NpyArray.ofFloat64(samples, 401),
                                "irf_step_seconds",
                                1e-11,
                                "irf_zero_index",
                                180.0)
                        .toString();
        tree = json("depth", own, "--json");
        double shifted = wanted - 20 * 0.01 * METRES_PER_NS; // zero 20 samples before the peak
        assertEquals(shifted, tree.get("zone").get("range_m").asDouble(), 5e-4);
    }

    /** A record of 8 ps bins whose peak stands at the first one. */
    @Test
    void theMeasuredResponsesOfARealScannerAreCircular() throws Exception {
        Path irf =
                SampleData.path(
                        "dtof_spad/tcspc_system_irf/20190207_face_scanning_low_mu/ground_truth/"
                                + "unimodal-irf_tres-8ps_tlen-10000ps.npy");
        double[] pulse = Npy.read(Files.readAllBytes(irf), "irf.npy").doubles();
        int[] counts = new int[1250];
        for (int k = 0; k < 1250; k++) { // the record itself, 300 bins later
            counts[(k + 300) % 1250] = 1 + (int) Math.round(10 * pulse[k]);
        }
        String file = write("counts", NpyArray.ofInt32(counts, 1250), "bin_ns", 0.008).toString();
        JsonNode tree = json("depth", file, "--irf=" + irf, "--irf-step=0.008", "--json");
        double bins = tree.get("zone").get("range_m").asDouble() / (0.008 * METRES_PER_NS);
        assertEquals(300.5, bins, 0.3, "the middle of the bin that holds the peak");
    }

    @Test
    void aBudgetTakesTheStreamFromTheDescription() throws Exception {
        String mine = sensor(MINE).toString();
        JsonNode tree = json("budget", "--sensor", mine, "--memory=s3c2440", "--json");
        assertEquals("mine", tree.get("sensor").asText());
        // 1 x 2 zones x 128 bins x 4 bytes x 60 Hz, written and read
        assertEquals(122_880, tree.get("need_bytes_per_second").asDouble());
        tree = json("budget", "--sensor", mine, "--memory=s3c2440", "--fps=30", "--json");
        assertEquals(61_440, tree.get("need_bytes_per_second").asDouble(), "flags win");
        String bad = sensor(MINE.replace("\"count_bytes\": 4", "\"count_bytes\": 3")).toString();
        assertTrue(fails("budget", "--sensor", bad, "--memory=s3c2440").contains("count_bytes"));
    }
}
