package dev.sightline.dtof;

import dev.sightline.dtof.FilterBank.Level;

/** The log-matched filter over a {@link ZoneBlock}, each zone with the template of its own background, and the best bin of each. */
final class BlockFilter {

    private static final int RUN = 8; // bins between two kept maxima

    private final int bins;
    private final int half;
    private final boolean symmetric;
    private int reach; // taps on each side that any zone of the block has
    private final float[][] taps; // [tap][zone]
    private final float[][] score; // [bin][zone]
    private final float[][] top; // [run of bins][zone], largest score up to the run's end

    BlockFilter(int bins, FilterBank bank, int lanes) {
        this.bins = bins;
        this.half = bank.half();
        this.symmetric = bank.symmetric();
        this.taps = new float[2 * half + 1][lanes];
        this.score = new float[bins][lanes];
        this.top = new float[(bins + RUN - 1) / RUN][lanes];
    }

    /** Forgets the templates of the block before. */
    void clear() {
        reach = 0;
    }

    /** Gives a zone its template. */
    void template(int lane, Level level) {
        reach = Math.max(reach, level.reach);
        for (int j = symmetric ? half : 0; j <= half + level.reach; j++) {
            taps[j][lane] = level.taps[j];
        }
        for (int j = half + level.reach + 1; j <= 2 * half; j++) {
            taps[j][lane] = 0;
        }
    }

    /** Scores of all bins of all zones, and their maxima. */
    void run(float[][] counts) {
        for (int k = 0; k < bins; k++) {
            float[] out = score[k];
            one(taps[half], counts[k + half], out);
            if (symmetric) {
                pairs(counts, k + half, out);
            } else {
                others(counts, k, out);
            }
            if (k == 0) {
                System.arraycopy(out, 0, top[0], 0, out.length);
            } else {
                if (k % RUN == 0) {
                    System.arraycopy(top[k / RUN - 1], 0, top[k / RUN], 0, out.length);
                }
                larger(out, top[k / RUN]);
            }
        }
    }

    private void pairs(float[][] counts, int middle, float[] out) {
        int j = 1;
        for (; j < reach; j += 2) {
            pairs(
                    taps[half + j],
                    counts[middle - j],
                    counts[middle + j],
                    taps[half + j + 1],
                    counts[middle - j - 1],
                    counts[middle + j + 1],
                    out);
        }
        if (j == reach) {
            pair(taps[half + j], counts[middle - j], counts[middle + j], out);
        }
    }

    private void others(float[][] counts, int start, float[] out) {
        for (int j = 1; j <= reach; j++) {
            int left = half - j;
            int right = half + j;
            two(taps[left], counts[start + left], taps[right], counts[start + right], out);
        }
    }

    private static void one(float[] w, float[] in, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = w[i] * in[i];
        }
    }

    private static void pair(float[] w, float[] a, float[] b, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += w[i] * (a[i] + b[i]);
        }
    }

    private static void pairs(
            float[] w, float[] a, float[] b, float[] v, float[] c, float[] d, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += w[i] * (a[i] + b[i]) + v[i] * (c[i] + d[i]);
        }
    }

    private static void two(float[] w, float[] a, float[] v, float[] b, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += w[i] * a[i] + v[i] * b[i];
        }
    }

    private static void larger(float[] in, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(out[i], in[i]);
        }
    }

    /** The first bin with a zone's largest score. */
    int best(int lane) {
        float most = top[top.length - 1][lane];
        int k = 0;
        for (int g = 0; g < top.length - 1; g++) {
            k += top[g][lane] < most ? RUN : 0;
        }
        while (score[k][lane] != most) {
            k++;
        }
        return k;
    }

    /** Score of a bin; 0 outside the window. */
    float score(int bin, int lane) {
        return bin < 0 || bin >= bins ? 0 : score[bin][lane];
    }
}
