package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * The log-matched filter on the bin grid, one parabola through the best score and its neighbours, and one step of Fisher scoring:
 * within 2 % of the Cramer-Rao bound from 100 photons up, 6-11 % at 10 (design section 3.1, "cheap route"; the step keeps this
 * where the response's deviation is less than a bin, down to 0.6).
 *
 * <p>Sigma is the bound at the estimated signal and background. Where the lit run of bins is longer than a flat target's (a slanted
 * road, an edge), the surplus's deviation is added in square: the range is then that of some lit part of the zone.
 */
public final class MatchedFilter implements DepthEstimator {

    private static final int MOVES = 3;

    /** Deviations that noise of a count or more per bin never reaches: beyond 1e-12. */
    private static final double CERTAIN = 12;

    private final DtofModel model;
    private final FilterBank bank;
    private final double falseAlarmRate;
    private final PulseResponse response;
    private final PhaseTable phases;
    private final double[] litRun = new double[OctaveIndex.SIZE];

    /**
     * Makes a filter.
     *
     * @param falseAlarmRate accepted false alarms per zone without target, for example 1e-3
     */
    public MatchedFilter(DtofModel model, double falseAlarmRate) {
        DepthEstimator.requireRate(falseAlarmRate);
        this.model = model;
        this.falseAlarmRate = falseAlarmRate;
        this.bank = new FilterBank(model);
        this.response = new PulseResponse(model);
        this.phases = new PhaseTable(response);
        for (int i = 0; i < litRun.length; i++) {
            litRun[i] = litRun(OctaveIndex.low(i));
        }
    }

    /** Bins that a flat target's pulse lights up if its peak is {@code contrast} times what counts as lit. */
    private double litRun(double contrast) {
        return contrast <= 1
                ? 1
                : 2 * response.sigmaBins() * Math.sqrt(2 * StrictMath.log(contrast)) + 1;
    }

    @Override
    public DtofModel model() {
        return model;
    }

    @Override
    public Returns estimate(PulseHistogram histogram) {
        return estimate(histogram, null);
    }

    /**
     * The same where the background is known, from a dark frame or from the neighbours: weak targets on few counts are told from noise
     * more often then.
     *
     * @param background counts per bin, zone by zone, above 0
     * @throws IllegalArgumentException if there is not one per zone
     */
    public Returns estimateOver(PulseHistogram histogram, double[] background) {
        if (background.length != model.zones()) {
            throw new IllegalArgumentException(
                    "backgrounds of " + background.length + " zones for " + model);
        }
        for (int zone = 0; zone < background.length; zone++) {
            if (!(background[zone] > 0 && background[zone] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "background of zone " + zone + " is " + background[zone]);
            }
        }
        return estimate(histogram, background);
    }

    private Returns estimate(PulseHistogram histogram, double[] known) {
        DepthEstimator.requireModel(model, histogram);
        Returns out = new Returns(model.zones());
        Scratch scratch = new Scratch();
        for (int zone = 0; zone < model.zones(); zone++) {
            histogram.zone(zone, scratch.counts);
            scratch.estimate(zone, known == null ? Double.NaN : known[zone], out);
        }
        return out;
    }

    /** Arrays of one pass over a histogram. */
    private final class Scratch {

        private final int bins = model.bins();
        private final int half = bank.half();
        private final int[] counts = new int[bins];
        private final float[] padded = new float[bins + 2 * half];
        private final float[] score = new float[bins];
        private final double[] step = new double[2];
        private double[] weights;

        /** Estimates one zone over a known background, or NaN. */
        void estimate(int zone, double known, Returns out) {
            boolean told = !Double.isNaN(known);
            double b = told ? known : Background.perBin(counts, bins);
            out.background(zone, b);
            double floor = told ? bank.told(b) : bank.floor(b);
            FilterBank.Level level = bank.level(floor);
            int best = bestBin(level.taps);
            double z = (score[best] - floor * level.sum) / Math.sqrt(floor * level.squares);
            double p = falseAlarms(z, floor, told);
            if (p > falseAlarmRate) {
                return;
            }
            refine(zone, best, floor, 1 - p, out);
        }

        private double falseAlarms(double z, double b, boolean told) {
            if (z > CERTAIN && b >= 1) {
                return 0;
            }
            if (told) {
                return bank.falseAlarmsOver(z, b);
            }
            long total = 0;
            for (int h : counts) {
                total += h;
            }
            return bank.falseAlarms(z, (double) total);
        }

