package dev.sightline.datasets.pointcloud;

import dev.sightline.perception.sensor.PointCloud;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The binary body that both formats share when Sightline writes: one row of little-endian float32 per point. */
final class FloatRows {

    private FloatRows() {}

    static byte[] after(byte[] header, PointCloud cloud) {
        boolean strength = cloud.hasIntensity();
        int bytes =
                Math.addExact(header.length, Math.multiplyExact(cloud.size(), strength ? 16 : 12));
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).put(header);
        for (int i = 0; i < cloud.size(); i++) {
            out.putFloat(cloud.x(i)).putFloat(cloud.y(i)).putFloat(cloud.z(i));
            if (strength) {
                out.putFloat(cloud.intensity(i));
            }
        }
        return out.array();
    }
}
