package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Predictions of the semantic scene completion benchmark: {@code sequences/NN/predictions/NNNNNN.label}, one little-endian uint16 per voxel
 * of {@link SscVoxels#GRID}, {@code [x][y][z]}, in raw numbers (10 is a car), not learned ones (1 is a car).
 *
 * <p>Raw numbers whose learned class is 0 (1, 52, 99) are neither written nor accepted: the benchmark maps them to 255 and then fails with an
 * index error, hours into an upload.
 */
public final class SscPredictions {

    private static final int VOXELS = SscVoxels.GRID.size();

    private SscPredictions() {}

    /** Where a prediction lies below the root. */
    public static String name(String sequence, String frame) {
        return "sequences/" + sequence + "/predictions/" + frame + ".label";
    }

    /**
     * The bytes of a prediction's file.
     *
     * @param learned class per voxel, 0 empty, 1..19, {@code [x][y][z]}
     * @throws IllegalArgumentException if there are not 256 x 256 x 32 voxels, or a class is not on the list
     */
    public static byte[] bytes(byte[] learned) {
        if (learned.length != VOXELS) {
            throw new IllegalArgumentException(
                    learned.length + " voxels, 256 x 256 x 32 are " + VOXELS);
        }
        ByteBuffer out = ByteBuffer.allocate(2 * VOXELS).order(ByteOrder.LITTLE_ENDIAN);
        for (byte c : learned) {
            out.putShort((short) RawClasses.raw(c & 0xff));
        }
        return out.array();
    }

    /** Writes a prediction into a submission's folder; folders on the way are made. */
    public static void write(Path root, String sequence, String frame, byte[] learned)
            throws IOException {
        Path file = root.resolve(name(sequence, frame));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(learned));
    }

    /**
     * Reads a prediction as learned classes, {@code [x][y][z]}, 0 empty.
     *
     * @throws DatasetException if it is missing, or {@link #parse} refuses it
     */
    public static byte[] read(DatasetRoot root, String sequence, String frame)
            throws DatasetException {
        String file = name(sequence, frame);
        return parse(file, SensorFile.read(root, file, 2L * VOXELS));
    }

    /**
     * Parses a prediction into learned classes.
     *
     * @param file as messages name it
     * @throws DatasetException if the size is not 4 MiB, or a number is not on the published list or stands for no learned class; the message
     *     says when the numbers look like learned ones
     */
    public static byte[] parse(String file, byte[] bytes) throws DatasetException {
        SscVoxels.requireSize(file, bytes, 2 * VOXELS);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] learned = new byte[VOXELS];
        for (int i = 0; i < VOXELS; i++) {
            int raw = in.getShort(2 * i) & 0xffff;
            if (!RawClasses.predictable(raw)) {
                throw unpredictable(file, bytes, i, raw);
            }
            learned[i] = (byte) RawClasses.learned(raw).orElse(0);
        }
        return learned;
    }

    private static DatasetException unpredictable(String file, byte[] bytes, int voxel, int raw) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] all = new int[VOXELS];
        Arrays.setAll(all, i -> in.getShort(2 * i) & 0xffff);
        boolean learned = Arrays.stream(all).allMatch(r -> r <= 19);
        boolean swapped =
                Arrays.stream(all).allMatch(r -> RawClasses.predictable(r >>> 8 | (r & 0xff) << 8));
        return new DatasetException(
                file,
                "byte " + 2 * voxel,
                "voxel "
                        + voxel
                        + " has "
                        + raw
                        + (RawClasses.learned(raw).isPresent()
                                ? ", which has no learned class: the benchmark fails on it"
                                : ", which SemanticKITTI does not list"),
                learned
                        ? "These look like learned numbers: write raw ones (learning_map_inv)."
                        : swapped
                                ? "The bytes look swapped: write little-endian uint16."
                                : "Write the raw number of a class of the benchmark, or 0 for empty.");
    }
}
