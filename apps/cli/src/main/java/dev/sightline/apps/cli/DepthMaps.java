package dev.sightline.apps.cli;

import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.dtof.Returns;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an estimator found in every zone of a file: arrays with the file's leading axes. */
final class DepthMaps {

    private static final Frame FRAME = new Frame("DTOF");
    private static final int CHUNK =
            4096; // zones estimated at once: bounds memory, changes nothing

    private final int[] axes;
    private final float[] range;
    private final float[] sigma;
    private final float[] confidence;
    private final float[] photons;
    private final float[] background;

    private DepthMaps(int[] axes, int zones) {
        this.axes = axes;
        this.range = new float[zones];
        this.sigma = new float[zones];
        this.confidence = new float[zones];
        this.photons = new float[zones];
        this.background = new float[zones];
    }

    /**
     * Times and response that hold after file, flags and preset were weighed.
     *
     * @param timing bins and where they start
     * @param sigmaSeconds deviation of the Gaussian response
     */
    record Sensor(ZoneHistograms.Timing timing, double sigmaSeconds) {

        /** A row of zones of this sensor. Estimation looks at no angle, so one radian is as good as any. */
        private DtofModel row(int zones, int bins) {
            return new DtofModel(1, zones, 1, 1, bins, timing.binSeconds(), sigmaSeconds, 1);
        }

        double firstEdgeMetres() {
            return timing.firstEdgeSeconds() * DtofModel.C / 2;
        }

        double binMetres() {
            return timing.binSeconds() * DtofModel.C / 2;
        }
    }

    /** Estimates every zone. */
    static DepthMaps of(ZoneHistograms input, Sensor sensor, DepthPipeline pipeline) {
        DepthMaps maps = new DepthMaps(input.axes(), input.zones());
        double offset = sensor.firstEdgeMetres();
        for (int from = 0; from < input.zones(); from += CHUNK) {
            int to = Math.min(input.zones(), from + CHUNK);
            DtofModel model = sensor.row(to - from, input.bins());
            Returns found =
                    pipeline.returns(
                            new PulseHistogram(FRAME, 0, 0, model, input.counts(from, to)));
            for (int zone = from; zone < to; zone++) {
                maps.range[zone] = (float) (found.range(zone - from) + offset);
                maps.sigma[zone] = found.sigma(zone - from);
                maps.confidence[zone] = found.confidence(zone - from);
                maps.photons[zone] = found.signal(zone - from);
                maps.background[zone] = found.background(zone - from);
            }
        }
        return maps;
    }

    int zones() {
        return range.length;
    }

    /** Metres; NaN where nothing was found. */
    float range(int zone) {
        return range[zone];
    }

    float sigma(int zone) {
        return sigma[zone];
    }

    float confidence(int zone) {
        return confidence[zone];
    }

    float photons(int zone) {
        return photons[zone];
    }

    float background(int zone) {
        return background[zone];
    }

    int detected() {
        int n = 0;
        for (float r : range) {
            n += Float.isNaN(r) ? 0 : 1;
        }
        return n;
    }

    /** Least, median and largest of the ranges found; NaN if there is none. */
    double[] rangeSpread() {
        return spread(range);
    }

    double medianSigma() {
        return spread(sigma)[1];
    }

    private static double[] spread(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted); // NaN last
        int n = sorted.length;
        while (n > 0 && Float.isNaN(sorted[n - 1])) {
            n--;
        }
        return n == 0
                ? new double[] {Double.NaN, Double.NaN, Double.NaN}
                : new double[] {sorted[0], sorted[n / 2], sorted[n - 1]};
    }

    /** The zone at the median range; 0 if nothing was found. */
    int middleZone() {
        double median = rangeSpread()[1];
        for (int zone = 0; zone < range.length; zone++) {
            if (range[zone] == median) {
                return zone;
            }
        }
        return 0;
    }

    /** Writes the contract's five arrays: {@code range_m, sigma_m, confidence, photons, background}. */
    void write(OutputStream out) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("range_m", NpyArray.ofFloat32(range, axes));
        arrays.put("sigma_m", NpyArray.ofFloat32(sigma, axes));
        arrays.put("confidence", NpyArray.ofFloat32(confidence, axes));
        arrays.put("photons", NpyArray.ofFloat32(photons, axes));
        arrays.put("background", NpyArray.ofFloat32(background, axes));
        Npz.write(arrays, out);
    }
}
