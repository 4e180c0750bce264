package dev.sightline.dtof.emit;

/**
 * Daylight and air.
 *
 * @param klux illuminance on the target, kilolux; 100 is bright sun, 0.5 a lit room (a room's lamps have less infrared per lux)
 * @param irradianceAt100Klux spectral irradiance at the emitter's wavelength in daylight of 100 klux, W/m2 per metre of wavelength
 * @param extinctionPerM of the air, 1/m; the way there and back loses {@code exp(-2 alpha R)}
 */
public record Surroundings(double klux, double irradianceAt100Klux, double extinctionPerM) {

    /** At 940 nm, in the water-vapour band: 0.40 W/m2/nm, +- 25 % with humidity [public: LiDAR_Simulator]. */
    public static final double SUN_940 = 0.40e9;

    /** At 905 nm: 0.72 W/m2/nm [assumed, recalled from the AM1.5G tables as 0.70 to 0.75]. */
    public static final double SUN_905 = 0.72e9;

    /** At 850 nm: 0.90 W/m2/nm [assumed, recalled from the AM1.5G tables]. */
    public static final double SUN_850 = 0.90e9;

    public Surroundings {
        Checks.notNegative("illuminance", klux);
        Checks.positive("spectral irradiance", irradianceAt100Klux);
        Checks.notNegative("extinction", extinctionPerM);
    }

    /** Clear air, daylight at 940 nm. */
    public static Surroundings clear(double klux) {
        return new Surroundings(klux, SUN_940, 0);
    }

    /** {@code T_atm^2}: what the air lets through, there and back. */
    double airBothWays(double rangeM) {
        return StrictMath.exp(-2 * extinctionPerM * rangeM);
    }
}
