package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.datasets.nuscenes.NuScenesIndex.SampleEntry;
import dev.sightline.datasets.nuscenes.NuScenesIndex.Scene;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads each table once, row by row, and keeps what {@link NuScenesIndex} holds. */
final class Indexer {

    private final TableFolder tables;
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Integer> lost = new LinkedHashMap<>(); // reason -> rows

    private final Map<String, Calibration> calibrations = new HashMap<>();
    private final List<SceneRow> scenes = new ArrayList<>(); // by name
    private final List<SampleEntry> samples = new ArrayList<>();
    private final List<ChannelCounts> channels = new ArrayList<>(); // per scene
    private final BitSet readable = new BitSet(); // samples with a file

    private Indexer(TableFolder tables) {
        this.tables = tables;
    }

    private int chainBreaks;

    private record SceneRow(String token, String name, long announced) {}

    private record SampleRow(String token, long timeNs, String scene, Optional<String> next) {}

    static NuScenesIndex index(TableFolder tables) throws DatasetException {
        return new Indexer(tables).index();
    }

    private NuScenesIndex index() throws DatasetException {
        for (String table : TableFolder.NEEDED) {
            if (!tables.has(table)) {
                throw new DatasetException(
                        tables.name() + "/" + table + ".json",
                        "",
                        "table is missing",
                        "Download the metadata archive again; these are needed: "
                                + TableFolder.NEEDED
                                + ".");
            }
        }
        indexCalibrations();
        indexScenes();
        indexSamples();
        JsonTable sampleData = tables.table("sample_data");
        TokenIndex.Builder poses = new TokenIndex.Builder();
        GroupedOffsets keyFrames = indexSampleData(sampleData, poses);
        JsonTable egoPoses = tables.table("ego_pose");
        TokenIndex poseOffsets = poses.build();
        egoPoses.forEach(
                Set.of("token"), row -> poseOffsets.set(Token.of(row.text("token")), row.offset()));
        Map<String, Integer> ordinals = ordinals();
        Optional<AnnotationTable> annotations =
                AnnotationTable.open(tables, ordinals, samples.size(), lost);
        Optional<InfoFile> infos =
                annotations.isPresent() ? Optional.empty() : InfoFile.find(tables.root());
        return new NuScenesIndex(
                tables,
                visibleScenes(),
                List.copyOf(samples),
                Map.copyOf(calibrations),
                sampleData,
                keyFrames,
                egoPoses,
                poseOffsets,
                annotations,
                infos,
                remarks(annotations, infos));
    }

    private void indexCalibrations() throws DatasetException {
        Map<String, JsonRow> sensors = new HashMap<>();
        tables.table("sensor")
                .forEach(
                        Set.of("token", "channel", "modality"),
                        row -> sensors.put(row.text("token"), row));
        tables.table("calibrated_sensor")
                .forEach(
                        Set.of(
                                "token",
                                "sensor_token",
                                "translation",
                                "rotation",
                                "camera_intrinsic",
                                "camera_distortion"),
                        row -> {
                            JsonRow sensor = sensors.get(row.text("sensor_token"));
                            if (sensor == null) {
                                count("calibrated_sensor: its sensor_token is in no row of sensor");
                                return;
                            }
                            String channel = sensor.text("channel");
                            if (!channel.matches("[A-Za-z0-9_.-]{1,100}")) {
                                throw sensor.bad("channel", "must be 1..100 of A-Z a-z 0-9 _ . -");
                            }
                            calibrations.put(
                                    row.text("token"),
                                    Calibration.of(row, channel, sensor.text("modality")));
                        });
    }

