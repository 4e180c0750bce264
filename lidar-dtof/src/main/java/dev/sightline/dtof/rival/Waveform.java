package dev.sightline.dtof.rival;

/**
 * Correlation of the emitted wave with the demodulation, normalised to a mean of 1: {@code 1 + c1 cos(x) + c3 cos(3x) + c5 cos(5x)}.
 * Four samples a quarter apart cannot tell the third and fifth harmonic from the first: they see the phasor {@code e^{ix} (c1 + c3
 * e^{-4ix} + c5 e^{4ix})}, an error that turns four times over a wavelength (wiggling).
 *
 * @param first contrast of the fundamental, (0, 1]
 * @param third contrast of the third harmonic
 * @param fifth contrast of the fifth harmonic
 */
public record Waveform(double first, double third, double fifth) {

    public Waveform {
        boolean sound =
                first > 0
                        && first <= 1
                        // the seen phase then grows with the true one, so it can be inverted
                        && 3 * Math.abs(third) + 5 * Math.abs(fifth) < first;
        if (!sound) {
            throw new IllegalArgumentException(
                    "waveform needs a first harmonic in (0, 1] above 3 |third| + 5 |fifth|, had "
                            + first
                            + ", "
                            + third
                            + ", "
                            + fifth);
        }
    }

    /** No harmonics. */
    public static Waveform sine(double contrast) {
        return new Waveform(contrast, 0, 0);
    }

    /**
     * Square light on a square demodulation: their correlation is a triangle, whose odd harmonics fall as 1/n^2.
     *
     * @param contrast of the fundamental
     */
    public static Waveform square(double contrast) {
        return new Waveform(contrast, contrast / 9, contrast / 25);
    }

    /** Value of the correlation at a phase, mean 1. */
    public double at(double phase) {
        return 1
                + first * StrictMath.cos(phase)
                + third * StrictMath.cos(3 * phase)
                + fifth * StrictMath.cos(5 * phase);
    }

    /** The phase that four samples of this wave show for a true phase; differs from it by the wiggle. */
    public double seen(double phase) {
        return phase + wiggle(phase);
    }

    /** Error of the phase by the harmonics: {@code atan2((c5 - c3) sin 4x, c1 + (c3 + c5) cos 4x)}. */
    public double wiggle(double phase) {
        return StrictMath.atan2(
                (fifth - third) * StrictMath.sin(4 * phase),
                first + (third + fifth) * StrictMath.cos(4 * phase));
    }

    /** The true phase behind one that four samples show: {@link #seen} inverted by bisection. */
    public double straightened(double seen) {
        if (third == 0 && fifth == 0) {
            return seen;
        }
        double low = seen - Math.PI / 4;
        double high = seen + Math.PI / 4;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (seen(middle) < seen) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
