package dev.sightline.apps.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.Benchmarks;
import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.EvaluationRequest;
import dev.sightline.apps.eval.EvaluationRun;
import dev.sightline.apps.eval.LocalFiles;
import dev.sightline.apps.eval.PackPlan;
import dev.sightline.apps.eval.PackWriter;
import dev.sightline.apps.eval.Shard;
import dev.sightline.apps.eval.ShardStore;
import dev.sightline.apps.eval.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in this process, on two executor threads that may fail, against threads without Spark. */
class EvaluateOnSparkTest {

    private static final int FRAMES = 3 * Slices.FRAMES + 5;
    private static final int PER_SCENE = 29;

    @TempDir static Path data;
    private static JavaSparkContext spark;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws IOException {
        LabelFiles.write(data, FRAMES, PER_SCENE, 23);
        SparkConf conf =
                new SparkConf()
                        .setAppName("test")
                        .setMaster("local[2,3]")
                        .set("spark.ui.enabled", "false")
                        .set("spark.log.level", "WARN")
                        .set("spark.driver.host", "127.0.0.1")
                        .set("spark.driver.bindAddress", "127.0.0.1")
                        .set("spark.hadoop.fs.failing.impl", FailingFiles.class.getName());
        spark = new JavaSparkContext(conf);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private int submit(String scheme, String... more) throws IOException {
        return submit(data, scheme, more);
    }

    private int submit(Path set, String scheme, String... more) throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--protocol", "occ3d-nuscenes"));
        words.addAll(List.of("--gt", scheme + set.resolve("gts")));
        words.addAll(List.of("--pred", scheme + set.resolve("pred")));
        words.addAll(List.of("--parts", folder.resolve("parts").toString()));
        words.addAll(List.of("--metrics", folder.resolve("metrics.json").toString()));
        words.addAll(List.of(more));
        return new EvaluateOnSpark(spark, Arguments.of(words.toArray(String[]::new))).run();
    }

    private byte[] metrics() throws IOException {
        return Files.readAllBytes(folder.resolve("metrics.json"));
    }

    private static EvaluationPlan plan(int framesPerShard) throws IOException {
        Benchmark benchmark =
                Benchmarks.of(
                        new EvaluationRequest("occ3d-nuscenes", "", "", Split.ALL),
                        LocalFiles.of(data.resolve("gts")),
                        LocalFiles.of(data.resolve("pred")));
        return EvaluationPlan.of(benchmark, benchmark.listing(), framesPerShard);
    }

    /** What threads without Spark say of the same files. */
    private byte[] byThreads() throws IOException {
        EvaluationPlan plan = plan(Shard.FRAMES);
        ShardStore store = new ShardStore(folder.resolve("threads"), plan.identity());
        EvaluationRun run = new EvaluationRun(plan, store, () -> false, shard -> {});
        run.score(2, i -> true);
        return MetricsJson.bytes(plan.benchmark().results(run.merged(), plan.listing()));
    }

    @Test
    void aClusterGivesTheBytesOfThreadsWithRaysCounted() throws IOException {
        assertEquals(0, submit(""));
        assertArrayEquals(byThreads(), metrics());
        JsonNode tree = new ObjectMapper().readTree(metrics());
        assertEquals(FRAMES, tree.get("frames").asInt());
        assertTrue(
                tree.at("/rayiou/rays").asLong() > 10_000L * FRAMES, tree.get("rayiou")::toString);
    }

    @Test
    void tasksThatFailAfterSomeFramesAreCountedOnce() throws IOException {
        FailingFiles.FAILURES.set(0);
        assertEquals(0, submit(FailingFiles.SCHEME + "://"));
        assertEquals(
                3, FailingFiles.FAILURES.get(), "each slice with a frame whose number ends in 5");
        assertArrayEquals(byThreads(), metrics());
    }

    @Test
    void packedFramesOnAnotherFileSystemGiveTheBytesOfLooseOnesByThreads() throws IOException {
        for (String side : new String[] {"gts", "pred"}) {
            LocalFiles loose = LocalFiles.of(data.resolve(side));
            Path packed = Files.createDirectories(folder.resolve(side));
            new PackWriter(loose, PackPlan.of(loose, 100_000), packed).write(file -> {});
        }
        assertEquals(0, submit(folder, FailingFiles.SCHEME + "://"));
        assertArrayEquals(byThreads(), metrics());
    }

    @Test
    void aFinishedWaveIsNotScoredAgain() throws IOException {
        assertEquals(0, submit("file://"));
        byte[] first = metrics();
        Path part;
        try (Stream<Path> parts = Files.list(folder.resolve("parts"))) {
            part = parts.findFirst().orElseThrow();
        }
        Files.setLastModifiedTime(part, java.nio.file.attribute.FileTime.fromMillis(12_000));
        assertEquals(0, submit("file://"));
        assertEquals(12_000, Files.getLastModifiedTime(part).toMillis());
        assertArrayEquals(first, metrics());
    }

    @Test
    void thePlanOfAClusterIsThatOfTheCommandAndNotThatOfThreads() throws IOException {
        String identity = plan(Shard.WAVE).identity();
        assertNotEquals(plan(Shard.FRAMES).identity(), identity);
        assertEquals(0, submit("file://", "--identity", identity));
        IOException e =
                assertThrows(IOException.class, () -> submit("file://", "--identity", "other"));
        assertTrue(e.getMessage().contains("start it again"), e.getMessage());
    }

    @Test
    void missingPredictionsAreNamedUnlessAPartIsAllowed() throws IOException {
        Path gone = data.resolve("pred/scene-00/t007/labels.npz");
        Path kept = Files.move(gone, folder.resolve("kept.npz"));
        try {
            IOException e = assertThrows(IOException.class, () -> submit(""));
            assertTrue(e.getMessage().contains("t007"), e.getMessage());
            assertFalse(Files.exists(folder.resolve("metrics.json")));
            assertEquals(0, submit("", "--allow-partial"));
            assertEquals(FRAMES - 1, new ObjectMapper().readTree(metrics()).get("frames").asInt());
        } finally {
            Files.move(kept, gone);
        }
    }

    @Test
    void anUnknownOptionOrOneWithoutValueIsRefusedByName() {
        assertThrows(
                IllegalArgumentException.class, () -> Arguments.of(new String[] {"--gp", "x"}));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> Arguments.of(new String[] {"--gt"}));
        assertTrue(e.getMessage().contains("--gt"), e.getMessage());
    }
}
