package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Gaussian;

/**
 * Exponentially modified Gaussian: {@code F(x) = Phi(x/s) - exp(s^2/(2 tau^2) - x/tau) Phi(x/s - s/tau)} (design section 2.2). The
 * product is taken in logarithms, because its factors overflow from s/tau = 8 up.
 *
 * @param sigma standard deviation of the Gaussian, seconds
 * @param tau decay time of the tail, seconds
 */
record EmgResponse(double sigma, double tau) implements Response {

    EmgResponse {
        if (!(sigma > 0 && sigma < 1 && tau > 0 && tau < 1)) {
            throw new IllegalArgumentException(
                    "sigma and tau must be in (0, 1) s, were " + sigma + ", " + tau);
        }
    }

    private double tail(double seconds) {
        double r = sigma / tau;
        double exponent = 0.5 * r * r - seconds / tau + Gaussian.logCdf(seconds / sigma - r);
        return StrictMath.exp(exponent);
    }

    @Override
    public double arrived(double seconds) {
        return Math.max(0, Gaussian.cdf(seconds / sigma) - tail(seconds));
    }

    @Override
    public double density(double seconds) {
        return tail(seconds) / tau;
    }

    @Override
    public double from() {
        return -6 * sigma;
    }

    /** The tail's mass beyond twenty decay times is 2e-9. */
    @Override
    public double to() {
        return 6 * sigma + 20 * tau;
    }

    @Override
    public double feature() {
        return sigma;
    }
}
