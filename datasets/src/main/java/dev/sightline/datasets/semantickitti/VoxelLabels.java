package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.DatasetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** A raw class per voxel of {@link SscVoxels#GRID}: little-endian uint16, {@code [x][y][z]}; 0 is empty. Immutable. */
public final class VoxelLabels {

    private final short[] raw;

    private VoxelLabels(short[] raw) {
        this.raw = raw;
    }

    /**
     * Parses the bytes of a file.
     *
     * @throws DatasetException if the size is not 4 MiB, or a class is not on the published list
     */
    public static VoxelLabels parse(String file, byte[] bytes) throws DatasetException {
        SscVoxels.requireSize(file, bytes, 2 * SscVoxels.GRID.size());
        ShortBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] raw = new short[in.remaining()];
        in.get(raw);
        for (int i = 0; i < raw.length; i++) {
            if (RawClasses.learned(raw[i] & 0xffff).isEmpty()) {
                throw new DatasetException(
                        file,
                        "byte " + 2 * i,
                        "voxel "
                                + i
                                + " has class "
                                + (raw[i] & 0xffff)
                                + ", which SemanticKITTI does not list",
                        "Check that these are labels in raw numbers.");
            }
        }
        return new VoxelLabels(raw);
    }

    public int size() {
        return raw.length;
    }

    /** Number in the file; 0 is empty. */
    public int raw(int index) {
        return raw[index] & 0xffff;
    }
}
