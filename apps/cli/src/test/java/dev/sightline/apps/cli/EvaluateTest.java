package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.Benchmarks;
import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.EvaluationRequest;
import dev.sightline.apps.eval.LocalFiles;
import dev.sightline.apps.eval.Shard;
import dev.sightline.apps.eval.ShardStore;
import dev.sightline.apps.eval.Split;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running an evaluation: shards, threads, processes, interruptions, and inputs that cannot be used. */
class EvaluateTest {

    private static final int FRAMES = 2 * Shard.FRAMES + 5;
    private static final int[] GRID = {200, 200, 16};
    private static final int VOXELS = 200 * 200 * 16;

    @TempDir Path folder;

    @BeforeEach
    void writeADrive() throws IOException {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < FRAMES; i++) {
            byte[] truth = boxes(random, new byte[0]);
            byte[] mask = new byte[VOXELS];
            Arrays.fill(mask, random.nextInt(VOXELS / 2), VOXELS, (byte) 1);
            String frame = String.format("scene-%d/t%03d/labels.npz", i / 30, i);
            OccupancyVectors.write(
                    folder.resolve("gts").resolve(frame),
                    Map.of("semantics", volume(truth), "mask_camera", volume(mask)));
            OccupancyVectors.write(
                    folder.resolve("pred").resolve(frame),
                    Map.of("semantics", volume(boxes(random, truth))));
        }
    }

    private static NpyArray volume(byte[] values) {
        return NpyArray.ofUint8(values, GRID);
    }

    /** Free space, or a copy of some labels, with a few columns of other classes. */
    private static byte[] boxes(SplittableRandom random, byte[] base) {
        byte[] labels = base.length > 0 ? base.clone() : new byte[VOXELS];
        if (base.length == 0) {
            Arrays.fill(labels, (byte) 17);
        }
        for (int k = 0; k < 40; k++) {
            int from = random.nextInt(VOXELS - 3000);
            Arrays.fill(labels, from, from + random.nextInt(3000), (byte) random.nextInt(18));
        }
        return labels;
    }

    private Run evaluate(String out, String... more) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("evaluate", "--protocol", "occ3d-nuscenes"));
        words.addAll(List.of("--gt", folder.resolve("gts").toString()));
        words.addAll(List.of("--pred", folder.resolve("pred").toString()));
        words.addAll(List.of("--out", folder.resolve(out).toString()));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private byte[] metrics(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out).resolve("metrics.json"));
    }

    private Path prediction(int i) {
        return folder.resolve(String.format("pred/scene-%d/t%03d/labels.npz", i / 30, i));
    }

    @Test
    void threadsAndProcessesGiveTheSameBytes() throws IOException {
        assertEquals(ExitCode.DONE, evaluate("one", "--threads", "1").code());
        assertEquals(ExitCode.DONE, evaluate("four", "--threads", "4").code());
        Run workers = evaluate("workers", "--workers", "2", "--threads", "1");
        assertEquals(ExitCode.DONE, workers.code(), workers.err());
        assertArrayEquals(metrics("one"), metrics("four"));
        assertArrayEquals(metrics("one"), metrics("workers"));
    }

    @Test
    void resumingAfterOneShardAndADamagedOneGivesTheBytesOfAnUndisturbedRun() throws IOException {
        assertEquals(ExitCode.DONE, evaluate("whole").code());
        Benchmark benchmark =
                Benchmarks.of(
                        new EvaluationRequest("occ3d-nuscenes", "", "", Split.ALL),
                        LocalFiles.of(folder.resolve("gts")),
                        LocalFiles.of(folder.resolve("pred")));
        EvaluationPlan plan = EvaluationPlan.of(benchmark, benchmark.listing());
        Path partial = folder.resolve("cut.partial");
        ShardStore store = new ShardStore(partial.resolve(Evaluate.PARTS), plan.identity());
        store.put(plan.shards().get(1), plan.shards().get(1).score(benchmark));
        String damaged = "part-" + plan.shards().get(0).hash(plan.identity()) + ".json";
        Files.writeString(partial.resolve(Evaluate.PARTS).resolve(damaged), "{\"schema\":");
        Files.writeString(partial.resolve("identity"), plan.identity());
        Run resumed = evaluate("cut", "--resume");
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        assertArrayEquals(metrics("whole"), metrics("cut"));
        assertFalse(Files.exists(folder.resolve("cut").resolve(Evaluate.PARTS)));
        Run again = evaluate("cut", "--resume");
        assertEquals(ExitCode.DONE, again.code(), again.err());
    }

    @Test
    void whatWasBegunOverOtherFilesIsNotResumed() throws IOException {
        Path partial = Files.createDirectories(folder.resolve("old.partial"));
        Files.writeString(partial.resolve("identity"), "of another run");
        Run run = evaluate("old", "--resume");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("other arguments or other files"), run.err());
    }

    @Test
    void aMissingPredictionIsNamedBeforeAnythingIsScored() throws IOException {
        Files.delete(prediction(7));
        Run run = evaluate("missing");
        assertEquals(ExitCode.FAILED, run.code());
        assertTrue(run.err().contains("1 of 69 frames have no prediction: t007"), run.err());
        assertFalse(Files.exists(folder.resolve("missing.partial")));
        Run partial = evaluate("missing", "--allow-partial", "--json");
        assertEquals(ExitCode.DONE, partial.code(), partial.err());
        assertTrue(partial.err().contains("68 of 69 frames"), "the coverage is printed");
        assertEquals(68, new ObjectMapper().readTree(partial.out()).get("frames").asInt());
    }

    @Test
    void aCutOffArchiveIsRefusedOrSkippedAndCounted() throws IOException {
        byte[] whole = Files.readAllBytes(prediction(9));
        Files.write(prediction(9), Arrays.copyOf(whole, whole.length / 2));
        Run run = evaluate("cut");
        assertEquals(ExitCode.FAILED, run.code());
        assertTrue(run.err().contains("scene-0/t009/labels.npz"), run.err());
        Run partial = evaluate("cut", "--allow-partial", "--json");
        assertEquals(ExitCode.LOSS, partial.code(), partial.err());
        JsonNode metrics = new ObjectMapper().readTree(partial.out());
        assertEquals(1, metrics.get("skipped").asInt());
        assertEquals("t009", metrics.at("/lost/0/token").asText());
    }

    @Test
    void aWrongShapeIsToldBeforeAnythingIsScored() throws IOException {
        OccupancyVectors.write(
                prediction(3), Map.of("semantics", NpyArray.ofUint8(new byte[8], 2, 2, 2)));
        Run run = evaluate("shape", "--validate-only");
        assertEquals(ExitCode.FAILED, run.code());
        assertTrue(run.err().contains("[2, 2, 2]"), run.err());
    }

    @Test
    void aLabelThatIsNoClassIsALossWithItsVoxel() throws IOException {
        byte[] labels = new byte[VOXELS];
        labels[77] = 18;
        OccupancyVectors.write(prediction(0), Map.of("arr_0", volume(labels)));
        Run run = evaluate("label");
        assertEquals(ExitCode.LOSS, run.code(), run.err());
        assertTrue(run.err().contains("voxel 77 is 18"), run.err());
        Run checked = evaluate("label2", "--validate-only");
        assertEquals(ExitCode.FAILED, checked.code(), checked.err());
        assertTrue(checked.err().contains("voxel 77 is 18"), checked.err());
    }

    @Test
    void whatMeansNothingToBoxesIsRefused() {
        Run run =
                Run.of(
                        "evaluate",
                        "--protocol=nuscenes-detection",
                        "--gt=x",
                        "--pred=y",
                        "--mask=camera");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("--mask"), run.err());
    }

    @Test
    void oneSceneOfTheSplitIsScored() throws IOException {
        Path list = Files.writeString(folder.resolve("split.txt"), "scene-1\n");
        Run run = evaluate("split", "--split", list.toString(), "--json");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        JsonNode metrics = new ObjectMapper().readTree(run.out());
        assertEquals(30, metrics.get("frames").asInt());
        assertTrue(metrics.get("intervals").isNull(), "one scene gives no confidence");
    }

    @Test
    void aMistypedProtocolNamesTheRightOne() {
        Run run = Run.of("evaluate", "--protocol", "occ3d-nuscene", "--gt", "x", "--pred", "y");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("did you mean 'occ3d-nuscenes'"), run.err());
    }

    /** Everything outside the mask is changed, which must not matter, and one occupied voxel inside is freed. */
    @Test
    void theRealLabelFileLosesExactlyTheVoxelThatWasChanged() throws IOException {
        Path real = SampleData.path("occupancy_nuscenes").resolve("occ3d");
        String token = "29796060110c4163b07f06eff4af0753";
        var labels =
                dev.sightline.datasets.occ3d.Occ3dLabels.read(
                        dev.sightline.datasets.DatasetRoot.of(real), token + "/labels.npz");
        var mask = labels.cameraMask().orElseThrow();
        byte[] changed = labels.voxels().labels();
        int freed = 0;
        while (!mask.contains(freed) || changed[freed] != 11) {
            freed++;
        }
        long road = 0;
        for (int i = 0; i < changed.length; i++) {
            road += mask.contains(i) && changed[i] == 11 ? 1 : 0;
            changed[i] = mask.contains(i) ? changed[i] : (byte) (i % 18);
        }
        changed[freed] = 17;
        Path predictions = folder.resolve("real");
        OccupancyVectors.write(
                predictions.resolve(token + ".npz"), Map.of("pred", volume(changed)));
        Run run =
                Run.of(
                        "evaluate",
                        "--protocol",
                        "occ3d-nuscenes",
                        "--gt",
                        real.toString(),
                        "--pred",
                        predictions.toString(),
                        "--out",
                        folder.resolve("real-out").toString(),
                        "--json");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        JsonNode iou = new ObjectMapper().readTree(run.out()).get("iou");
        assertEquals((road - 1.0) / road, iou.get("driveable_surface").asDouble());
        assertEquals(1.0, iou.get("car").asDouble());
    }

    private static final String TABLES_SCENE =
            "[{\"token\":\"s\",\"name\":\"scene-2\",\"nbr_samples\":9}]";

    /** The ego of scene-2, frames 60..68, drives 10 voxels (4 m) ahead from frame to frame; the LiDAR sits 1 m ahead and 2 m up. */
    private void writeTables() throws IOException {
        List<String> samples = new ArrayList<>();
        List<String> data = new ArrayList<>();
        List<String> poses = new ArrayList<>();
        for (int i = 60; i < FRAMES; i++) {
            samples.add(
                    "{\"token\":\"t0%d\",\"timestamp\":%d,\"scene_token\":\"s\"}".formatted(i, i));
            data.add(
                    "{\"sample_token\":\"t0%d\",\"ego_pose_token\":\"e%d\",\"calibrated_sensor_token\":\"c\",\"is_key_frame\":true}"
                            .formatted(i, i));
            poses.add(
                    "{\"token\":\"e%d\",\"translation\":[%d,0,0],\"rotation\":[1,0,0,0]}"
                            .formatted(i, 4 * i));
        }
        Path tables = Files.createDirectories(folder.resolve("v1.0-mini"));
        Files.writeString(tables.resolve("sample.json"), samples.toString());
        Files.writeString(tables.resolve("sample_data.json"), data.toString());
        Files.writeString(tables.resolve("ego_pose.json"), poses.toString());
        Files.writeString(tables.resolve("scene.json"), TABLES_SCENE);
        Files.writeString(
                tables.resolve("sensor.json"), "[{\"token\":\"q\",\"channel\":\"LIDAR_TOP\"}]");
        Files.writeString(
                tables.resolve("calibrated_sensor.json"),
                "[{\"token\":\"c\",\"sensor_token\":\"q\",\"translation\":[1,0,2],\"rotation\":[1,0,0,0]}]");
    }

    private JsonNode secondScene(String out) throws IOException {
        Path list = Files.writeString(folder.resolve("split.txt"), "scene-2\n");
        Run run = evaluate(out, "--split", list.toString(), "--json");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void raysLookFromWhereTheTablesBesideTheTruthSay() throws IOException {
        Path list = Files.writeString(folder.resolve("split.txt"), "scene-2\n");
        Run blind = evaluate("blind", "--split", list.toString());
        assertEquals(ExitCode.DONE, blind.code(), blind.err());
        assertTrue(blind.err().contains("rayiou is null"), blind.err());
        assertTrue(blind.err().contains("9 of 9 frames, such as t060"), blind.err());
        writeTables();
        JsonNode tables = secondScene("tables").get("rayiou");
        for (int i = 60; i < FRAMES; i++) {
            List<Double> places = new ArrayList<>();
            for (int k = 60; k < FRAMES; k++) {
                places.addAll(List.of(1.0 + 4 * (k - i), 0.0, 2.0));
            }
            double[] metres = places.stream().mapToDouble(d -> d).toArray();
            OccupancyVectors.write(
                    folder.resolve("gts/scene-2/t0" + i + "/origins.npy"),
                    NpyArray.ofFloat64(metres, metres.length / 3, 3));
        }
        Files.delete(folder.resolve("v1.0-mini/sample.json"));
        JsonNode files = secondScene("files").get("rayiou");
        assertTrue(tables.get("rays").asLong() > 0);
        assertEquals(files.get("rays"), tables.get("rays"));
        assertEquals(files.get("mean"), tables.get("mean"));
        assertEquals(files.get("classes"), tables.get("classes"));
    }

    /** One voxel is occupied behind the mask at t060 and inside that of t061, when the ego is ten voxels further. */
    @Test
    void whatAnotherTimeOfTheSceneSeesIsScoredAsHidden() throws IOException {
        writeTables();
        int hidden = (150 * 200 + 90) * 16 + 4;
        int laterThere = (140 * 200 + 90) * 16 + 4;
        for (int i = 60; i < FRAMES; i++) {
            byte[] truth = new byte[VOXELS];
            Arrays.fill(truth, (byte) 17);
            byte[] mask = new byte[VOXELS];
            if (i == 60) {
                truth[hidden] = 4;
                truth[hidden + 1] = 4; // never seen
            }
            mask[laterThere] = (byte) (i == 61 ? 1 : 0);
            OccupancyVectors.write(
                    folder.resolve("gts/scene-2/t0" + i + "/labels.npz"),
                    Map.of("semantics", volume(truth), "mask_camera", volume(mask)));
            OccupancyVectors.write(prediction(i), Map.of("semantics", volume(truth)));
        }
        JsonNode occluded = secondScene("hidden").at("/masks/occluded");
        assertEquals(1, occluded.get("voxels").asInt());
        assertEquals(1.0, occluded.get("iou").get("car").asDouble());
    }

    /** The second shard's file leads to a device that is always full; the first shard is durable by then. */
    @Test
    void aFullDiskKeepsWhatIsFinishedAndSaysHowToGoOn() throws IOException {
        assertEquals(ExitCode.DONE, evaluate("whole", "--threads", "1").code());
        Benchmark benchmark =
                Benchmarks.of(
                        new EvaluationRequest("occ3d-nuscenes", "", "", Split.ALL),
                        LocalFiles.of(folder.resolve("gts")),
                        LocalFiles.of(folder.resolve("pred")));
        EvaluationPlan plan = EvaluationPlan.of(benchmark, benchmark.listing());
        Path parts = Files.createDirectories(folder.resolve("full.partial/" + Evaluate.PARTS));
        Files.writeString(folder.resolve("full.partial/identity"), plan.identity());
        String second = "part-" + plan.shards().get(1).hash(plan.identity()) + ".json";
        Files.createSymbolicLink(
                parts.resolve(second + "." + ProcessHandle.current().pid() + ".tmp"),
                Path.of("/dev/full"));
        Run run = evaluate("full", "--threads", "1", "--resume");
        assertEquals(ExitCode.FAILED, run.code(), run.err());
        assertTrue(run.err().contains("No space left on device"), run.err());
        assertTrue(run.err().contains("--resume"), run.err());
        assertFalse(Files.exists(folder.resolve("full")), "nothing stands under the final name");
        assertTrue(new ShardStore(parts, plan.identity()).find(plan.shards().get(0)).isPresent());
        Run resumed = evaluate("full", "--threads", "1", "--resume");
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        assertArrayEquals(metrics("whole"), metrics("full"));
    }

    /** A file stands where a folder must be made: fails for root too, who may write into read-only folders. */
    @Test
    void anOutputThatCannotBeWrittenIsAClearError() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Run run = evaluate("file/out");
        assertEquals(ExitCode.FAILED, run.code(), run.err());
        assertTrue(run.err().contains("cannot write to"), run.err());
    }

    @Test
    void aBombIsALossNotACrash() throws IOException {
        OccupancyVectors.write(
                prediction(5),
                Map.of("semantics", NpyArray.ofUint8(new byte[1 << 27], 1 << 13, 1 << 14)));
        long packed = Files.size(prediction(5));
        assertTrue(packed < 1 << 20, "a thousand times smaller than its content: " + packed);
        Run run = evaluate("bomb", "--allow-partial", "--json");
        assertEquals(ExitCode.LOSS, run.code(), run.err());
        assertTrue(run.err().contains("t005"), run.err());
        assertEquals(68, new ObjectMapper().readTree(run.out()).get("frames").asInt());
    }

    /** One car voxel of a real file is taken for a truck and one free voxel for a car; rays look from the LiDAR's usual place. */
    @Test
    void theRealOpenOccFileLosesExactlyWhatWasChanged() throws IOException {
        Path real = SampleData.path("occupancy_nuscenes/openocc_flow/3D_occupancy_flow_data.npz");
        var npz = dev.sightline.datasets.npy.Npz.read(Files.readAllBytes(real), "real");
        NpyArray labels = npz.require("semantics");
        byte[] changed = new byte[VOXELS];
        long cars = 0;
        int car = -1;
        int free = -1;
        for (int i = 0; i < VOXELS; i++) {
            changed[i] = (byte) labels.whole(i);
            cars += changed[i] == 0 ? 1 : 0;
            car = changed[i] == 0 ? i : car;
            free = changed[i] == 16 ? i : free;
        }
        assertEquals(645, cars, "as the data's own notes count");
        changed[car] = 1;
        changed[free] = 0;
        Path truth = Files.createDirectories(folder.resolve("openocc/s/t"));
        Files.copy(real, truth.resolve("labels.npz"));
        OccupancyVectors.write(
                truth.resolve("origins.npy"),
                NpyArray.ofFloat64(new double[] {0.94, 0, 1.84}, 1, 3));
        OccupancyVectors.write(
                folder.resolve("openocc-pred/t.npz"),
                Map.of("semantics", volume(changed), "flow", npz.require("flow")));
        Run run =
                Run.of(
                        "evaluate",
                        "--protocol",
                        "openocc-flow",
                        "--gt",
                        folder.resolve("openocc").toString(),
                        "--pred",
                        folder.resolve("openocc-pred").toString(),
                        "--out",
                        folder.resolve("openocc-out").toString(),
                        "--json");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        JsonNode got = new ObjectMapper().readTree(run.out());
        // 644 cars found of 645, one more seen where there is none: 644 / (645 + 1).
        assertEquals(644.0 / 646, got.at("/iou/car").asDouble());
        assertEquals(0.0, got.at("/iou/truck").asDouble(), "predicted once, in the truth nowhere");
        assertEquals(0.0, got.at("/flow/mave").asDouble(), "the velocities are those of the truth");
        double rays = got.at("/rayiou/mean").asDouble();
        assertTrue(rays > 0.8 && rays <= 1, "two voxels hide little: " + rays);
    }
}
