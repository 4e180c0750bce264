package dev.sightline.dtof.emit;

/**
 * What a pixel looks at.
 *
 * @param rangeM metres
 * @param reflectance of a Lambertian surface, (0, 1]
 * @param cosIncidence cosine of the angle between ray and normal, (0, 1]
 * @param covered share of the footprint that the target fills, (0, 1]; a pole's falls as 1/R, a ball's as 1/R^2, which makes the
 *     signal fall as R^-3 and R^-4
 * @param gain signal over that of the Lambertian surface, 1 for that surface itself; see {@link #retro}
 */
public record Reflector(
        double rangeM, double reflectance, double cosIncidence, double covered, double gain) {

    public Reflector {
        Checks.positive("range", rangeM);
        Checks.share("reflectance", reflectance);
        Checks.share("cosine of incidence", cosIncidence);
        Checks.share("covered share", covered);
        Checks.positive("gain", gain);
    }

    /** A Lambertian surface that fills the footprint. */
    public static Reflector lambertian(double rangeM, double reflectance, double cosIncidence) {
        return new Reflector(rangeM, reflectance, cosIncidence, 1, 1);
    }

    /**
     * A retro-reflecting sheet that fills the footprint: {@code G = pi R_A / rho} over a Lambertian surface at normal incidence (design
     * section 2.1). Holds for an observation angle near zero, that is emitter and lens close together; it falls quickly beyond about
     * half a degree.
     *
     * @param retroreflection R_A, cd per lux and square metre (70 to 700 for road signs)
     * @param reflectance what daylight meets
     */
    public static Reflector retro(double rangeM, double retroreflection, double reflectance) {
        Checks.positive("coefficient of retroreflection", retroreflection);
        return new Reflector(rangeM, reflectance, 1, 1, Math.PI * retroreflection / reflectance);
    }

    /**
     * The share of a square footprint that an upright pole across its middle covers.
     *
     * @param footprintRad side of the footprint, radians
     */
    public static double coveredByPole(double diameterM, double rangeM, double footprintRad) {
        return Math.min(1, diameterM / (rangeM * footprintRad));
    }

    /** The share of a square footprint that a small target of a given area inside it covers. */
    public static double coveredByPatch(double areaM2, double rangeM, double footprintRad) {
        double side = rangeM * footprintRad;
        return Math.min(1, areaM2 / (side * side));
    }

    /** The same surface, filling only a share of the footprint. */
    public Reflector covering(double share) {
        return new Reflector(rangeM, reflectance, cosIncidence, share, gain);
    }
}
