package dev.sightline.dtof.rival;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;
import java.util.List;

/**
 * Range from the phase of a continuous wave (design section 2.5; `docs/derivations/IndirectTof.md`). Four samples a quarter of the
 * period apart per frequency: {@code C_k = B + A w(phi - k pi/2)}, {@code phi = atan2(C1 - C3, C0 - C2)}, {@code d = c phi / (4 pi
 * f)}, known only modulo {@code c / 2f}. A second frequency tells the wraps apart up to {@code c / (2 gcd)}. Immutable.
 */
public final class IndirectTof {

    /** Samples per frequency. */
    public static final int SAMPLES = 4;

    private static final double LIGHT = 299_792_458.0;
    private static final int MAX_WRAPS = 1000;

    private final double[] frequencyHz;
    private final Waveform waveform;
    private final int[] wraps; // how often each frequency repeats within the unambiguous range

    private IndirectTof(double[] frequencyHz, Waveform waveform) {
        this.frequencyHz = frequencyHz;
        this.waveform = waveform;
        this.wraps = new int[frequencyHz.length];
        double common = commonHz();
        for (int i = 0; i < wraps.length; i++) {
            wraps[i] = (int) Math.min(MAX_WRAPS + 1.0, Math.rint(frequencyHz[i] / common));
            if (wraps[i] > MAX_WRAPS) {
                throw new IllegalArgumentException(
                        "the frequencies share only "
                                + common
                                + " Hz: more than "
                                + MAX_WRAPS
                                + " wraps to tell apart");
            }
        }
    }

    /** One frequency, whole hertz: unambiguous up to {@code c / 2f}. */
    public static IndirectTof of(Waveform waveform, double frequencyHz) {
        return new IndirectTof(new double[] {checked(frequencyHz)}, waveform);
    }

    /** Two frequencies, whole hertz: unambiguous up to {@code c / (2 gcd)}. */
    public static IndirectTof of(Waveform waveform, double firstHz, double secondHz) {
        return new IndirectTof(new double[] {checked(firstHz), checked(secondHz)}, waveform);
    }

    private static double checked(double hz) {
        if (!(hz >= 1 && hz <= 1e10) || hz != Math.rint(hz)) {
            throw new IllegalArgumentException(
                    "frequency must be a whole number of hertz in 1..1e10, was " + hz);
        }
        return hz;
    }

    private double commonHz() {
        long a = (long) frequencyHz[0];
        for (int i = 1; i < frequencyHz.length; i++) {
            long b = (long) frequencyHz[i];
            while (b != 0) {
                long rest = a % b;
                a = b;
                b = rest;
            }
        }
        return a;
    }

    /** How many frequencies are in use. */
    public int frequencies() {
        return frequencyHz.length;
    }

    /** Raw samples per range: what one depth frame costs in exposures. */
    public int rawSamples() {
        return SAMPLES * frequencyHz.length;
    }

    /** Ranges beyond this fold back, metres. */
    public double unambiguousRange() {
        return LIGHT / (2 * commonHz());
    }

    /**
     * Half of the smallest step between two wrong unwrappings, as the difference of the two ranges shows it, metres: {@code c / (4
     * lcm)}. Infinite for one frequency, which has nothing to unwrap.
     */
    public double wrapMargin() {
        return frequencyHz.length == 1
                ? Double.POSITIVE_INFINITY
                : LIGHT / (4 * frequencyHz[0] * wraps[1]);
    }

    /**
     * Expected counts of all samples, frequency by frequency.
     *
     * @param paths all ways of the light; their phasors add up, which one frequency alone cannot notice
     * @param background expected other counts per sample
     */
    public double[] expected(List<LightPath> paths, double background) {
        double[] mean = new double[rawSamples()];
        for (int f = 0; f < frequencyHz.length; f++) {
            for (int k = 0; k < SAMPLES; k++) {
                double sum = background;
                for (LightPath path : paths) {
                    double phase = 4 * Math.PI * frequencyHz[f] * path.rangeM() / LIGHT;
                    sum += path.photons() * waveform.at(phase - k * Math.PI / 2);
                }
                mean[f * SAMPLES + k] = sum;
            }
        }
        return mean;
    }

