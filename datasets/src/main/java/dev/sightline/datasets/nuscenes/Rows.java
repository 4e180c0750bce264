package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;

/** How nuScenes writes times, rotations and places, turned into Sightline's units. */
final class Rows {

    /** No place on Earth is farther than this from a map's origin, metres; what is, would overflow in products. */
    private static final double MAX_METRES = 1e8;

    private static final long MAX_MICROSECONDS = Long.MAX_VALUE / 1000;

    private Rows() {}

    /** Microseconds in the file, nanoseconds here. */
    static long nanoseconds(JsonRow row, String member) throws DatasetException {
        long microseconds = row.integer(member);
        if (microseconds < 0 || microseconds > MAX_MICROSECONDS) {
            throw row.bad(member, "must be microseconds since 1970, is " + microseconds);
        }
        return 1000 * microseconds;
    }

    /** Members {@code translation} (metres) and {@code rotation} (w, x, y, z). */
    static Pose pose(Frame target, Frame source, JsonRow row) throws DatasetException {
        double[] q = row.numbers("rotation", 4);
        Vec3 translation = place(row, "translation");
        try {
            return new Pose(
                    target, source, Rotation.ofRounded(q[1], q[2], q[3], q[0]), translation);
        } catch (IllegalArgumentException e) {
            throw row.bad("rotation", "is no rotation: " + e.getMessage());
        }
    }

    /** Three metres. */
    static Vec3 place(JsonRow row, String member) throws DatasetException {
        double[] t = row.numbers(member, 3);
        for (double metres : t) {
            if (Math.abs(metres) > MAX_METRES) {
                throw row.bad(member, "must be metres on Earth, has " + metres);
            }
        }
        return new Vec3(t[0], t[1], t[2]);
    }
}
