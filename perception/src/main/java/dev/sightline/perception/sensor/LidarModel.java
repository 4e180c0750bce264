package dev.sightline.perception.sensor;

/**
 * A scanning LiDAR.
 *
 * @param beams number of lasers, at least 1
 * @param maxRangeM longest range it reports, metres
 */
public record LidarModel(int beams, double maxRangeM) implements SensorModel {

    public LidarModel {
        if (beams < 1 || !(maxRangeM > 0)) {
            throw new IllegalArgumentException(
                    "lidar needs beams >= 1 and range > 0, had " + beams + ", " + maxRangeM);
        }
    }
}
