package dev.sightline.occupancy.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The directions along which RayIoU looks from every origin: unit vectors in the ego frame, rounded to float32. Immutable.
 *
 * <p>Source: SparseOcc, {@code loaders/ray_metrics.py}, {@code generate_lidar_rays}. (Comments there speak of 15840 rays; the
 * code makes 14040.)
 */
public final class RayPattern {

    /** 39 pitches times 360 azimuths, pitch by pitch: 14040 rays. */
    public static final RayPattern REFERENCE = reference();

    private final float[] xyz; // [ray][3]

    private RayPattern(float[] xyz) {
        this.xyz = xyz;
    }

    private static RayPattern reference() {
        List<Double> pitches = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            pitches.add(-(Math.PI / 2 - StrictMath.atan(k + 1)));
        }
        while (last(pitches, 1) < 0.21) { // the nuScenes LiDAR sees -0.544 .. 0.211 rad
            double step = last(pitches, 1) - last(pitches, 2);
            pitches.add(last(pitches, 1) + step);
        }
        float[] xyz = new float[pitches.size() * 360 * 3];
        int at = 0;
        for (double pitch : pitches) {
            double flat = StrictMath.cos(pitch);
            for (int degree = 0; degree < 360; degree++) {
                double azimuth = degree * (Math.PI / 180);
                xyz[at++] = (float) (flat * StrictMath.cos(azimuth));
                xyz[at++] = (float) (flat * StrictMath.sin(azimuth));
                xyz[at++] = (float) StrictMath.sin(pitch);
            }
        }
        return new RayPattern(xyz);
    }

    private static double last(List<Double> values, int back) {
        return values.get(values.size() - back);
    }

    /** Number of rays. */
    public int size() {
        return xyz.length / 3;
    }

    public float x(int ray) {
        return xyz[3 * ray];
    }

    public float y(int ray) {
        return xyz[3 * ray + 1];
    }

    public float z(int ray) {
        return xyz[3 * ray + 2];
    }
}
