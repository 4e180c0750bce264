package dev.sightline.planner.candidate;

import dev.sightline.planner.Trajectory;

/** Drives a path at a speed profile: samples of both in even steps. */
public final class Motion {

    private Motion() {}

    /**
     * Samples forward motion.
     *
     * @param startNs time of the first sample
     * @param stepNs between samples
     * @param steps number of steps; one more sample
     */
    public static Trajectory forward(
            SpiralPath path, SpeedProfile profile, long startNs, long stepNs, int steps) {
        return along(path, profile, startNs, stepNs, steps, 1);
    }

    /** The same backwards: the profile's speed is that of rolling back. */
    public static Trajectory backward(
            SpiralPath path, SpeedProfile profile, long startNs, long stepNs, int steps) {
        return along(path, profile, startNs, stepNs, steps, -1);
    }

    private static Trajectory along(
            SpiralPath path,
            SpeedProfile profile,
            long startNs,
            long stepNs,
            int steps,
            int direction) {
        int n = steps + 1;
        double[][] motion = new double[3][n];
        profile.sample(stepNs * 1e-9, motion);
        long[] timesNs = new long[n];
        double[] x = new double[n];
        double[] y = new double[n];
        double[] heading = new double[n];
        double[] curvature = new double[n];
        double[] xy = new double[2];
        for (int i = 0; i < n; i++) {
            timesNs[i] = startNs + i * stepNs;
            double s = direction * motion[0][i];
            path.position(s, xy);
            x[i] = xy[0];
            y[i] = xy[1];
            heading[i] = path.heading(s);
            curvature[i] = path.curvature(s);
            motion[1][i] *= direction;
            motion[2][i] *= direction;
        }
        return new Trajectory(timesNs, x, y, heading, motion[1], motion[2], curvature);
    }
}
