package dev.sightline.datasets.commonroad;

/**
 * A closed range of numbers.
 *
 * @param low the least, {@code <= high}
 * @param high the greatest
 */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public double middle() {
        return (low + high) / 2;
    }
}
