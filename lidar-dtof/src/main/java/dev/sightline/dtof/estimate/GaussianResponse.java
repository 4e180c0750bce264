package dev.sightline.dtof.estimate;

import dev.sightline.dtof.Gaussian;

/**
 * {@code F(x) = Phi(x/s)}.
 *
 * @param sigma standard deviation, seconds
 */
record GaussianResponse(double sigma) implements Response {

    /** Standard deviations kept on each side; the mass beyond is 2e-9. */
    private static final double REACH = 6;

    GaussianResponse {
        if (!(sigma > 0 && sigma < 1)) {
            throw new IllegalArgumentException("sigma must be in (0, 1) s, was " + sigma);
        }
    }

    @Override
    public double arrived(double seconds) {
        return Gaussian.cdf(seconds / sigma);
    }

    @Override
    public double density(double seconds) {
        return Gaussian.density(seconds / sigma) / sigma;
    }

    @Override
    public double from() {
        return -REACH * sigma;
    }

    @Override
    public double to() {
        return REACH * sigma;
    }

    @Override
    public double feature() {
        return sigma;
    }
}
