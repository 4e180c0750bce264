package dev.sightline.datasets.argoverse;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.SensorModel;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables of one Argoverse 2 log: calibration, ego poses, cuboids.
 *
 * <p>Argoverse's ego origin is the middle of the rear axle, {@value #AXLE_HEIGHT_M} m above the ground (measured: pose height minus
 * the map's ground height is 0.320 m on average over the 2,706 poses of the sample log, 0.24 to 0.40 m); Sightline's is on the ground
 * below it.
 */
final class Log {

    static final double AXLE_HEIGHT_M = 0.33;

    private static final Frame AXLE = new Frame("av2-ego");
    private static final Pose EGO_FROM_AXLE =
            new Pose(Frame.EGO, AXLE, Rotation.IDENTITY, new Vec3(0, 0, AXLE_HEIGHT_M));
    private static final List<String> ROTATION = List.of("qw", "qx", "qy", "qz");
    private static final List<String> TRANSLATION = List.of("tx_m", "ty_m", "tz_m");

    private Log() {}

    /** The rig: nine cameras as ideal pinholes, two LiDARs. */
    static SensorRig rig(DatasetRoot root, String log) throws DatasetException {
        FeatherTable poses =
                FeatherTable.read(
                        root,
                        log + "/calibration/egovehicle_SE3_sensor.feather",
                        columns("sensor_name"));
        Map<String, SensorModel> models = models(root, log);
        String[] names = poses.strings("sensor_name");
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            SensorModel model = models.get(names[i]);
            if (model != null) {
                Pose axleFromSensor =
                        pose(poses, i, AXLE, new Frame(names[i]), log + "/calibration");
                mounts.add(new Mount(EGO_FROM_AXLE.times(axleFromSensor), model));
            }
        }
        try {
            return SensorRig.of(mounts);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(
                    log + "/calibration", "", e.getMessage(), "Download the calibration again.", e);
        }
    }

    /**
     * Images are already undistorted (av2-api issues 219 and 226): the k1..k3 in the table are what was taken out, and using them
     * again would be wrong.
     */
    private static Map<String, SensorModel> models(DatasetRoot root, String log)
            throws DatasetException {
        String name = log + "/calibration/intrinsics.feather";
        List<String> columns =
                List.of("sensor_name", "fx_px", "fy_px", "cx_px", "cy_px", "width_px", "height_px");
        FeatherTable table = FeatherTable.read(root, name, columns);
        String[] names = table.strings("sensor_name");
        double[][] v = new double[columns.size()][];
        for (int c = 1; c < v.length; c++) {
            v[c] = table.doubles(columns.get(c));
        }
        Map<String, SensorModel> models = new HashMap<>();
        models.put("up_lidar", new LidarModel(32, 220));
        models.put("down_lidar", new LidarModel(32, 220));
        for (int i = 0; i < names.length; i++) {
            try {
                models.put(
                        names[i],
                        new Pinhole(
                                (int) v[5][i], (int) v[6][i], v[1][i], v[2][i], v[3][i], v[4][i]));
            } catch (IllegalArgumentException e) {
                throw new DatasetException(
                        name, "sensor " + names[i], e.getMessage(), "Download it again.", e);
            }
        }
        return models;
    }

    /** Ego poses of the whole log: world is the city frame. */
    static PoseTrack track(DatasetRoot root, String log) throws DatasetException {
        String name = log + "/city_SE3_egovehicle.feather";
        FeatherTable table = FeatherTable.read(root, name, columns("timestamp_ns"));
        long[] times = table.longs("timestamp_ns");
        TreeMap<Long, Pose> byTime = new TreeMap<>();
        for (int i = 0; i < times.length; i++) {
            Pose worldFromAxle = pose(table, i, Frame.WORLD, AXLE, name);
            byTime.put(times[i], worldFromAxle.times(EGO_FROM_AXLE.inverse()));
        }
        try {
            return PoseTrack.of(
                    byTime.keySet().stream().mapToLong(Long::longValue).toArray(),
                    List.copyOf(byTime.values()));
        } catch (IllegalArgumentException e) {
            throw new DatasetException(name, "", e.getMessage(), "Download it again.", e);
        }
    }

    /** A cuboid and how many returns its makers counted in it. */
    record Cuboid(TrackedObject object, long points) {}

    /** Cuboids by sweep time, in the ego frame at that time; empty without an annotation table (the test split has none). */
    static Map<Long, List<Cuboid>> cuboids(DatasetRoot root, String log) throws DatasetException {
        String name = log + "/annotations.feather";
        if (!root.has(name)) {
            return Map.of();
        }
        List<String> wanted = new ArrayList<>(columns("timestamp_ns"));
        wanted.addAll(
                List.of(
                        "track_uuid",
                        "category",
                        "length_m",
                        "width_m",
                        "height_m",
                        "num_interior_pts"));
        FeatherTable table = FeatherTable.read(root, name, wanted);
        long[] times = table.longs("timestamp_ns");
        String[] ids = table.strings("track_uuid");
        String[] categories = table.strings("category");
        double[] length = table.doubles("length_m");
        double[] width = table.doubles("width_m");
        double[] height = table.doubles("height_m");
        long[] points = table.longs("num_interior_pts");
        Map<Long, List<Cuboid>> byTime = new TreeMap<>();
        for (int i = 0; i < times.length; i++) {
            Pose axleFromObject = pose(table, i, AXLE, new Frame("object"), name);
            ObjectKind kind = Categories.kind(categories[i]);
            try {
                Box box =
                        new Box(
                                EGO_FROM_AXLE.times(axleFromObject),
                                length[i],
                                width[i],
                                height[i]);
                TrackedObject object =
                        TrackedObject.of(ids[i], kind, box, Optional.empty(), times[i]);
                byTime.computeIfAbsent(times[i], t -> new ArrayList<>())
                        .add(new Cuboid(object, points[i]));
            } catch (IllegalArgumentException e) {
                throw new DatasetException(
                        name, "row " + i, e.getMessage(), "Download it again.", e);
            }
        }
        return byTime;
    }

    /** A point of the axle frame in the ego frame. */
    static Pose egoFromAxle() {
        return EGO_FROM_AXLE;
    }

    static Frame axle() {
        return AXLE;
    }

    private static List<String> columns(String first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(ROTATION);
        all.addAll(TRANSLATION);
        return all;
    }

    private static Pose pose(FeatherTable table, int row, Frame target, Frame source, String file)
            throws DatasetException {
        double[] v = new double[7];
        for (int i = 0; i < 7; i++) {
            v[i] = table.doubles(i < 4 ? ROTATION.get(i) : TRANSLATION.get(i - 4))[row];
        }
        try {
            Rotation rotation = Rotation.ofRounded(v[1], v[2], v[3], v[0]); // the file has w first
            return new Pose(target, source, rotation, new Vec3(v[4], v[5], v[6]));
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file, "row " + row, e.getMessage(), "Download it again.", e);
        }
    }
}
