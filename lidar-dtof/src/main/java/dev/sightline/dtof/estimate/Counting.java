package dev.sightline.dtof.estimate;

/**
 * How primary events become counts (design section 2.3), with the likelihood that follows. A rate r is the mean number of primary
 * events in a bin per laser cycle; for Poisson counting the whole histogram is one cycle.
 *
 * @param kind which detections are counted
 * @param cycles laser pulses accumulated; 1 for Poisson
 * @param deadBins bins that a count blanks after its own, running on into the next cycle; a fraction is the share of the last one that is
 *     blanked on average. Only of free running
 */
public record Counting(Kind kind, int cycles, double deadBins) {

    /** Which detections are counted. */
    public enum Kind {
        /** All. */
        POISSON,
        /** The first after each pulse. */
        FIRST_PHOTON,
        /** All outside the dead time after a count (non-paralysable). */
        FREE_RUNNING
    }

    private static final int MOST_BINS = 1 << 30;

    public Counting {
        if (cycles < 1
                || !(deadBins >= 0)
                || deadBins > MOST_BINS
                || (kind != Kind.FREE_RUNNING && deadBins != 0)) {
            throw new IllegalArgumentException(
                    kind + " with " + cycles + " cycles and " + deadBins + " dead bins");
        }
    }

    public static Counting poisson() {
        return new Counting(Kind.POISSON, 1, 0);
    }

    public static Counting firstPhoton(int cycles) {
        return new Counting(Kind.FIRST_PHOTON, cycles, 0);
    }

    /** A dead time that begins and ends with bins, as a converter has that is blind for so many of its own. */
    public static Counting freeRunning(int cycles, int deadBins) {
        return new Counting(Kind.FREE_RUNNING, cycles, deadBins);
    }

    /**
     * A dead time that begins with the count, anywhere in its bin. What is left of the count's own bin is dead time too, which the own bin's
     * one count per cycle says already: so half a bin less is blanked after it, the last bin in part. Exact for whole bins and to first
     * order in the rate of that last bin.
     *
     * @param bins dead time over the width of a bin; taken as half a bin at least
     */
    public static Counting freeRunningFromTheCount(int cycles, double bins) {
        return new Counting(Kind.FREE_RUNNING, cycles, Math.max(0, bins - 0.5));
    }

    private int wholeDeadBins() {
        return (int) deadBins;
    }

    /** Share of the bin after the whole dead ones. */
    private double lastShare() {
        return deadBins - wholeDeadBins();
    }

    boolean isPoisson() {
        return kind == Kind.POISSON;
    }

    /**
     * Cycles in which each bin was able to count: {@code M_k = N - sum_{j<k} h_j} after a first photon,
     * {@code D_k = N - sum_{j=1..d} h_{k-j}} (circular) when running free. A bin that is blanked in part is live in as large a part of a
     * cycle, though never less than it counted.
     *
     * @throws IllegalArgumentException if there are more counts than cycles allow
     */
    public double[] live(int[] counts) {
        double[] live = new double[counts.length];
        double[] h = new double[counts.length];
        for (int k = 0; k < h.length; k++) {
            h[k] = counts[k];
        }
        live(h, live);
        for (int k = 0; k < h.length; k++) {
            if (!isPoisson() && h[k] > live[k] + partlyBlanked(h, k)) {
                throw new IllegalArgumentException(
                        "bin "
                                + k
                                + " counted "
                                + counts[k]
                                + " in "
                                + (long) live[k]
                                + " live cycles of "
                                + cycles);
            }
            live[k] = isPoisson() ? live[k] : Math.max(h[k], live[k]);
        }
        return live;
    }

    /** Cycles that the last, partly dead bin takes from a bin. */
    private double partlyBlanked(double[] h, int k) {
        double share = lastShare();
        return share == 0 ? 0 : share * h[(k + 2 * h.length - wholeDeadBins() - 1) % h.length];
    }

    private void live(double[] h, double[] live) {
        int n = h.length;
        switch (kind) {
            case POISSON -> java.util.Arrays.fill(live, 1);
            case FIRST_PHOTON -> {
                double left = cycles;
                for (int k = 0; k < n; k++) {
                    live[k] = left;
                    left -= h[k];
                }
            }
            case FREE_RUNNING -> {
                int whole = wholeDeadBins();
                if (Math.ceil(deadBins) >= n) {
                    throw new IllegalArgumentException(deadBins + " dead bins in a cycle of " + n);
                }
                double blank = 0;
                for (int j = 1; j <= whole; j++) {
                    blank += h[n - j];
                }
                for (int k = 0; k < n; k++) {
                    live[k] = cycles - blank - partlyBlanked(h, k);
                    blank += h[k] - h[(k + n - whole) % n];
                }
            }
        }
    }

    /** Expected live cycles per bin for given rates: the fixed point of {@link #live} and {@code h_k = M_k (1 - e^-r_k)}. */
    public double[] expectedLive(double[] rates) {
        int n = rates.length;
        double[] h = new double[n];
        double[] live = new double[n];
        live(h, live);
        if (isPoisson()) {
            return live;
        }
        for (int k = 0; k < n; k++) {
            h[k] = cycles * -StrictMath.expm1(-rates[k]) / (1 + deadBins * 0.5 * rates[k]);
        }
        // One sweep in order settles a first photon; the circle needs some turns of Gauss-Seidel.
        for (int sweep = 0; sweep < 400; sweep++) {
            double change = 0;
            double left = cycles;
            for (int j = 1; j <= wholeDeadBins(); j++) {
                left -= h[n - j];
            }
            for (int k = 0; k < n; k++) {
                live[k] = Math.max(0, left - partlyBlanked(h, k));
                double next = live[k] * -StrictMath.expm1(-rates[k]);
                change = Math.max(change, Math.abs(next - h[k]));
                h[k] = next;
                left -= h[k];
                left += kind == Kind.FREE_RUNNING ? h[(k + n - wholeDeadBins()) % n] : 0;
            }
            if (change < 1e-10 * cycles) {
                break;
            }
        }
        return live;
    }

    /** Log-likelihood of a bin's count, constants left out. */
    double logLikelihood(double h, double live, double rate) {
        if (isPoisson()) {
            return (h > 0 ? h * StrictMath.log(rate) : 0) - rate;
        }
        // h ln(1 - e^-r) - (M - h) r = h ln(e^r - 1) - M r
        return (h > 0 ? h * StrictMath.log(StrictMath.expm1(rate)) : 0) - live * rate;
    }

    /** Derivative of {@link #logLikelihood} by the rate. */
    double score(double h, double live, double rate) {
        return isPoisson() ? h / rate - 1 : h * (1 + 1 / StrictMath.expm1(rate)) - live;
    }

    /** Fisher information of a bin about its rate: 1/r, or {@code M e^-r / (1 - e^-r)}. */
    double information(double live, double rate) {
        return isPoisson() ? 1 / rate : live / StrictMath.expm1(rate);
    }
}
