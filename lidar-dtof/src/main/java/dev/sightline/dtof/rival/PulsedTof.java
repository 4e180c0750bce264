package dev.sightline.dtof.rival;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;

/**
 * Range from the share of a rectangular pulse that falls into successive gates of its own length (design section 2.5): gate i is
 * open from {@code i T} to {@code (i + 1) T}, one more before the light comes back counts only background. With Q1, Q2 the two gates
 * that share the echo and Q0 the background: {@code d = (c T / 2) (i + (Q2 - Q0) / (Q1 + Q2 - 2 Q0))}. CCDs and linear-mode
 * avalanche arrays work so; they add read-out noise.
 *
 * @param gateSeconds length of the pulse and of each gate, T
 * @param gates that see the echo, at least 2: the range ends at {@code (gates - 1) c T / 2}
 * @param readNoise standard deviation of the read-out of one gate, counts
 * @param jitterSeconds standard deviation of the gates' common start from read-out to read-out
 */
public record PulsedTof(double gateSeconds, int gates, double readNoise, double jitterSeconds) {

    private static final double LIGHT = 299_792_458.0;

    public PulsedTof {
        if (!(gateSeconds > 0 && gateSeconds < 1 && gates >= 2 && gates <= 1000)
                || !(readNoise >= 0 && readNoise < 1e6)
                || !(jitterSeconds >= 0 && jitterSeconds < gateSeconds)) {
            throw new IllegalArgumentException(
                    "gates need a length, a number from 2 to 1000, noise >= 0 and jitter below their length, had "
                            + gateSeconds
                            + ", "
                            + gates
                            + ", "
                            + readNoise
                            + ", "
                            + jitterSeconds);
        }
    }

    /** Metres per gate: {@code c T / 2}. */
    public double gateMetres() {
        return LIGHT * gateSeconds / 2;
    }

    /** Ranges from 0 up to this are measured, metres. */
    public double reach() {
        return (gates - 1) * gateMetres();
    }

    /**
     * Expected counts: gate 0 is the background's, then the others.
     *
     * @param rangeM where the surface is; light beyond the last gate is lost
     * @param photons of the echo in all gates together
     * @param background other counts per gate
     */
    public double[] expected(double rangeM, double photons, double background) {
        double[] mean = new double[gates + 1];
        mean[0] = background;
        double at = rangeM / gateMetres();
        for (int i = 0; i < gates; i++) {
            // overlap of the echo [at, at + 1) with the gate [i, i + 1), a triangle
            double overlap = Math.max(0, 1 - Math.abs(at - i));
            mean[i + 1] = background + photons * overlap;
        }
        return mean;
    }

    /** Counts drawn from {@link #expected}, with read-out noise, which may push them below zero. */
    public double[] sampled(double rangeM, double photons, double background, Draws draws) {
        double shift = jitterSeconds * LIGHT / 2 * NormalDraw.next(draws);
        double[] counts = expected(Math.max(0, rangeM - shift), photons, background);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Poisson.draw(counts[i], draws) + readNoise * NormalDraw.next(draws);
        }
        return counts;
    }

    /** Estimates a range from the gates' counts; none if they hold no more than three deviations above the background. */
    public RangeReading estimate(double[] counts) {
        if (counts.length != gates + 1) {
            throw new IllegalArgumentException(
                    "expected " + (gates + 1) + " counts, got " + counts.length);
        }
        int best = 1;
        for (int i = 2; i < gates; i++) {
            if (counts[i] + counts[i + 1] > counts[best] + counts[best + 1]) {
                best = i;
            }
        }
        double q0 = counts[0];
        double s1 = counts[best] - q0;
        double s2 = counts[best + 1] - q0;
        double noise =
                Math.sqrt(variance(counts[best]) + variance(counts[best + 1]) + 4 * variance(q0));
        if (!(s1 + s2 > 3 * noise)) {
            return RangeReading.NONE;
        }
        return new RangeReading(
                gateMetres() * (best - 1 + s2 / (s1 + s2)),
                spread(s1, s2, counts[best], counts[best + 1], q0));
    }

    /** Standard deviation of the range to expect, metres. */
    public double sigma(double rangeM, double photons, double background) {
        double share = rangeM / gateMetres();
        share -= Math.floor(share);
        double s1 = photons * (1 - share);
        double s2 = photons * share;
        return spread(s1, s2, s1 + background, s2 + background, background);
    }

    /**
     * {@code (c T / 2) sqrt(v1 s2^2 + v2 s1^2 + v0 (s2 - s1)^2) / (s1 + s2)^2}: the derivatives of s2 / (s1 + s2) by the three gates,
     * and the jitter.
     */
    private double spread(double s1, double s2, double q1, double q2, double q0) {
        double sum = s1 + s2;
        double ratio =
                Math.sqrt(
                                variance(q1) * s2 * s2
                                        + variance(q2) * s1 * s1
                                        + variance(q0) * (s2 - s1) * (s2 - s1))
                        / (sum * sum);
        return StrictMath.hypot(gateMetres() * ratio, jitterSeconds * LIGHT / 2);
    }

    private double variance(double counts) {
        return Math.max(counts, 0) + readNoise * readNoise;
    }
}
