package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the top LiDAR was at the samples of each scene, from the tables alone: no sensor file is needed, so labels can be scored where
 * nobody downloaded the recording. Immutable.
 */
public final class LidarTrails {

    private static final String CHANNEL = "LIDAR_TOP";

    /**
     * One sample.
     *
     * @param token its token
     * @param timeNs its time in the table {@code sample}
     * @param worldFromEgo ego pose at the LiDAR's key frame
     * @param egoFromLidar mounting of the LiDAR
     */
    public record Stop(String token, long timeNs, Pose worldFromEgo, Pose egoFromLidar) {

        public Pose worldFromLidar() {
            return worldFromEgo.times(egoFromLidar);
        }
    }

    private final String tables;
    private final Map<String, List<Stop>> byToken; // the list is that of the token's scene
    private final int cut;

    private LidarTrails(String tables, Map<String, List<Stop>> byToken, int cut) {
        this.tables = tables;
        this.byToken = byToken;
        this.cut = cut;
    }

    /**
     * Reads the tables of a folder, or else of its parent.
     *
     * @return empty if neither holds {@code v1.0-*} with the tables {@code sample} and {@code sample_data}
     * @throws DatasetException if a table that is there is damaged, or one that is needed with it is missing
     */
    public static Optional<LidarTrails> find(Path folder) throws DatasetException {
        DatasetRoot root = DatasetRoot.of(folder);
        Optional<TableFolder> tables = TableFolder.find(root);
        Path parent = root.folder().getParent();
        if (tables.isEmpty() && parent != null) {
            tables = TableFolder.find(DatasetRoot.of(parent));
        }
        return tables.isEmpty() ? Optional.empty() : Optional.of(read(tables.get()));
    }

    /** A key frame of the LiDAR before its pose is known. */
    private record KeyRow(String pose, Pose egoFromLidar) {}

    private static LidarTrails read(TableFolder tables) throws DatasetException {
        Map<String, KeyRow> bySample = keyRows(tables, mountings(tables));
        Set<String> wanted = new HashSet<>();
        bySample.values().forEach(row -> wanted.add(row.pose));
        Map<String, Pose> poses = new HashMap<>();
        tables.table("ego_pose")
                .forEach(
                        Set.of("token", "translation", "rotation"),
                        row -> {
                            String token = row.text("token");
                            if (wanted.contains(token)) {
                                poses.put(token, Rows.pose(Frame.WORLD, Frame.EGO, row));
                            }
                        });
        return joined(tables, bySample, poses);
    }

    private static Map<String, Pose> mountings(TableFolder tables) throws DatasetException {
        Map<String, String> channels = new HashMap<>();
        tables.table("sensor")
                .forEach(
                        Set.of("token", "channel"),
                        row -> channels.put(row.text("token"), row.text("channel")));
        Map<String, Pose> mountings = new HashMap<>();
        tables.table("calibrated_sensor")
                .forEach(
                        Set.of("token", "sensor_token", "translation", "rotation"),
                        row -> {
                            if (CHANNEL.equals(channels.get(row.text("sensor_token")))) {
                                mountings.put(
                                        row.text("token"),
                                        Rows.pose(Frame.EGO, new Frame(CHANNEL), row));
                            }
                        });
        return mountings;
    }

    private static Map<String, KeyRow> keyRows(TableFolder tables, Map<String, Pose> mountings)
            throws DatasetException {
        Map<String, KeyRow> rows = new HashMap<>();
        tables.table("sample_data")
                .forEach(
                        Set.of(
                                "sample_token",
                                "calibrated_sensor_token",
                                "ego_pose_token",
                                "is_key_frame"),
                        row -> {
                            Pose mounting = mountings.get(row.text("calibrated_sensor_token"));
                            if (mounting != null && row.flag("is_key_frame")) {
                                rows.put(
                                        row.text("sample_token"),
                                        new KeyRow(row.text("ego_pose_token"), mounting));
                            }
                        });
        return rows;
    }

    private static LidarTrails joined(
            TableFolder tables, Map<String, KeyRow> bySample, Map<String, Pose> poses)
            throws DatasetException {
        Map<String, List<Stop>> byScene = new HashMap<>();
        Map<String, List<Stop>> byToken = new HashMap<>();
        tables.table("sample")
                .forEach(
                        Set.of("token", "timestamp", "scene_token"),
                        row -> {
                            Optional<Stop> stop = stop(row, bySample, poses);
                            if (stop.isPresent()) {
                                List<Stop> scene =
                                        byScene.computeIfAbsent(
                                                row.text("scene_token"), s -> new ArrayList<>());
                                scene.add(stop.get());
                                byToken.put(stop.get().token(), scene);
                            }
                        });
        byScene.values()
                .forEach(
                        s ->
                                s.sort(
                                        Comparator.comparingLong(Stop::timeNs)
                                                .thenComparing(Stop::token)));
        int[] cut = new int[1];
        tables.table("scene")
                .forEach(
                        Set.of("token", "nbr_samples"),
                        row -> {
                            List<Stop> here = byScene.getOrDefault(row.text("token"), List.of());
                            boolean some = row.has("nbr_samples") && !here.isEmpty();
                            cut[0] += some && row.integer("nbr_samples") > here.size() ? 1 : 0;
                        });
        return new LidarTrails(tables.name(), byToken, cut[0]);
    }

    private static Optional<Stop> stop(
            JsonRow row, Map<String, KeyRow> bySample, Map<String, Pose> poses)
            throws DatasetException {
        String token = row.text("token");
        KeyRow key = bySample.get(token);
        Pose pose = key == null ? null : poses.get(key.pose);
        return pose == null
                ? Optional.empty()
                : Optional.of(
                        new Stop(
                                token, Rows.nanoseconds(row, "timestamp"), pose, key.egoFromLidar));
    }

    /** The tables' folder. */
    public String tables() {
        return tables;
    }

    /** Samples whose place is known. */
    public int samples() {
        return byToken.size();
    }

    /** Scenes of which the tables hold fewer samples than they announce: what is derived from their trails is not that of the whole scene. */
    public int cutScenes() {
        return cut;
    }

    /**
     * The samples of the scene of a token, in time order, that token's among them.
     *
     * @return empty if the tables do not say where that sample was
     */
    public List<Stop> sceneOf(String token) {
        return Collections.unmodifiableList(byToken.getOrDefault(token, List.of()));
    }
}
