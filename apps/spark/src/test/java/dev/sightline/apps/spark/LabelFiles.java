package dev.sightline.apps.spark;

import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** A small set of labelled frames in Occ3D's layout, of several scenes, with the places that rays start from. */
final class LabelFiles {

    private static final int[] GRID = {200, 200, 16};
    private static final int VOXELS = 200 * 200 * 16;
    private static final int FREE = 17;

    private LabelFiles() {}

    /** Writes {@code gts} and {@code pred} below a folder. */
    static void write(Path folder, int frames, int perScene, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < frames; i++) {
            String frame = String.format("scene-%02d/t%03d/", i / perScene, i);
            byte[] truth = new byte[VOXELS];
            Arrays.fill(truth, (byte) FREE);
            columns(random, truth);
            byte[] mask = new byte[VOXELS];
            Arrays.fill(mask, random.nextInt(VOXELS / 2), VOXELS, (byte) 1);
            write(
                    folder.resolve("gts/" + frame + "labels.npz"),
                    Map.of("semantics", volume(truth), "mask_camera", volume(mask)));
            double[] origins = {0, 0, 1.8, 2 + random.nextDouble(), 0.5, 1.8};
            Path beside = folder.resolve("gts/" + frame + "origins.npy");
            Files.write(beside, Npy.bytes(NpyArray.ofFloat64(origins, 2, 3)));
            byte[] predicted = truth.clone();
            columns(random, predicted);
            write(
                    folder.resolve("pred/" + frame + "labels.npz"),
                    Map.of("semantics", volume(predicted)));
        }
    }

    private static NpyArray volume(byte[] values) {
        return NpyArray.ofUint8(values, GRID);
    }

    private static void columns(SplittableRandom random, byte[] labels) {
        for (int k = 0; k < 30; k++) {
            int from = random.nextInt(VOXELS - 2000);
            Arrays.fill(labels, from, from + random.nextInt(2000), (byte) random.nextInt(FREE + 1));
        }
    }

    private static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            Npz.write(arrays, out);
        }
    }
}
