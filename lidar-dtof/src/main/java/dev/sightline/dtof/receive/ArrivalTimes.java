package dev.sightline.dtof.receive;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.estimate.Response;

/** Draws times from a response: its cumulative share, tabulated at 1/64 of the finest feature, read backwards. */
final class ArrivalTimes {

    private static final int PER_FEATURE = 64;
    private static final int MOST = 1 << 16;

    private final double from;
    private final double step;
    private final double[] arrived;

    ArrivalTimes(Response response) {
        this.from = response.from();
        double span = response.to() - response.from();
        int steps = (int) Math.min(MOST, Math.ceil(span / response.feature() * PER_FEATURE));
        this.step = span / steps;
        this.arrived = new double[steps + 1];
        for (int i = 1; i <= steps; i++) {
            arrived[i] = Math.max(arrived[i - 1], response.arrived(from + i * step));
        }
    }

    /** Seconds after the arrival time of the pulse. */
    double draw(Draws draws) {
        int low = 0;
        int high = arrived.length - 1;
        double u = draws.nextDouble() * arrived[high];
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (arrived[middle] <= u) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double mass = arrived[high] - arrived[low];
        return from + step * (low + (mass > 0 ? (u - arrived[low]) / mass : 0));
    }
}
