package dev.sightline.dtof.receive;

import dev.sightline.dtof.estimate.Response;
import java.util.List;

/** Expected photons on one SPAD from the start of a cycle on, steady light and pulses folded into the interval. Immutable. */
final class Cumulative {

    private final double perSecond;
    private final List<Pulse> pulses;
    private final double interval;

    /** Mean over some cycles in a row, during which pulses may drift. */
    Cumulative(Detector detector, Arrivals light, double firstCycle, double cycles) {
        int n = detector.array().size();
        this.perSecond = light.steadyPerSecond() / n + detector.array().darkPerSecond();
        this.pulses =
                light.pulses().stream()
                        .map(p -> p.during(firstCycle, cycles).scaled(1.0 / n))
                        .toList();
        this.interval = detector.train().intervalSeconds();
    }

    /** Photons in [0, t), t within the interval. */
    double at(double seconds) {
        double sum = perSecond * seconds;
        for (Pulse p : pulses) {
            Response r = p.response();
            // cycles before this one whose light may still come
            int first = (int) Math.floor((p.seconds() + r.from()) / interval);
            int last = (int) Math.floor((p.seconds() + r.to()) / interval);
            for (int m = first; m <= last; m++) {
                double since = m * interval - p.seconds();
                sum += p.photons() * (arrived(r, since + seconds) - arrived(r, since));
            }
        }
        return sum;
    }

    private static double arrived(Response r, double t) {
        return t <= r.from() ? 0 : t >= r.to() ? 1 : r.arrived(t);
    }

    /** The finest feature of the pulses, seconds; infinite without pulses. */
    double feature() {
        return pulses.stream()
                .mapToDouble(p -> p.response().feature())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
