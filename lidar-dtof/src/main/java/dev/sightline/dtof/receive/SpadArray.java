package dev.sightline.dtof.receive;

/**
 * The SPADs of one macro-pixel, all alike, each under the same light. Immutable.
 *
 * @param rows of SPADs
 * @param cols of SPADs
 * @param deadTime of each
 * @param afterpulsing of each
 * @param darkPerSecond avalanches of each without light; see {@link DarkCounts#at}
 * @param crosstalk probability that an avalanche fires a given one of its four neighbours at the same instant, in [0, 0.2]
 */
public record SpadArray(
        int rows,
        int cols,
        DeadTime deadTime,
        Afterpulsing afterpulsing,
        double darkPerSecond,
        double crosstalk) {

    public SpadArray {
        if (rows < 1 || cols < 1 || (long) rows * cols > 1 << 20) {
            throw new IllegalArgumentException(
                    "a macro-pixel has 1.." + (1 << 20) + " SPADs, not " + rows + " x " + cols);
        }
        Checks.notNegative("dark counts per second", darkPerSecond);
        Checks.atMost("crosstalk per neighbour", crosstalk, 0.2);
        if (deadTime.seconds() == 0 && afterpulsing.probability() > 0) {
            throw new IllegalArgumentException(
                    "afterpulses start when the dead time ends, but there is none");
        }
    }

    /** Perfect SPADs but for the dead time. */
    public static SpadArray of(int rows, int cols, DeadTime deadTime) {
        return new SpadArray(rows, cols, deadTime, Afterpulsing.none(), 0, 0);
    }

    public SpadArray afterpulsing(Afterpulsing other) {
        return new SpadArray(rows, cols, deadTime, other, darkPerSecond, crosstalk);
    }

    public SpadArray dark(double perSecond) {
        return new SpadArray(rows, cols, deadTime, afterpulsing, perSecond, crosstalk);
    }

    public SpadArray crosstalk(double probability) {
        return new SpadArray(rows, cols, deadTime, afterpulsing, darkPerSecond, probability);
    }

    public int size() {
        return rows * cols;
    }

    /** Neighbours of a SPAD, averaged: 4 less what the border lacks. */
    public double meanNeighbours() {
        return 2.0 * (rows * (cols - 1) + cols * (rows - 1)) / size();
    }

    /**
     * Further avalanches that one sets off by crosstalk, all generations, while all others are alert. With dead time a SPAD cannot be
     * fired back by the one that it fired, which leaves one neighbour less to the later generations; without, it can.
     */
    public double meanCrosstalk() {
        double first = crosstalk * meanNeighbours();
        double next = deadTime.seconds() > 0 ? Math.max(0, first - crosstalk) : first;
        return first / (1 - next);
    }
}
