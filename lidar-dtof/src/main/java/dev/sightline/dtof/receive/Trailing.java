package dev.sightline.dtof.receive;

import dev.sightline.dtof.estimate.Response;

/**
 * A response delayed by an exponential time: light that took detours (multipath), or carriers that diffused. {@code G(x) = integral of
 * F(x - u) exp(-u/tau)/tau du}, whose density is {@code (F - G)/tau}. Of a Gaussian it is the exponentially modified Gaussian.
 *
 * @param direct the response without the delay
 * @param tauSeconds mean delay
 */
public record Trailing(Response direct, double tauSeconds) implements Response {

    /** Mean delays that are kept; the mass beyond is 2e-9. */
    private static final double REACH = 20;

    public Trailing {
        Checks.positive("mean delay", tauSeconds);
    }

    @Override
    public double arrived(double seconds) {
        // all light of delays below x - to() has arrived in full
        double early = Math.max(0, seconds - direct.to());
        double last = Math.min(seconds - direct.from(), early + REACH * tauSeconds);
        double sure = early > 0 ? -StrictMath.expm1(-early / tauSeconds) : 0;
        if (!(last > early)) {
            return sure;
        }
        double panel = Math.min(direct.feature() / 2, tauSeconds / 2);
        return sure
                + Quadrature.integral(
                        u ->
                                direct.arrived(seconds - u)
                                        * StrictMath.exp(-u / tauSeconds)
                                        / tauSeconds,
                        early,
                        last,
                        panel);
    }

    @Override
    public double density(double seconds) {
        return Math.max(0, direct.arrived(seconds) - arrived(seconds)) / tauSeconds;
    }

    @Override
    public double from() {
        return direct.from();
    }

    @Override
    public double to() {
        return direct.to() + REACH * tauSeconds;
    }

    @Override
    public double feature() {
        return direct.feature();
    }
}
