package dev.sightline.dtof.receive;

import dev.sightline.dtof.estimate.Response;

/**
 * A response whose arrival time is spread evenly over a width: a slanted surface, or a target that moves while pulses are accumulated.
 * {@code F_w(x) = (1/w) integral of F over x - w/2 .. x + w/2}; standard deviations add as {@code s^2 + w^2/12}.
 *
 * @param still the response of a point at rest
 * @param widthSeconds full width of the spread
 */
public record Smeared(Response still, double widthSeconds) implements Response {

    public Smeared {
        Checks.positive("width of the spread", widthSeconds);
    }

    /**
     * Full width of a slanted surface's spread, seconds.
     *
     * @param angle between ray and normal, radians
     * @param fieldRad what the zone sees in the direction of the slant, radians
     */
    public static double slantSeconds(double rangeM, double angle, double fieldRad) {
        return 2
                / dev.sightline.perception.sensor.DtofModel.C
                * rangeM
                * StrictMath.tan(Math.abs(angle))
                * fieldRad;
    }

    @Override
    public double arrived(double seconds) {
        double low = Math.max(still.from(), seconds - 0.5 * widthSeconds);
        double high = seconds + 0.5 * widthSeconds;
        double full = Math.max(0, high - still.to()); // beyond the response all has arrived
        double top = Math.min(high, still.to());
        double partial =
                top > low ? Quadrature.integral(still::arrived, low, top, still.feature() / 2) : 0;
        return Math.min(1, (partial + Math.min(full, widthSeconds)) / widthSeconds);
    }

    @Override
    public double density(double seconds) {
        double half = 0.5 * widthSeconds;
        return (still.arrived(seconds + half) - still.arrived(seconds - half)) / widthSeconds;
    }

    @Override
    public double from() {
        return still.from() - 0.5 * widthSeconds;
    }

    @Override
    public double to() {
        return still.to() + 0.5 * widthSeconds;
    }

    @Override
    public double feature() {
        return still.feature();
    }
}
