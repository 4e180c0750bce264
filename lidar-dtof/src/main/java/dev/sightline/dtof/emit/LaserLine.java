package dev.sightline.dtof.emit;

/**
 * What a laser emits, in colour.
 *
 * @param wavelengthM middle of its line at 25 C, metres
 * @param deviationM standard deviation of the line, metres: an array of many emitters has about 0.5 nm [assumed]
 * @param shiftPerKelvin metres per kelvin: a VCSEL 0.07 nm, an edge emitter 0.25 to 0.3 nm [recalled]
 */
public record LaserLine(double wavelengthM, double deviationM, double shiftPerKelvin) {

    public LaserLine {
        Checks.positive("wavelength", wavelengthM);
        Checks.positive("width of the line", deviationM);
        Checks.notNegative("shift with temperature", shiftPerKelvin);
    }

    /** A VCSEL array: 0.5 nm, 0.07 nm/K [recalled]. */
    public static LaserLine vcsel(double wavelengthM) {
        return new LaserLine(wavelengthM, 0.5e-9, 0.07e-9);
    }

    /** Middle of the line at a temperature of the laser, degrees Celsius. */
    public double at(double celsius) {
        return wavelengthM + shiftPerKelvin * (celsius - 25);
    }
}
