package dev.sightline.datasets.argoverse;

import dev.sightline.perception.map.ObjectKind;

/** The annotation categories of the Argoverse 2 sensor dataset (Wilson et al. 2021, table of cuboid categories). */
final class Categories {

    private Categories() {}

    /** The kind of a category; what the list of kinds has no word for is OTHER. */
    static ObjectKind kind(String category) {
        return switch (category) {
            case "REGULAR_VEHICLE" -> ObjectKind.CAR;
            case "LARGE_VEHICLE" -> ObjectKind.OTHER_VEHICLE;
            case "BUS", "ARTICULATED_BUS", "SCHOOL_BUS" -> ObjectKind.BUS;
            case "TRUCK", "BOX_TRUCK", "TRUCK_CAB" -> ObjectKind.TRUCK;
            case "VEHICULAR_TRAILER", "MESSAGE_BOARD_TRAILER", "TRAFFIC_LIGHT_TRAILER" ->
                    ObjectKind.TRAILER;
            case "BICYCLE" -> ObjectKind.BICYCLE;
            case "BICYCLIST" -> ObjectKind.BICYCLIST;
            case "MOTORCYCLE" -> ObjectKind.MOTORCYCLE;
            case "MOTORCYCLIST" -> ObjectKind.MOTORCYCLIST;
            case "WHEELED_DEVICE", "WHEELED_RIDER", "WHEELCHAIR" -> ObjectKind.WHEELED_DEVICE;
            case "PEDESTRIAN", "OFFICIAL_SIGNALER" -> ObjectKind.PEDESTRIAN;
            case "STROLLER" -> ObjectKind.STROLLER;
            case "DOG", "ANIMAL" -> ObjectKind.ANIMAL;
            case "BOLLARD" -> ObjectKind.POLE;
            case "CONSTRUCTION_CONE" -> ObjectKind.TRAFFIC_CONE;
            case "CONSTRUCTION_BARREL" -> ObjectKind.BARRIER;
            case "STOP_SIGN", "SIGN", "MOBILE_PEDESTRIAN_CROSSING_SIGN" -> ObjectKind.TRAFFIC_SIGN;
            case "RAILED_VEHICLE" -> ObjectKind.TRAIN;
            default -> ObjectKind.OTHER;
        };
    }
}
