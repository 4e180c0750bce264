package dev.sightline.dtof.receive;

/**
 * Avalanches without light (design section 2.1): {@code DCR(T) = DCR_ref 2^((T - T_ref)/dT)}.
 *
 * @param perSecond of one SPAD at the reference temperature
 * @param referenceC temperature at which it was measured, degrees Celsius
 * @param doublingK kelvin that double it; 8 to 10 is common [recalled]
 */
public record DarkCounts(double perSecond, double referenceC, double doublingK) {

    public DarkCounts {
        Checks.notNegative("dark counts per second", perSecond);
        Checks.positive("kelvin per doubling", doublingK);
        if (!(referenceC > -273.15 && referenceC < 1000)) {
            throw new IllegalArgumentException("reference temperature was " + referenceC + " C");
        }
    }

    /** No dark counts at any temperature. */
    public static DarkCounts none() {
        return new DarkCounts(0, 25, 9);
    }

    /** At 25 C, doubling every 9 K [recalled: 8 to 10]. */
    public static DarkCounts at25(double perSecond) {
        return new DarkCounts(perSecond, 25, 9);
    }

    /** Counts per second and SPAD at a temperature, degrees Celsius. */
    public double at(double celsius) {
        return perSecond * StrictMath.pow(2, (celsius - referenceC) / doublingK);
    }
}
