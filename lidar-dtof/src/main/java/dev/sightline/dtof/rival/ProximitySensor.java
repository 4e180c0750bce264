package dev.sightline.dtof.rival;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Poisson;

/**
 * The old proximity sensor: an LED, a photodiode, and the assumption that brightness is distance. Counts {@code N = K rho / d^2 + b};
 * read backwards with an assumed reflectance, {@code d' = sqrt(K rho_0 / (N - b))}, so that {@code d' / d = sqrt(rho_0 / rho)}
 * whatever the noise: dark things seem far (hair at 0.03 reads 2.4 times too far), bright ones near, a mirror nearer still.
 *
 * @param countsAtOneMetre K: signal from reflectance 1 at 1 m
 * @param background b: counts without a target, taken as known
 * @param assumedReflectance rho_0, such as 0.18
 */
public record ProximitySensor(
        double countsAtOneMetre, double background, double assumedReflectance) {

    public ProximitySensor {
        boolean sound =
                countsAtOneMetre > 0
                        && countsAtOneMetre < 1e9
                        && background >= 0
                        && background < 1e9
                        && assumedReflectance > 0
                        && assumedReflectance <= 1;
        if (!sound) {
            throw new IllegalArgumentException(
                    "proximity sensor needs counts > 0, background >= 0, reflectance in (0, 1], had "
                            + countsAtOneMetre
                            + ", "
                            + background
                            + ", "
                            + assumedReflectance);
        }
    }

    /** Expected counts. */
    public double expected(double rangeM, double reflectance) {
        if (!(rangeM > 0 && reflectance >= 0)) {
            throw new IllegalArgumentException(
                    "needs range > 0 and reflectance >= 0, had " + rangeM + ", " + reflectance);
        }
        return countsAtOneMetre * reflectance / (rangeM * rangeM) + background;
    }

    /** Counts drawn from {@link #expected}. */
    public double sampled(double rangeM, double reflectance, Draws draws) {
        return Poisson.draw(expected(rangeM, reflectance), draws);
    }

    /** Reads counts as a range; the sigma is that of counting alone and knows nothing of the reflectance. */
    public RangeReading estimate(double counts) {
        double signal = counts - background;
        if (!(signal > 3 * Math.sqrt(Math.max(1, counts + background)))) {
            return RangeReading.NONE;
        }
        double range = Math.sqrt(countsAtOneMetre * assumedReflectance / signal);
        return new RangeReading(range, range / 2 * Math.sqrt(counts) / signal);
    }

    /** {@code sqrt(rho_0 / rho)}: what a range is multiplied by. */
    public double distortion(double reflectance) {
        return Math.sqrt(assumedReflectance / reflectance);
    }
}
