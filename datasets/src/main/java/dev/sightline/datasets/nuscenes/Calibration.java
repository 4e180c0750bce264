package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.sensor.BrownConrady;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.Pinhole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code calibrated_sensor} with its row of {@code sensor}.
 *
 * @param channel such as CAM_FRONT; the sensor frame's name
 * @param modality camera, lidar or radar
 * @param egoFromSensor where it sits
 * @param intrinsics fx, fy, cx, cy in pixels, of cameras that have them
 * @param distortion k1, k2, p1, p2, k3; empty where images are rectified, as nuScenes' are
 */
record Calibration(
        String channel,
        String modality,
        Pose egoFromSensor,
        Optional<List<Double>> intrinsics,
        Optional<List<Double>> distortion) {

    static Calibration of(JsonRow row, String channel, String modality) throws DatasetException {
        Pose egoFromSensor = Rows.pose(Frame.EGO, new Frame(channel), row);
        if (!modality.equals("camera")) {
            return new Calibration(
                    channel, modality, egoFromSensor, Optional.empty(), Optional.empty());
        }
        return new Calibration(channel, modality, egoFromSensor, intrinsics(row), distortion(row));
    }

    private static Optional<List<Double>> intrinsics(JsonRow row) throws DatasetException {
        double[] k = row.has("camera_intrinsic") ? row.numbers("camera_intrinsic") : new double[0];
        if (k.length == 0) {
            return Optional.empty();
        }
        if (k.length != 9 || k[1] != 0 || k[3] != 0 || k[6] != 0 || k[7] != 0 || k[8] != 1) {
            throw row.bad("camera_intrinsic", "must be a 3x3 matrix [fx 0 cx; 0 fy cy; 0 0 1]");
        }
        return Optional.of(List.of(k[0], k[4], k[2], k[5]));
    }

    /** T4 writes OpenCV's five coefficients; all zeros mean none. */
    private static Optional<List<Double>> distortion(JsonRow row) throws DatasetException {
        double[] d =
                row.has("camera_distortion") ? row.numbers("camera_distortion") : new double[0];
        if (Arrays.stream(d).allMatch(c -> c == 0)) {
            return Optional.empty();
        }
        if (d.length != 5) {
            throw row.bad("camera_distortion", "must hold 5 coefficients, has " + d.length);
        }
        return Optional.of(List.of(d[0], d[1], d[2], d[3], d[4]));
    }

    /**
     * The camera for images of a size.
     *
     * @throws IllegalArgumentException if there are no intrinsics or they are no camera's
     */
    CameraModel camera(int width, int height) {
        List<Double> k =
                intrinsics.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'" + channel + "' has no camera_intrinsic"));
        Pinhole pinhole = new Pinhole(width, height, k.get(0), k.get(1), k.get(2), k.get(3));
        return distortion
                .<CameraModel>map(
                        d ->
                                new BrownConrady(
                                        pinhole, d.get(0), d.get(1), d.get(2), d.get(3), d.get(4)))
                .orElse(pinhole);
    }
}
