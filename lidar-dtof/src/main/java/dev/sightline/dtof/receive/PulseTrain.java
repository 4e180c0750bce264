package dev.sightline.dtof.receive;

import dev.sightline.perception.sensor.DtofModel;

/**
 * Laser pulses at an even pace. Light that needs longer than the interval is taken for light of the next pulse: times fold modulo the
 * interval (design section 2.2). The window of the converter is another matter: it may be shorter.
 *
 * @param intervalSeconds between pulses, 1 / f_PRF
 * @param cycles pulses accumulated into one histogram
 */
public record PulseTrain(double intervalSeconds, int cycles) {

    public PulseTrain {
        Checks.positive("interval between pulses", intervalSeconds);
        if (cycles < 1) {
            throw new IllegalArgumentException("a histogram needs pulses, had " + cycles);
        }
    }

    /** {@code R_unamb = c / (2 f_PRF)}, metres. */
    public double unambiguousMetres() {
        return DtofModel.C * intervalSeconds / 2;
    }

    /** Time after the latest pulse at which light arrives that left with some pulse, seconds. */
    public double folded(double seconds) {
        double t = seconds - Math.floor(seconds / intervalSeconds) * intervalSeconds;
        return Math.min(t, Math.nextDown(intervalSeconds));
    }

    /** Range that a target seems to have, metres. */
    public double foldedMetres(double rangeM) {
        return folded(2 * rangeM / DtofModel.C) * DtofModel.C / 2;
    }
}
