package dev.sightline.datasets.sim;

/** Colour over a surface. */
@FunctionalInterface
public interface Paint {

    /**
     * Writes the diffuse colour of a place.
     *
     * @param x place in the part's own coordinates, metres
     * @param y as x
     * @param z as x
     * @param rgb receives linear red, green and blue, 0..1
     */
    void colour(double x, double y, double z, double[] rgb);

    /** One colour everywhere. */
    static Paint plain(double r, double g, double b) {
        return (x, y, z, rgb) -> set(rgb, r, g, b, 1);
    }

    /** Leaves: a colour in patches of a quarter of a metre, each a little lighter or darker. */
    static Paint patches(double r, double g, double b) {
        return (x, y, z, rgb) -> {
            double tone =
                    Noise.at(
                            (long) Math.floor(4 * x),
                            (long) Math.floor(4 * y),
                            (long) Math.floor(4 * z));
            set(rgb, r, g, b, 0.6 + 0.8 * tone);
        };
    }

    /**
     * House fronts: rows of windows, 3 m from floor to floor and 2.5 m apart, lighter and darker.
     *
     * @param halfLength half the house's size along x, metres: tells its fronts from its gables
     * @param halfHeight half its height, metres: floors count from the ground
     */
    static Paint facade(
            double r, double g, double b, double halfLength, double halfHeight, long seed) {
        return (x, y, z, rgb) -> {
            double up = z + halfHeight;
            double floor = up / 3 - Math.floor(up / 3);
            boolean gable = Math.abs(x) > halfLength - 0.01;
            double along = ((gable ? y : x) + 100) / 2.5;
            boolean window =
                    floor > 0.32 && floor < 0.78 && inWindow(along) && up < 2 * halfHeight - 0.6;
            if (window) {
                double sky = Noise.at((long) Math.floor(along), (long) Math.floor(up / 3), seed);
                set(rgb, 0.10, 0.13, 0.18, 0.5 + sky);
            } else {
                set(rgb, r, g, b, floor < 0.06 ? 0.75 : 1);
            }
        };
    }

    private static boolean inWindow(double at) {
        double phase = at - Math.floor(at);
        return phase > 0.22 && phase < 0.78;
    }

    /** A car's body: wheels and arches dark, lights at both ends, the rest in one colour. */
    static Paint car(
            double r, double g, double b, double halfLength, double halfWidth, double middleZ) {
        return (x, y, z, rgb) -> {
            double up = z + middleZ;
            double wheel = Math.abs(x) - 0.62 * halfLength;
            boolean side = Math.abs(y) > halfWidth - 0.02;
            if (side && wheel * wheel + (up - 0.33) * (up - 0.33) < 0.36 * 0.36) {
                set(rgb, 0.015, 0.015, 0.017, 1);
            } else if (Math.abs(x) > halfLength - 0.02
                    && up > 0.55
                    && up < 0.75
                    && Math.abs(y) > 0.55 * halfWidth) {
                set(rgb, x > 0 ? 0.9 : 0.55, x > 0 ? 0.9 : 0.02, x > 0 ? 0.8 : 0.02, 1);
            } else {
                set(rgb, r, g, b, 1);
            }
        };
    }

    private static void set(double[] rgb, double r, double g, double b, double tone) {
        rgb[0] = r * tone;
        rgb[1] = g * tone;
        rgb[2] = b * tone;
    }
}
