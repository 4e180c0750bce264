package dev.sightline.dtof.receive;

import dev.sightline.dtof.Gaussian;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves the range of a target beyond the unambiguous one from two intervals between pulses: each folds the range differently, and
 * only the right pair of folds agrees (design section 2.2). Immutable.
 *
 * <p>Pairs of folds differ by multiples on the lattice {@code i U_1 - j U_2}; the smallest gap g between two pairs within the range
 * decides how often noise picks a wrong one: about {@code 2 Q(g / (2 sqrt(s_1^2 + s_2^2)))} for a target in the middle of the
 * lattice.
 */
public final class TwoIntervals {

    private static final int MOST_FOLDS = 10_000;

    private final double first; // metres of one interval
    private final double second;
    private final double farthest;

    /**
     * Makes a resolver.
     *
     * @param firstSeconds interval between pulses
     * @param secondSeconds the other one
     * @param farthestM no target is thought to be beyond, metres; must lie within the range after which both fold alike
     * @throws IllegalArgumentException if two pairs of folds below {@code farthestM} agree exactly
     */
    public TwoIntervals(double firstSeconds, double secondSeconds, double farthestM) {
        this.first = new PulseTrain(firstSeconds, 1).unambiguousMetres();
        this.second = new PulseTrain(secondSeconds, 1).unambiguousMetres();
        this.farthest = farthestM;
        Checks.positive("farthest range", farthestM);
        if (farthestM > MOST_FOLDS * Math.min(first, second)) {
            throw new IllegalArgumentException(
                    farthestM + " m are more than " + MOST_FOLDS + " intervals");
        }
        if (!(gapMetres() > 1e-9 * farthestM)) {
            throw new IllegalArgumentException(
                    "ranges below "
                            + farthestM
                            + " m fold alike at intervals of "
                            + first
                            + " m and "
                            + second
                            + " m: choose intervals without a common multiple there");
        }
    }

    /** The smallest difference between two pairs' disagreement, metres: infinite if one pair only is possible. */
    public double gapMetres() {
        List<Double> offsets = new ArrayList<>();
        for (int i = 0; i * first < farthest; i++) {
            for (int j = 0; j * second < farthest; j++) {
                if (overlaps(i, j)) {
                    offsets.add(i * first - j * second);
                }
            }
        }
        offsets.sort(null);
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < offsets.size(); i++) {
            gap = Math.min(gap, offsets.get(i) - offsets.get(i - 1));
        }
        return gap;
    }

    /** Whether some range below the farthest is in fold i of the first interval and fold j of the second. */
    private boolean overlaps(int i, int j) {
        double from = Math.max(i * first, j * second);
        double to = Math.min((i + 1) * first, (j + 1) * second);
        return from < Math.min(to, farthest);
    }

    /** Share of wrong resolutions to expect for a pair with neighbours on both sides: {@code 2 Q(g/(2 s))}. */
    public double wrongRate(double firstSigmaM, double secondSigmaM) {
        return Math.min(
                1, 2 * Gaussian.tail(gapMetres() / 2 / Math.hypot(firstSigmaM, secondSigmaM)));
    }

    /**
     * Resolves one target.
     *
     * @param firstM folded range by the first interval, in [0, U_1)
     * @param firstSigmaM its standard deviation
     * @param secondM folded range by the second interval, in [0, U_2)
     * @param secondSigmaM its standard deviation
     */
    public Resolved range(double firstM, double firstSigmaM, double secondM, double secondSigmaM) {
        Checks.positive("first sigma", firstSigmaM);
        Checks.positive("second sigma", secondSigmaM);
        double v1 = firstSigmaM * firstSigmaM;
        double v2 = secondSigmaM * secondSigmaM;
        double sigma = Math.sqrt(v1 * v2 / (v1 + v2));
        double best = Double.POSITIVE_INFINITY;
        double range = Double.NaN;
        // noise may carry a range over an interval's end: one fold more on each side
        List<Double> misfits = new ArrayList<>();
        int folds = (int) Math.ceil(farthest / first);
        for (int i = -1; i <= folds; i++) {
            double a = firstM + i * first;
            int near = (int) Math.round((a - secondM) / second);
            for (int j = near - 1; j <= near + 1; j++) {
                double b = secondM + j * second;
                double r = (a * v2 + b * v1) / (v1 + v2);
                if (r < -4 * sigma || r > farthest + 4 * sigma) {
                    continue;
                }
                double misfit = (a - b) * (a - b) / (v1 + v2);
                misfits.add(misfit);
                if (misfit < best) {
                    best = misfit;
                    range = r;
                }
            }
        }
        if (misfits.isEmpty()) {
            return new Resolved(Double.NaN, Double.NaN, 0, Double.POSITIVE_INFINITY);
        }
        double all = 0;
        for (double m : misfits) {
            all += StrictMath.exp(-0.5 * (m - best));
        }
        return new Resolved(Math.max(0, range), sigma, 1 / all, Math.sqrt(best));
    }

    /**
     * A range over several intervals.
     *
     * @param rangeM metres; NaN if no pair of folds lies below the farthest range
     * @param sigmaM its standard deviation if the folds are right, metres
     * @param confidence probability that they are, all ranges being as likely beforehand and both returns of the same target
     * @param misfit how far the two disagree, in standard deviations; above 4 they are hardly one target
     */
    public record Resolved(double rangeM, double sigmaM, double confidence, double misfit) {}
}
