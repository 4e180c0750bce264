package dev.sightline.dtof;

import dev.sightline.dtof.FilterBank.Level;
import dev.sightline.dtof.JointScoring.Fitted;
import dev.sightline.dtof.PulseSearch.Candidate;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link LikelihoodEstimator} written as algebra over many zones: one matrix product per level of background is the whole filter, and
 * every step of Fisher scoring solves all zones' equations at once. The algebra is exchangeable; the answers are those of the loops,
 * which are faster on every machine measured (docs/benchmarks).
 */
public final class BatchEstimator implements DepthEstimator {

    private static final int STEPS = 4;

    private final DtofModel model;
    private final ZoneAlgebra algebra;
    private final FilterBank bank;
    private final PulseSearch search;
    private final PhaseTable phases;

    /**
     * Makes an estimator for the model's Gaussian response.
     *
     * @param falseAlarmRate accepted false alarms per zone without target
     * @param algebra what multiplies and solves
     */
    public BatchEstimator(DtofModel model, double falseAlarmRate, ZoneAlgebra algebra) {
        DepthEstimator.requireRate(falseAlarmRate);
        this.model = model;
        this.algebra = algebra;
        this.bank = new FilterBank(model);
        this.search = new PulseSearch(model, bank, falseAlarmRate);
        this.phases = new PhaseTable(BinnedResponse.of(model), 1e-5, 0.04);
    }

    @Override
    public DtofModel model() {
        return model;
    }

    @Override
    public Returns estimate(PulseHistogram histogram) {
        DepthEstimator.requireModel(model, histogram);
        int bins = model.bins();
        int[] counts = histogram.counts();
        Returns out = new Returns(model.zones());
        double[] background = new double[model.zones()];
        Map<Level, List<Integer>> zones = new LinkedHashMap<>();
        int[] one = new int[bins];
        for (int z = 0; z < background.length; z++) {
            System.arraycopy(counts, z * bins, one, 0, bins);
            double b = Background.perBin(one, bins);
            out.background(z, b);
            background[z] = bank.floor(b);
            zones.computeIfAbsent(bank.level(background[z]), l -> new ArrayList<>()).add(z);
        }
        List<Candidate> found = new ArrayList<>();
        zones.forEach((level, members) -> filter(level, members, counts, background, found));
        climb(found, out);
        return out;
    }

    /** Scores of all zones of a level in one product. */
    private void filter(
            Level level,
            List<Integer> zones,
            int[] counts,
            double[] background,
            List<Candidate> out) {
        int bins = model.bins();
        float[] rows = new float[zones.size() * bins];
        for (int i = 0; i < zones.size(); i++) {
            for (int k = 0; k < bins; k++) {
                rows[i * bins + k] = counts[zones.get(i) * bins + k];
            }
        }
        float[] scores = algebra.product(rows, zones.size(), bins, toeplitz(level));
        for (int i = 0; i < zones.size(); i++) {
            int from = i * bins;
            int best = from;
            double total = 0;
            for (int k = from; k < from + bins; k++) {
                best = scores[k] > scores[best] ? k : best;
                total += rows[k];
            }
            int zone = zones.get(i);
            double confidence =
                    search.confidence(level, scores[best], background[zone], total, false);
            if (!Double.isNaN(confidence)) {
                Candidate c = new Candidate();
                c.zone = zone;
                c.counts = counts;
                c.at = zone * bins;
                c.bin = best - from;
                c.background = background[zone];
                c.total = total;
                c.shift =
                        PulseSearch.shift(
                                best == from ? 0 : scores[best - 1],
                                scores[best],
                                best == from + bins - 1 ? 0 : scores[best + 1]);
                c.confidence = confidence;
                out.add(c);
            }
        }
    }

    private float[] toeplitz(Level level) {
        int bins = model.bins();
        int half = bank.half();
        float[] matrix = new float[bins * bins];
        for (int k = 0; k < bins; k++) {
            for (int j = Math.max(0, k - half); j <= Math.min(bins - 1, k + half); j++) {
                matrix[j * bins + k] = level.taps[j - k + half];
            }
        }
        return matrix;
    }

    /** Steps of scoring of all candidates together; each solve is one batch. */
    private void climb(List<Candidate> found, Returns out) {
        int n = found.size();
        JointScoring scoring = new JointScoring(phases, BinnedResponse.of(model));
        Fitted[] fits = new Fitted[n];
        double[] systems = new double[n * ZoneAlgebra.SYSTEM];
        for (int i = 0; i < n; i++) {
            fits[i] = new Fitted();
            scoring.start(found.get(i), fits[i]);
        }
        for (int step = 0; step < STEPS && n > 0 && !phases.isNarrow(); step++) {
            for (int i = 0; i < n; i++) {
                scoring.sums(found.get(i), fits[i], systems, i * ZoneAlgebra.SYSTEM);
            }
            double[] moves = algebra.solve(systems, n);
            for (int i = 0; i < n; i++) {
                scoring.move(fits[i], systems, i * ZoneAlgebra.SYSTEM, moves, 4 * i);
            }
        }
        for (int i = 0; i < n; i++) {
            scoring.set(found.get(i), fits[i], out);
        }
    }
}
