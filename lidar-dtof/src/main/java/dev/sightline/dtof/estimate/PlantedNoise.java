package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;
import java.util.Arrays;

/**
 * Histograms of noise, into most of which a target is planted, and how much more often plain noise would have drawn each: importance
 * sampling that looks where false alarms come from. With components c of even shares, one of them plain noise, a histogram counts
 * {@code 1 / mean_c L_c(h)}, L_c the likelihood ratio of component c to noise; so the weights average to 1 (Naiman and Priebe, J. Comput.
 * Graph. Stat. 10, 2001, do so for the maximum of a scan). Not thread-safe.
 */
final class PlantedNoise {

    /** Strengths of planted targets: deviations of a matched filter's signal, plus as many counts. */
    private static final double[] STRENGTHS = {2, 3.5, 5};

    private static final double NEGLIGIBLE = 1e-4; // of the response's largest bin
    private static final int MOST_SINGLY = 512; // counts that are drawn one by one

    private final boolean totalKnown;
    private final double[] noise; // expected counts per bin
    private final double[] sums; // of noise, bins + 1
    private final double total;
    private final double[] stay; // per strength: what is left of the noise
    private final double[] planted; // per strength, counts
    private final int[] first; // per place
    private final double[][] share; // per place and bin from first, unit sum
    private final double[][][] logRatio; // per strength, place and bin

    /**
     * Makes a source.
     *
     * @param total noise counts in the histogram
     * @param totalKnown whether every histogram has exactly that many, planted ones included, instead of that many on average
     */
    PlantedNoise(BinnedResponse response, double total, boolean totalKnown) {
        this.totalKnown = totalKnown;
        this.total = total;
        double[] widths = response.widths();
        int bins = widths.length;
        double all = Arrays.stream(widths).sum();
        noise = new double[bins];
        sums = new double[bins + 1];
        for (int k = 0; k < bins; k++) {
            noise[k] = total * widths[k] / all;
            sums[k + 1] = sums[k] + noise[k];
        }
        double apart = Math.max(0.5, Math.floor(response.fullWidth() / 4));
        int places = (int) Math.max(1, Math.floor(bins / apart));
        first = new int[places];
        share = new double[places][];
        for (int i = 0; i < places; i++) {
            place(response, i, (i + 0.5) * bins / places);
        }
        double energy = 0;
        for (double p : share[places / 2]) {
            energy += p * p;
        }
        stay = new double[STRENGTHS.length];
        planted = new double[STRENGTHS.length];
        logRatio = new double[STRENGTHS.length][places][];
        for (int m = 0; m < STRENGTHS.length; m++) {
            double s = STRENGTHS[m] * (Math.sqrt(total / bins / energy) + 1);
            planted[m] = totalKnown ? Math.min(0.9 * total, s) : s;
            stay[m] = totalKnown ? 1 - planted[m] / total : 1;
            for (int i = 0; i < places; i++) {
                logRatio[m][i] = new double[share[i].length];
                for (int j = 0; j < share[i].length; j++) {
                    double ratio = planted[m] * share[i][j] / noise[first[i] + j];
                    logRatio[m][i][j] = StrictMath.log1p(ratio / stay[m]);
                }
            }
        }
    }

    private void place(BinnedResponse response, int i, double t) {
        int from = Math.min(response.first(t), noise.length - 1);
        int to = Math.max(from + 1, response.end(t));
        double top = 0;
        for (int k = from; k < to; k++) {
            top = Math.max(top, response.mass(k, t));
        }
        while (to > from + 1 && response.mass(to - 1, t) < NEGLIGIBLE * top) {
            to--;
        }
        while (from < to - 1 && response.mass(from, t) < NEGLIGIBLE * top) {
            from++;
        }
        first[i] = from;
        share[i] = new double[to - from];
        double sum = 0;
        for (int k = from; k < to; k++) {
            share[i][k - from] = Math.max(1e-12, response.mass(k, t));
            sum += share[i][k - from];
        }
        for (int j = 0; j < share[i].length; j++) {
            share[i][j] /= sum;
        }
    }

    /** Components; draw from each equally often. */
    int components() {
        return 1 + STRENGTHS.length;
    }

    /** Draws a histogram of one component, the last being plain noise. */
    void draw(int component, Draws draws, int[] counts) {
        Arrays.fill(counts, 0);
        boolean plain = component == STRENGTHS.length;
        double signal = plain ? 0 : planted[component];
        double rest = plain ? 1 : stay[component];
        int place = (int) (draws.nextDouble() * first.length);
        if (totalKnown && total <= MOST_SINGLY) {
            for (int n = 0; n < total; n++) {
                boolean noisy = draws.nextDouble() < rest;
                counts[noisy ? noiseBin(draws) : targetBin(place, draws)]++;
            }
            return;
        }
        for (int k = 0; k < counts.length; k++) {
            int j = k - first[place];
            double p = j >= 0 && j < share[place].length ? share[place][j] : 0;
            counts[k] = Poisson.draw(rest * noise[k] + signal * p, draws);
        }
    }

    private int noiseBin(Draws draws) {
        double at = draws.nextDouble() * sums[noise.length];
        int k = Math.min(noise.length - 1, (int) (at / total * noise.length));
        while (k > 0 && sums[k] > at) {
            k--;
        }
        while (k < noise.length - 1 && sums[k + 1] <= at) {
            k++;
        }
        return k;
    }

    private int targetBin(int place, Draws draws) {
        double at = draws.nextDouble();
        int j = 0;
        while (j < share[place].length - 1 && at >= share[place][j]) {
            at -= share[place][j++];
        }
        return first[place] + j;
    }

    /** What a drawn histogram counts among plain noise. */
    double weight(int[] counts) {
        double drawn = 0;
        for (int h : counts) {
            drawn += h;
        }
        double mean = 1; // plain noise itself
        for (int m = 0; m < STRENGTHS.length; m++) {
            double common = drawn * StrictMath.log(stay[m]) - (totalKnown ? 0 : planted[m]);
            double sum = 0;
            for (int i = 0; i < first.length; i++) {
                double log = common;
                double[] row = logRatio[m][i];
                for (int j = 0; j < row.length; j++) {
                    log += counts[first[i] + j] * row[j];
                }
                sum += log > -20 ? StrictMath.exp(log) : 0;
            }
            mean += sum / first.length;
        }
        return components() / mean;
    }
}
