package dev.sightline.datasets.kitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.PointBounds;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A Velodyne scan as KITTI stores it: {@code [n][4]} little-endian float32 x, y, z (metres, x forward, y left, z up), reflectance
 * 0..0.99. Points that are not finite are left out and counted.
 */
public final class VelodyneScan {

    /** The largest scan file that is read: 4 million points. */
    public static final long MAX_BYTES = 16L * (4 << 20);

    private static final int FLOATS = 4;

    private final PointCloud cloud;
    private final BitSet kept;
    private final int recorded;

    private VelodyneScan(PointCloud cloud, BitSet kept, int recorded) {
        this.cloud = cloud;
        this.kept = kept;
        this.recorded = recorded;
    }

    /**
     * Parses the bytes of a file.
     *
     * @param file as messages name it
     * @param timeNs of all points: KITTI gives no times of single points
     * @throws DatasetException if the length is no multiple of 16 bytes, or no point is finite
     */
    public static VelodyneScan parse(String file, byte[] bytes, Frame frame, long timeNs)
            throws DatasetException {
        if (bytes.length % (FLOATS * Float.BYTES) != 0) {
            throw new DatasetException(
                    file,
                    "byte " + bytes.length / 16 * 16,
                    "has "
                            + bytes.length
                            + " bytes: not a multiple of 16 (x, y, z, reflectance as float32)",
                    "Download it again: it may be cut off.");
        }
        FloatBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int n = bytes.length / (FLOATS * Float.BYTES);
        float[] xyz = new float[3 * n];
        float[] reflectance = new float[n];
        BitSet kept = new BitSet(n);
        int k = 0;
        for (int i = 0; i < n; i++) {
            float x = in.get(FLOATS * i);
            float y = in.get(FLOATS * i + 1);
            float z = in.get(FLOATS * i + 2);
            if (!PointBounds.holds(x, y, z)) {
                continue;
            }
            xyz[3 * k] = x;
            xyz[3 * k + 1] = y;
            xyz[3 * k + 2] = z;
            reflectance[k++] = in.get(FLOATS * i + 3);
            kept.set(i);
        }
        if (k == 0) {
            throw new DatasetException(file, "", "has no finite point", "Leave the scan out.");
        }
        PointCloud cloud =
                PointCloud.of(frame, timeNs, k == n ? xyz : Arrays.copyOf(xyz, 3 * k))
                        .intensity(k == n ? reflectance : Arrays.copyOf(reflectance, k))
                        .build();
        return new VelodyneScan(cloud, kept, n);
    }

    /** The usable points, in the file's order. */
    public PointCloud cloud() {
        return cloud;
    }

    /** Which points of the file the cloud holds: bit i is point i of the file. */
    public BitSet kept() {
        return (BitSet) kept.clone();
    }

    /** Number of points in the file. */
    public int recorded() {
        return recorded;
    }

    /** Number of points left out because they are not finite, or farther than 10 km. */
    public int dropped() {
        return recorded - cloud.size();
    }

    /** What was lost, as a sentence that names the file; empty if nothing was. */
    public Optional<String> lossOf(String file) {
        return dropped() == 0
                ? Optional.empty()
                : Optional.of(
                        file
                                + ": "
                                + dropped()
                                + " of "
                                + recorded
                                + " points are not finite or beyond 10 km and left out");
    }
}
