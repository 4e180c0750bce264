package dev.sightline.dtof.emit;

/**
 * One pixel behind a lens and a filter.
 *
 * @param pitchM side of the square pixel, metres
 * @param focalM focal length, metres
 * @param fNumber focal length over diameter of the entrance pupil
 * @param transmission of lens and filter at the emitter's wavelength, 0..1
 * @param fillFactor share of the pixel that detects, 0..1
 * @param detectionProbability of a photon that hits the detecting part (PDP), 0..1
 * @param filterM width of the band-pass filter, metres (30 nm are 30e-9)
 * @param wavelengthM of the emitter and of the filter's centre, metres
 */
public record Receiver(
        double pitchM,
        double focalM,
        double fNumber,
        double transmission,
        double fillFactor,
        double detectionProbability,
        double filterM,
        double wavelengthM) {

    private static final double PLANCK = 6.62607015e-34;
    private static final double LIGHT = 299_792_458.0;

    public Receiver {
        Checks.positive("pixel pitch", pitchM);
        Checks.positive("focal length", focalM);
        Checks.positive("f-number", fNumber);
        Checks.share("transmission of the receiver", transmission);
        Checks.share("fill factor", fillFactor);
        Checks.share("detection probability", detectionProbability);
        Checks.positive("filter width", filterM);
        Checks.positive("wavelength", wavelengthM);
    }

    /** Detected photons per joule that reaches the lens's image of the pixel: {@code eta_r FF PDP lambda / (h c)}. */
    public double countsPerJoule() {
        return transmission * fillFactor * detectionProbability * wavelengthM / (PLANCK * LIGHT);
    }

    /** Area of the pixel over {@code 4 F^2}, square metres: what turns {@code pi x radiance} into power on the pixel. */
    public double throughputM2() {
        return pitchM * pitchM / (4 * fNumber * fNumber);
    }

    /** Solid angle that the pixel sees, steradian, small-angle: {@code pitch^2 / f^2}. */
    public double pixelSolidAngle() {
        return pitchM * pitchM / (focalM * focalM);
    }
}
