package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import java.util.Arrays;
import java.util.Optional;

/**
 * Points in one frame, each with its own time offset. Immutable: arrays are copied in, or handed over once through {@link Builder}.
 *
 * <p>Coordinates are float32 metres, finite (a reader drops and counts the others). Attributes that a sensor does not give are
 * absent, not zero.
 */
public final class PointCloud implements Measurement {

    private final Frame frame;
    private final long startNs;
    private final long endNs;
    private final Frame origin;
    private final float[] xyz; // [n][3]
    private final float[] intensity; // [n] or null
    private final float[] sigma; // [n] or null
    private final int[] offsetNs; // [n] or null

    private PointCloud(Builder b) {
        frame = b.frame;
        startNs = b.startNs;
        endNs = b.endNs;
        origin = b.origin == null ? b.frame : b.origin;
        xyz = b.xyz;
        intensity = b.intensity;
        sigma = b.sigma;
        offsetNs = b.offsetNs;
    }

    /** Starts a cloud over coordinates {@code [n][3]}; the array is handed over and must not be written afterwards. */
    public static Builder of(Frame frame, long startNs, float[] xyz) {
        return new Builder(frame, startNs, xyz);
    }

    @Override
    public Frame frame() {
        return frame;
    }

    @Override
    public long startNs() {
        return startNs;
    }

    @Override
    public long endNs() {
        return endNs;
    }

    /** The sensor from which the rays left, when the points are already given in another frame; else {@link #frame()}. */
    public Frame origin() {
        return origin;
    }

    public int size() {
        return xyz.length / 3;
    }

    public float x(int i) {
        return xyz[3 * i];
    }

    public float y(int i) {
        return xyz[3 * i + 1];
    }

    public float z(int i) {
        return xyz[3 * i + 2];
    }

    public boolean hasIntensity() {
        return intensity != null;
    }

    /** Return strength, 0..1 where the maker defines a scale; NaN if the sensor gives none. */
    public float intensity(int i) {
        return intensity == null ? Float.NaN : intensity[i];
    }

    /** Standard deviation of the range, metres; NaN if the sensor gives none. */
    public float sigma(int i) {
        return sigma == null ? Float.NaN : sigma[i];
    }

    public boolean hasOffsets() {
        return offsetNs != null;
    }

    /** When point {@code i} was measured, ns. */
    public long timeNs(int i) {
        return offsetNs == null ? startNs : startNs + offsetNs[i];
    }

    /**
     * The same points in another frame, moved rigidly.
     *
     * @throws FrameMismatchException if {@code targetFromFrame} does not start at this cloud's frame
     */
    public PointCloud to(Pose targetFromFrame) {
        FrameMismatchException.require("source of the pose", frame, targetFromFrame.source());
        double[] m = targetFromFrame.matrix();
        float[] moved = new float[xyz.length];
        for (int i = 0; i < xyz.length; i += 3) {
            transform(m, i, moved);
        }
        return rebuilt(targetFromFrame.target(), moved);
    }

    /**
     * Undoes the sensor's own motion during the sweep: every point is moved from the ego pose at its own time to the ego pose at a
     * reference time. Without per-point offsets all points share the sweep's start.
     *
     * @param worldFromEgo must cover every point's time and the reference
     * @param egoFromSensor where the sensor sits (or the identity, when points are already in the ego frame)
     * @return points in the ego frame at {@code referenceNs}
     */
    public PointCloud compensated(PoseTrack worldFromEgo, Pose egoFromSensor, long referenceNs) {
        FrameMismatchException.require("source of the mount", frame, egoFromSensor.source());
        Pose egoFromWorld = worldFromEgo.at(referenceNs).inverse();
        if (offsetNs == null) {
            return to(egoFromWorld.times(worldFromEgo.at(startNs)).times(egoFromSensor));
        }
        float[] moved = new float[xyz.length];
        long cachedTime = Long.MIN_VALUE;
        double[] m = new double[12];
        for (int i = 0; i < size(); i++) {
            long time = timeNs(i);
            if (time != cachedTime) { // neighbours in a firing share their time
                m = egoFromWorld.times(worldFromEgo.at(time)).times(egoFromSensor).matrix();
                cachedTime = time;
            }
            transform(m, 3 * i, moved);
        }
        return rebuilt(egoFromSensor.target(), moved);
    }

