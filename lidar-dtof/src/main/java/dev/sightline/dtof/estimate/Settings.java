package dev.sightline.dtof.estimate;

import java.util.Optional;

/**
 * What is known of a sensor before the first photon.
 *
 * @param response shape of a return in the bins
 * @param counting how events become counts
 * @param falseAlarmRate accepted false alarms per histogram without target, in (0, 1]; 1 always answers
 * @param crosstalk shape of the cover glass's return, unit sum, level unknown; empty if there is none
 */
public record Settings(
        BinnedResponse response,
        Counting counting,
        double falseAlarmRate,
        Optional<Crosstalk> crosstalk) {

    public Settings {
        if (!(falseAlarmRate > 0 && falseAlarmRate <= 1)) {
            throw new IllegalArgumentException(
                    "false alarms per histogram must be in (0, 1], was " + falseAlarmRate);
        }
    }

    /** Poisson counting, no crosstalk. */
    public static Settings of(BinnedResponse response, double falseAlarmRate) {
        return new Settings(response, Counting.poisson(), falseAlarmRate, Optional.empty());
    }

    public Settings counting(Counting other) {
        return new Settings(response, other, falseAlarmRate, crosstalk);
    }

    public Settings crosstalk(Crosstalk shape) {
        return new Settings(response, counting, falseAlarmRate, Optional.of(shape));
    }
}
