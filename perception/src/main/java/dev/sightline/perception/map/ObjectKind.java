package dev.sightline.perception.map;

import java.util.Locale;
import java.util.Optional;

/** What a thing is, over all class lists; a {@link Taxonomy} numbers a subset of these. */
public enum ObjectKind {
    FREE,
    UNKNOWN,
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
    BICYCLIST,
    MOTORCYCLIST,
    OTHER_VEHICLE,
    PARKING,
    BUILDING,
    FENCE,
    TRUNK,
    POLE,
    TRAFFIC_SIGN,
    ANIMAL,
    TRAIN,
    LANE_MARKING,
    VAN,
    WHEELED_DEVICE,
    STROLLER,
    SIGN_BOARD,
    TRAFFIC_LIGHT;

    /** Whether things of this kind move by themselves or carry someone who does. */
    public boolean movable() {
        return switch (this) {
            case BICYCLE,
                    BUS,
                    CAR,
                    CONSTRUCTION_VEHICLE,
                    MOTORCYCLE,
                    PEDESTRIAN,
                    TRAILER,
                    TRUCK,
                    BICYCLIST,
                    MOTORCYCLIST,
                    OTHER_VEHICLE,
                    ANIMAL,
                    TRAIN,
                    VAN,
                    WHEELED_DEVICE,
                    STROLLER ->
                    true;
            default -> false;
        };
    }

    /** Whether it is part of the ground that one stands or drives on. */
    public boolean ground() {
        return switch (this) {
            case DRIVABLE_SURFACE, OTHER_FLAT, SIDEWALK, TERRAIN, PARKING, LANE_MARKING -> true;
            default -> false;
        };
    }

    /** Lower-case name with underscores, as files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with a label, if there is one. */
    public static Optional<ObjectKind> ofLabel(String label) {
        for (ObjectKind kind : values()) {
            if (kind.label().equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * The nearest kind that Occ3D's list knows: riders become their vehicles, buildings become manmade. What it has no word for
     * becomes {@link #OTHER}.
     */
    public ObjectKind coarse() {
        return switch (this) {
            case BICYCLIST, WHEELED_DEVICE -> BICYCLE;
            case MOTORCYCLIST -> MOTORCYCLE;
            case OTHER_VEHICLE, ANIMAL, TRAIN -> OTHER;
            case VAN -> CAR;
            case STROLLER -> PEDESTRIAN;
            case PARKING, LANE_MARKING -> DRIVABLE_SURFACE;
            case BUILDING, FENCE, POLE, TRAFFIC_SIGN, SIGN_BOARD, TRAFFIC_LIGHT -> MANMADE;
            case TRUNK -> VEGETATION;
            default -> this;
        };
    }
}
