package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.perception.map.ObjectKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {

    /** All 23 categories of nuScenes, and names as T4 and the detection task write them. */
    @ParameterizedTest
    @CsvSource({
        "human.pedestrian.adult, PEDESTRIAN",
        "human.pedestrian.child, PEDESTRIAN",
        "human.pedestrian.wheelchair, WHEELED_DEVICE",
        "human.pedestrian.stroller, STROLLER",
        "human.pedestrian.personal_mobility, WHEELED_DEVICE",
        "human.pedestrian.police_officer, PEDESTRIAN",
        "human.pedestrian.construction_worker, PEDESTRIAN",
        "animal, ANIMAL",
        "vehicle.car, CAR",
        "vehicle.motorcycle, MOTORCYCLE",
        "vehicle.bicycle, BICYCLE",
        "vehicle.bus.bendy, BUS",
        "vehicle.bus.rigid, BUS",
        "vehicle.truck, TRUCK",
        "vehicle.construction, CONSTRUCTION_VEHICLE",
        "vehicle.emergency.ambulance, OTHER_VEHICLE",
        "vehicle.emergency.police, OTHER_VEHICLE",
        "vehicle.trailer, TRAILER",
        "movable_object.barrier, BARRIER",
        "movable_object.trafficcone, TRAFFIC_CONE",
        "movable_object.pushable_pullable, OTHER",
        "movable_object.debris, OTHER",
        "static_object.bicycle_rack, OTHER",
        "construction_vehicle, CONSTRUCTION_VEHICLE",
        "traffic_cone, TRAFFIC_CONE",
        "free, OTHER",
        "unknown, OTHER",
        "'', OTHER",
        "..., OTHER"
    })
    void everyCategoryHasAKind(String name, ObjectKind kind) {
        assertEquals(kind, Categories.kind(name));
    }
}
