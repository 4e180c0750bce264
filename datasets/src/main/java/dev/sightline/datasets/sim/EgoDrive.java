package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/** How the ego moves through a world. Immutable. */
public final class EgoDrive {

    private static final long STEP_NS = 5_000_000;

    private final Motion motion;

    public EgoDrive(Motion motion) {
        this.motion = motion;
    }

    /** The ego at a time of the world. */
    public Pose worldFromEgo(long timeNs) {
        Motion.State s = motion.at(timeNs * 1e-9);
        return new Pose(
                Frame.WORLD, Frame.EGO, Rotation.aboutZ(s.yaw()), new Vec3(s.x(), s.y(), s.z()));
    }

    /** Poses every 5 ms from before a first time to a last, both of them included. */
    public PoseTrack track(long fromNs, long toNs) {
        List<Pose> poses = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (long t = toNs; t > fromNs - STEP_NS; t -= STEP_NS) {
            times.add(0, t);
            poses.add(0, worldFromEgo(t));
        }
        return PoseTrack.of(times.stream().mapToLong(Long::longValue).toArray(), poses);
    }
}
