package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

    @TempDir Path folder;

    private JsonNode replay(String name, String... args) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of("replay", "--json", "--out", folder.resolve(name).toString()));
        line.addAll(List.of(args));
        MainTest.Run run = MainTest.Run.of(line.toArray(new String[0]));
        assertEquals(0, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    /** Everything of a run that must repeat: predictions and metrics. */
    private List<Path> repeatable(String name) throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve(name))) {
            return walk.filter(Files::isRegularFile)
                    .map(p -> folder.resolve(name).relativize(p))
                    .filter(
                            p ->
                                    p.startsWith("occupancy")
                                            || p.startsWith("plan")
                                            || p.toString().startsWith("metrics"))
                    .sorted()
                    .toList();
        }
    }

    private void assertSameBytes(String one, String two) throws IOException {
        List<Path> files = repeatable(one);
        assertTrue(files.size() >= 4, files.toString());
        assertEquals(files, repeatable(two));
        for (Path file : files) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve(one).resolve(file)),
                    Files.readAllBytes(folder.resolve(two).resolve(file)),
                    file.toString());
        }
    }

    @Test
    void theDemoDriveGivesTheSameBytesForAnyNumberOfThreads() throws Exception {
        JsonNode tree = replay("one", "--to", "0.6", "--threads", "1");
        replay("two", "--to", "0.6", "--threads", "2");

        assertSameBytes("one", "two");
        assertEquals("sightline/replay/1", tree.get("schema").asText());
        assertEquals(2, tree.get("frames").asInt());
        assertTrue(
                tree.get("occupancy").get("truth").get("lidar").get("geometry_iou").asDouble()
                        > 0.3);
        assertTrue(tree.get("latency_ms").get("plan").get("p99").asDouble() > 0);
        String report = Files.readString(folder.resolve("one/report.html"));
        assertTrue(
                report.contains("data:image/jpeg") && report.contains("data:image/png"),
                "pictures are in the page");
        assertFalse(report.contains(System.getProperty("user.home") + "/"), "no home path");
        assertFalse(report.contains("<script"), "no script");
    }

    @ParameterizedTest
    @CsvSource({"nuscenes,1", "semantickitti,8", "kitti_object,2", "argoverse2,2"})
    void realRecordingsReplayToTheSameBytesTwice(String recording, int frames) throws Exception {
        String path = SampleData.path(recording).toString();
        JsonNode tree = replay("one", path, "--threads", "1");
        replay("two", path, "--threads", "2");

        assertSameBytes("one", "two");
        assertEquals(frames, tree.get("frames").asInt());
        assertEquals(0, tree.get("dropped").asInt());
        assertTrue(tree.get("depth").get("points").asLong() > 20_000);
        assertTrue(Files.size(folder.resolve("one/report.html")) > 200_000);
    }

    @Test
    void fusingScansCoversMoreOfTheNextOneThanASingleScan() throws Exception {
        JsonNode tree =
                replay(
                        "run",
                        SampleData.path("semantickitti").toString(),
                        "--scene",
                        "00",
                        "--stages",
                        "depth,occupancy");
        JsonNode recall = tree.get("occupancy").get("recall_of_next_scan");
        System.out.println("semantickitti 00: recall of the next scan " + recall);
        assertTrue(
                recall.get("fused").asDouble() > recall.get("single_scan").asDouble(),
                recall.toString());
        assertFalse(Files.exists(folder.resolve("run/plan")), "a stage left out leaves no output");
    }

    @Test
    void aRealScanRunsThroughTheHistogramPath() throws Exception {
        JsonNode tree =
                replay(
                        "run",
                        SampleData.path("nuscenes").toString(),
                        "--lidar-as-dtof",
                        "longrange-flash",
                        "--stages",
                        "depth,occupancy");
        JsonNode sensors = tree.get("depth").get("points_by_sensor");
        assertTrue(sensors.has("DTOF_0") && !sensors.has("LIDAR_TOP"), sensors.toString());
        assertTrue(sensors.get("DTOF_0").asInt() > 500, sensors.toString());
        JsonNode error = tree.get("depth").get("histogram_ranges_versus_scan");
        // A zone of one degree is slanted ground or several leaves: the estimate lies between them,
        // within a bin (0.15 m) on average.
        assertTrue(error.get("mean_absolute_m").asDouble() < 0.15, error.toString());
        assertTrue(error.get("gross_share").asDouble() < 0.02, error.toString());
    }

    @Test
    void aDroppedSensorIsAHatchedTileAndTheRestRuns() throws Exception {
        JsonNode tree =
                replay(
                        "run",
                        SampleData.path("nuscenes").toString(),
                        "--drop",
                        "CAM_FRONT,LIDAR_TOP");
        assertEquals(0, tree.get("depth").get("points").asInt());
        assertTrue(tree.get("plan").get("plans").asInt() == 1, "there is always a plan");
    }

    @Test
    void anImageThatDoesNotDecodeIsLostAndCountedAndTheRestIsReplayed() throws Exception {
        Path copy = folder.resolve("recording");
        Path original = SampleData.path("kitti_object");
        for (String file :
                List.of("calib/000000.txt", "label_2/000000.txt", "velodyne/000000.bin")) {
            Files.createDirectories(copy.resolve("training").resolve(file).getParent());
            Files.copy(
                    original.resolve("training").resolve(file),
                    copy.resolve("training").resolve(file));
        }
        Files.createDirectories(copy.resolve("training/image_2"));
        Files.writeString(copy.resolve("training/image_2/000000.png"), "no picture");

        MainTest.Run run =
                MainTest.Run.of(
                        "replay", copy.toString(), "--out", folder.resolve("run").toString());

        assertEquals(ExitCode.LOSS, run.code(), run.err());
        assertTrue(run.err().contains("000000.png"), run.err());
        assertTrue(
                Files.readString(folder.resolve("run/report.html")).contains("Lost"),
                "the report says it");
    }
}
