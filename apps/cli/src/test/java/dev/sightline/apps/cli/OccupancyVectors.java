package dev.sightline.apps.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays the vectors out as the documented layouts want them: what a user's folders look like. */
final class OccupancyVectors {

    private static final int VOXELS = 200 * 200 * 16;

    private final Path vectors;

    OccupancyVectors(Path vectors) {
        this.vectors = vectors;
    }

    JsonNode expected(String name) throws IOException {
        return new ObjectMapper().readTree(vectors.resolve("expected_" + name + ".json").toFile());
    }

    private Npz npz(String name) throws IOException {
        return Npz.read(Files.readAllBytes(vectors.resolve(name + ".npz")), name);
    }

    static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(arrays, out);
        }
    }

    static void write(Path file, NpyArray array) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Npy.bytes(array));
    }

    /** {@code gts/scene/frame/labels.npz} with origins beside it, and {@code pred/scene/frame/labels.npz}. */
    void occ3d(Path folder, JsonNode frames) throws IOException {
        for (JsonNode frame : frames) {
            String name = frame.asText();
            Npz from = npz("occ3d_" + name);
            Map<String, NpyArray> truth = new LinkedHashMap<>();
            for (String key : new String[] {"semantics", "mask_lidar", "mask_camera"}) {
                truth.put(key, from.require(key));
            }
            Map<String, NpyArray> prediction = new LinkedHashMap<>();
            prediction.put("semantics", from.require("pred"));
            if (Files.exists(vectors.resolve("instances_" + name + ".npz"))) {
                Npz instances = npz("instances_" + name);
                truth.put("instances", instances.require("instances_gt"));
                prediction.put("instances", instances.require("instances_pred"));
            }
            write(folder.resolve("gts/scene/" + name + "/labels.npz"), truth);
            write(
                    folder.resolve("gts/scene/" + name + "/origins.npy"),
                    from.require("lidar_origins"));
            write(folder.resolve("pred/scene/" + name + "/labels.npz"), prediction);
        }
    }

    /** {@code scene/frame/*.npz} with wide integers and flow; predictions as {@code frame.npz}. */
    void openOcc(Path folder, JsonNode frames) throws IOException {
        for (JsonNode frame : frames) {
            String name = frame.asText();
            Npz from = npz("openocc_" + name);
            NpyArray labels = from.require("semantics");
            int[] wide = new int[VOXELS];
            for (int i = 0; i < VOXELS; i++) {
                wide[i] = (int) labels.whole(i);
            }
            Map<String, NpyArray> truth = new LinkedHashMap<>();
            truth.put("semantics", NpyArray.ofInt32(wide, labels.shape()));
            truth.put("flow", from.require("flow"));
            write(folder.resolve("gt/scene/" + name + "/occ_gt_final.npz"), truth);
            write(
                    folder.resolve("gt/scene/" + name + "/origins.npy"),
                    from.require("lidar_origins"));
            write(
                    folder.resolve("pred/" + name + ".npz"),
                    Map.of("pred", from.require("pred"), "flow", from.require("pred_flow")));
        }
    }

    /** Rows of voxels that are not empty, in the order of columns of a protocol; dense predictions. */
    void sparse(Path folder, JsonNode frames, boolean zFirst) throws IOException {
        for (JsonNode frame : frames) {
            String name = frame.asText();
            Npz from = npz("occ3d_" + name);
            write(
                    folder.resolve("gt/" + name + ".npy"),
                    rows(from.require("semantics"), zFirst, false));
            write(
                    folder.resolve("pred/" + name + ".npy"),
                    rows(from.require("pred"), zFirst, true));
        }
    }

    private static NpyArray rows(NpyArray labels, boolean zFirst, boolean prediction) {
        int[] rows = new int[4 * VOXELS];
        int n = 0;
        for (int i = 0; i < VOXELS; i++) {
            int label = (int) labels.whole(i);
            if (label == 17 || prediction && label == 0) {
                continue;
            }
            int x = i / 3200;
            int z = i % 16;
            rows[n++] = zFirst ? z : x;
            rows[n++] = i / 16 % 200;
            rows[n++] = zFirst ? x : z;
            rows[n++] = label;
        }
        return NpyArray.ofInt32(java.util.Arrays.copyOf(rows, n), n / 4, 4);
    }

    /** {@code sequences/08/voxels} and {@code sequences/08/predictions}. */
    void semanticKitti(Path folder, JsonNode files) throws IOException {
        for (JsonNode file : files) {
            String name = file.asText();
            Npz from = npz("semantickitti_" + name);
            Path sequence = folder.resolve("sequences/08");
            Files.createDirectories(sequence.resolve("voxels"));
            Files.createDirectories(sequence.resolve("predictions"));
            Files.write(
                    sequence.resolve("voxels/" + name + ".label"), shorts(from.require("label")));
            Files.write(
                    sequence.resolve("voxels/" + name + ".invalid"),
                    from.require("invalid_packed").bytes());
            Files.write(
                    sequence.resolve("predictions/" + name + ".label"),
                    shorts(from.require("prediction")));
        }
    }

    private static byte[] shorts(NpyArray array) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * array.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < array.size(); i++) {
            bytes.putShort((short) array.whole(i));
        }
        return bytes.array();
    }

    Path detection(String name) {
        return vectors.resolve("detection_" + name + ".json");
    }
}
