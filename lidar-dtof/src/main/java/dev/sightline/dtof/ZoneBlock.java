package dev.sightline.dtof;

import dev.sightline.perception.sensor.PulseHistogram;
import java.util.Arrays;

/**
 * Counts of some hundred zones side by side, {@code [bin][zone]}: every loop over zones is one that the compiler turns into vector code,
 * where a loop over the bins of one zone is a chain of sums or of comparisons that wait for each other. Arrays are reused from block to
 * block; not thread-safe.
 */
final class ZoneBlock {

    private static final int CELLS =
            1 << 16; // of one array: a quarter of a megabyte, so that three fit a core's cache
    private static final int GROUP = 8; // zones transposed at a time
    private static final int ROUNDS = 12;
    private static final int FEW =
            6; // a round over all zones is worth it for more than one in so many

    private final int bins;
    private final int lanes;
    private final int[] rows;
    private final float[][] columns;
    private final float[] total;
    private final float[] limit;
    private final float[] kept;
    private final float[] number;
    private final float[] before;
    private final int[] unsettled;

    /**
     * Makes a block.
     *
     * @param margin bins of zero counts kept on each side of the window
     */
    ZoneBlock(int bins, int zones, int margin) {
        this.bins = bins;
        int wanted = Math.max(GROUP, Math.min(512, CELLS / bins));
        this.lanes = Math.min(wanted, zones + GROUP - 1) / GROUP * GROUP;
        this.rows = new int[lanes * bins];
        float[] zero = new float[lanes];
        this.columns = new float[bins + 2 * margin][];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = k < margin || k >= bins + margin ? zero : new float[lanes];
        }
        this.total = new float[lanes];
        this.limit = new float[lanes];
        this.kept = new float[lanes];
        this.number = new float[lanes];
        this.before = new float[lanes];
        this.unsettled = new int[lanes];
    }

    /** Zones that fit. */
    int lanes() {
        return lanes;
    }

    /** Counts, {@code [zone][bin]}. */
    int[] rows() {
        return rows;
    }

    /** Counts, {@code [margin + bin][zone]}; zones beyond those loaded hold anything. */
    float[][] columns() {
        return columns;
    }

    /** Counts of a zone in all bins, once {@link #background} has summed them. */
    double total(int lane) {
        return total[lane];
    }

    /** Takes zones {@code first .. first + n - 1} of a histogram. */
    void load(PulseHistogram histogram, int first, int n) {
        for (int z = 0; z < n; z++) {
            histogram.zone(first + z, rows, z * bins);
        }
        int margin = (columns.length - bins) / 2;
        int[] in = rows;
        float[][] to = columns;
        int b = bins;
        for (int z = 0; z < n; z += GROUP) {
            for (int k = 0; k < b; k++) {
                float[] out = to[margin + k];
                int from = z * b + k;
                out[z] = in[from];
                out[z + 1] = in[from + b];
                out[z + 2] = in[from + 2 * b];
                out[z + 3] = in[from + 3 * b];
                out[z + 4] = in[from + 4 * b];
                out[z + 5] = in[from + 5 * b];
                out[z + 6] = in[from + 6 * b];
                out[z + 7] = in[from + 7 * b];
            }
        }
    }

    /**
     * Background per bin of every zone, as {@link Background} has it for one: sums of integers below 2^24 are exact in a float, larger
     * ones right to 1e-5.
     */
    void background(int n, double[] out) {
        int margin = (columns.length - bins) / 2;
        Arrays.fill(total, 0);
        for (int k = 0; k < bins; k++) {
            add(columns[margin + k], total);
        }
        for (int z = 0; z < n; z++) {
            out[z] = (double) total[z] / bins;
            limit[z] = limit(out[z]);
            before[z] = bins;
        }
        int open = n;
        for (int round = 1; round < ROUNDS && open * FEW > n; round++) {
            Arrays.fill(kept, 0);
            Arrays.fill(number, 0);
            for (int k = 0; k < bins; k++) {
                addKept(columns[margin + k], limit, kept, number);
            }
            open = 0;
            for (int z = 0; z < n; z++) {
                if (number[z] != before[z]) {
                    before[z] = number[z];
                    out[z] = (double) kept[z] / number[z];
                    float next = limit(out[z]);
                    unsettled[open] = z;
                    open += next < limit[z] ? 1 : 0;
                    limit[z] = next;
                }
            }
        }
        // The last few one by one.
        for (int i = 0; i < open; i++) {
            int z = unsettled[i];
            out[z] = settle(z, limit[z]);
        }
    }

    /** Goes on with one zone until no count leaves. */
    private double settle(int zone, float from) {
        float least = from;
        double mean = 0;
        for (int round = 1; round < ROUNDS; round++) {
            int bound = (int) Math.min(Integer.MAX_VALUE, least);
            long sum = 0;
            int in = 0;
            for (int k = zone * bins; k < (zone + 1) * bins; k++) {
                int over = rows[k] < bound ? -1 : 0;
                sum += rows[k] & over;
                in -= over;
            }
            mean = (double) sum / in;
            float next = limit(mean);
            if (next >= least) {
                break;
            }
            least = next;
        }
        return mean;
    }

    private static void add(float[] counts, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += counts[i];
        }
    }

    /** Sums and numbers the counts below a limit; both are whole numbers, so their difference clipped to 0..1 says which. */
    private static void addKept(float[] counts, float[] limit, float[] sum, float[] number) {
        for (int i = 0; i < sum.length; i++) {
            float in = Math.max(0f, Math.min(1f, limit[i] - counts[i]));
            sum[i] += in * counts[i];
            number[i] += in;
        }
    }

    /** The smallest whole number above what is kept. */
    private static float limit(double mean) {
        return (float) (Math.ceil(mean + 3 * Math.sqrt(mean) + 2) + 1);
    }
}
