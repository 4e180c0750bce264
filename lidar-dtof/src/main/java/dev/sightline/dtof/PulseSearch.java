package dev.sightline.dtof;

import dev.sightline.dtof.FilterBank.Level;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.Optional;

/**
 * Finds in every zone the bin where the log-matched filter answers most, and tells whether that is more than background: the part that
 * {@link MatchedFilter} and {@link LikelihoodEstimator} share. Works on blocks of zones. Immutable.
 */
final class PulseSearch {

    /** Deviations that noise of a count or more per bin never reaches: beyond 1e-12. */
    private static final double CERTAIN = 12;

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
    private final double falseAlarmRate;

    /** A search; one that accepts a false alarm in every zone always answers. */
    PulseSearch(DtofModel model, FilterBank bank, double falseAlarmRate) {
        this.falseAlarmRate = falseAlarmRate;
        this.model = model;
        this.bank = bank;
    }

    /**
     * Searches all zones.
     *
     * @param known background per bin, zone by zone, if it need not be estimated
     */
    Returns run(PulseHistogram histogram, Optional<double[]> known, Refinement refinement) {
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
            if (known.isPresent()) {
                System.arraycopy(known.get(), first, background, 0, n);
            }
            filter.clear();
            for (int z = 0; z < n; z++) {
                out.background(first + z, background[z]);
                background[z] =
                        known.isPresent() ? bank.told(background[z]) : bank.floor(background[z]);
                levels[z] = bank.level(background[z]);
                filter.template(z, levels[z]);
            }
            filter.run(block.columns());
            for (int z = 0; z < n; z++) {
                int best = filter.best(z);
                double b = background[z];
                double top = filter.score(best, z);
                double confidence =
                        confidence(levels[z], top, b, block.total(z), known.isPresent());
                if (Double.isNaN(confidence)) {
                    continue;
                }
                candidate.zone = first + z;
                candidate.at = z * bins;
                candidate.bin = best;
                candidate.background = b;
                candidate.total = block.total(z);
                candidate.shift = shift(filter.score(best - 1, z), top, filter.score(best + 1, z));
                candidate.confidence = confidence;
                refinement.refine(candidate, out);
            }
        }
        return out;
    }

    /**
     * Confidence in a return whose score is the best of its zone; NaN if it is not to be told from noise.
     *
     * @param background counts per bin
     * @param total counts in the zone
     * @param told whether the background is known, not estimated from these counts
     */
    double confidence(Level level, double top, double background, double total, boolean told) {
        double z = (top - background * level.sum) / Math.sqrt(background * level.squares);
        double p = 0;
        // On less than a count per bin, noise is even less likely to heap up so many counts.
        if (z * Math.sqrt(Math.min(1, background)) <= CERTAIN) {
            p = told ? bank.falseAlarmsOver(z, background) : bank.falseAlarms(z, total);
        }
        return p > falseAlarmRate ? Double.NaN : 1 - p;
    }

    /** How far from the middle score the top of a parabola through three lies, bins. */
    static double shift(double left, double top, double right) {
        double bend = left - 2 * top + right;
        return bend < 0 ? Math.max(-0.5, Math.min(0.5, 0.5 * (left - right) / bend)) : 0;
    }
}
