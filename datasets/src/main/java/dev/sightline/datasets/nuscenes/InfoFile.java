package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * True boxes from mmdet3d info files ({@code infos_*_mmdet3d.json}, info version 1.1, in the root), for samples without
 * {@code sample_annotation}.
 *
 * <p>{@code bbox_3d} is x, y, z, length, width, height, yaw in the LIDAR_TOP frame, z at the box's centre. The boxes are upright in
 * the <em>world</em>, not in the LiDAR frame, which tilts with the vehicle: with that, all 69 boxes of the sample frame hold exactly
 * the points that {@code num_lidar_pts} says; taken as upright in the LiDAR frame, 61 do.
 */
final class InfoFile {

    private final List<String> names;
    private final Map<String, Place> places; // by sample token

    private InfoFile(List<String> names, Map<String, Place> places) {
        this.names = names;
        this.places = places;
    }

    private record Place(JsonTable table, long offset, Map<Integer, ObjectKind> kinds) {}

    static Optional<InfoFile> find(DatasetRoot root) throws DatasetException {
        List<String> names = new ArrayList<>();
        for (String stem :
                SensorFile.stems(root, ".", "_mmdet3d.json", s -> s.startsWith("infos_"))) {
            names.add(stem + "_mmdet3d.json");
        }
        Map<String, Place> places = new HashMap<>();
        for (String name : names) {
            Map<Integer, ObjectKind> kinds = kinds(root, name);
            JsonTable table = JsonTable.of(root, name, "data_list");
            table.forEach(
                    Set.of("token"),
                    row ->
                            places.putIfAbsent(
                                    row.text("token"), new Place(table, row.offset(), kinds)));
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(new InfoFile(names, places));
    }

    private static Map<Integer, ObjectKind> kinds(DatasetRoot root, String name)
            throws DatasetException {
        JsonRow categories =
                JsonTable.head(root, name, Set.of("metainfo"))
                        .object("metainfo")
                        .object("categories");
        Map<Integer, ObjectKind> kinds = new LinkedHashMap<>();
        for (String category : categories.names()) {
            kinds.put((int) categories.integer(category), Categories.kind(category));
        }
        return kinds;
    }

    String remark() {
        return "True boxes come from "
                + String.join(", ", names)
                + " ("
                + (places.size() == 1 ? "one sample" : places.size() + " samples")
                + ").";
    }

    boolean has(String sample) {
        return places.containsKey(sample);
    }

    /**
     * The boxes of a sample in the ego frame; none if the files do not know it.
     *
     * @param sample its token
     * @param timeNs the sample's reference time, ns
     * @param egoFromLidar where the LiDAR sits
     * @param worldFromEgo at the reference time
     */
    List<TrackedObject> objects(String sample, long timeNs, Pose egoFromLidar, Pose worldFromEgo)
            throws DatasetException {
        Place place = places.get(sample);
        if (place == null) {
            return List.of();
        }
        try (JsonTable.Reader reader = place.table.reader()) {
            JsonRow row = reader.row(place.offset, "instances"::equals);
            List<TrackedObject> objects = new ArrayList<>();
            for (JsonRow instance : row.objects("instances")) {
                ObjectKind kind =
                        place.kinds.getOrDefault(
                                (int) instance.integer("bbox_label_3d"), ObjectKind.OTHER);
                objects.add(
                        TrackedObject.of(
                                sample + "-" + objects.size(),
                                kind,
                                box(instance, egoFromLidar, worldFromEgo),
                                velocity(instance, egoFromLidar),
                                timeNs));
            }
            return objects;
        }
    }

    private static Box box(JsonRow instance, Pose egoFromLidar, Pose worldFromEgo)
            throws DatasetException {
        double[] b = instance.numbers("bbox_3d", 7);
        Pose worldFromLidar = worldFromEgo.times(egoFromLidar);
        Vec3 ahead =
                worldFromLidar
                        .rotation()
                        .apply(new Vec3(StrictMath.cos(b[6]), StrictMath.sin(b[6]), 0));
        try {
            Pose worldFromObject =
                    new Pose(
                            Frame.WORLD,
                            new Frame("object"),
                            Rotation.aboutZ(StrictMath.atan2(ahead.y(), ahead.x())),
                            worldFromLidar.apply(new Vec3(b[0], b[1], b[2])));
            return new Box(worldFromEgo.inverse().times(worldFromObject), b[3], b[4], b[5]);
        } catch (IllegalArgumentException e) {
            throw instance.bad("bbox_3d", "is no box: " + e.getMessage());
        }
    }

    /** Given in the LiDAR frame; NaN where unknown. */
    private static Optional<Vec3> velocity(JsonRow instance, Pose egoFromLidar)
            throws DatasetException {
        return instance.finiteNumbers("velocity", 2)
                .map(v -> egoFromLidar.rotation().apply(new Vec3(v[0], v[1], 0)));
    }
}
