package dev.sightline.dtof.rival;

/**
 * The smallest standard deviation that a photon counter's range can have, with pile-up: at most one count per pulse, {@code J = sum_k
 * N e^{-sum_{j<k} r_j} (S p'_k)^2 e^{-r_k} / (1 - e^{-r_k})}, the worst case of a single SPAD (design section 3). Response Gaussian.
 */
final class PulseBound {

    private static final double LIGHT = 299_792_458.0;
    private static final int STEPS = 8;

    private PulseBound() {}

    /**
     * Metres.
     *
     * @param signal expected photons of the target per pulse
     * @param background expected other photons per bin and pulse
     * @param pulses how many
     */
    static double sigma(
            double rangeM,
            double signal,
            double background,
            double pulses,
            int bins,
            double binSeconds,
            double sigmaSeconds) {
        double at = 2 * rangeM / LIGHT;
        double before = 0;
        double information = 0;
        for (int k = 0; k < bins; k++) {
            double from = (k * binSeconds - at) / sigmaSeconds;
            double to = ((k + 1) * binSeconds - at) / sigmaSeconds;
            double rate = signal * mass(from, to) + background;
            double slope = signal * (density(from) - density(to)) / sigmaSeconds;
            if (rate > 0) {
                information += pulses * Math.exp(-before) * slope * slope / Math.expm1(rate);
            }
            before += rate;
        }
        return LIGHT / 2 / Math.sqrt(information);
    }

    /** Integral of the standard normal density by Simpson's rule. */
    private static double mass(double from, double to) {
        double h = (to - from) / STEPS;
        double sum = density(from) + density(to);
        for (int i = 1; i < STEPS; i++) {
            sum += density(from + i * h) * (i % 2 == 1 ? 4 : 2);
        }
        return sum * h / 3;
    }

    private static double density(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
