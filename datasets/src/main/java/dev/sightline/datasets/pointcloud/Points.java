package dev.sightline.datasets.pointcloud;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import java.util.Arrays;

/** Collects the points of a file as they are read, without those that are not finite. */
final class Points {

    private final float[] xyz;
    private final float[] intensity; // or null
    private int n;
    private int dropped;

    Points(int capacity, boolean withIntensity) {
        xyz = new float[3 * capacity];
        intensity = withIntensity ? new float[capacity] : null;
    }

    void add(double x, double y, double z, double strength) {
        float fx = (float) x;
        float fy = (float) y;
        float fz = (float) z;
        if (!Float.isFinite(fx) || !Float.isFinite(fy) || !Float.isFinite(fz)) {
            dropped++;
            return;
        }
        xyz[3 * n] = fx;
        xyz[3 * n + 1] = fy;
        xyz[3 * n + 2] = fz;
        if (intensity != null) {
            intensity[n] = (float) strength;
        }
        n++;
    }

    /** Finishes the cloud; nothing may be added afterwards. */
    CloudFile build(Frame frame, long timeNs) {
        PointCloud.Builder cloud = PointCloud.of(frame, timeNs, cut(xyz, 3 * n));
        if (intensity != null) {
            cloud.intensity(cut(intensity, n));
        }
        return new CloudFile(cloud.build(), dropped);
    }

    private static float[] cut(float[] values, int length) {
        return values.length == length ? values : Arrays.copyOf(values, length);
    }
}
