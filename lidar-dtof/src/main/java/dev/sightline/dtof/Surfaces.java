package dev.sightline.dtof;

import java.util.Arrays;

/**
 * What one zone looks at: any number of surfaces, each covering a share of it. A reusable list: {@link #clear} and fill again, no
 * allocation once it has grown. Not thread-safe.
 */
public final class Surfaces {

    private double[] values = new double[4 * 16]; // range, reflectance, cosine, covered
    private int size;
    private double covered;

    /** Forgets all surfaces. */
    public void clear() {
        size = 0;
        covered = 0;
    }

    /**
     * Adds a surface.
     *
     * @param rangeM distance from the sensor, metres, above 0
     * @param reflectance 0..1 at the sensor's wavelength; above 1 for a retro-reflector
     * @param cosIncidence cosine of the angle between ray and surface normal, 0..1
     * @param covered share of the zone that it covers, 0..1
     */
    public void add(double rangeM, double reflectance, double cosIncidence, double covered) {
        if (!(rangeM > 0
                && reflectance >= 0
                && cosIncidence >= 0
                && cosIncidence <= 1
                && covered >= 0
                && covered <= 1)) {
            throw new IllegalArgumentException(
                    "surface at "
                            + rangeM
                            + " m, reflectance "
                            + reflectance
                            + ", cosine "
                            + cosIncidence
                            + ", share "
                            + covered);
        }
        if (4 * size == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        int at = 4 * size++;
        values[at] = rangeM;
        values[at + 1] = reflectance;
        values[at + 2] = cosIncidence;
        values[at + 3] = covered;
        this.covered += covered;
    }

    public int size() {
        return size;
    }

    double range(int i) {
        return values[4 * i];
    }

    double reflectance(int i) {
        return values[4 * i + 1];
    }

    double cosIncidence(int i) {
        return values[4 * i + 2];
    }

    double covered(int i) {
        return values[4 * i + 3];
    }

    /** Share of the zone that sees no surface: sky, 0..1. */
    double open() {
        return Math.max(0, 1 - covered);
    }
}
