package dev.sightline.perception.map;

import static dev.sightline.perception.map.ObjectKind.*;

import java.util.List;
import java.util.OptionalInt;

/**
 * A published class list: which number means which kind. The order differs from list to list, so a number without its taxonomy
 * means nothing.
 */
public enum Taxonomy {
    /** Occ3D-nuScenes: 0..16, 17 = free. */
    OCC3D(
            OTHER,
            BARRIER,
            BICYCLE,
            BUS,
            CAR,
            CONSTRUCTION_VEHICLE,
            MOTORCYCLE,
            PEDESTRIAN,
            TRAFFIC_CONE,
            TRAILER,
            TRUCK,
            DRIVABLE_SURFACE,
            OTHER_FLAT,
            SIDEWALK,
            TERRAIN,
            MANMADE,
            VEGETATION,
            FREE),
    /** OpenOcc (OccNet, CVPR 2024 flow challenge): another order, 16 = free. */
    OPENOCC(
            CAR,
            TRUCK,
            TRAILER,
            BUS,
            CONSTRUCTION_VEHICLE,
            BICYCLE,
            MOTORCYCLE,
            PEDESTRIAN,
            TRAFFIC_CONE,
            BARRIER,
            DRIVABLE_SURFACE,
            OTHER_FLAT,
            SIDEWALK,
            TERRAIN,
            MANMADE,
            VEGETATION,
            FREE),
    /** nuScenes-lidarseg, SurroundOcc and OpenOccupancy: 0 = noise or empty, 1..16 as Occ3D. */
    LIDARSEG(
            UNKNOWN,
            BARRIER,
            BICYCLE,
            BUS,
            CAR,
            CONSTRUCTION_VEHICLE,
            MOTORCYCLE,
            PEDESTRIAN,
            TRAFFIC_CONE,
            TRAILER,
            TRUCK,
            DRIVABLE_SURFACE,
            OTHER_FLAT,
            SIDEWALK,
            TERRAIN,
            MANMADE,
            VEGETATION),
    /** SemanticKITTI after its learning map: 0 = unlabelled (or empty, in voxels), 1..19. */
    SEMANTIC_KITTI(
            UNKNOWN,
            CAR,
            BICYCLE,
            MOTORCYCLE,
            TRUCK,
            OTHER_VEHICLE,
            PEDESTRIAN,
            BICYCLIST,
            MOTORCYCLIST,
            DRIVABLE_SURFACE,
            PARKING,
            SIDEWALK,
            OTHER_FLAT,
            BUILDING,
            FENCE,
            VEGETATION,
            TRUNK,
            TERRAIN,
            POLE,
            TRAFFIC_SIGN),
    /** nuScenes detection: ten classes. */
    NUSCENES_DETECTION(
            CAR,
            TRUCK,
            BUS,
            TRAILER,
            CONSTRUCTION_VEHICLE,
            PEDESTRIAN,
            MOTORCYCLE,
            BICYCLE,
            TRAFFIC_CONE,
            BARRIER),
    /** KITTI object: Car, Van, Truck, Pedestrian, Person_sitting, Cyclist, Tram, Misc (DontCare is no class). */
    KITTI_OBJECT(CAR, VAN, TRUCK, PEDESTRIAN, PEDESTRIAN, BICYCLIST, TRAIN, OTHER);

    @SuppressWarnings(
            "ImmutableEnumChecker") // List.of is immutable; the checker sees only the interface
    private final List<ObjectKind> kinds;

    Taxonomy(ObjectKind... kinds) {
        this.kinds = List.of(kinds);
    }

    /** Number of classes, free included where the list has it. */
    public int size() {
        return kinds.size();
    }

    /**
     * The kind of a class number.
     *
     * @throws IllegalArgumentException if the list has no such number
     */
    public ObjectKind kind(int number) {
        if (number < 0 || number >= kinds.size()) {
            throw new IllegalArgumentException(
                    this + " has classes 0.." + (kinds.size() - 1) + ", not " + number);
        }
        return kinds.get(number);
    }

    /** The first number of a kind, if the list has it. */
    public OptionalInt number(ObjectKind kind) {
        int i = kinds.indexOf(kind);
        return i < 0 ? OptionalInt.empty() : OptionalInt.of(i);
    }

    /**
     * The number of a kind, or of its {@link ObjectKind#coarse} kind, or of {@link ObjectKind#OTHER}; empty if none is listed. Free
     * and unknown space have a number of their own or none.
     */
    public OptionalInt nearest(ObjectKind kind) {
        if (kind == FREE || kind == UNKNOWN) {
            return number(kind); // neither is a thing: calling it "other" would invent one
        }
        if (number(kind).isPresent()) {
            return number(kind);
        }
        return number(kind.coarse()).isPresent() ? number(kind.coarse()) : number(OTHER);
    }

    /**
     * A table from this list's numbers to another's; -1 where the other has no word.
     *
     * <p>Going to a coarser list and back loses what the coarser list merged.
     */
    public int[] to(Taxonomy other) {
        return kinds.stream().mapToInt(k -> other.nearest(k).orElse(-1)).toArray();
    }

    public List<ObjectKind> kinds() {
        return kinds;
    }
}
