package dev.sightline.datasets.nuscenes;

import java.util.Arrays;

/** A fixed set of tokens with one number each, 24 bytes a token: sorted arrays, searched by halving. */
final class TokenIndex {

    /** The number of a token that is not in the set, or whose number was not set yet. */
    static final long NONE = -1;

    private final long[] high;
    private final long[] low;
    private final long[] values;

    private TokenIndex(long[] high, long[] low, long[] values) {
        this.high = high;
        this.low = low;
        this.values = values;
    }

    int size() {
        return high.length;
    }

    /** The number of a token, or {@link #NONE}. */
    long get(Token token) {
        int i = find(token);
        return i < 0 ? NONE : values[i];
    }

    /** Gives a token of the set its number; false if it is not in the set or has one already. */
    boolean set(Token token, long value) {
        int i = find(token);
        if (i < 0 || values[i] != NONE) {
            return false;
        }
        values[i] = value;
        return true;
    }

    private int find(Token token) {
        int from = 0;
        int to = high.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = Long.compareUnsigned(high[middle], token.high());
            if (order == 0) {
                order = Long.compareUnsigned(low[middle], token.low());
            }
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** Collects tokens in any order. */
    static final class Builder {
        private long[] high = new long[64];
        private long[] low = new long[64];
        private long[] values = new long[64];
        private int size;

        void add(Token token, long value) {
            if (size == high.length) {
                int larger = size + (size >> 1);
                high = Arrays.copyOf(high, larger);
                low = Arrays.copyOf(low, larger);
                values = Arrays.copyOf(values, larger);
            }
            high[size] = token.high();
            low[size] = token.low();
            values[size++] = value;
        }

        /** The set; of a token that was added more than once the smallest number stays. */
        TokenIndex build() {
            sort();
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (kept == 0 || high[i] != high[kept - 1] || low[i] != low[kept - 1]) {
                    high[kept] = high[i];
                    low[kept] = low[i];
                    values[kept++] = values[i];
                }
            }
            return new TokenIndex(
                    Arrays.copyOf(high, kept),
                    Arrays.copyOf(low, kept),
                    Arrays.copyOf(values, kept));
        }

        /** Heap sort: in place over three arrays, and n log n whatever the tokens are. */
        private void sort() {
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i, size);
            }
            for (int end = size - 1; end > 0; end--) {
                swap(0, end);
                sink(0, end);
            }
        }

        private void sink(int root, int end) {
            int parent = root;
            while (true) {
                int child = 2 * parent + 1;
                if (child >= end) {
                    return;
                }
                if (child + 1 < end && less(child, child + 1)) {
                    child++;
                }
                if (!less(parent, child)) {
                    return;
                }
                swap(parent, child);
                parent = child;
            }
        }

        private boolean less(int a, int b) {
            int order = Long.compareUnsigned(high[a], high[b]);
            order = order != 0 ? order : Long.compareUnsigned(low[a], low[b]);
            return order != 0 ? order < 0 : values[a] < values[b];
        }

        private void swap(int a, int b) {
            swap(high, a, b);
            swap(low, a, b);
            swap(values, a, b);
        }

        private static void swap(long[] array, int a, int b) {
            long t = array[a];
            array[a] = array[b];
            array[b] = t;
        }
    }
}
