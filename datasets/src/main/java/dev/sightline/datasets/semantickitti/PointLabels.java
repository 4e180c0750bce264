package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.perception.map.ObjectKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.BitSet;

/**
 * A class and an instance for each point of one scan, in the order of the scan's cloud. Immutable.
 *
 * <p>File: {@code [n]} little-endian uint32; lower 16 bits raw class, upper 16 bits instance.
 */
public final class PointLabels {

    /** The largest label file that is read: as many points as a scan may have. */
    public static final long MAX_BYTES = 4L * (4 << 20);

    private final int[] words; // [n]

    private PointLabels(int[] words) {
        this.words = words;
    }

    /**
     * Parses the bytes of a file.
     *
     * @param file as messages name it
     * @param recorded number of points in the scan's file
     * @param kept which of them the cloud holds
     * @throws DatasetException if the file does not hold one label per recorded point, or a class that is not on the published list
     */
    public static PointLabels parse(String file, byte[] bytes, int recorded, BitSet kept)
            throws DatasetException {
        if (bytes.length != 4L * recorded) {
            throw new DatasetException(
                    file,
                    "byte " + Math.min(bytes.length, 4L * recorded),
                    "has " + bytes.length + " bytes: " + recorded + " points need " + 4L * recorded,
                    "Download the labels that belong to this scan.");
        }
        IntBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        int[] words = new int[kept.get(0, recorded).cardinality()];
        int k = 0;
        for (int i = kept.nextSetBit(0); i >= 0 && i < recorded; i = kept.nextSetBit(i + 1)) {
            int word = in.get(i);
            if (RawClasses.learned(word & 0xffff).isEmpty()) {
                throw new DatasetException(
                        file,
                        "byte " + 4L * i,
                        "point "
                                + i
                                + " has class "
                                + (word & 0xffff)
                                + ", which SemanticKITTI does not list",
                        "Check that these are labels in raw numbers; predictions in learned numbers are not read here.");
            }
            words[k++] = word;
        }
        return new PointLabels(words);
    }

    public int size() {
        return words.length;
    }

    /** Number in the file, such as 10 for a car and 252 for a moving one. */
    public int raw(int i) {
        return words[i] & 0xffff;
    }

    /** Number of {@link dev.sightline.perception.map.Taxonomy#SEMANTIC_KITTI}: 0 unlabelled, 1..19. */
    public int learned(int i) {
        return RawClasses.learned(raw(i)).orElse(0);
    }

    public ObjectKind kind(int i) {
        return RawClasses.kind(raw(i));
    }

    /** Number of the thing within its class and sequence; 0 where things are not counted. */
    public int instance(int i) {
        return words[i] >>> 16;
    }
}
