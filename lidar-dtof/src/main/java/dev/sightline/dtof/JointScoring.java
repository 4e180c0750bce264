package dev.sightline.dtof;

import dev.sightline.dtof.PulseSearch.Candidate;
import dev.sightline.dtof.estimate.BinnedResponse;

/**
 * Fisher scoring of place, signal and background together from a candidate, without allocation: only the bins that the pulse lights
 * are visited, the others enter by their number and their sum, {@code sum_out h / b - n_out} (their rate is b alone). Each step starts
 * at the nearest place of a {@link PhaseTable}. Plain twin: {@link dev.sightline.dtof.estimate.MaximumLikelihood}.
 *
 * <p>A narrow response takes no step, for its information may be 0: its place and variance are the likelihood's mean and variance at
 * the candidate's signal and background.
 *
 * <p>The information at the last step's start gives sigma: {@code [J^-1]_tt}, nothing but the response being known.
 */
final class JointScoring implements PulseSearch.Refinement {

    private static final int MOST_STEPS = 12;

    /** Steps end when one is shorter than this share of sigma: the next would be a third of it or less. */
    private static final double ENOUGH = 0.05;

    /** The same for signal and background, in their own sigmas: they only weigh the bins. */
    private static final double FAIR = 0.2;

    private final PhaseTable phases;
    private final int bins;
    private final double binMetres;
    private final double reach; // bins of one step at most
    private final double[] system = new double[ZoneAlgebra.SYSTEM];
    private final double[] step = new double[4];
    private final Fitted fit = new Fitted();

    /** A fit on its way. */
    static final class Fitted {
        double place; // bins
        double signal;
        double background; // per bin
        double variance; // of the place, square bins
    }

    JointScoring(PhaseTable phases, BinnedResponse response) {
        this.phases = phases;
        this.bins = response.bins();
        this.binMetres = response.binMetres();
        this.reach = 0.5 * response.fullWidth();
    }

    @Override
    public void refine(Candidate c, Returns out) {
        start(c, fit);
        for (int i = 0; i < MOST_STEPS && !phases.isNarrow(); i++) {
            sums(c, fit, system, 0);
            PlainAlgebra.solve(system, 0, step, 0);
            if (move(fit, system, 0, step, 0)) {
                break;
            }
        }
        set(c, fit, out);
    }

    /** Where a candidate's fit begins. */
    void start(Candidate c, Fitted fit) {
        fit.place = c.bin + 0.5 + c.shift;
        fit.background = c.background;
        int near = PhaseTable.place(fit.place);
        fit.signal = phases.signal(near, c.background, c.counts, c.at, bins);
        if (phases.isNarrow()) {
            phases.spread(near, fit.signal, c.background, c.counts, c.at, bins, step);
            fit.place = step[0];
            fit.variance = step[1];
        }
    }

    void set(Candidate c, Fitted fit, Returns out) {
        out.background(c.zone, fit.background);
        double sigma = Math.sqrt(fit.variance) * binMetres;
        out.set(c.zone, fit.place * binMetres, sigma, fit.signal, c.confidence);
    }

    /** Information and gradient at the tabulated place next to a fit, laid out as {@link ZoneAlgebra#solve} has it: place, signal, background. */
    void sums(Candidate c, Fitted fit, double[] system, int to) {
        int near = PhaseTable.place(fit.place);
        int start = phases.first(near);
        int from = Math.max(0, start);
        int end = Math.min(bins, start + phases.length());
        int row = phases.row(near) - start;
        int at = c.at;
        int[] counts = c.counts;
        double[] mass = phases.masses();
        double[] slope = phases.slopes();
        double s = fit.signal;
        double b = fit.background;
        double gt = 0;
        double gs = 0;
        double gb = 0;
        double tt = 0;
        double ts = 0;
        double tb = 0;
        double ss = 0;
        double sb = 0;
        double bb = 0;
        double inside = 0;
        for (int k = from; k < end; k++) {
            double p = mass[row + k];
            double d = s * slope[row + k];
            double h = counts[at + k];
            double weight = 1 / (s * p + b);
            double excess = h * weight - 1;
            double dw = d * weight;
            double pw = p * weight;
            gt += excess * d;
            gs += excess * p;
            gb += excess;
            tt += d * dw;
            ts += p * dw;
            tb += dw;
            ss += p * pw;
            sb += pw;
            bb += weight;
            inside += h;
        }
        int others = bins - Math.max(0, end - from);
        system[to] = tt;
        system[to + 1] = ts;
        system[to + 2] = tb;
        system[to + 3] = ss;
        system[to + 4] = sb;
        system[to + 5] = bb + others / b;
        system[to + 6] = gt;
        system[to + 7] = gs;
        system[to + 8] = gb + (c.total - inside) / b - others;
    }

    /** Moves a fit by a solution; returns whether that was hardly any way. */
    boolean move(Fitted fit, double[] system, int at, double[] step, int from) {
        double start = (double) PhaseTable.place(fit.place) / PhaseTable.PHASES;
        double dt = Math.max(-reach, Math.min(reach, step[from]));
        double ds = step[from + 1];
        double db = step[from + 2];
        double next = Math.max(0, Math.min(bins, start + dt));
        double moved = next - fit.place;
        fit.variance = step[from + 3];
        fit.place = next;
        // A level may lose nine tenths in a step at most.
        fit.signal = Math.max(0.1 * fit.signal, fit.signal + ds);
        fit.background = Math.max(0.1 * fit.background, fit.background + db);
        return moved * moved < ENOUGH * ENOUGH * fit.variance
                && ds * ds * system[at + 3] < FAIR * FAIR
                && db * db * system[at + 5] < FAIR * FAIR;
    }
}
