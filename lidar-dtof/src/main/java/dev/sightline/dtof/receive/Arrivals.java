package dev.sightline.dtof.receive;

import dev.sightline.dtof.emit.Radiometry;
import dev.sightline.dtof.emit.Reflector;
import dev.sightline.dtof.emit.Surroundings;
import dev.sightline.dtof.estimate.Response;
import dev.sightline.perception.sensor.DtofModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Detectable photons that reach one macro-pixel: losses of optics and detection are already taken, dead time is not. Its SPADs share
 * them evenly.
 *
 * @param steadyPerSecond photons that do not depend on the laser
 * @param pulses light of the laser, one per surface, ghost or cover glass
 */
public record Arrivals(double steadyPerSecond, List<Pulse> pulses) {

    public Arrivals {
        Checks.notNegative("steady light", steadyPerSecond);
        pulses = List.copyOf(pulses);
    }

    /** Light that does not depend on the laser. */
    public static Arrivals steady(double perSecond) {
        return new Arrivals(perSecond, List.of());
    }

    /**
     * What a pixel gets from surfaces that it sees side by side (design sections 2.1 and 2.4).
     *
     * @param link emitter and receiver
     * @param response of a point target at normal incidence
     */
    public static Arrivals of(
            Radiometry link, Surroundings surroundings, Response response, Reflector... surfaces) {
        double steady = 0;
        List<Pulse> pulses = new ArrayList<>();
        for (Reflector s : surfaces) {
            steady += link.backgroundRate(s, surroundings);
            pulses.add(
                    Pulse.at(
                            2 * s.rangeM() / DtofModel.C,
                            link.signalPerPulse(s, surroundings),
                            response));
        }
        return new Arrivals(steady, pulses);
    }

    /** The same with one more pulse. */
    public Arrivals plus(Pulse pulse) {
        List<Pulse> more = new ArrayList<>(pulses);
        more.add(pulse);
        return new Arrivals(steadyPerSecond, more);
    }

    /** The same with more steady light. */
    public Arrivals plusSteady(double perSecond) {
        return new Arrivals(steadyPerSecond + perSecond, pulses);
    }

    /** A share of this light. */
    public Arrivals scaled(double factor) {
        return new Arrivals(
                steadyPerSecond * factor, pulses.stream().map(p -> p.scaled(factor)).toList());
    }

    /** Photons per cycle. */
    public double perCycle(double intervalSeconds) {
        double sum = steadyPerSecond * intervalSeconds;
        for (Pulse p : pulses) {
            sum += p.photons();
        }
        return sum;
    }
}
