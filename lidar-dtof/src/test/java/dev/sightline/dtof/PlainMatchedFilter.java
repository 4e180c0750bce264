package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.Arrays;

/**
 * Plain twin of {@link MatchedFilter}: the same steps by the book, every logarithm and exponential computed where it stands. Ten times
 * slower.
 */
final class PlainMatchedFilter {

    /** Deviations that noise of a count or more per bin never reaches: beyond 1e-12. */
    private static final double CERTAIN = 12;

    private final DtofModel model;
    private final FilterBank bank;
    private final double falseAlarmRate;
    private final PulseResponse response;

    /**
     * Makes a filter.
     *
     * @param bank templates and thresholds
     * @param falseAlarmRate accepted false alarms per zone without target, for example 1e-3
     */
    PlainMatchedFilter(DtofModel model, FilterBank bank, double falseAlarmRate) {
        DepthEstimator.requireRate(falseAlarmRate);
        this.model = model;
        this.falseAlarmRate = falseAlarmRate;
        this.bank = bank;
        this.response = new PulseResponse(model);
    }

    Returns estimate(PulseHistogram histogram) {
        DepthEstimator.requireModel(model, histogram);
        Returns out = new Returns(model.zones());
        Scratch scratch = new Scratch();
        for (int zone = 0; zone < model.zones(); zone++) {
            histogram.zone(zone, scratch.counts);
            scratch.estimate(zone, out);
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

        void estimate(int zone, Returns out) {
            double b = Background.perBin(counts, bins);
            out.background(zone, b);
            double floor = bank.floor(b);
            FilterBank.Level level = bank.level(floor);
            int best = bestBin(level.taps);
            double z = (score[best] - floor * level.sum) / Math.sqrt(floor * level.squares);
            double p = falseAlarms(z, floor);
            if (p > falseAlarmRate) {
                return;
            }
            refine(zone, best, floor, 1 - p, out);
        }

        private double falseAlarms(double z, double b) {
            if (z * Math.sqrt(Math.min(1, b)) > CERTAIN) {
                return 0;
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
            // Tap by tap over all bins: the shape that the compiler turns into vector code.
            Arrays.fill(score, 0);
            float middle = taps[half];
            for (int k = 0; k < bins; k++) {
                score[k] = middle * padded[k + half];
            }
            for (int j = 1; j <= half && taps[half + j] > 0; j++) {
                float w = taps[half + j];
                int left = half - j;
                int right = half + j;
                for (int k = 0; k < bins; k++) {
                    score[k] += w * (padded[k + left] + padded[k + right]);
                }
            }
            int best = 0;
            for (int k = 1; k < bins; k++) {
                best = score[k] > score[best] ? k : best;
            }
            return best;
        }

        private void refine(int zone, int best, double b, double confidence, Returns out) {
            double left = best == 0 ? 0 : score[best - 1];
            double top = score[best];
            double right = best == bins - 1 ? 0 : score[best + 1];
            double bend = left - 2 * top + right;
            double shift =
                    bend < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (left - right) / bend)) : 0;
            // The step starts where the tables have a place, so that only what they hold is
            // compared.
            double t = Math.floor((best + 0.5 + shift) * 64 + 0.5) / 64;
            double signal = signal(t, b);
            // One step of Fisher scoring takes away the parabola's bias, which narrow responses
            // have; an edge or a slanted road,
            // which the model does not describe, cannot pull it further than half a bin.
            double pull = 0;
            double information = 0;
            for (int k = response.first(t); k < response.end(t); k++) {
                double slope = signal * response.slope(k, t);
                double rate = signal * response.mass(k, t) + b;
                pull += (counts[k] - rate) * slope / rate;
                information += slope * slope / rate;
            }
            t += Math.max(-0.5, Math.min(0.5, pull / information));
            double surplus = surplus((int) Math.max(0, Math.min(bins - 1, t)), signal, b);
            double sigma = Math.sqrt(1 / information + surplus * surplus);
            double metres = model.binMetres();
            out.set(zone, t * metres, sigma * metres, signal, confidence);
        }

        /** Photons above the background in the bins that can hold a 25th of what the fullest does, scaled up to the whole response; at least 1. */
        private double signal(double t, double b) {
            int middle = Math.min(bins - 1, (int) t);
            int reach = 0;
            while (response.mass(reach + 1, 1) > 0.04 * bank.peak()) {
                reach++;
            }
            double sum = 0;
            int from = Math.max(0, middle - reach);
            int to = Math.min(bins, middle + reach + 1);
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
            double expected =
                    contrast <= 1
                            ? 1
                            : 2 * response.sigmaBins() * Math.sqrt(2 * StrictMath.log(contrast))
                                    + 1;
            // Two bins of slack: where the run ends within a bin, and noise at its ends.
            return Math.max(0, to - from - expected - 2) / Math.sqrt(12);
        }
    }
}
