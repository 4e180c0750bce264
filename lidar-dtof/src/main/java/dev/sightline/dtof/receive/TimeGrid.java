package dev.sightline.dtof.receive;

/** A function of time within one cycle, linear between even steps. Immutable. */
final class TimeGrid {

    private final double stepSeconds;
    private final double[] value;

    /**
     * Takes over the values.
     *
     * @param stepSeconds width of a step
     * @param value at the steps' ends, the first at time 0; handed over, not copied
     */
    TimeGrid(double stepSeconds, double[] value) {
        this.stepSeconds = stepSeconds;
        this.value = value;
    }

    double at(double seconds) {
        double x = Math.max(0, Math.min(value.length - 1, seconds / stepSeconds));
        int i = (int) Math.min(value.length - 2, x);
        return value[i] + (x - i) * (value[i + 1] - value[i]);
    }
}
