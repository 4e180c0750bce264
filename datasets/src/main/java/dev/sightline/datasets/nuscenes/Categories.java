package dev.sightline.datasets.nuscenes;

import dev.sightline.perception.map.ObjectKind;
import java.util.Map;

/** What the names of nuScenes categories, of its ten detection classes, and of T4 categories mean. */
final class Categories {

    private static final Map<String, ObjectKind> WHOLE_NAMES =
            Map.ofEntries(
                    Map.entry("human.pedestrian.personal_mobility", ObjectKind.WHEELED_DEVICE),
                    Map.entry("human.pedestrian.stroller", ObjectKind.STROLLER),
                    Map.entry("human.pedestrian.wheelchair", ObjectKind.WHEELED_DEVICE),
                    Map.entry("movable_object.barrier", ObjectKind.BARRIER),
                    Map.entry("movable_object.trafficcone", ObjectKind.TRAFFIC_CONE),
                    Map.entry("vehicle.construction", ObjectKind.CONSTRUCTION_VEHICLE),
                    Map.entry("vehicle.emergency.ambulance", ObjectKind.OTHER_VEHICLE),
                    Map.entry("vehicle.emergency.police", ObjectKind.OTHER_VEHICLE));

    private Categories() {}

    /**
     * The kind of a category.
     *
     * <p>A name that is not listed is tried by its parts, the last first: {@code vehicle.bus.bendy} is no kind, {@code bus} is. What
     * has no word (debris, bicycle racks) is {@link ObjectKind#OTHER}.
     */
    static ObjectKind kind(String name) {
        ObjectKind whole = WHOLE_NAMES.get(name);
        if (whole != null) {
            return whole;
        }
        String[] parts = name.split("\\.", 10);
        for (int i = parts.length - 1; i >= 0; i--) {
            ObjectKind kind = ObjectKind.ofLabel(parts[i]).orElse(ObjectKind.FREE);
            if (kind != ObjectKind.FREE && kind != ObjectKind.UNKNOWN) {
                return kind;
            }
        }
        return ObjectKind.OTHER;
    }
}