    /** Counts drawn from {@link #expected}. */
    public double[] sampled(List<LightPath> paths, double background, Draws draws) {
        double[] counts = expected(paths, background);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Poisson.draw(counts[i], draws);
        }
        return counts;
    }

    /**
     * Standard deviation of the range to expect: {@code s_f = c / (4 pi f) sqrt(M / 2) / a}, weighted by f^2 over the frequencies.
     *
     * @param photons expected signal counts per sample
     * @param background expected other counts per sample
     */
    public double sigma(double photons, double background) {
        double[] each = new double[frequencyHz.length];
        for (int f = 0; f < each.length; f++) {
            each[f] = sigmaOf(f, photons + background, photons * waveform.first());
        }
        return combined(each);
    }

    private double sigmaOf(int f, double mean, double amplitude) {
        return amplitude > 0
                ? LIGHT / (4 * Math.PI * frequencyHz[f]) * Math.sqrt(mean / 2) / amplitude
                : Double.POSITIVE_INFINITY;
    }

    /** Deviation of the mean with weights f^2. */
    private double combined(double[] sigma) {
        double weight = 0;
        double variance = 0;
        for (int f = 0; f < sigma.length; f++) {
            double w = frequencyHz[f] * frequencyHz[f];
            weight += w;
            variance += w * w * sigma[f] * sigma[f];
        }
        return Math.sqrt(variance) / weight;
    }

    /**
     * Estimates a range from counts.
     *
     * @param raw {@link #rawSamples()} counts, frequency by frequency
     */
    public PhaseReading estimate(double[] raw) {
        if (raw.length != rawSamples()) {
            throw new IllegalArgumentException(
                    "expected " + rawSamples() + " samples, got " + raw.length);
        }
        double[] range = new double[frequencyHz.length];
        double[] mean = new double[frequencyHz.length];
        double[] demodulated = new double[frequencyHz.length];
        double amplitude = 0;
        for (int f = 0; f < range.length; f++) {
            double x = raw[f * SAMPLES] - raw[f * SAMPLES + 2];
            double y = raw[f * SAMPLES + 1] - raw[f * SAMPLES + 3];
            demodulated[f] = 0.5 * Math.sqrt(x * x + y * y);
            amplitude += demodulated[f] / range.length;
            for (int k = 0; k < SAMPLES; k++) {
                mean[f] += raw[f * SAMPLES + k] / SAMPLES;
            }
            double turns = waveform.straightened(StrictMath.atan2(y, x)) / (2 * Math.PI);
            range[f] = (turns - Math.floor(turns)) * step(f);
        }
        double[] sigma = new double[range.length];
        for (int f = 0; f < range.length; f++) {
            // the likelihood of a phase curves by (seen amplitude) x (true amplitude); for the true
            // one the mean over the
            // frequencies stands in, which squares the seen one no more than it must
            sigma[f] = sigmaOf(f, mean[f], Math.sqrt(demodulated[f] * amplitude));
        }
        if (!(combined(sigma) < Double.POSITIVE_INFINITY)) {
            return PhaseReading.DARK;
        }
        return range.length == 1
                ? new PhaseReading(range[0], sigma[0], amplitude, 1, 0)
                : unwrapped(range, sigma, amplitude);
    }

    private double step(int f) {
        return LIGHT / (2 * frequencyHz[f]);
    }

    /** The pair of wraps with the smallest difference, and the share of the likelihood that it holds. */
    private PhaseReading unwrapped(double[] range, double[] sigma, double amplitude) {
        double variance = sigma[0] * sigma[0] + sigma[1] * sigma[1];
        double best = Double.POSITIVE_INFINITY;
        double first = Double.NaN;
        double second = Double.NaN;
        for (int m = 0; m < wraps[0]; m++) {
            for (int n = 0; n < wraps[1]; n++) {
                double a = range[0] + m * step(0);
                double b = range[1] + n * step(1);
                if (Math.abs(a - b) < Math.abs(best)) {
                    best = a - b;
                    first = a;
                    second = b;
                }
            }
        }
        double all = 0;
        for (int m = 0; m < wraps[0]; m++) {
            for (int n = 0; n < wraps[1]; n++) {
                double r = range[0] + m * step(0) - range[1] - n * step(1);
                all += StrictMath.exp((best * best - r * r) / (2 * variance));
            }
        }
        double w0 = frequencyHz[0] * frequencyHz[0];
        double w1 = frequencyHz[1] * frequencyHz[1];
        return new PhaseReading(
                (w0 * first + w1 * second) / (w0 + w1),
                combined(sigma),
                amplitude,
                1 / all,
                best / Math.sqrt(variance));
    }
}
