package dev.sightline.dtof.receive;

import dev.sightline.dtof.estimate.Response;

/**
 * Light that one surface returns from each laser pulse.
 *
 * @param seconds arrival time in the first cycle, after the laser pulse; may exceed the interval
 * @param photons detectable photons per cycle, the whole macro-pixel together
 * @param response how they spread around the arrival time
 * @param driftPerCycle seconds by which each cycle's light comes later than the last one's: {@code 2 v / (c f_PRF)} for a target that
 *     recedes at v
 */
public record Pulse(double seconds, double photons, Response response, double driftPerCycle) {

    public Pulse {
        Checks.notNegative("arrival time", seconds);
        Checks.notNegative("photons per cycle", photons);
        if (!Double.isFinite(driftPerCycle)) {
            throw new IllegalArgumentException("drift per cycle was " + driftPerCycle + " s");
        }
    }

    /** Light of a surface at rest. */
    public static Pulse at(double seconds, double photons, Response response) {
        return new Pulse(seconds, photons, response, 0);
    }

    /** The same from a moving target. */
    public Pulse drifting(double secondsPerCycle) {
        return new Pulse(seconds, photons, response, secondsPerCycle);
    }

    /** The same from a slanted surface: spread evenly over {@code (2/c) R tan(theta) IFOV} seconds (design section 2.4). */
    public Pulse slanted(double widthSeconds) {
        return new Pulse(seconds, photons, new Smeared(response, widthSeconds), driftPerCycle);
    }

    /** Its multipath tail: a share {@code a} of its light, delayed by {@code exp(-(t - t_0)/t_m)/t_m} (design section 2.4). */
    public Pulse tail(double share, double tauSeconds) {
        return new Pulse(
                seconds, share * photons, new Trailing(response, tauSeconds), driftPerCycle);
    }

    /** What some cycles in a row see of a drifting pulse, as a resting one: its time smeared over them. */
    Pulse during(double firstCycle, double cycles) {
        if (driftPerCycle == 0) {
            return this;
        }
        double middle = seconds + driftPerCycle * (firstCycle + 0.5 * (cycles - 1));
        if (middle < 0) {
            throw new IllegalArgumentException(
                    "the target passes the sensor: mean arrival at " + middle + " s");
        }
        return at(middle, photons, new Smeared(response, Math.abs(driftPerCycle) * cycles));
    }

    Pulse scaled(double factor) {
        return new Pulse(seconds, photons * factor, response, driftPerCycle);
    }
}
