package dev.sightline.dtof.emit;

/**
 * How densely dots lie, on average over their field.
 *
 * @param dots how many
 * @param fieldX full horizontal field, radians
 * @param fieldY full vertical field, radians
 */
public record DotPattern(int dots, double fieldX, double fieldY) {

    public DotPattern {
        if (dots < 1) {
            throw new IllegalArgumentException("a pattern needs dots, had " + dots);
        }
        Checks.angle("horizontal field", fieldX);
        Checks.angle("vertical field", fieldY);
    }

    /** Dots per steradian. */
    public double perSteradian() {
        return dots
                / (4 * StrictMath.asin(StrictMath.sin(fieldX / 2) * StrictMath.sin(fieldY / 2)));
    }

    /** Dots per square metre of a wall at right angles to the axis. */
    public double perSquareMetre(double rangeM) {
        Checks.positive("range", rangeM);
        double width = 2 * rangeM * StrictMath.tan(fieldX / 2);
        double height = 2 * rangeM * StrictMath.tan(fieldY / 2);
        return dots / (width * height);
    }
}
