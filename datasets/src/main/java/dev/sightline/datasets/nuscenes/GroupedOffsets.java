package dev.sightline.datasets.nuscenes;

import java.util.Arrays;

/** Which rows of a table belong to which group, in file order: 8 bytes a row and 4 a group once built. */
final class GroupedOffsets {

    private final int[] starts; // [groups + 1]
    private final long[] offsets; // by group

    private GroupedOffsets(int[] starts, long[] offsets) {
        this.starts = starts;
        this.offsets = offsets;
    }

    static GroupedOffsets none(int groups) {
        return new Builder().build(groups);
    }

    /** Where the rows of a group start, bytes. */
    long[] of(int group) {
        return Arrays.copyOfRange(offsets, starts[group], starts[group + 1]);
    }

    int size() {
        return offsets.length;
    }

    /** Collects rows in file order. */
    static final class Builder {
        private int[] groups = new int[64];
        private long[] offsets = new long[64];
        private int size;

        void add(int group, long offset) {
            if (size == groups.length) {
                groups = Arrays.copyOf(groups, size + (size >> 1));
                offsets = Arrays.copyOf(offsets, size + (size >> 1));
            }
            groups[size] = group;
            offsets[size++] = offset;
        }

        GroupedOffsets build(int count) {
            int[] starts = new int[count + 1];
            for (int i = 0; i < size; i++) {
                starts[groups[i] + 1]++;
            }
            for (int g = 0; g < count; g++) {
                starts[g + 1] += starts[g];
            }
            int[] next = starts.clone();
            long[] sorted = new long[size];
            for (int i = 0; i < size; i++) {
                sorted[next[groups[i]]++] = offsets[i];
            }
            return new GroupedOffsets(starts, sorted);
        }
    }
}
