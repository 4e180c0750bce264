package dev.sightline.apps.pipeline;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.planner.EgoState;

/** How the vehicle moves, from its poses: chords over the last moments before a time, never from what comes after it. */
final class EgoMotion {

    /** Poses jitter by a centimetre: a chord over less than this would turn that into a speed. */
    private static final long CHORD_NS = 100_000_000;

    /** Slower than this, a change of heading says nothing of the steering wheel. */
    private static final double MIN_TURNING_SPEED = 0.5;

    private EgoMotion() {}

    /** The state at a sample's reference time; standing if its track is a single pose. */
    static EgoState at(Sample sample) {
        PoseTrack track = sample.track();
        long now = sample.referenceNs();
        Pose worldFromEgo = track.at(now);
        long from = Math.max(track.fromNs(), now - CHORD_NS);
        if (from == now) { // the first pose of a recording has no past; the little that follows
            // stands in for it
            long to = Math.min(track.toNs(), now + CHORD_NS);
            return to == now
                    ? state(now, worldFromEgo, Vec3.ZERO, 0)
                    : between(track, now, to, now, worldFromEgo);
        }
        return between(track, from, now, now, worldFromEgo);
    }

    private static EgoState between(
            PoseTrack track, long from, long to, long now, Pose worldFromEgo) {
        double seconds = (to - from) * 1e-9;
        Pose first = track.at(from);
        Pose last = track.at(to);
        Vec3 velocity = last.translation().minus(first.translation()).times(1 / seconds);
        double turn = first.rotation().inverse().times(last.rotation()).yaw();
        return state(
                now,
                worldFromEgo,
                worldFromEgo.rotation().inverse().apply(velocity),
                turn / seconds);
    }

    private static EgoState state(long now, Pose worldFromEgo, Vec3 egoVelocity, double yawRate) {
        double speed = Math.max(-EgoState.MAX_SPEED, Math.min(EgoState.MAX_SPEED, egoVelocity.x()));
        double curvature = Math.abs(speed) < MIN_TURNING_SPEED ? 0 : yawRate / speed;
        return new EgoState(now, worldFromEgo, speed, 0, curvature);
    }
}
