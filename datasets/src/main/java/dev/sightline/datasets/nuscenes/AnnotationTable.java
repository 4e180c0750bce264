package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * True boxes from {@code sample_annotation}, {@code instance} and {@code category}: upright in the world, size as width, length,
 * height. Kept per box: 8 bytes, and 24 a tracked instance.
 */
final class AnnotationTable {

    /** How far apart two key frames may lie for a velocity, ns; as in the nuScenes devkit. */
    private static final long MAX_GAP_NS = 1_500_000_000;

    private final JsonTable table;
    private final GroupedOffsets bySample;
    private final TokenIndex kindOfInstance; // places in kinds
    private final List<ObjectKind> kinds; // one per category

    private AnnotationTable(
            JsonTable table,
            GroupedOffsets bySample,
            TokenIndex kindOfInstance,
            List<ObjectKind> kinds) {
        this.table = table;
        this.bySample = bySample;
        this.kindOfInstance = kindOfInstance;
        this.kinds = kinds;
    }

    static Optional<AnnotationTable> open(
            TableFolder tables, Map<String, Integer> samples, int count, Map<String, Integer> lost)
            throws DatasetException {
        if (!tables.has("sample_annotation")) {
            return Optional.empty();
        }
        JsonTable table = tables.table("sample_annotation");
        GroupedOffsets.Builder bySample = new GroupedOffsets.Builder();
        table.forEach(
                Set.of("sample_token"),
                row -> {
                    Integer sample = samples.get(row.text("sample_token"));
                    if (sample == null) {
                        lost.merge(
                                "sample_annotation: its sample_token is in no row of sample",
                                1,
                                Integer::sum);
                    } else {
                        bySample.add(sample, row.offset());
                    }
                });
        List<ObjectKind> kinds = new ArrayList<>();
        TokenIndex kindOfInstance = kindOfInstance(tables, kinds);
        return Optional.of(
                new AnnotationTable(
                        table, bySample.build(count), kindOfInstance, List.copyOf(kinds)));
    }

    private static TokenIndex kindOfInstance(TableFolder tables, List<ObjectKind> kinds)
            throws DatasetException {
        TokenIndex.Builder instances = new TokenIndex.Builder();
        if (tables.has("category") && tables.has("instance")) {
            Map<String, Integer> categories = new HashMap<>();
            tables.table("category")
                    .forEach(
                            Set.of("token", "name"),
                            row -> {
                                categories.put(row.text("token"), kinds.size());
                                kinds.add(Categories.kind(row.text("name")));
                            });
            tables.table("instance")
                    .forEach(
                            Set.of("token", "category_token"),
                            row -> {
                                Integer category = categories.get(row.text("category_token"));
                                if (category != null) {
                                    instances.add(Token.of(row.text("token")), category);
                                }
                            });
        }
        return instances.build();
    }

    /** Boxes of a sample. */
    int count(int sample) {
        return bySample.of(sample).length;
    }

    /**
     * The boxes of a sample in the ego frame.
     *
     * @param index where samples lie in time
     * @param sample its ordinal
     * @param timeNs the sample's reference time, ns
     * @param egoFromWorld at that time
     */
    List<TrackedObject> objects(NuScenesIndex index, int sample, long timeNs, Pose egoFromWorld)
            throws DatasetException {
        try (JsonTable.Reader reader = table.reader()) {
            Neighbour before = neighbour(index, reader, sample, -1);
            Neighbour after = neighbour(index, reader, sample, +1);
            long now = index.samples().get(sample).timeNs();
            List<TrackedObject> objects = new ArrayList<>();
            for (long offset : bySample.of(sample)) {
                JsonRow row = reader.row(offset);
                String instance = row.text("instance_token");
                Box box = box(row).to(egoFromWorld);
                Optional<Vec3> velocity =
                        velocity(instance, Rows.place(row, "translation"), now, before, after);
                objects.add(
                        TrackedObject.of(
                                instance,
                                kind(instance),
                                box,
                                velocity.map(v -> egoFromWorld.rotation().apply(v)),
                                timeNs));
            }
            return objects;
        }
    }

    private ObjectKind kind(String instance) {
        long category = kindOfInstance.get(Token.of(instance));
        return category == TokenIndex.NONE ? ObjectKind.UNKNOWN : kinds.get((int) category);
    }

    private static Box box(JsonRow row) throws DatasetException {
        double[] size = row.numbers("size", 3); // width, length, height
        Pose worldFromObject = Rows.pose(Frame.WORLD, new Frame("object"), row);
        try {
            return new Box(worldFromObject, size[1], size[0], size[2]);
        } catch (IllegalArgumentException e) {
            throw row.bad("size", e.getMessage());
        }
    }

    /** Where things were in a neighbouring sample. */
    private record Neighbour(long timeNs, Map<String, Vec3> places) {}

    private Neighbour neighbour(NuScenesIndex index, JsonTable.Reader reader, int sample, int step)
            throws DatasetException {
        int other = sample + step;
        boolean there =
                other >= 0
                        && other < index.samples().size()
                        && index.samples().get(other).scene()
                                == index.samples().get(sample).scene();
        Map<String, Vec3> places = new HashMap<>();
        if (!there) {
            return new Neighbour(index.samples().get(sample).timeNs(), places);
        }
        for (long offset : bySample.of(other)) {
            JsonRow row = reader.row(offset, Set.of("instance_token", "translation")::contains);
            places.put(row.text("instance_token"), Rows.place(row, "translation"));
        }
        return new Neighbour(index.samples().get(other).timeNs(), places);
    }

    /** The chord between the neighbours, or to the one there is; in the world, m/s. */
    private static Optional<Vec3> velocity(
            String instance, Vec3 here, long now, Neighbour before, Neighbour after) {
        boolean was = before.places.containsKey(instance);
        boolean willBe = after.places.containsKey(instance);
        long fromNs = was ? before.timeNs : now;
        long toNs = willBe ? after.timeNs : now;
        long allowed = was && willBe ? 2 * MAX_GAP_NS : MAX_GAP_NS;
        if (toNs <= fromNs || toNs - fromNs > allowed) {
            return Optional.empty();
        }
        Vec3 from = was ? before.places.get(instance) : here;
        Vec3 to = willBe ? after.places.get(instance) : here;
        return Optional.of(to.minus(from).times(1e9 / (toNs - fromNs)));
    }
}
