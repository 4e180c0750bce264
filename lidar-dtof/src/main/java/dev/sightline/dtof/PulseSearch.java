package dev.sightline.dtof;

import dev.sightline.dtof.FilterBank.Level;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * Finds in every zone the bin where the log-matched filter answers most, and tells whether that is more than background: the part that
 * {@link MatchedFilter} and {@link LikelihoodEstimator} share. Works on blocks of zones. Immutable.
 */
final class PulseSearch {

    /** Places a return precisely, given where it is about; one object per pass, so it may keep arrays. */
    interface Refinement {
        void refine(Candidate candidate, Returns out);
    }

    /** What is known of a zone whose best score exceeds the threshold. */
    static final class Candidate {
        int zone;
        int[] counts; // of many zones
        int at; // this zone's bin 0 in the counts
        int bin;
        double background; // per bin, above 0
        double total; // counts in the zone
        double shift; // of the top of a parabola through the scores of three bins, in bins from
        // the middle of the best one
        double confidence;
    }

    private final DtofModel model;
    private final FilterBank bank;
    private final boolean always;

    /** A search; one that accepts a false alarm in every zone always answers. */
    PulseSearch(DtofModel model, FilterBank bank, double falseAlarmRate) {
        this.always = falseAlarmRate >= 1;
        this.model = model;
        this.bank = bank;
    }

    Returns run(PulseHistogram histogram, Refinement refinement) {
        DepthEstimator.requireModel(model, histogram);
        int bins = model.bins();
        int zones = model.zones();
        Returns out = new Returns(zones);
        ZoneBlock block = new ZoneBlock(bins, zones, bank.half());
        BlockFilter filter = new BlockFilter(bins, bank, block.lanes());
        double[] background = new double[block.lanes()];
        Level[] levels = new Level[block.lanes()];
        Candidate candidate = new Candidate();
        candidate.counts = block.rows();
        for (int first = 0; first < zones; first += block.lanes()) {
            int n = Math.min(block.lanes(), zones - first);
            block.load(histogram, first, n);
            block.background(n, background);
            filter.clear();
            for (int z = 0; z < n; z++) {
                out.background(first + z, background[z]);
                // No photon at all still means "less than about one".
                background[z] = Math.max(background[z], 0.5 / bins);
                levels[z] = bank.level(background[z]);
                filter.template(z, levels[z]);
            }
            filter.run(block.columns());
            for (int z = 0; z < n; z++) {
                int best = filter.best(z);
                double b = background[z];
                Level level = levels[z];
                double top = filter.score(best, z);
                double confidence = confidence(levels[z], top, b);
                if (Double.isNaN(confidence)) {
                    continue;
                }
                candidate.zone = first + z;
                candidate.at = z * bins;
                candidate.bin = best;
                candidate.background = b;
                candidate.total = block.total(z);
                candidate.shift =
                        shift(filter.score(best - 1, z), top, filter.score(best + 1, z));
                candidate.confidence = confidence;
                refinement.refine(candidate, out);
            }
        }
        return out;
    }

    /** Confidence in a return whose score is the best of its zone over a background; NaN if it is not to be told from noise. */
    double confidence(Level level, double top, double background) {
        double deviations =
                (top - background * level.sum) / Math.sqrt(background * level.squares);
        if (!always && deviations < level.threshold) {
            return Double.NaN;
        }
        double p = deviations > 12 ? 0 : bank.places() * level.probability(deviations, background);
        return 1 - Math.min(1, p);
    }

    /** How far from the middle score the top of a parabola through three lies, bins. */
    static double shift(double left, double top, double right) {
        double bend = left - 2 * top + right;
        return bend < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (left - right) / bend)) : 0;
    }
}
