package dev.sightline.dtof.receive;

/** From avalanches to counts: coincidence, converter, counters. The state of one exposure. */
final class Chain {

    private final Detector detector;
    private final int[] counts;
    private final double[] upUntil; // coincidence lines
    private double start;
    private boolean counting;
    private int hits;

    Chain(Detector detector) {
        this.detector = detector;
        this.counts = new int[detector.tdc().bins()];
        this.upUntil = new double[detector.array().size()];
        java.util.Arrays.fill(upUntil, Double.NEGATIVE_INFINITY);
    }

    /** A laser pulse; negative cycles are not counted. Arming synchronous SPADs clears their lines. */
    void pulse(int cycle) {
        start = cycle * detector.train().intervalSeconds();
        counting = cycle >= 0;
        hits = 0;
        if (detector.array().deadTime().isSynchronous()) {
            java.util.Arrays.fill(upUntil, Double.NEGATIVE_INFINITY);
        }
    }

    void avalanche(double now, int spad) {
        if (!agreed(now, spad)) {
            return;
        }
        int k = detector.tdc().bin(now - start);
        if (k < 0 || hits >= detector.tdc().hitsPerCycle()) {
            return;
        }
        hits++;
        if (counting && counts[k] < detector.counter().most()) {
            counts[k]++;
        }
    }

    /** Whether the number of lines up rises to the number asked for. */
    private boolean agreed(double now, int spad) {
        Coincidence coincidence = detector.coincidence();
        if (coincidence.least() == 1) {
            return true;
        }
        int up = 0;
        for (int i = 0; i < upUntil.length; i++) {
            up += i != spad && upUntil[i] > now ? 1 : 0;
        }
        upUntil[spad] = now + coincidence.windowSeconds();
        return up == coincidence.least() - 1;
    }

    int[] counts() {
        return counts.clone();
    }
}
