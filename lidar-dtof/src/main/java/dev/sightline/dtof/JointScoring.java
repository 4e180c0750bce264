package dev.sightline.dtof;

import dev.sightline.dtof.PulseSearch.Candidate;
import dev.sightline.dtof.estimate.BinnedResponse;

/**
 * Fisher scoring of place, signal and background together from a candidate, without allocation: only the bins that the pulse lights
 * are visited, the others enter by their number and their sum, {@code sum_out h / b - n_out} (their rate is b alone). Each step starts
 * at the nearest place of a {@link PhaseTable}. Plain twin: {@link dev.sightline.dtof.estimate.MaximumLikelihood}.
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
    private double place;
    private double signal;
    private double background;
    private double variance;

    JointScoring(PhaseTable phases, BinnedResponse response) {
        this.phases = phases;
        this.bins = response.bins();
        this.binMetres = response.binMetres();
        this.reach = 0.5 * response.fullWidth();
    }

    @Override
    public void refine(Candidate c, Returns out) {
        place = c.bin + 0.5 + c.shift;
        background = c.background;
        signal = phases.signal(PhaseTable.place(place), background, c.counts, c.at, bins);
        for (int i = 0; i < MOST_STEPS; i++) {
            if (step(c)) {
                break;
            }
        }
        out.background(c.zone, background);
        out.set(c.zone, place * binMetres, Math.sqrt(variance) * binMetres, signal, c.confidence);
    }

    /** Moves all three parameters once; returns whether that was hardly any way. */
    private boolean step(Candidate c) {
        int near = PhaseTable.place(Math.max(0, Math.min(bins, place)));
        int start = phases.first(near);
        int from = Math.max(0, start);
        int to = Math.min(bins, start + phases.length());
        int row = phases.row(near) - start;
        int at = c.at;
        int[] counts = c.counts;
        double[] mass = phases.masses();
        double[] slope = phases.slopes();
        double s = signal;
        double b = background;
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
        for (int k = from; k < to; k++) {
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
        int others = bins - (to - from);
        gb += (c.total - inside) / b - others;
        bb += others / b;
        // Background first, then signal: what is left is the place's information, nothing else
        // known.
        double ub = tb / bb;
        double vb = sb / bb;
        double ss1 = ss - sb * vb;
        double ts1 = ts - sb * ub;
        double gs1 = gs - vb * gb;
        double us = ts1 / ss1;
        double tt1 = tt - tb * ub - ts1 * us;
        double gt1 = gt - ub * gb - us * gs1;
        double dt = Math.max(-reach, Math.min(reach, gt1 / tt1));
        double ds = (gs1 - ts1 * dt) / ss1;
        double db = (gb - tb * dt - sb * ds) / bb;
        double next = Math.max(0, Math.min(bins, (double) near / PhaseTable.PHASES + dt));
        double moved = next - place;
        variance = 1 / tt1;
        place = next;
        // A level may lose nine tenths in a step at most.
        signal = Math.max(0.1 * s, s + ds);
        background = Math.max(0.1 * b, b + db);
        return moved * moved * tt1 < ENOUGH * ENOUGH
                && ds * ds * ss1 < FAIR * FAIR
                && db * db * bb < FAIR * FAIR;
    }
}
