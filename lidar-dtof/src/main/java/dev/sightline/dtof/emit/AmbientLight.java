package dev.sightline.dtof.emit;

/**
 * The background of a histogram read as ambient light. The counter knows only infrared within its filter; lux follow by way of
 * daylight's spectrum, so lamps (LED: far too low, incandescent: far too high) are read wrongly, and the reflectance in view is an
 * assumption that its relative uncertainty has to carry.
 *
 * @param lux illuminance on the scene; never negative
 * @param sigmaLux standard deviation: counting, dark counts and the assumed reflectance and spectrum together
 */
public record AmbientLight(double lux, double sigmaLux) {

    /**
     * Reads a background.
     *
     * @param receiver the pixel that counted
     * @param backgroundCounts counts that are not signal, free of pile-up
     * @param seconds live time over which they were counted: cycles x window
     * @param darkRate dark counts per second, calibrated, known exactly
     * @param reflectance assumed mean reflectance in view
     * @param relativeError standard deviation of reflectance x spectrum over their product; 0.5 is honest without knowledge
     */
    public static AmbientLight of(
            Receiver receiver,
            double backgroundCounts,
            double seconds,
            double darkRate,
            double reflectance,
            double relativeError) {
        Checks.notNegative("background counts", backgroundCounts);
        Checks.positive("live time", seconds);
        Checks.notNegative("dark rate", darkRate);
        Checks.share("reflectance", reflectance);
        Checks.notNegative("relative error", relativeError);
        double perLux =
                reflectance
                        * Radiometry.backgroundRateOfWhite(receiver, Surroundings.clear(1))
                        / 1000;
        double lux = Math.max(0, (backgroundCounts / seconds - darkRate) / perLux);
        // with no count at all the rate is still uncertain by one count
        double counting = StrictMath.sqrt(Math.max(1, backgroundCounts)) / seconds / perLux;
        return new AmbientLight(lux, StrictMath.hypot(counting, lux * relativeError));
    }
}
