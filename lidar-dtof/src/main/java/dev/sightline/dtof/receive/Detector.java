package dev.sightline.dtof.receive;

import dev.sightline.dtof.estimate.Counting;

/**
 * Everything between the photons of a macro-pixel and its histogram: laser clock, SPADs, coincidence, converter, counters.
 *
 * @param train when the laser fires
 * @param array the SPADs
 * @param coincidence which avalanches pass
 * @param tdc when they are said to have been
 * @param counter how many a bin holds
 */
public record Detector(
        PulseTrain train, SpadArray array, Coincidence coincidence, Tdc tdc, Counter counter) {

    public Detector {
        if (tdc.windowSeconds() > train.intervalSeconds() * (1 + 1e-9)) {
            throw new IllegalArgumentException(
                    "the converter's window of "
                            + tdc.windowSeconds()
                            + " s outlasts the interval of "
                            + train.intervalSeconds()
                            + " s between pulses");
        }
        if (coincidence.least() > array.size()) {
            throw new IllegalArgumentException(
                    "coincidence of " + coincidence.least() + " among " + array.size() + " SPADs");
        }
        if (coincidence.least() > 1
                && array.deadTime().seconds() < coincidence.windowSeconds() * (1 - 1e-9)) {
            throw new IllegalArgumentException(
                    "a SPAD may fire twice within the coincidence window of "
                            + coincidence.windowSeconds()
                            + " s: its dead time is "
                            + array.deadTime().seconds()
                            + " s; shorten the window");
        }
    }

    /** Every avalanche of every SPAD counts, in counters that do not fill. */
    public static Detector of(PulseTrain train, SpadArray array, Tdc tdc) {
        return new Detector(train, array, Coincidence.none(), tdc, Counter.wide());
    }

    public Detector coincidence(Coincidence other) {
        return new Detector(train, array, other, tdc, counter);
    }

    public Detector counter(Counter other) {
        return new Detector(train, array, coincidence, tdc, other);
    }

    /**
     * What estimators should be told: SPADs that count on their own are so many more cycles. The rates are those of one SPAD.
     *
     * @throws IllegalStateException for paralysable SPADs, coincidence or a converter of few hits: no likelihood here knows them
     */
    public Counting counting() {
        DeadTime dead = array.deadTime();
        if (dead.isParalysable() || coincidence.least() > 1 || tdc.hitsPerCycle() != Tdc.ANY) {
            throw new IllegalStateException("no likelihood for " + dead + ", " + coincidence);
        }
        int cycles = Math.multiplyExact(train.cycles(), array.size());
        if (dead.isSynchronous()) {
            return Counting.firstPhoton(cycles);
        }
        return dead.seconds() == 0
                ? Counting.poisson()
                : Counting.freeRunningFromTheCount(cycles, dead.seconds() / tdc.binSeconds());
    }
}