    private void transform(double[] m, int i, float[] out) {
        double x = xyz[i];
        double y = xyz[i + 1];
        double z = xyz[i + 2];
        out[i] = (float) (m[0] * x + m[1] * y + m[2] * z + m[3]);
        out[i + 1] = (float) (m[4] * x + m[5] * y + m[6] * z + m[7]);
        out[i + 2] = (float) (m[8] * x + m[9] * y + m[10] * z + m[11]);
    }

    private PointCloud rebuilt(Frame target, float[] moved) {
        Builder b = new Builder(target, startNs, moved);
        b.endNs = endNs;
        b.origin = origin;
        b.intensity = intensity;
        b.sigma = sigma;
        b.offsetNs = offsetNs;
        return new PointCloud(b);
    }

    /** The points whose index is marked; order is kept. */
    public PointCloud select(java.util.BitSet keep) {
        int n = keep.get(0, size()).cardinality();
        float[] p = new float[3 * n];
        float[] s = intensity == null ? null : new float[n];
        float[] g = sigma == null ? null : new float[n];
        int[] t = offsetNs == null ? null : new int[n];
        int k = 0;
        for (int i = keep.nextSetBit(0); i >= 0 && i < size(); i = keep.nextSetBit(i + 1), k++) {
            System.arraycopy(xyz, 3 * i, p, 3 * k, 3);
            if (s != null) {
                s[k] = intensity[i];
            }
            if (g != null) {
                g[k] = sigma[i];
            }
            if (t != null) {
                t[k] = offsetNs[i];
            }
        }
        Builder b = new Builder(frame, startNs, p);
        b.endNs = endNs;
        b.origin = origin;
        b.intensity = s;
        b.sigma = g;
        b.offsetNs = t;
        return new PointCloud(b);
    }

    /** A copy of the coordinates, {@code [n][3]}. */
    public float[] xyz() {
        return xyz.clone();
    }

    /** A copy of the intensities, if any. */
    public Optional<float[]> intensities() {
        return Optional.ofNullable(intensity).map(float[]::clone);
    }

    @Override
    public String toString() {
        return size() + " points in '" + frame + "' at " + startNs + " ns";
    }

    /** Collects the optional columns of a cloud; each array is handed over. */
    public static final class Builder {

        private final Frame frame;
        private final long startNs;
        private final float[] xyz;
        private long endNs;
        private Frame origin;
        private float[] intensity;
        private float[] sigma;
        private int[] offsetNs;

        private Builder(Frame frame, long startNs, float[] xyz) {
            if (xyz.length % 3 != 0) {
                throw new IllegalArgumentException(
                        "xyz has " + xyz.length + " values: not a multiple of 3");
            }
            this.frame = frame;
            this.startNs = startNs;
            this.endNs = startNs;
            this.xyz = xyz;
        }

        public Builder intensity(float[] values) {
            intensity = sized("intensity", values, values.length);
            return this;
        }

        public Builder sigma(float[] metres) {
            sigma = sized("sigma", metres, metres.length);
            return this;
        }

        /** Offsets after the start, ns, each at least 0. */
        public Builder offsetNs(int[] offsets) {
            offsetNs = sized("offsetNs", offsets, offsets.length);
            int last = Arrays.stream(offsets).max().orElse(0);
            if (Arrays.stream(offsets).anyMatch(o -> o < 0)) {
                throw new IllegalArgumentException("point offsets must not be negative");
            }
            endNs = startNs + last;
            return this;
        }

        public Builder origin(Frame sensor) {
            origin = sensor;
            return this;
        }

        private <T> T sized(String what, T values, int length) {
            if (length != xyz.length / 3) {
                throw new IllegalArgumentException(
                        what + " has " + length + " values for " + xyz.length / 3 + " points");
            }
            return values;
        }

        /**
         * Finishes the cloud.
         *
         * @throws IllegalArgumentException if a coordinate is not finite, naming the point
         */
        public PointCloud build() {
            for (int i = 0; i < xyz.length; i++) {
                if (!Float.isFinite(xyz[i])) {
                    throw new IllegalArgumentException(
                            "point " + i / 3 + " is not finite: " + xyz[i]);
                }
            }
            return new PointCloud(this);
        }
    }
}
