package dev.sightline.dtof.estimate;

/** Parameters of a model of rates: levels of fixed shapes (background first) and returns, each a time and a signal per cycle. */
final class Fit {

    final double[] levels;
    final double[] time; // bins
    final double[] signal; // per cycle
    double logLikelihood = Double.NEGATIVE_INFINITY;

    Fit(double[] levels, double[] time, double[] signal) {
        this.levels = levels;
        this.time = time;
        this.signal = signal;
    }

    int returns() {
        return time.length;
    }

    int parameters() {
        return levels.length + 2 * time.length;
    }

    Fit copy() {
        Fit f = new Fit(levels.clone(), time.clone(), signal.clone());
        f.logLikelihood = logLikelihood;
        return f;
    }

    /** This fit with one more return. */
    Fit plus(double t, double s) {
        int n = time.length;
        double[] times = java.util.Arrays.copyOf(time, n + 1);
        double[] signals = java.util.Arrays.copyOf(signal, n + 1);
        times[n] = t;
        signals[n] = s;
        return new Fit(levels.clone(), times, signals);
    }

    /** This fit without one of its returns. */
    Fit without(int i) {
        int n = time.length;
        double[] times = new double[n - 1];
        double[] signals = new double[n - 1];
        for (int j = 0, at = 0; j < n; j++) {
            if (j != i) {
                times[at] = time[j];
                signals[at++] = signal[j];
            }
        }
        return new Fit(levels.clone(), times, signals);
    }
}
