package dev.sightline.dtof.receive;

/**
 * Carriers that an avalanche leaves in traps and that fire the SPAD again: extra hazard {@code p/tau exp(-(t - t_d)/tau)} from the end
 * of the dead time on (design section 2.3).
 *
 * @param probability mean carriers released per avalanche, p, in [0, 0.5]; 0.001 to 0.02 is common
 * @param tauSeconds mean time in the trap, 10 to 100 ns
 */
public record Afterpulsing(double probability, double tauSeconds) {

    public Afterpulsing {
        Checks.atMost("probability of an afterpulse", probability, 0.5);
        Checks.positive("trap time", tauSeconds);
    }

    public static Afterpulsing none() {
        return new Afterpulsing(0, 1e-9);
    }

    /** Avalanches per second and trap: the hazard that one avalanche leaves at a time after the end of its dead time. */
    public double hazard(double secondsAfterDeadTime) {
        return secondsAfterDeadTime < 0
                ? 0
                : probability / tauSeconds * StrictMath.exp(-secondsAfterDeadTime / tauSeconds);
    }
}
