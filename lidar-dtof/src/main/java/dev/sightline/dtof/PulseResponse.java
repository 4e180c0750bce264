package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;

/**
 * How one photon's worth of light from a point target spreads over the bins: a Gaussian integrated over each bin,
 * {@code p_k(t) = Phi((e_{k+1} - t)/s) - Phi((e_k - t)/s)}, edges {@code e_k = k D} (design section 2.2).
 *
 * <p>Beyond {@link #REACH} standard deviations the mass (2e-9) counts as none.
 */
final class PulseResponse {

    /** Standard deviations on each side that are kept. */
    static final double REACH = 6;

    private final int bins;
    private final double binsPerSigma; // 1 / s, in 1/bins
    private final double sigmaBins;

    PulseResponse(DtofModel model) {
        this.bins = model.bins();
        this.sigmaBins = model.pulseSigmaSeconds() / model.binSeconds();
        this.binsPerSigma = 1 / sigmaBins;
    }

    /** Standard deviation of the response, bins. */
    double sigmaBins() {
        return sigmaBins;
    }

    /** First bin that light arriving at {@code t} bins reaches; may exceed the window. */
    int first(double t) {
        return Math.max(0, (int) Math.floor(t - REACH * sigmaBins));
    }

    /** One past the last bin that light arriving at {@code t} bins reaches, within the window. */
    int end(double t) {
        return (int) Math.min(bins, Math.floor(t + REACH * sigmaBins) + 1);
    }

    /** {@code Phi((edge - t)/s)}: the share of the light that has arrived before an edge, both in bins. */
    double arrived(double edge, double t) {
        return CdfTable.cdf((edge - t) * binsPerSigma);
    }

    /** Share of the light in a bin; t in bins. */
    double mass(int bin, double t) {
        return arrived(bin + 1, t) - arrived(bin, t);
    }

    /** Derivative of {@link #mass} by t, per bin. */
    double slope(int bin, double t) {
        return (Gaussian.density((bin - t) * binsPerSigma)
                        - Gaussian.density((bin + 1 - t) * binsPerSigma))
                * binsPerSigma;
    }
}
