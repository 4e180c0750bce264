package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import java.util.List;

/**
 * A thing that has a box: a vehicle, a person, a cone; moving or not.
 *
 * @param instance its number in the world, at least 1
 * @param kind what it is
 * @param body its parts about the middle of its footprint, x forward, z up from the ground
 * @param motion where it is
 */
public record Actor(int instance, ObjectKind kind, List<Part> body, Motion motion) {

    public Actor {
        body = List.copyOf(body);
        if (instance < 1 || body.isEmpty()) {
            throw new IllegalArgumentException(
                    "actor " + instance + " with " + body.size() + " parts");
        }
    }

    /** Its name in every sample. */
    public String id() {
        return kind.label() + "-" + instance;
    }

    /** Its parts in the world at a time. */
    List<Part> at(double seconds) {
        Motion.State state = motion.at(seconds);
        return body.stream().map(p -> p.placed(instance, state)).toList();
    }

    /** The smallest box along its own axes that holds all its parts, in the world. */
    Box box(double seconds) {
        double[] low = {1e9, 1e9, 1e9};
        double[] high = {-1e9, -1e9, -1e9};
        for (Part p : body) {
            double[] middle = {p.x, p.y, p.z};
            double[] reach = {
                p.shape.reachX(p.cos, p.sin), p.shape.reachY(p.cos, p.sin), p.shape.reachZ()
            };
            for (int i = 0; i < 3; i++) {
                low[i] = Math.min(low[i], middle[i] - reach[i]);
                high[i] = Math.max(high[i], middle[i] + reach[i]);
            }
        }
        Motion.State s = motion.at(seconds);
        Rotation turn = Rotation.aboutZ(s.yaw());
        Vec3 local =
                new Vec3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
        Vec3 centre = turn.apply(local).plus(new Vec3(s.x(), s.y(), s.z()));
        Pose pose = new Pose(Frame.WORLD, new Frame(id()), turn, centre);
        return new Box(pose, high[0] - low[0], high[1] - low[1], high[2] - low[2]);
    }
}
