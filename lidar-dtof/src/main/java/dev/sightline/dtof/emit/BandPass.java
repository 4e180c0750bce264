package dev.sightline.dtof.emit;

import dev.sightline.dtof.Gaussian;

/**
 * An interference filter with steep sides. Its band moves up with temperature, less than the laser's line, and down with the angle of
 * the light: {@code lambda(theta) = lambda_0 sqrt(1 - (sin(theta)/n)^2)}. A filter too narrow for both loses signal but no daylight.
 *
 * @param centreM middle of the band at 25 C and normal incidence, metres
 * @param widthM full width at half height, metres
 * @param shiftPerKelvin metres per kelvin; 0.01 to 0.03 nm [assumed]
 * @param index effective index of refraction of its layers; 1.5 to 2.5, high ones move less [assumed]
 */
public record BandPass(double centreM, double widthM, double shiftPerKelvin, double index) {

    public BandPass {
        Checks.positive("centre of the band", centreM);
        Checks.positive("width of the band", widthM);
        Checks.notNegative("shift with temperature", shiftPerKelvin);
        if (!(index >= 1 && index < 10)) {
            throw new IllegalArgumentException("index of refraction must be 1..10, was " + index);
        }
    }

    /** A hard-coated filter: 0.02 nm/K, index 2 [assumed]. */
    public static BandPass hardCoated(double centreM, double widthM) {
        return new BandPass(centreM, widthM, 0.02e-9, 2);
    }

    /** Middle of the band, metres. */
    public double centre(double celsius, double angle) {
        double s = StrictMath.sin(angle) / index;
        return (centreM + shiftPerKelvin * (celsius - 25)) * StrictMath.sqrt(1 - s * s);
    }

    /**
     * Share of a laser's light that the band lets through, on top of its transmission inside the band.
     *
     * @param laserCelsius temperature of the laser, which is the warmer one
     * @param filterCelsius temperature of the filter
     * @param angle of the light at the filter, radians from its normal
     */
    public double share(LaserLine line, double laserCelsius, double filterCelsius, double angle) {
        double off = line.at(laserCelsius) - centre(filterCelsius, angle);
        double half = 0.5 * widthM;
        return Gaussian.cdf((half - off) / line.deviationM())
                - Gaussian.cdf((-half - off) / line.deviationM());
    }

    /** The narrowest band, metres, that loses at most 0.3 % over the temperatures of both: three deviations stay inside each side. */
    public static double narrowest(
            LaserLine line, double shiftPerKelvin, double fromC, double toC) {
        double drift = Math.abs(line.shiftPerKelvin() - shiftPerKelvin);
        double most = Math.max(Math.abs(fromC - 25), Math.abs(toC - 25));
        return 2 * (drift * most + 3 * line.deviationM());
    }
}