    private void indexScenes() throws DatasetException {
        tables.table("scene")
                .forEach(
                        Set.of("token", "name", "nbr_samples"),
                        row -> {
                            String name = row.text("name");
                            if (!name.matches("[A-Za-z0-9_+-][A-Za-z0-9_.+-]{0,199}")) {
                                throw row.bad(
                                        "name",
                                        "must be 1..200 of A-Z a-z 0-9 _ . + - without a leading dot");
                            }
                            long announced =
                                    row.has("nbr_samples") ? row.integer("nbr_samples") : -1;
                            scenes.add(new SceneRow(row.text("token"), name, announced));
                        });
        scenes.sort(Comparator.comparing(SceneRow::name).thenComparing(SceneRow::token));
        for (int i = 1; i < scenes.size(); i++) {
            if (scenes.get(i).name().equals(scenes.get(i - 1).name())) {
                throw new DatasetException(
                        tables.name() + "/scene.json",
                        "token " + scenes.get(i).token(),
                        "two scenes are named " + scenes.get(i).name(),
                        "Give each scene a name of its own.");
            }
        }
    }

    private void indexSamples() throws DatasetException {
        Map<String, Integer> sceneOf = new HashMap<>();
        for (int i = 0; i < scenes.size(); i++) {
            sceneOf.put(scenes.get(i).token(), i);
            channels.add(new ChannelCounts());
        }
        List<List<SampleRow>> byScene = new ArrayList<>();
        scenes.forEach(scene -> byScene.add(new ArrayList<>()));
        tables.table("sample")
                .forEach(
                        Set.of("token", "timestamp", "scene_token", "next"),
                        row -> {
                            String token = row.text("token");
                            if (!token.matches("[A-Za-z0-9_+-][A-Za-z0-9_.+-]{0,199}")) {
                                throw row.bad(
                                        "token",
                                        "must be 1..200 of A-Z a-z 0-9 _ . + - without a leading dot");
                            }
                            Integer scene = sceneOf.get(row.text("scene_token"));
                            if (scene == null) {
                                count("sample: its scene_token is in no row of scene");
                                return;
                            }
                            byScene.get(scene)
                                    .add(
                                            new SampleRow(
                                                    token,
                                                    Rows.nanoseconds(row, "timestamp"),
                                                    row.text("scene_token"),
                                                    row.optionalText("next")));
                        });
        for (int scene = 0; scene < byScene.size(); scene++) {
            List<SampleRow> rows = byScene.get(scene);
            rows.sort(Comparator.comparingLong(SampleRow::timeNs).thenComparing(SampleRow::token));
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                samples.add(new SampleEntry(rows.get(i).token(), rows.get(i).timeNs(), scene));
                places.put(rows.get(i).token(), i);
            }
            for (int i = 0; i < rows.size(); i++) {
                // A cut table may lack the next one; that is no contradiction.
                Optional<Integer> next = rows.get(i).next().map(places::get);
                if (next.isPresent() && next.get() != i + 1) {
                    chainBreaks++;
                }
            }
        }
    }

    private Map<String, Integer> ordinals() throws DatasetException {
        Map<String, Integer> ordinals = new HashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            if (ordinals.put(samples.get(i).token(), i) != null) {
                throw new DatasetException(
                        tables.name() + "/sample.json",
                        "token " + samples.get(i).token(),
                        "occurs twice",
                        "Download the metadata archive again.");
            }
        }
        return ordinals;
    }

    private GroupedOffsets indexSampleData(JsonTable sampleData, TokenIndex.Builder poses)
            throws DatasetException {
        Map<String, Integer> ordinals = ordinals();
        GroupedOffsets.Builder keyFrames = new GroupedOffsets.Builder();
        sampleData.forEach(
                Set.of(
                        "sample_token",
                        "calibrated_sensor_token",
                        "is_key_frame",
                        "filename",
                        "ego_pose_token"),
                row -> {
                    Integer sample = ordinals.get(row.text("sample_token"));
                    Calibration calibration = calibrations.get(row.text("calibrated_sensor_token"));
                    if (sample == null || calibration == null) {
                        count(
                                sample == null
                                        ? "sample_data: its sample_token is in no row of sample"
                                        : "sample_data: its calibrated_sensor_token is in no usable row");
                        return;
                    }
                    ChannelCounts counts = channels.get(samples.get(sample).scene());
                    if (!row.flag("is_key_frame")) {
                        counts.sweep(calibration.channel());
                        return;
                    }
                    // Kept even where the file is absent: its pose still belongs to the sample's
                    // track.
                    keyFrames.add(sample, row.offset());
                    poses.add(Token.of(row.text("ego_pose_token")), TokenIndex.NONE);
                    KeyFrame.Kind kind = KeyFrame.kindOf(calibration, row.text("filename"));
                    boolean here = !tables.root().lacks(row.text("filename"));
                    counts.keyFrame(calibration.channel(), kind, here);
                    if (here && kind != KeyFrame.Kind.UNREAD) {
                        readable.set(sample);
                    }
                });
        return keyFrames.build(samples.size());
    }

    private List<Scene> visibleScenes() {
        List<Scene> visible = new ArrayList<>();
        int from = 0;
        for (int s = 0; s < scenes.size(); s++) {
            int to = from;
            List<Integer> here = new ArrayList<>();
            for (; to < samples.size() && samples.get(to).scene() == s; to++) {
                if (readable.get(to)) {
                    here.add(to);
                }
            }
            if (!here.isEmpty()) {
                SceneInfo info =
                        new SceneInfo(
                                scenes.get(s).name(),
                                here.size(),
                                samples.get(here.get(0)).timeNs(),
                                samples.get(here.get(here.size() - 1)).timeNs(),
                                channels.get(s).describe());
                visible.add(new Scene(info, from, to, List.copyOf(here)));
            }
            from = to;
        }
        return List.copyOf(visible);
    }

    private void count(String reason) {
        lost.merge(reason, 1, Integer::sum);
    }

    private List<String> remarks(Optional<AnnotationTable> annotations, Optional<InfoFile> infos) {
        remarks.add("Tables are read from " + tables.name() + ".");
        if (!tables.others().isEmpty()) {
            remarks.add("Not read: other tables in " + String.join(", ", tables.others()) + ".");
        }
        List<String> absent =
                TableFolder.OPTIONAL.stream().filter(table -> !tables.has(table)).toList();
        if (!absent.isEmpty()) {
            remarks.add("Absent tables: " + String.join(", ", absent) + ".");
        }
        if (annotations.isEmpty()) {
            remarks.add(
                    infos.map(InfoFile::remark)
                            .orElse("No true boxes: neither sample_annotation nor an info file."));
        }
        if (!tables.root().has("gts")) {
            remarks.add("No true occupancy: there is no folder gts.");
        }
        remarks.add(
                "LiDAR beams (32) and longest range (100 m) are assumed, the tables do not say them.");
        remarkSamples();
        remarks.addAll(ChannelCounts.remarks(channels));
        if (chainBreaks > 0) {
            remarks.add(
                    "Samples whose next is not the next in time: "
                            + chainBreaks
                            + "; time is followed.");
        }
        lost.forEach(
                (reason, rows) ->
                        remarks.add("Rows left out of table " + reason + ": " + rows + "."));
        return List.copyOf(remarks);
    }

    private void remarkSamples() {
        int unreadable = samples.size() - readable.cardinality();
        if (unreadable > 0) {
            remarks.add(
                    unreadable
                            + " of "
                            + samples.size()
                            + " samples have no sensor file here and are left out.");
        }
        int[] rows = new int[scenes.size()];
        samples.forEach(sample -> rows[sample.scene()]++);
        int cut = 0;
        for (int s = 0; s < rows.length; s++) {
            cut += scenes.get(s).announced() > rows[s] ? 1 : 0;
        }
        if (cut > 0) {
            remarks.add(
                    cut
                            + " of "
                            + rows.length
                            + " scenes announce more samples than the tables hold.");
        }
    }
}
