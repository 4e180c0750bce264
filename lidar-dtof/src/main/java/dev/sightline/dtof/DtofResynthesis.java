package dev.sightline.dtof;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From a real LiDAR scan to the histograms that dToF sensors in its place would have counted: the points in a zone become surfaces
 * that share it equally. What the LiDAR did not hit is sky.
 *
 * <p>Reflectance over cosine is not known: the scan's intensity stands for it where it is given (0..1, or 0..255 if any
 * value exceeds 1), else {@link #ASSUMED_REFLECTANCE}.
 */
public final class DtofResynthesis {

    /** Reflectance where the scan has no intensity [assumed]. */
    public static final double ASSUMED_REFLECTANCE = 0.3;

    /** Intensities below this still return light: a LiDAR reports 0 for points that it did see. */
    private static final double DARKEST = 0.02;

    private final SensorPreset preset;
    private final double klux;

    /**
     * Makes a re-synthesis.
     *
     * @param klux daylight, kilolux, at least 0; full sun is 100
     */
    public DtofResynthesis(SensorPreset preset, double klux) {
        if (!(klux >= 0) || !Double.isFinite(klux)) {
            throw new IllegalArgumentException("daylight must be at least 0 klux, was " + klux);
        }
        this.preset = preset;
        this.klux = klux;
    }

    /**
     * Level units at one place that cover all directions together: as many as the preset's width needs, at least four (forward, left,
     * back, right), evenly turned. Their frames are {@code DTOF_0}, {@code DTOF_1}, ... with yaw 0 first.
     *
     * @param place of the LiDAR in the ego frame, metres
     */
    public List<Mount> around(Vec3 place) {
        int units =
                Math.max(4, (int) Math.ceil(2 * Math.PI / preset.model().horizontalRad() - 1e-9));
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            Pose pose =
                    new Pose(
                            Frame.EGO,
                            new Frame("DTOF_" + i),
                            Rotation.aboutZ(2 * Math.PI * i / units),
                            place);
            mounts.add(new Mount(pose, preset.model()));
        }
        return mounts;
    }

    /**
     * Draws one histogram per mount.
     *
     * @param egoPoints the scan in the ego frame at {@code timeNs}, motion undone
     * @param mounts dToF sensors of this preset's model
     * @param timeNs start and end of the histograms, ns
     * @return in the order of the mounts; the same for the same arguments
     */
    public List<PulseHistogram> resynthesise(
            PointCloud egoPoints, List<Mount> mounts, long timeNs, long seed) {
        FrameMismatchException.require("frame of the scan", Frame.EGO, egoPoints.frame());
        return mounts.stream().map(m -> histogram(egoPoints, m, timeNs, seed)).toList();
    }

    private PulseHistogram histogram(PointCloud egoPoints, Mount mount, long timeNs, long seed) {
        DtofModel model = preset.model();
        if (!model.equals(mount.model())) {
            throw new IllegalArgumentException(
                    "'" + mount.frame() + "' is no " + preset.name() + ": " + mount.model());
        }
        PointCloud points = egoPoints.to(mount.egoFromSensor().inverse());
        int[] zoneOfPoint = new int[points.size()];
        int[] start = new int[model.zones() + 1]; // counting sort of points by zone
        for (int i = 0; i < points.size(); i++) {
            int zone =
                    range(points, i) > 0 ? model.zoneOf(points.x(i), points.y(i), points.z(i)) : -1;
            zoneOfPoint[i] = zone;
            if (zone >= 0) {
                start[zone + 1]++;
            }
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] sorted = new int[start[model.zones()]];
        int[] next = start.clone();
        for (int i = 0; i < points.size(); i++) {
            if (zoneOfPoint[i] >= 0) {
                sorted[next[zoneOfPoint[i]]++] = i;
            }
        }
        int[] counts = new int[model.zones() * model.bins()];
        PhotonSampler sampler =
                new PhotonSampler(
                        new ForwardModel(model, preset.link()), seed, timeNs, mount.frame());
        Surfaces surfaces = new Surfaces();
        float scale = scale(points);
        for (int zone = 0; zone < model.zones(); zone++) {
            surfaces.clear();
            double share = 1.0 / (start[zone + 1] - start[zone]);
            for (int k = start[zone]; k < start[zone + 1]; k++) {
                surfaces.add(
                        range(points, sorted[k]), reflectance(points, sorted[k], scale), 1, share);
            }
            sampler.draw(zone, surfaces, klux, counts);
        }
        return new PulseHistogram(mount.frame(), timeNs, timeNs, model, counts);
    }

    private static double range(PointCloud points, int i) {
        double x = points.x(i);
        double y = points.y(i);
        double z = points.z(i);
        return Math.sqrt(x * x + y * y + z * z);
    }

    private static double reflectance(PointCloud points, int i, float scale) {
        float value = points.intensity(i);
        return Float.isFinite(value)
                ? Math.max(DARKEST, Math.min(1, value * scale))
                : ASSUMED_REFLECTANCE;
    }

    /** 1, or 1/255 for a scan whose maker counts to 255. */
    private static float scale(PointCloud points) {
        for (int i = 0; i < points.size(); i++) {
            if (points.intensity(i) > 1) {
                return 1 / 255f;
            }
        }
        return 1;
    }
}
