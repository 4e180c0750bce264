package dev.sightline.perception.object;

import java.util.Optional;

/**
 * What an agent signals.
 *
 * @param indicator its turn indicator
 * @param targetLane id of the lane it is heading for, if known
 */
public record Intent(Indicator indicator, Optional<String> targetLane) {

    /** Nothing known. */
    public static final Intent UNKNOWN = new Intent(Indicator.UNKNOWN, Optional.empty());

    /** A turn indicator. */
    public enum Indicator {
        OFF,
        LEFT,
        RIGHT,
        HAZARD,
        UNKNOWN
    }
}
