package dev.sightline.dtof.receive;

/**
 * How long a SPAD is blind after an avalanche, and what ends it (design section 2.3).
 *
 * @param recovery what ends the blindness
 * @param seconds its length; 0 counts every photon, infinite where the next laser pulse ends it
 */
public record DeadTime(Recovery recovery, double seconds) {

    /** What ends the blindness. */
    public enum Recovery {
        /** The next laser pulse: one avalanche per cycle. */
        SYNCHRONOUS,
        /** Time since the last avalanche: non-paralysable, as with active quenching. */
        FREE_RUNNING,
        /** Time since the last photon, detected or not: as with passive quenching. */
        PARALYSABLE
    }

    public DeadTime {
        boolean synchronous = recovery == Recovery.SYNCHRONOUS;
        if (!(seconds >= 0) || synchronous != (seconds == Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(recovery + " with " + seconds + " s of dead time");
        }
    }

    /** A counter that misses nothing. */
    public static DeadTime none() {
        return freeRunning(0);
    }

    /** Armed by each laser pulse, blind from its first avalanche to the next pulse. */
    public static DeadTime synchronous() {
        return new DeadTime(Recovery.SYNCHRONOUS, Double.POSITIVE_INFINITY);
    }

    public static DeadTime freeRunning(double seconds) {
        return new DeadTime(Recovery.FREE_RUNNING, seconds);
    }

    public static DeadTime paralysable(double seconds) {
        return new DeadTime(Recovery.PARALYSABLE, seconds);
    }

    /**
     * Counts per second in steady light: {@code n / (1 + n t_d)}, paralysable {@code n exp(-n t_d)}.
     *
     * @param photons detectable photons per second
     * @throws IllegalStateException if synchronous: its rate follows the laser, not the clock
     */
    public double countRate(double photons) {
        Checks.notNegative("rate of photons", photons);
        return switch (recovery) {
            case SYNCHRONOUS -> throw synchronousRate();
            case FREE_RUNNING -> photons / (1 + photons * seconds);
            case PARALYSABLE -> photons * StrictMath.exp(-photons * seconds);
        };
    }

    /** The most counts per second that any steady light gives: {@code 1 / t_d}, paralysable {@code 1 / (e t_d)} at n = 1 / t_d. */
    public double largestCountRate() {
        return switch (recovery) {
            case SYNCHRONOUS -> throw synchronousRate();
            case FREE_RUNNING -> 1 / seconds;
            case PARALYSABLE -> 1 / (Math.E * seconds);
        };
    }

    boolean isSynchronous() {
        return recovery == Recovery.SYNCHRONOUS;
    }

    boolean isParalysable() {
        return recovery == Recovery.PARALYSABLE;
    }

    private static IllegalStateException synchronousRate() {
        return new IllegalStateException(
                "a synchronous SPAD counts at most once per laser pulse: ask ExpectedCounts");
    }
}
