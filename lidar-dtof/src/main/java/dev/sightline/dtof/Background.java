package dev.sightline.dtof;

/**
 * Counts per bin that do not belong to any return: the mean of the bins within {@code mean + 3 sqrt(mean) + 2}, repeated until no
 * bin leaves. Clipping at three standard deviations lowers the mean by 0.4 % of one, far below what a threshold notices.
 */
final class Background {

    private static final int ROUNDS = 12;

    private Background() {}

    /** Background of one zone. */
    static double perBin(int[] counts, int bins) {
        long all = 0;
        int any = 0;
        for (int k = 0; k < bins; k++) {
            all += counts[k];
            any |= counts[k];
        }
        // Sums of kept bins fit an int unless counts are huge.
        return (long) any * bins <= Integer.MAX_VALUE
                ? small(counts, bins, (int) all)
                : large(counts, bins, (double) all / bins);
    }

    private static double small(int[] counts, int bins, int all) {
        double mean = (double) all / bins;
        int limit = limit(mean);
        for (int round = 1; round < ROUNDS; round++) {
            int sum = 0;
            int out = 0;
            for (int k = 0; k < bins; k++) {
                int h = counts[k];
                int over = (limit - h) >> 31; // -1 above the limit, else 0
                sum += h & ~over;
                out += over;
            }
            mean = (double) sum / (bins + out); // n > 0: the smallest count never leaves
            int next = limit(mean);
            if (next >= limit) {
                break;
            }
            limit = next;
        }
        return mean;
    }

    private static double large(int[] counts, int bins, double all) {
        double mean = all;
        int limit = limit(mean);
        for (int round = 1; round < ROUNDS; round++) {
            long sum = 0;
            int n = 0;
            for (int k = 0; k < bins; k++) {
                boolean in = counts[k] <= limit;
                sum += in ? counts[k] : 0;
                n += in ? 1 : 0;
            }
            mean = (double) sum / n;
            int next = limit(mean);
            if (next >= limit) {
                break;
            }
            limit = next;
        }
        return mean;
    }

    private static int limit(double mean) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(mean + 3 * Math.sqrt(mean) + 2));
    }
}
