package dev.sightline.dtof;

import java.util.Arrays;

/** What an estimator found in a histogram: at most one return per zone, in arrays by zone. Immutable once an estimator gave it out. */
public final class Returns {

    private final float[] range;
    private final float[] sigma;
    private final float[] signal;
    private final float[] background;
    private final float[] confidence;

    Returns(int zones) {
        range = new float[zones];
        sigma = new float[zones];
        signal = new float[zones];
        background = new float[zones];
        confidence = new float[zones];
        Arrays.fill(range, Float.NaN);
        Arrays.fill(sigma, Float.NaN);
        Arrays.fill(background, Float.NaN);
    }

    void set(int zone, double rangeM, double sigmaM, double photons, double sure) {
        range[zone] = (float) rangeM;
        sigma[zone] = (float) sigmaM;
        signal[zone] = (float) photons;
        confidence[zone] = (float) sure;
    }

    void background(int zone, double perBin) {
        background[zone] = (float) perBin;
    }

    public int zones() {
        return range.length;
    }

    /** Whether something was detected in a zone. */
    public boolean detected(int zone) {
        return !Float.isNaN(range[zone]);
    }

    /** Number of zones with a return. */
    public int detections() {
        int n = 0;
        for (int z = 0; z < range.length; z++) {
            n += detected(z) ? 1 : 0;
        }
        return n;
    }

    /** Range along the zone's direction, metres; NaN if nothing was detected. */
    public float range(int zone) {
        return range[zone];
    }

    /** Standard deviation of the range, metres; NaN if nothing was detected. */
    public float sigma(int zone) {
        return sigma[zone];
    }

    /** Photons of the return; 0 if nothing was detected. */
    public float signal(int zone) {
        return signal[zone];
    }

    /** Other photons per bin; known for every zone. */
    public float background(int zone) {
        return background[zone];
    }

    /** One minus the number of false alarms at least as strong that a zone without a target would give; 0 if nothing was detected. */
    public float confidence(int zone) {
        return confidence[zone];
    }
}
