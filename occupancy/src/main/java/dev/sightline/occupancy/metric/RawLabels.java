package dev.sightline.occupancy.metric;

import java.util.Arrays;
import java.util.Map;

/**
 * Classes of the raw numbers that files hold, as the completion benchmark of SemanticKITTI takes them: raw 0 is empty; every other number
 * whose class is 0 (outlier, other-structure, other-object) and every number off the list is 255, not scored. Immutable.
 *
 * <p>Source: {@code evaluate_completion.py}, PRBonn/semantic-kitti-api. Its table ends 100 after the last listed number and a larger one
 * stops it; here it is 255 too.
 */
public final class RawLabels {

    /** Class of what is not scored. */
    public static final int IGNORED = 255;

    private final byte[] table = new byte[1 << 16];

    /**
     * A table.
     *
     * @param classes raw number to class, the published list, in which 0 means "not scored"
     */
    public RawLabels(Map<Integer, Integer> classes) {
        Arrays.fill(table, (byte) IGNORED);
        classes.forEach(
                (raw, c) -> {
                    if (raw < 0 || raw >= table.length || c < 0 || c >= IGNORED) {
                        throw new IllegalArgumentException("raw number " + raw + ", class " + c);
                    }
                    table[raw] = (byte) (c == 0 ? IGNORED : c);
                });
        table[0] = 0;
    }

    /** The class of a raw number: 0 = empty, 255 = not scored. */
    public int classOf(int raw) {
        return table[raw & 0xffff] & 0xff;
    }

    /** Writes the class of every voxel. */
    public void classes(short[] raw, byte[] target) {
        requireSize(raw.length, target.length);
        for (int i = 0; i < raw.length; i++) {
            target[i] = table[raw[i] & 0xffff];
        }
    }

    /**
     * Takes what no scan ever observed out of a truth.
     *
     * @param packed one bit per voxel, the most significant bit of a byte first, 1 = invalid: the bytes of an {@code .invalid} file
     * @param truth becomes 255 where invalid
     */
    public static void ignoreInvalid(byte[] packed, byte[] truth) {
        requireSize(8 * packed.length, truth.length);
        for (int i = 0; i < packed.length; i++) {
            for (int b = packed[i] & 0xff; b != 0; b &= b - 1) {
                truth[8 * i + 7 - Integer.numberOfTrailingZeros(b)] = (byte) IGNORED;
            }
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RawLabels r && Arrays.equals(table, r.table);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(table);
    }

    private static void requireSize(int voxels, int target) {
        if (voxels != target) {
            throw new IllegalArgumentException(voxels + " voxels into an array of " + target);
        }
    }
}
