package dev.sightline.occupancy.metric.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ten classes of the nuScenes detection task, each with the distance up to which it is scored. Boxes at that distance or beyond do
 * not count.
 *
 * <p>Source: nuscenes-devkit, {@code configs/detection_cvpr_2019.json}; order of {@code DETECTION_NAMES}.
 */
public enum DetectionClass {
    CAR("car", 50),
    TRUCK("truck", 50),
    BUS("bus", 50),
    TRAILER("trailer", 50),
    CONSTRUCTION_VEHICLE("construction_vehicle", 50),
    PEDESTRIAN("pedestrian", 40),
    MOTORCYCLE("motorcycle", 40),
    BICYCLE("bicycle", 40),
    TRAFFIC_CONE("traffic_cone", 30),
    BARRIER("barrier", 30);

    private static final List<DetectionClass> ALL = List.of(values());

    private final String label;
    private final double rangeMetres;

    DetectionClass(String label, double rangeMetres) {
        this.label = label;
        this.rangeMetres = rangeMetres;
    }

    /** Its place in the list, which states of the score are written with. */
    int index() {
        return ALL.indexOf(this);
    }

    /** The name in files and reports. */
    public String label() {
        return label;
    }

    /** Metres from the ego, in the ground plane. */
    public double rangeMetres() {
        return rangeMetres;
    }

    /** The turn after which a box looks the same, radians: half of one for barriers, whose front and back are alike. */
    public double yawPeriod() {
        return this == BARRIER ? Math.PI : 2 * Math.PI;
    }

    /** Whether bicycles in a rack are left out of this class. */
    public boolean standsInRacks() {
        return this == BICYCLE || this == MOTORCYCLE;
    }

    /** Whether an error is defined for this class: a cone has no heading, and neither cones nor barriers move. */
    public boolean has(TpError error) {
        return switch (error) {
            case TRANSLATION, SCALE -> true;
            case ORIENTATION -> this != TRAFFIC_CONE;
            case VELOCITY, ATTRIBUTE -> this != TRAFFIC_CONE && this != BARRIER;
        };
    }

    /** The class of a name in a file. */
    public static Optional<DetectionClass> of(String label) {
        return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
    }

    /** All names, in order. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(DetectionClass::label).toList();
    }
}
