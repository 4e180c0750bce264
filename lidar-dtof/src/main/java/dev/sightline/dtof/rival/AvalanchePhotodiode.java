package dev.sightline.dtof.rival;

import dev.sightline.dtof.Draws;

/**
 * An avalanche photodiode below breakdown and its amplifier: the classic receiver of a scanning LiDAR (design section 2.5). Current
 * {@code i = M R_0 P}; noise {@code i_n^2 = 2 q M^2 F (I_dark + I_background + I_signal) B + 4 k T B / R_L} with the primary currents
 * inside the brackets and McIntyre's excess noise {@code F = k M + (1 - k)(2 - 1/M)}; time of the edge good to rise / SNR.
 *
 * @param gain M, at least 1
 * @param ionisation ratio k of the ionisation by holes and electrons; 0.02 to 0.06 for silicon [assumed]
 * @param responsivity R_0 at gain 1, amperes per watt (about 0.5 for silicon at 905 nm [assumed])
 * @param darkAmps primary dark current, before gain
 * @param bandwidthHz of the amplifier
 * @param loadOhms of the amplifier's input
 * @param kelvin temperature of the load
 */
public record AvalanchePhotodiode(
        double gain,
        double ionisation,
        double responsivity,
        double darkAmps,
        double bandwidthHz,
        double loadOhms,
        double kelvin) {

    private static final double CHARGE = 1.602176634e-19;
    private static final double BOLTZMANN = 1.380649e-23;
    private static final double LIGHT = 299_792_458.0;

    public AvalanchePhotodiode {
        boolean sound =
                gain >= 1
                        && ionisation >= 0
                        && ionisation <= 1
                        && responsivity > 0
                        && darkAmps >= 0
                        && bandwidthHz > 0
                        && loadOhms > 0
                        && kelvin > 0;
        double sum = gain + responsivity + darkAmps + bandwidthHz + loadOhms + kelvin;
        if (!sound || !Double.isFinite(sum)) {
            throw new IllegalArgumentException(
                    "impossible avalanche photodiode: gain "
                            + gain
                            + ", k "
                            + ionisation
                            + ", responsivity "
                            + responsivity
                            + ", dark "
                            + darkAmps
                            + ", bandwidth "
                            + bandwidthHz
                            + ", load "
                            + loadOhms
                            + ", kelvin "
                            + kelvin);
        }
    }

    /** A silicon diode with a fast amplifier [assumed, all of it]: M 80, k 0.02, 0.5 A/W, 0.1 nA, 200 MHz, 5 kohm, 300 K. */
    public static AvalanchePhotodiode silicon() {
        return new AvalanchePhotodiode(80, 0.02, 0.5, 0.1e-9, 200e6, 5e3, 300);
    }

    /** The same diode at another gain. */
    public AvalanchePhotodiode withGain(double other) {
        return new AvalanchePhotodiode(
                other, ionisation, responsivity, darkAmps, bandwidthHz, loadOhms, kelvin);
    }

    /** Excess noise factor F, McIntyre 1966. */
    public double excessNoise() {
        return ionisation * gain + (1 - ionisation) * (2 - 1 / gain);
    }

    /** Signal current, amperes. */
    public double signalAmps(double signalWatts) {
        return gain * responsivity * signalWatts;
    }

    /** Standard deviation of the current, amperes. */
    public double noiseAmps(double signalWatts, double backgroundWatts) {
        double primary = darkAmps + responsivity * (backgroundWatts + signalWatts);
        double shot = 2 * CHARGE * gain * gain * excessNoise() * primary * bandwidthHz;
        double thermal = 4 * BOLTZMANN * kelvin * bandwidthHz / loadOhms;
        return Math.sqrt(shot + thermal);
    }

    /** Signal current over noise current. */
    public double signalToNoise(double signalWatts, double backgroundWatts) {
        return signalAmps(signalWatts) / noiseAmps(signalWatts, backgroundWatts);
    }

    /** Time that an edge takes from 10 to 90 %: {@code 0.35 / B}, seconds. */
    public double riseSeconds() {
        return 0.35 / bandwidthHz;
    }

    /** Standard deviation of one pulse's range, metres: {@code (c / 2) rise / SNR}. */
    public double sigma(double signalWatts, double backgroundWatts) {
        return LIGHT / 2 * riseSeconds() / signalToNoise(signalWatts, backgroundWatts);
    }

    /**
     * One pulse: peak current with noise, and the time at which the rising edge, a ramp of full height in the rise time, crosses half
     * of the noise-free height. No range if the peak stays below the threshold.
     *
     * @param thresholdOverNoise threshold in standard deviations of the noise without signal; 6 gives one false alarm in 1e9
     */
    public RangeReading sampled(
            double rangeM,
            double signalWatts,
            double backgroundWatts,
            double thresholdOverNoise,
            Draws draws) {
        double noise = noiseAmps(signalWatts, backgroundWatts);
        double threshold = thresholdOverNoise * noiseAmps(0, backgroundWatts);
        if (signalAmps(signalWatts) + noise * NormalDraw.next(draws) < threshold) {
            return RangeReading.NONE;
        }
        double slope = signalAmps(signalWatts) / riseSeconds();
        double late = noise * NormalDraw.next(draws) / slope;
        return new RangeReading(rangeM + LIGHT / 2 * late, sigma(signalWatts, backgroundWatts));
    }

    /** The gain from 1 to 1000, in steps of 1 %, with the best signal to noise ratio: more gain, more excess noise. */
    public double bestGain(double signalWatts, double backgroundWatts) {
        double best = 1;
        double most = 0;
        for (double m = 1; m <= 1000; m *= 1.01) {
            double snr = withGain(m).signalToNoise(signalWatts, backgroundWatts);
            if (snr > most) {
                most = snr;
                best = m;
            }
        }
        return best;
    }
}
