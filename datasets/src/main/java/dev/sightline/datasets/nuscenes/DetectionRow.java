package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.nuscenes.DetectionFile.EgoPlace;
import dev.sightline.occupancy.metric.detection.DetectionBox;
import dev.sightline.occupancy.metric.detection.DetectionClass;
import dev.sightline.perception.geometry.Vec3;
import java.util.Optional;
import java.util.Set;

/** One box of a results file. */
record DetectionRow(JsonRow row, boolean truth) {

    /** Source: nuscenes-devkit, {@code eval/detection/constants.py}, ATTRIBUTE_NAMES. */
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "pedestrian.moving",
                    "pedestrian.sitting_lying_down",
                    "pedestrian.standing",
                    "cycle.with_rider",
                    "cycle.without_rider",
                    "vehicle.moving",
                    "vehicle.parked",
                    "vehicle.stopped");

    /** Sizes beyond this are no thing on a road, metres; they would overflow in products. */
    private static final double MAX_SIZE = 1e4;

    /** Where the ego is, if this box says so. */
    Optional<EgoPlace> ego() throws DatasetException {
        if (!row.has("ego_translation")) {
            return Optional.empty();
        }
        Vec3 centre = Rows.place(row, "translation");
        Vec3 fromEgo = Rows.place(row, "ego_translation");
        return Optional.of(new EgoPlace(centre.x() - fromEgo.x(), centre.y() - fromEgo.y()));
    }

    /**
     * The box.
     *
     * @param ego where the ego is, if this or another box or the truth tells
     * @param known whether it was the truth, so that what this box says of it does not count
     */
    DetectionBox box(Optional<EgoPlace> ego, boolean known) throws DatasetException {
        double[] size = row.numbers("size", 3);
        for (double metres : size) {
            if (!(metres > 0 && metres <= MAX_SIZE)) {
                throw row.bad("size", "must be positive metres, has " + metres);
            }
        }
        double[] velocity = row.numbersOrNan("velocity", 2);
        Vec3 centre = Rows.place(row, "translation");
        try {
            return new DetectionBox(
                    kind(),
                    centre,
                    size[0],
                    size[1],
                    size[2],
                    yaw(),
                    velocity[0],
                    velocity[1],
                    egoDistance(centre, ego, known),
                    truth ? points() : -1,
                    truth ? 0 : row.number("detection_score"),
                    attribute());
        } catch (IllegalArgumentException e) {
            throw row.bad("detection_name", "belongs to no box: " + e.getMessage());
        }
    }

    private DetectionClass kind() throws DatasetException {
        String name = row.text("detection_name");
        return DetectionClass.of(name)
                .orElseThrow(
                        () ->
                                row.bad(
                                        "detection_name",
                                        "is '"
                                                + DetectionFile.shown(name)
                                                + "'; there are "
                                                + String.join(", ", DetectionClass.labels())));
    }

    private String attribute() throws DatasetException {
        String name = row.optionalText("attribute_name").orElse("");
        if (!name.isEmpty() && !ATTRIBUTES.contains(name)) {
            throw row.bad(
                    "attribute_name",
                    "is '" + DetectionFile.shown(name) + "', which nuScenes does not list");
        }
        return name;
    }

    private int points() throws DatasetException {
        long points = row.integer("num_pts");
        if (points < -1 || points > Integer.MAX_VALUE) {
            throw row.bad("num_pts", "must be a count, or -1 for unknown, is " + points);
        }
        return (int) points;
    }

    /** Direction of the box's x axis in the ground plane, radians. */
    private double yaw() throws DatasetException {
        double[] q = row.numbers("rotation", 4);
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        if (!(norm > 1e-6 && norm < 1e6)) {
            throw row.bad("rotation", "is no rotation: its norm is " + norm);
        }
        double w = q[0] / norm;
        double x = q[1] / norm;
        double y = q[2] / norm;
        double z = q[3] / norm;
        return StrictMath.atan2(2 * (x * y + w * z), w * w + x * x - y * y - z * z);
    }

    private double egoDistance(Vec3 centre, Optional<EgoPlace> ego, boolean known)
            throws DatasetException {
        double x;
        double y;
        if (row.has("ego_translation") && !known) {
            Vec3 fromEgo = Rows.place(row, "ego_translation");
            x = fromEgo.x();
            y = fromEgo.y();
        } else {
            EgoPlace place =
                    ego.orElseThrow(
                            () ->
                                    row.bad(
                                            "ego_translation",
                                            "is missing, and no true box of the sample says where the ego is"));
            x = centre.x() - place.x();
            y = centre.y() - place.y();
        }
        return Math.sqrt(x * x + y * y);
    }
}
