package dev.sightline.dtof.rival;

/**
 * Near or far from a sequence of ranges, with hysteresis: near once below one limit, far once above a larger one, and only after
 * several readings in a row say so. A reading without range counts as far. Immutable: {@link #after} gives the next state.
 *
 * @param nearM below this a thing is near, metres
 * @param farM above this it is gone, metres; larger than {@code nearM}
 * @param needed readings in a row that a change takes
 * @param near the present state
 * @param against how many readings in a row have spoken against it
 */
public record ProximitySwitch(double nearM, double farM, int needed, boolean near, int against) {

    public ProximitySwitch {
        if (!(nearM > 0 && farM > nearM) || needed < 1 || against < 0 || against >= needed) {
            throw new IllegalArgumentException(
                    "switch needs 0 < near < far and readings 0 <= against < needed, had "
                            + nearM
                            + ", "
                            + farM
                            + ", "
                            + against
                            + ", "
                            + needed);
        }
    }

    /** A switch that starts far. */
    public static ProximitySwitch of(double nearM, double farM, int needed) {
        return new ProximitySwitch(nearM, farM, needed, false, 0);
    }

    /**
     * The state after one more reading.
     *
     * @param rangeM metres, NaN if nothing was detected
     */
    public ProximitySwitch after(double rangeM) {
        boolean speaksAgainst = near ? !(rangeM <= farM) : rangeM < nearM;
        if (!speaksAgainst) {
            return new ProximitySwitch(nearM, farM, needed, near, 0);
        }
        return against + 1 == needed
                ? new ProximitySwitch(nearM, farM, needed, !near, 0)
                : new ProximitySwitch(nearM, farM, needed, near, against + 1);
    }
}
