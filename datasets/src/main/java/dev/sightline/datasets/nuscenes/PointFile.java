package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.PointBounds;
import dev.sightline.datasets.SensorFile;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A sweep: per point five little-endian float32, x, y, z in metres, intensity 0..255, ring. The ring is not kept.
 *
 * <p>nuScenes has moved every packet of a sweep to the time of the last one, which is the sweep's timestamp: all points share it.
 */
final class PointFile {

    private static final int POINT_BYTES = 20;
    private static final long MAX_POINTS = 5_000_000;

    private PointFile() {}

    /**
     * Points and what was dropped.
     *
     * @param cloud intensity 0..1
     * @param dropped points out of {@link PointBounds}
     */
    record Sweep(PointCloud cloud, int dropped) {}

    static Sweep read(DatasetRoot root, String name, Frame frame, long timeNs)
            throws DatasetException {
        byte[] bytes = SensorFile.read(root, name, MAX_POINTS * POINT_BYTES);
        int whole = bytes.length / POINT_BYTES * POINT_BYTES;
        if (whole != bytes.length) {
            throw new DatasetException(
                    name,
                    "byte " + whole,
                    bytes.length
                            + " bytes are no whole number of points of "
                            + POINT_BYTES
                            + " bytes",
                    "Download it again.");
        }
        return parse(bytes, frame, timeNs);
    }

    private static Sweep parse(byte[] bytes, Frame frame, long timeNs) {
        int n = bytes.length / POINT_BYTES;
        ByteBuffer points = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] xyz = new float[3 * n];
        float[] intensity = new float[n];
        int kept = 0;
        for (int i = 0; i < n; i++) {
            float x = points.getFloat(POINT_BYTES * i);
            float y = points.getFloat(POINT_BYTES * i + 4);
            float z = points.getFloat(POINT_BYTES * i + 8);
            if (!PointBounds.holds(x, y, z)) {
                continue;
            }
            xyz[3 * kept] = x;
            xyz[3 * kept + 1] = y;
            xyz[3 * kept + 2] = z;
            intensity[kept++] = points.getFloat(POINT_BYTES * i + 12) / 255;
        }
        PointCloud cloud =
                PointCloud.of(frame, timeNs, Arrays.copyOf(xyz, 3 * kept))
                        .intensity(Arrays.copyOf(intensity, kept))
                        .build();
        return new Sweep(cloud, n - kept);
    }
}
