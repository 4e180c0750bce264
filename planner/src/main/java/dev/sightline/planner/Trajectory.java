package dev.sightline.planner;

import java.util.Arrays;

/**
 * Where the middle of the rear axle will be: samples in time order, in the ego frame of the instant of planning. Immutable.
 *
 * <p>All values are finite. It interpolates between samples and refuses to extrapolate.
 */
public final class Trajectory {

    /**
     * One instant.
     *
     * @param timeNs nanoseconds
     * @param x metres
     * @param y metres
     * @param heading of the vehicle's x axis, radians, continuous from sample to sample
     * @param speed m/s, negative backwards
     * @param acceleration along the path, m/s^2
     * @param curvature 1/m, positive to the left
     */
    public record State(
            long timeNs,
            double x,
            double y,
            double heading,
            double speed,
            double acceleration,
            double curvature) {}

    private final long[] timesNs;
    private final double[] x;
    private final double[] y;
    private final double[] heading;
    private final double[] speed;
    private final double[] acceleration;
    private final double[] curvature;
    private final double[] cos; // of the heading, which every check needs
    private final double[] sin;

    /**
     * Takes over the arrays, one value per time.
     *
     * @param timesNs strictly ascending, at least one
     * @throws IllegalArgumentException naming the first sample that is out of order, or not finite
     */
    public Trajectory(
            long[] timesNs,
            double[] x,
            double[] y,
            double[] heading,
            double[] speed,
            double[] acceleration,
            double[] curvature) {
        this.timesNs = timesNs;
        this.x = x;
        this.y = y;
        this.heading = heading;
        this.speed = speed;
        this.acceleration = acceleration;
        this.curvature = curvature;
        this.cos = new double[heading.length];
        this.sin = new double[heading.length];
        double[][] columns = {x, y, heading, speed, acceleration, curvature};
        for (double[] column : columns) {
            if (column.length != timesNs.length || timesNs.length == 0) {
                throw new IllegalArgumentException(
                        column.length + " values for " + timesNs.length + " times");
            }
        }
        for (int i = 0; i < timesNs.length; i++) {
            double sum = x[i] + y[i] + heading[i] + speed[i] + acceleration[i] + curvature[i];
            if (!Double.isFinite(sum) || (i > 0 && timesNs[i] <= timesNs[i - 1])) {
                throw new IllegalArgumentException(
                        "sample " + i + " is not finite or not after its predecessor: " + state(i));
            }
            cos[i] = StrictMath.cos(heading[i]);
            sin[i] = StrictMath.sin(heading[i]);
        }
    }

    public int size() {
        return timesNs.length;
    }

    public long fromNs() {
        return timesNs[0];
    }

    public long toNs() {
        return timesNs[timesNs.length - 1];
    }

    public boolean covers(long timeNs) {
        return timeNs >= fromNs() && timeNs <= toNs();
    }

    public long timeNs(int i) {
        return timesNs[i];
    }

    /** Seconds from the first sample to sample {@code i}. */
    public double seconds(int i) {
        return (timesNs[i] - timesNs[0]) * 1e-9;
    }

    public double x(int i) {
        return x[i];
    }

    public double y(int i) {
        return y[i];
    }

    public double heading(int i) {
        return heading[i];
    }

    /** Cosine of the heading. */
    public double cos(int i) {
        return cos[i];
    }

    /** Sine of the heading. */
    public double sin(int i) {
        return sin[i];
    }

    public double speed(int i) {
        return speed[i];
    }

    public double acceleration(int i) {
        return acceleration[i];
    }

    public double curvature(int i) {
        return curvature[i];
    }

    /** Sample {@code i} as a value. */
    public State state(int i) {
        return new State(
                timesNs[i], x[i], y[i], heading[i], speed[i], acceleration[i], curvature[i]);
    }

    /**
     * The state at a time, every value linear between its neighbours: at 0.1 s steps the chord of a 10 m/s turn of 20 m radius is 6 mm
     * inside the arc.
     *
     * @throws IllegalArgumentException if the time lies outside; the message says by how much
     */
    public State at(long timeNs) {
        if (!covers(timeNs)) {
            long gap = timeNs < fromNs() ? fromNs() - timeNs : timeNs - toNs();
            throw new IllegalArgumentException(
                    "no state at " + timeNs + " ns: it is " + gap / 1e6 + " ms outside");
        }
        int i = Arrays.binarySearch(timesNs, timeNs);
        if (i >= 0) {
            return state(i);
        }
        int b = -i - 1;
        int a = b - 1;
        double k = (double) (timeNs - timesNs[a]) / (timesNs[b] - timesNs[a]);
        return new State(
                timeNs,
                x[a] + k * (x[b] - x[a]),
                y[a] + k * (y[b] - y[a]),
                heading[a] + k * (heading[b] - heading[a]),
                speed[a] + k * (speed[b] - speed[a]),
                acceleration[a] + k * (acceleration[b] - acceleration[a]),
                curvature[a] + k * (curvature[b] - curvature[a]));
    }

    /** Length of the chords, metres. */
    public double length() {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
        }
        return sum;
    }
}
