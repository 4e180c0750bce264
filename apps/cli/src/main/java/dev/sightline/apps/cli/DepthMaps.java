package dev.sightline.apps.cli;

import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What an estimator found in every zone of a file: arrays with the file's leading axes, and the returns as a last one if asked for. */
final class DepthMaps {

    private final int[] axes;
    private final int slots; // returns that a zone has room for
    private final boolean slotAxis;
    private final float[] range;
    private final float[] sigma;
    private final float[] confidence;
    private final float[] photons;
    private final float[] background;

    /**
     * Makes empty maps.
     *
     * @param axes leading axes of the file
     * @param returns length of the last axis of the output; empty for one return and no such axis
     */
    DepthMaps(int[] axes, int zones, OptionalInt returns) {
        this.slotAxis = returns.isPresent();
        this.slots = returns.orElse(1);
        this.axes = axes.clone();
        this.range = new float[zones * slots];
        this.sigma = new float[zones * slots];
        this.confidence = new float[zones * slots];
        this.photons = new float[zones * slots];
        this.background = new float[zones];
        Arrays.fill(range, Float.NaN);
        Arrays.fill(sigma, Float.NaN);
        if (slotAxis) {
            Arrays.fill(confidence, Float.NaN);
            Arrays.fill(photons, Float.NaN);
        }
    }

    void background(int zone, double perBin) {
        background[zone] = (float) perBin;
    }

    void set(int zone, int slot, double rangeM, double sigmaM, double signal, double sure) {
        int at = zone * slots + slot;
        range[at] = (float) rangeM;
        sigma[at] = (float) sigmaM;
        photons[at] = (float) signal;
        confidence[at] = (float) sure;
    }

    int zones() {
        return background.length;
    }

    /** Returns that a zone has room for. */
    int slots() {
        return slots;
    }

    /** Returns found in a zone; they come first. */
    int returns(int zone) {
        int n = 0;
        while (n < slots && !Float.isNaN(range[zone * slots + n])) {
            n++;
        }
        return n;
    }

    /** Metres; NaN where nothing was found. */
    float range(int zone, int slot) {
        return range[zone * slots + slot];
    }

    float sigma(int zone, int slot) {
        return sigma[zone * slots + slot];
    }

    float confidence(int zone, int slot) {
        return confidence[zone * slots + slot];
    }

    float photons(int zone, int slot) {
        return photons[zone * slots + slot];
    }

    float background(int zone) {
        return background[zone];
    }

    /** Zones in which something was found. */
    int detected() {
        int n = 0;
        for (int zone = 0; zone < zones(); zone++) {
            n += returns(zone) > 0 ? 1 : 0;
        }
        return n;
    }

    /** Returns found in all zones. */
    int allReturns() {
        int n = 0;
        for (int zone = 0; zone < zones(); zone++) {
            n += returns(zone);
        }
        return n;
    }

    /** Least, median and largest of the zones' first ranges; NaN if there is none. */
    double[] rangeSpread() {
        return spread(range);
    }

    double medianSigma() {
        return spread(sigma)[1];
    }

    private double[] spread(float[] values) {
        float[] sorted = new float[zones()];
        for (int zone = 0; zone < sorted.length; zone++) {
            sorted[zone] = values[zone * slots];
        }
        Arrays.sort(sorted); // NaN last
        int n = sorted.length;
        while (n > 0 && Float.isNaN(sorted[n - 1])) {
            n--;
        }
        return n == 0
                ? new double[] {Double.NaN, Double.NaN, Double.NaN}
                : new double[] {sorted[0], sorted[n / 2], sorted[n - 1]};
    }

    /** The zone whose first return is at the median range; 0 if nothing was found. */
    int middleZone() {
        double median = rangeSpread()[1];
        for (int zone = 0; zone < zones(); zone++) {
            if (range[zone * slots] == median) {
                return zone;
            }
        }
        return 0;
    }

    /**
     * Writes the contract's five arrays: {@code range_m, sigma_m, confidence, photons, background}, all of one shape, so that the
     * background of a zone stands beside each of its returns.
     */
    void write(OutputStream out) throws IOException {
        int[] shape = axes.clone();
        if (slotAxis) {
            shape = Arrays.copyOf(axes, axes.length + 1);
            shape[axes.length] = slots;
        }
        float[] beside = new float[range.length];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = background[i / slots];
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("range_m", NpyArray.ofFloat32(range, shape));
        arrays.put("sigma_m", NpyArray.ofFloat32(sigma, shape));
        arrays.put("confidence", NpyArray.ofFloat32(confidence, shape));
        arrays.put("photons", NpyArray.ofFloat32(photons, shape));
        arrays.put("background", NpyArray.ofFloat32(beside, shape));
        Npz.write(arrays, out);
    }
}
