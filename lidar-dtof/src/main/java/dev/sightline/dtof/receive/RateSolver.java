package dev.sightline.dtof.receive;

import java.util.Arrays;

/**
 * Solves for the detections of one SPAD per cycle, or the coincidences of all per SPAD, on an even grid of time. Non-paralysable:
 * {@code m(t) = lambda(t) (1 - integral of m over t - t_d .. t)}, cycle after cycle until it repeats (implicit midpoint rule, second
 * order in the step). Paralysable: {@code m(t) = lambda(t) exp(-(L(t) - L(t - t_d)))}.
 */
final class RateSolver {

    private static final int PER_DEAD_TIME = 64;
    private static final int PER_FEATURE = 32;
    private static final int PER_BIN = 4;
    private static final int MOST_STEPS = 1 << 21;
    private static final int MOST_CYCLES = 5000;
    private static final double SETTLED = 1e-10;

    private final Detector detector;
    private final SpadArray array;
    private final double interval;
    private final double step;
    private final int steps;
    private final double[] light; // photons per step

    RateSolver(Detector detector, Cumulative photons) {
        this.detector = detector;
        this.array = detector.array();
        this.interval = detector.train().intervalSeconds();
        double wanted =
                Math.min(photons.feature() / PER_FEATURE, detector.tdc().binSeconds() / PER_BIN);
        double dead = array.deadTime().seconds();
        if (dead > 0) {
            wanted = Math.min(wanted, dead / PER_DEAD_TIME);
        }
        if (detector.coincidence().least() > 1) {
            wanted = Math.min(wanted, detector.coincidence().windowSeconds() / PER_DEAD_TIME);
        }
        double needed = Math.ceil(interval / wanted);
        if (needed > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "an interval of "
                            + interval
                            + " s in steps of "
                            + wanted
                            + " s is too long a grid; shorten the interval to the window");
        }
        this.steps = (int) needed;
        this.step = interval / steps;
        this.light = new double[steps];
        double before = 0;
        for (int i = 0; i < steps; i++) {
            double after = photons.at((i + 1) * step);
            light[i] = after - before;
            before = after;
        }
    }

    /** Detections since the start of the cycle, in one cycle of one SPAD; coincidences likewise, divided by the number of SPADs. */
    TimeGrid detected() {
        double[] spad =
                switch (array.deadTime().recovery()) {
                    case SYNCHRONOUS -> synchronous();
                    case FREE_RUNNING -> freeRunning();
                    case PARALYSABLE -> paralysable();
                };
        return new TimeGrid(step, detector.coincidence().least() == 1 ? spad : coincidences(spad));
    }

    /** {@code m = lambda (1 + x live) live}, x the crosstalk; without it {@code C = 1 - exp(-L)} exactly. */
    private double[] synchronous() {
        double[] c = new double[steps + 1];
        double x = array.meanCrosstalk();
        for (int i = 0; i < steps; i++) {
            double live = 1 - c[i];
            c[i + 1] = c[i] - live * StrictMath.expm1(-light[i] * (1 + x * live));
        }
        return c;
    }

    private double[] paralysable() {
        double[] sum = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            sum[i + 1] = sum[i] + light[i];
        }
        double dead = array.deadTime().seconds() / step;
        double[] c = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            double behind = sum[i] + 0.5 * light[i] - unrolled(sum, i + 0.5 - dead);
            c[i + 1] = c[i] + light[i] * StrictMath.exp(-behind);
        }
        return c;
    }

    /** A periodic cumulative sum at any step, also before the cycle. */
    private double unrolled(double[] sum, double at) {
        double turns = Math.floor(at / steps);
        double x = at - turns * steps;
        int i = (int) Math.min(steps - 1, x);
        return turns * sum[steps] + sum[i] + (x - i) * (sum[i + 1] - sum[i]);
    }

    private double[] freeRunning() {
        double dead = array.deadTime().seconds() / step;
        int past = (int) Math.ceil(dead / steps) + 1; // cycles that are remembered
        int now = past * steps;
        double[] line = new double[now + steps + 1]; // detections since the first remembered cycle
        double[] settled = new double[steps + 1];
        double x = array.meanCrosstalk();
        double tau = array.afterpulsing().tauSeconds();
        double keep = StrictMath.exp(-step / tau);
        double release = array.afterpulsing().probability() * (1 - keep);
        double traps = 0; // releases of the last step
        for (int cycle = 0; cycle < MOST_CYCLES; cycle++) {
            for (int i = now; i < now + steps; i++) {
                double behind = i + 0.5 - dead;
                double blind = dead > 0 ? line[i] - linear(line, behind) : 0;
                // what a step's detections free after the dead time leaks out exponentially
                double freed =
                        release == 0 ? 0 : linear(line, behind + 0.5) - linear(line, behind - 0.5);
                double next = traps * keep + release * freed;
                double live = Math.max(0, 1 - blind);
                double photons = (light[i - now] + 0.5 * (traps + next)) * (1 + x * live);
                traps = next;
                // half of this step's own detections blind it
                double own = dead > 0 ? 1 + 0.5 * photons : 1;
                line[i + 1] = line[i] + photons * live / own;
            }
            double change = 0;
            for (int i = 0; i <= steps; i++) {
                double c = line[now + i] - line[now];
                change = Math.max(change, Math.abs(c - settled[i]));
                settled[i] = c;
            }
            if (cycle > past && change < SETTLED) {
                break;
            }
            System.arraycopy(line, steps, line, 0, now + 1);
            double base = line[0];
            for (int i = 0; i <= now; i++) {
                line[i] -= base;
            }
        }
        return settled;
    }

    private static double linear(double[] line, double at) {
        double x = Math.max(0, at);
        int i = (int) Math.min(line.length - 2, x);
        return line[i] + (x - i) * (line[i + 1] - line[i]);
    }

    /** {@code n m C(n-1,k-1) p^(k-1) (1-p)^(n-k)} with p the share of SPADs whose line is up. */
    private double[] coincidences(double[] spad) {
        int n = array.size();
        int others = detector.coincidence().least() - 1;
        double window = detector.coincidence().windowSeconds() / step;
        boolean armed = array.deadTime().isSynchronous();
        double[] c = new double[steps + 1];
        Arrays.fill(c, 0);
        for (int i = 0; i < steps; i++) {
            double from = i + 0.5 - window;
            double before = armed && from < 0 ? 0 : unrolled(spad, from);
            double up = 0.5 * (spad[i] + spad[i + 1]) - before;
            double m = spad[i + 1] - spad[i];
            c[i + 1] = c[i] + m * Coincidence.exactly(others, n - 1, Math.min(1, up));
        }
        return c;
    }
}
