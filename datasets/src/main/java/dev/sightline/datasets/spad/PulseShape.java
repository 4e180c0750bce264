package dev.sightline.datasets.spad;

import dev.sightline.dtof.estimate.Response;
import java.util.Locale;

/**
 * What a file, a flag or a description says of a sensor's response to a short pulse. Immutable.
 *
 * <p>The arrival time of a Gaussian, with or without an exponential tail, is the middle of the Gaussian; that of a measured response is
 * the time zero it came with.
 */
public final class PulseShape {

    private static final double FULL_WIDTH = 2 * Math.sqrt(2 * StrictMath.log(2)); // in sigmas

    private final Response response;
    private final double sigmaSeconds;
    private final boolean gaussian;
    private final String words;

    private PulseShape(Response response, double sigmaSeconds, boolean gaussian, String words) {
        this.response = response;
        this.sigmaSeconds = sigmaSeconds;
        this.gaussian = gaussian;
        this.words = words;
    }

    /**
     * A Gaussian.
     *
     * @throws IllegalArgumentException unless its deviation is in (0, 1 ms)
     */
    public static PulseShape gaussian(double sigmaSeconds) {
        requireTimes(sigmaSeconds, 0);
        return new PulseShape(
                Response.gaussian(sigmaSeconds),
                sigmaSeconds,
                true,
                words("Gaussian, sigma %.4g ns", sigmaSeconds * 1e9));
    }

    /**
     * A Gaussian followed by an exponential tail; a tail of 0 is none.
     *
     * @throws IllegalArgumentException unless the deviation is in (0, 1 ms) and the tail in [0, 1 ms)
     */
    public static PulseShape emg(double sigmaSeconds, double tauSeconds) {
        requireTimes(sigmaSeconds, tauSeconds);
        return tauSeconds == 0
                ? gaussian(sigmaSeconds)
                : new PulseShape(
                        Response.emg(sigmaSeconds, tauSeconds),
                        sigmaSeconds,
                        false,
                        words(
                                "Gaussian with a tail, sigma %.4g ns, tau %.4g ns",
                                sigmaSeconds * 1e9, tauSeconds * 1e9));
    }

    /**
     * A measured response, linear between samples, dark outside.
     *
     * @param zeroIndex the sample at time zero; between samples is allowed
     * @throws IllegalArgumentException if there are fewer than 2 samples, no light, a negative or infinite one, or no such time zero
     */
    public static PulseShape measured(double stepSeconds, double zeroIndex, double[] samples) {
        if (!(zeroIndex >= 0 && zeroIndex <= samples.length - 1)) {
            throw new IllegalArgumentException(
                    "time zero at sample " + zeroIndex + " of " + samples.length);
        }
        if (!(stepSeconds > 0 && stepSeconds < 1e-3)) {
            throw new IllegalArgumentException("samples " + stepSeconds + " s apart");
        }
        Response response = Response.measured(-zeroIndex * stepSeconds, stepSeconds, samples);
        double sigma = halfWidth(samples) * stepSeconds / FULL_WIDTH;
        return new PulseShape(
                response,
                sigma,
                false,
                words(
                        "measured, %d samples of %.4g ns, as wide at half height as sigma %.4g ns",
                        samples.length, stepSeconds * 1e9, sigma * 1e9));
    }

    /**
     * A measured record whose highest sample is time zero. Where that is the first one, the record counts as circular: its last half is
     * what comes before the peak.
     */
    public static PulseShape peakAtZero(double stepSeconds, double[] samples) {
        int peak = 0;
        for (int i = 1; i < samples.length; i++) {
            peak = samples[i] > samples[peak] ? i : peak;
        }
        if (peak > 0 || samples.length < 2) {
            return measured(stepSeconds, peak, samples);
        }
        int before = samples.length / 2;
        double[] turned = new double[samples.length];
        System.arraycopy(samples, samples.length - before, turned, 0, before);
        System.arraycopy(samples, 0, turned, before, samples.length - before);
        return measured(stepSeconds, before, turned);
    }

    /** Width at half height in samples, to the nearest crossing on each side, linear between samples. */
    private static double halfWidth(double[] samples) {
        int peak = 0;
        for (int i = 1; i < samples.length; i++) {
            peak = samples[i] > samples[peak] ? i : peak;
        }
        double half = 0.5 * samples[peak];
        int right = peak;
        while (right < samples.length && samples[right] > half) {
            right++;
        }
        int left = peak;
        while (left >= 0 && samples[left] > half) {
            left--;
        }
        double rightAt =
                right == samples.length
                        ? right
                        : right - (half - samples[right]) / (samples[right - 1] - samples[right]);
        double leftAt =
                left < 0
                        ? left
                        : left + (half - samples[left]) / (samples[left + 1] - samples[left]);
        return rightAt - leftAt;
    }

    private static void requireTimes(double sigma, double tau) {
        if (!(sigma > 0 && sigma < 1e-3 && tau >= 0 && tau < 1e-3)) {
            throw new IllegalArgumentException(
                    "no response has a deviation of "
                            + sigma * 1e9
                            + " ns and a tail of "
                            + tau * 1e9
                            + " ns");
        }
    }

    private static String words(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** The response itself. */
    public Response response() {
        return response;
    }

    /** Deviation of the Gaussian part, seconds; of a measured response, that of the Gaussian as wide at half height. */
    public double sigmaSeconds() {
        return sigmaSeconds;
    }

    /** Whether it is a Gaussian and nothing else. */
    public boolean isGaussian() {
        return gaussian;
    }

    /** Such as {@code Gaussian, sigma 0.4247 ns}. */
    public String words() {
        return words;
    }

    @Override
    public String toString() {
        return words;
    }
}
