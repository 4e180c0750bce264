package dev.sightline.dtof.rival;

import dev.sightline.dtof.Draws;

/** Standard normal numbers, the same on every JDK: Box and Muller, one of each pair. */
final class NormalDraw {

    private NormalDraw() {}

    static double next(Draws draws) {
        double u = 1 - draws.nextDouble(); // (0, 1]
        return StrictMath.sqrt(-2 * StrictMath.log(u))
                * StrictMath.cos(2 * Math.PI * draws.nextDouble());
    }
}
