package dev.sightline.dtof.receive;

/**
 * Expected histogram of a macro-pixel (design section 2.3), the twin of {@link PhotonByPhoton}. Immutable.
 *
 * <p>Exact up to a fine time grid: all photons, first photon, non-paralysable and paralysable dead time, coincidence, aliasing, edges,
 * drift. To first order: afterpulses (they meet the mean dead time, not that of the avalanche that left them; error about {@code p m t_d})
 * and crosstalk (all neighbours equally alert). Not expressed here, ask the twin: afterpulses or crosstalk in paralysable or synchronous
 * SPADs (synchronous crosstalk is in), either of them under coincidence, and a converter of few hits behind anything that is not
 * Poisson or synchronous.
 */
public final class ExpectedCounts {

    private static final int MOST_SLICES = 1000;

    private final Detector detector;

    /**
     * Makes the model of a detector.
     *
     * @throws IllegalArgumentException if no expression is known; the message says for what
     */
    public ExpectedCounts(Detector detector) {
        this.detector = detector;
        SpadArray array = detector.array();
        DeadTime dead = array.deadTime();
        boolean traps = array.afterpulsing().probability() > 0;
        boolean leaks = array.crosstalk() > 0;
        boolean few = detector.tdc().hitsPerCycle() != Tdc.ANY;
        boolean many = detector.coincidence().least() > 1;
        refuse(traps && dead.recovery() != DeadTime.Recovery.FREE_RUNNING, "afterpulses", dead);
        refuse(leaks && dead.isParalysable(), "crosstalk", dead);
        refuse(many && (traps || leaks), "coincidence with afterpulses or crosstalk", dead);
        boolean poisson = !many && !leaks && dead.seconds() == 0;
        boolean first = !many && !leaks && dead.isSynchronous();
        boolean one = detector.tdc().hitsPerCycle() == 1;
        refuse(few && !(one && (poisson || first)), "a converter of few hits", dead);
    }

    private static void refuse(boolean unknown, String what, DeadTime dead) {
        if (unknown) {
            throw new IllegalArgumentException(
                    "no closed form for " + what + " with " + dead + ": draw with PhotonByPhoton");
        }
    }

    /** Mean counts per bin of one exposure. */
    public double[] histogram(Arrivals light) {
        double[] counts = new double[detector.tdc().bins()];
        int slices = slices(light);
        double cycles = (double) detector.train().cycles() / slices;
        for (int i = 0; i < slices; i++) {
            Cumulative photons = new Cumulative(detector, light, i * cycles, cycles);
            add(photons, cycles * detector.array().size(), counts);
        }
        for (int k = 0; k < counts.length; k++) {
            counts[k] = detector.counter().expected(counts[k]);
        }
        return counts;
    }

    /** Pile-up depends on how sharp the light of a cycle is, so a drift may be averaged over a part of a pulse's width only. */
    private int slices(Arrivals light) {
        double most = 1;
        for (Pulse p : light.pulses()) {
            double way = Math.abs(p.driftPerCycle()) * detector.train().cycles();
            most = Math.max(most, way / (p.response().feature() / 2));
        }
        return (int) Math.min(Math.min(MOST_SLICES, detector.train().cycles()), Math.ceil(most));
    }

    private void add(Cumulative photons, double exposures, double[] counts) {
        Tdc tdc = detector.tdc();
        DeadTime dead = detector.array().deadTime();
        boolean plain =
                detector.coincidence().least() == 1
                        && detector.array().crosstalk() == 0
                        && (dead.isSynchronous() || dead.seconds() == 0);
        TimeGrid detected = plain ? null : new RateSolver(detector, photons).detected();
        boolean oneOfAll = tdc.hitsPerCycle() == 1; // the first photon of all SPADs
        int n = oneOfAll ? detector.array().size() : 1;
        for (int k = 0; k < counts.length; k++) {
            double from = tdc.edge(k);
            double to = tdc.edge(k + 1);
            double share =
                    !plain
                            ? detected.at(to) - detected.at(from)
                            : dead.isSynchronous() || oneOfAll
                                    ? StrictMath.exp(-n * photons.at(from))
                                            - StrictMath.exp(-n * photons.at(to))
                                    : photons.at(to) - photons.at(from);
            counts[k] += share * exposures / n;
        }
    }
}
