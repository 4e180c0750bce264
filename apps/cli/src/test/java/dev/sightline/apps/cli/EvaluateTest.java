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
}