        private int bestBin(float[] taps) {
            for (int k = 0; k < bins; k++) {
                padded[k + half] = counts[k];
            }
            // Three pairs of taps at a time over all bins: loops that the compiler turns into
            // vector code.
            float middle = taps[half];
            for (int k = 0; k < bins; k++) {
                score[k] = middle * padded[k + half];
            }
            for (int j = 1; j <= half && taps[half + j] > 0; j += 4) {
                pairs(taps, j);
            }
            // Every score is at least 0, so the bits of the floats are ordered as integers are.
            // Four running maxima
            // do not wait for each other; the first bin that holds the largest is the answer.
            int whole = bins & ~3;
            int m0 = 0;
            int m1 = 0;
            int m2 = 0;
            int m3 = 0;
            for (int k = 0; k < whole; k += 4) {
                m0 = Math.max(m0, Float.floatToRawIntBits(score[k]));
                m1 = Math.max(m1, Float.floatToRawIntBits(score[k + 1]));
                m2 = Math.max(m2, Float.floatToRawIntBits(score[k + 2]));
                m3 = Math.max(m3, Float.floatToRawIntBits(score[k + 3]));
            }
            int top = Math.max(Math.max(m0, m1), Math.max(m2, m3));
            for (int k = whole; k < bins; k++) {
                top = Math.max(top, Float.floatToRawIntBits(score[k]));
            }
            int best = 0;
            while (Float.floatToRawIntBits(score[best]) != top) {
                best++;
            }
            return best;
        }

        private void pairs(float[] taps, int j) {
            float[] in = padded;
            float[] out = score;
            float a = taps[half + j];
            float b = j + 1 <= half ? taps[half + j + 1] : 0;
            float c = j + 2 <= half ? taps[half + j + 2] : 0;
            float d = j + 3 <= half ? taps[half + j + 3] : 0;
            // A pair beyond the last tap has weight 0 and reads the middle.
            int aa = j;
            int bb = j + 1 <= half ? j + 1 : 0;
            int cc = j + 2 <= half ? j + 2 : 0;
            int dd = j + 3 <= half ? j + 3 : 0;
            int h = half;
            for (int k = 0; k < bins; k++) {
                out[k] +=
                        a * (in[k + h - aa] + in[k + h + aa])
                                + b * (in[k + h - bb] + in[k + h + bb])
                                + c * (in[k + h - cc] + in[k + h + cc])
                                + d * (in[k + h - dd] + in[k + h + dd]);
            }
        }

        private void refine(int zone, int candidate, double b, double confidence, Returns out) {
            int best = candidate;
            double signal = signal(best + 0.5, b);
            weights = bank.nearWeights(signal * bank.peak() / b);
            double left = score(best - 1);
            double top = score(best);
            double right = score(best + 1);
            for (int i = 0; i < MOVES && (left > top || right > top); i++) {
                if (left > right) {
                    best--;
                    right = top;
                    top = left;
                    left = score(best - 1);
                } else {
                    best++;
                    left = top;
                    top = right;
                    right = score(best + 1);
                }
            }
            double bend = left - 2 * top + right;
            double shift =
                    bend < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (left - right) / bend)) : 0;
            double t = Math.max(0, Math.min(bins, best + 0.5 + shift));
            signal = signal(t, b);
            // One step of Fisher scoring takes away the parabola's bias, which narrow responses
            // have; an edge or a slanted road,
            // which the model does not describe, cannot pull it further than a quarter of a bin.
            int place = PhaseTable.place(t);
            phases.score(place, signal, b, counts, bins, step);
            double start = (double) place / PhaseTable.PHASES;
            t = start + Math.max(-0.25, Math.min(0.25, step[0]));
            double information = step[1];
            double surplus = surplus((int) Math.max(0, Math.min(bins - 1, t)), signal, b);
            double sigma = Math.sqrt(1 / information + surplus * surplus);
            double metres = model.binMetres();
            out.set(zone, t * metres, sigma * metres, signal, confidence);
        }

        private double score(int bin) {
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                int k = bin + j - half;
                if (k >= 0 && k < bins) {
                    sum += weights[j] * counts[k];
                }
            }
            return sum;
        }

        /** Photons above the background within two and a half deviations, scaled up to the whole response; at least 1. */
        private double signal(double t, double b) {
            double reach = 2.5 * response.sigmaBins() + 0.5;
            int from = Math.max(0, (int) Math.floor(t - reach));
            int to = Math.min(bins, (int) Math.floor(t + reach) + 1);
            double sum = 0;
            for (int k = from; k < to; k++) {
                sum += counts[k] - b;
            }
            double mass = response.arrived(to, t) - response.arrived(from, t);
            return Math.max(1, sum / mass);
        }

        /** Deviation of the part of the lit run that one flat target does not explain, bins. */
        private double surplus(int middle, double signal, double b) {
            double lit = b + 3 * Math.sqrt(b) + 1;
            int from = middle;
            while (from > 0 && counts[from - 1] > lit) {
                from--;
            }
            int to = middle + 1;
            while (to < bins && counts[to] > lit) {
                to++;
            }
            double contrast = signal * bank.peak() / (lit - b);
            // The table's cell begins at or below the contrast, so its run is too short if
            // anything.
            double least = litRun[OctaveIndex.of(contrast)];
            double expected = to - from <= least + 2 ? least : litRun(contrast);
            // Two bins of slack: where the run ends within a bin, and noise at its ends.
            return Math.max(0, to - from - expected - 2) / Math.sqrt(12);
        }
    }
}
