package dev.sightline.apps.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.datasets.nuscenes.DetectionTruth;
import dev.sightline.occupancy.metric.detection.DetectionRules;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every layout, scored as a run would: each ends as a score or as a loss with file and reason. 500 of each;
 * {@code -Dsightline.mutations=10000} for more.
 */
class DamagedInputsTest {

    private static final int N = Integer.getInteger("sightline.mutations", 500);
    private static final int VOXELS = 200 * 200 * 16;

    private static NpyArray grid(long seed, int classes) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[VOXELS];
        Arrays.fill(labels, (byte) (classes - 1));
        for (int k = 0; k < 50; k++) {
            int from = random.nextInt(VOXELS - 900);
            Arrays.fill(labels, from, from + 900, (byte) random.nextInt(classes));
        }
        return NpyArray.ofUint8(labels, 200, 200, 16);
    }

    private static byte[] npz(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(arrays, out);
        return out.toByteArray();
    }

    private static byte[] truth() throws IOException {
        byte[] mask = new byte[VOXELS];
        Arrays.fill(mask, 1000, VOXELS, (byte) 1);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("semantics", grid(1, 18));
        arrays.put("mask_camera", NpyArray.ofUint8(mask, 200, 200, 16));
        return npz(arrays);
    }

    private static void score(String protocol, MemoryFiles truth, MemoryFiles predictions)
            throws IOException {
        Benchmark benchmark =
                Benchmarks.of(
                        new EvaluationRequest(protocol, "", "", Split.ALL), truth, predictions);
        FrameListing listing = benchmark.listing();
        assertEquals(1, listing.frames().size());
        try (FrameScorer scorer = benchmark.scorer()) {
            scorer.score(listing.frames().get(0), new ShardTally());
        }
    }

    @Test
    void damagedTruthArchives() throws IOException {
        byte[] prediction = npz(Map.of("semantics", grid(2, 18)));
        MemoryFiles predictions = new MemoryFiles().put("s/t/labels.npz", prediction);
        Mutations.assertOnlyTypedErrors(
                truth(),
                11,
                N,
                DatasetException.class,
                bytes ->
                        score(
                                "occ3d-nuscenes",
                                new MemoryFiles().put("s/t/labels.npz", bytes),
                                predictions));
    }

    @Test
    void damagedPredictionArchives() throws IOException {
        MemoryFiles truth = new MemoryFiles().put("s/t/labels.npz", truth());
        Mutations.assertOnlyTypedErrors(
                npz(Map.of("pred", grid(2, 18))),
                12,
                N,
                DatasetException.class,
                bytes ->
                        score(
                                "occ3d-nuscenes",
                                truth,
                                new MemoryFiles().put("s/t/labels.npz", bytes)));
    }

    @Test
    void damagedRayOrigins() throws IOException {
        byte[] truth = truth();
        byte[] prediction = npz(Map.of("semantics", grid(2, 18)));
        MemoryFiles predictions = new MemoryFiles().put("s/t/labels.npz", prediction);
        Mutations.assertOnlyTypedErrors(
                Npy.bytes(NpyArray.ofFloat64(new double[] {0.9, 0, 1.8, 3, 0, 1.8}, 2, 3)),
                13,
                N,
                DatasetException.class,
                bytes ->
                        score(
                                "occ3d-nuscenes",
                                new MemoryFiles()
                                        .put("s/t/labels.npz", truth)
                                        .put("s/t/origins.npy", bytes),
                                predictions));
    }

    @Test
    void damagedSparseRows() throws IOException {
        int[] rows = new int[4 * 300];
        for (int i = 0; i < 300; i++) {
            rows[4 * i] = i % 200;
            rows[4 * i + 1] = 7 * i % 200;
            rows[4 * i + 2] = i % 16;
            rows[4 * i + 3] = i % 17;
        }
        byte[] valid = Npy.bytes(NpyArray.ofInt32(rows, 300, 4));
        MemoryFiles truth = new MemoryFiles().put("t.npy", valid);
        Mutations.assertOnlyTypedErrors(
                valid,
                14,
                N,
                DatasetException.class,
                bytes -> score("surroundocc", truth, new MemoryFiles().put("t.npy", bytes)));
    }

    @Test
    void damagedSemanticKittiLabels() throws IOException {
        byte[] labels = new byte[2 * 256 * 256 * 32];
        for (int i = 0; i < 5000; i++) {
            labels[2 * (i * 37 % (labels.length / 2))] = 40; // road
        }
        byte[] invalid = new byte[256 * 256 * 32 / 8];
        MemoryFiles truth =
                new MemoryFiles()
                        .put("sequences/08/voxels/000000.label", labels)
                        .put("sequences/08/voxels/000000.invalid", invalid);
        Mutations.assertOnlyTypedErrors(
                labels,
                15,
                N,
                DatasetException.class,
                bytes ->
                        score(
                                "semantickitti-ssc",
                                truth,
                                new MemoryFiles()
                                        .put("sequences/08/predictions/000000.label", bytes)));
    }

    @Test
    void damagedDetectionFiles(@TempDir Path folder) throws IOException {
        Path real = SampleData.path("occ_vectors").resolve("detection_a.json");
        byte[] whole = Files.readAllBytes(real);
        Files.write(folder.resolve("truth.json"), whole);
        DatasetRoot root = DatasetRoot.of(folder);
        Mutations.assertOnlyTypedErrors(
                whole,
                16,
                N,
                DatasetException.class,
                bytes -> {
                    Files.write(folder.resolve("damaged.json"), bytes);
                    DetectionTruth truth = DetectionTruth.read(root, "truth.json");
                    truth.match(root, "damaged.json", DetectionRules.CVPR_2019, (t, n) -> {})
                            .matched()
                            .score();
                    DetectionTruth.read(root, "damaged.json");
                });
    }
}
