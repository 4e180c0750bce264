package dev.sightline.dtof.estimate;

/**
 * How primary events become counts (design section 2.3), with the likelihood that follows. A rate r is the mean number of primary
 * events in a bin per laser cycle; for Poisson counting the whole histogram is one cycle.
 *
 * @param kind which detections are counted
 * @param cycles laser pulses accumulated; 1 for Poisson
 * @param deadBins bins that a count blanks after its own, running on into the next cycle; only of free running
 */
public record Counting(Kind kind, int cycles, int deadBins) {

    /** Which detections are counted. */
    public enum Kind {
        /** All. */
        POISSON,
        /** The first after each pulse. */
        FIRST_PHOTON,
        /** All outside the dead time after a count (non-paralysable). */
        FREE_RUNNING
    }

    public Counting {
        if (cycles < 1 || deadBins < 0 || (kind != Kind.FREE_RUNNING && deadBins != 0)) {
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

    public static Counting freeRunning(int cycles, int deadBins) {
        return new Counting(Kind.FREE_RUNNING, cycles, deadBins);
    }

    boolean isPoisson() {
        return kind == Kind.POISSON;
    }

    /**
     * Cycles in which each bin was able to count: {@code M_k = N - sum_{j<k} h_j} after a first photon,
     * {@code D_k = N - sum_{j=1..d} h_{k-j}} (circular) when running free.
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
            if (!isPoisson() && h[k] > live[k]) {
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
        }
        return live;
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
                if (deadBins >= n) {
                    throw new IllegalArgumentException(deadBins + " dead bins in a cycle of " + n);
                }
                double blank = 0;
                for (int j = 1; j <= deadBins; j++) {
                    blank += h[n - j];
                }
                for (int k = 0; k < n; k++) {
                    live[k] = cycles - blank;
                    blank += h[k] - h[(k + n - deadBins) % n];
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
            for (int j = 1; j <= deadBins; j++) {
                left -= h[n - j];
            }
            for (int k = 0; k < n; k++) {
                live[k] = Math.max(0, left);
                double next = live[k] * -StrictMath.expm1(-rates[k]);
                change = Math.max(change, Math.abs(next - h[k]));
                h[k] = next;
                left -= h[k];
                left += kind == Kind.FREE_RUNNING ? h[(k + n - deadBins) % n] : 0;
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
