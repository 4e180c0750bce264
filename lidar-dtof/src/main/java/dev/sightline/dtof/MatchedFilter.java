package dev.sightline.dtof;

import dev.sightline.dtof.PulseSearch.Candidate;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.Optional;

/**
 * The log-matched filter on the bin grid, one parabola through the best score and its neighbours, and one step of Fisher scoring:
 * within 2 % of the Cramer-Rao bound from 100 photons up, 6-11 % at 10 (design section 3.1, "cheap route"; the step keeps this
 * where the response's deviation is less than a bin, down to 0.6).
 *
 * <p>A response narrower than about 0.4 bins is placed by the mean of its likelihood instead, and sigma is the likelihood's deviation:
 * one bin's even spread where one bin holds all the light.
 *
 * <p>Otherwise sigma is the bound at the estimated signal and background. Where the lit run of bins is longer than a flat target's (a slanted
 * road, an edge), the surplus's deviation is added in square: the range is then that of some lit part of the zone.
 */
public final class MatchedFilter implements DepthEstimator {

    private final DtofModel model;
    private final FilterBank bank;
    private final PulseSearch search;
    private final PulseResponse response;
    private final PhaseTable phases;
    private final double[] litRun = new double[OctaveIndex.SIZE];

    /**
     * Makes a filter.
     *
     * @param falseAlarmRate accepted false alarms per zone without target, for example 1e-3
     */
    public MatchedFilter(DtofModel model, double falseAlarmRate) {
        this(model, new FilterBank(model), falseAlarmRate);
    }

    /** A filter with templates and thresholds that others use as well. */
    MatchedFilter(DtofModel model, FilterBank bank, double falseAlarmRate) {
        DepthEstimator.requireRate(falseAlarmRate);
        this.model = model;
        this.bank = bank;
        this.search = new PulseSearch(model, bank, falseAlarmRate);
        this.response = new PulseResponse(model);
        this.phases = new PhaseTable(BinnedResponse.of(model), 1e-4, 0.04);
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
        return estimate(histogram, Optional.empty());
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
        return estimate(histogram, Optional.of(background));
    }

    private Returns estimate(PulseHistogram histogram, Optional<double[]> known) {
        double[] step = new double[2];
        return search.run(histogram, known, (candidate, out) -> refine(candidate, step, out));
    }

    private void refine(Candidate c, double[] step, Returns out) {
        int bins = model.bins();
        double b = c.background;
        // A step of scoring takes away the parabola's bias, which narrow responses have; an edge
        // or a slanted road, which the
        // model does not describe, cannot pull it further than half a bin.
        int place = PhaseTable.place(c.bin + 0.5 + c.shift);
        double signal = phases.signal(place, b, c.counts, c.at, bins);
        double t;
        double variance;
        if (phases.isNarrow()) {
            phases.spread(place, signal, b, c.counts, c.at, bins, step);
            t = step[0];
            variance = step[1];
        } else {
            phases.score(place, signal, b, c.counts, c.at, bins, step);
            t = (double) place / PhaseTable.PHASES + Math.max(-0.5, Math.min(0.5, step[0]));
            variance = 1 / step[1];
        }
        double surplus = surplus((int) Math.max(0, Math.min(bins - 1, t)), signal, c);
        double sigma = Math.sqrt(variance + surplus * surplus);
        double metres = model.binMetres();
        out.set(c.zone, t * metres, sigma * metres, signal, c.confidence);
    }

    /** Deviation of the part of the lit run that one flat target does not explain, bins. */
    private double surplus(int middle, double signal, Candidate c) {
        double b = c.background;
        double lit = b + 3 * Math.sqrt(b) + 1;
        int[] counts = c.counts;
        int start = c.at;
        int end = start + model.bins();
        double contrast = signal * bank.peak() / (lit - b);
        // The table's cell begins at or below the contrast, so its run is too short if anything.
        double least = litRun[OctaveIndex.of(contrast)];
        int side = (int) (0.5 * (least + 3));
        int from = start + middle;
        int to = from + 1;
        if ((from - side < start || counts[from - side] <= lit)
                && (from + side >= end || counts[from + side] <= lit)) {
            return 0; // a run of at most least + 2 bins
        }
        while (from > start && counts[from - 1] > lit) {
            from--;
        }
        while (to < end && counts[to] > lit) {
            to++;
        }
        // Two bins of slack: where the run ends within a bin, and noise at its ends.
        return Math.max(0, to - from - litRun(contrast) - 2) / Math.sqrt(12);
    }
}
