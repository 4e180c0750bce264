package dev.sightline.dtof.rival;

/**
 * One way of the light to a pixel.
 *
 * @param rangeM half of its length, metres: the target's range for the direct way, more for every other one
 * @param photons expected counts from it per raw sample
 */
public record LightPath(double rangeM, double photons) {

    public LightPath {
        if (!(rangeM >= 0 && rangeM < 1e6 && photons >= 0 && photons < 1e9)) {
            throw new IllegalArgumentException(
                    "path needs a range and photons >= 0, had " + rangeM + ", " + photons);
        }
    }
}
