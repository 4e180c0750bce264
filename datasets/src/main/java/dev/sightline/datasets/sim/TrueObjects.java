package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.Intent;
import dev.sightline.perception.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The actors of a world as tracked objects: exact boxes, velocities and two seconds of history. */
final class TrueObjects {

    private static final int HISTORY = 4;
    private static final long HISTORY_STEP_NS = 500_000_000;

    private TrueObjects() {}

    /** All actors within a distance of the ego, seen or not, in the ego frame at a time. */
    static List<TrackedObject> near(World world, long timeNs, Pose worldFromEgo, double metres) {
        Pose egoFromWorld = worldFromEgo.inverse();
        List<TrackedObject> out = new ArrayList<>();
        for (Actor actor : world.actors()) {
            Box box = actor.box(timeNs * 1e-9).to(egoFromWorld);
            if (Math.hypot(box.centre().x(), box.centre().y()) <= metres) {
                Motion.State s = actor.motion().at(timeNs * 1e-9);
                Vec3 velocity = egoFromWorld.rotation().apply(new Vec3(s.vx(), s.vy(), 0));
                out.add(
                        new TrackedObject(
                                actor.id(),
                                actor.kind(),
                                box,
                                Optional.of(velocity),
                                timeNs,
                                Optional.of(history(actor, timeNs, egoFromWorld)),
                                Intent.UNKNOWN,
                                Optional.empty()));
            }
        }
        return out;
    }

    private static PoseTrack history(Actor actor, long timeNs, Pose egoFromWorld) {
        long[] times = new long[HISTORY + 1];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i <= HISTORY; i++) {
            times[i] = timeNs - (HISTORY - i) * HISTORY_STEP_NS;
            poses.add(egoFromWorld.times(actor.box(times[i] * 1e-9).frameFromObject()));
        }
        return PoseTrack.of(times, poses);
    }
}
