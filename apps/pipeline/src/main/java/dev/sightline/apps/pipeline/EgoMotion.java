package dev.sightline.apps.pipeline;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.planner.EgoState;

/**
 * How the vehicle moves, from its poses: chords over the last moments before a time. Only at the first pose of a track, which has
 * no past, over what follows.
 */
final class EgoMotion {

    /** How far poses jitter. */
    private static final double JITTER_M = 0.01;

    /** A chord over less than this would turn jitter into a speed. */
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
                    ? state(now, worldFromEgo, 0, 0)
                    : between(track, now, to, now, worldFromEgo);
        }
        return between(track, from, now, now, worldFromEgo);
    }

    private static EgoState between(
            PoseTrack track, long from, long to, long now, Pose worldFromEgo) {
        double seconds = (to - from) * 1e-9;
        double jitter = JITTER_M / seconds;
        Pose first = track.at(from);
        Pose last = track.at(to);
        Vec3 velocity = last.translation().minus(first.translation()).times(1 / seconds);
        double turn = first.rotation().inverse().times(last.rotation()).yaw();
        double speed = worldFromEgo.rotation().inverse().apply(velocity).x();
        // A planner stops a vehicle that rolls backwards: a standing one must not seem to.
        boolean stands = speed < 0 && speed >= -jitter;
        return state(now, worldFromEgo, stands ? 0 : speed, turn / seconds);
    }

    private static EgoState state(long now, Pose worldFromEgo, double along, double yawRate) {
        double speed = Math.max(-EgoState.MAX_SPEED, Math.min(EgoState.MAX_SPEED, along));
        double curvature = Math.abs(speed) < MIN_TURNING_SPEED ? 0 : yawRate / speed;
        return new EgoState(now, worldFromEgo, speed, 0, curvature);
    }
}
