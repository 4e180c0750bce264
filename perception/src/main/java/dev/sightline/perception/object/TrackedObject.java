package dev.sightline.perception.object;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Polyline;
import java.util.Optional;

/**
 * A thing followed over time.
 *
 * @param id the same over all samples of a scene
 * @param kind what it is
 * @param box where it is at {@code timeNs}
 * @param velocity of its centre, m/s in the box's outer frame; empty if not known
 * @param timeNs time of box and velocity, ns
 * @param history where it was, up to and including now, in the same outer frame; empty if never seen before
 * @param intent what it signals
 * @param outline its ground outline in the box's outer frame, where a box is too coarse (an L-shaped trailer, a crowd)
 */
public record TrackedObject(
        String id,
        ObjectKind kind,
        Box box,
        Optional<Vec3> velocity,
        long timeNs,
        Optional<PoseTrack> history,
        Intent intent,
        Optional<Polyline> outline) {

    /** An object without history or intent. */
    public static TrackedObject of(
            String id, ObjectKind kind, Box box, Optional<Vec3> velocity, long timeNs) {
        return new TrackedObject(
                id,
                kind,
                box,
                velocity,
                timeNs,
                Optional.empty(),
                Intent.UNKNOWN,
                Optional.empty());
    }

    /** The same object in another frame that is still relative to the old one; the history is dropped. */
    public TrackedObject to(Pose otherFromFrame) {
        return new TrackedObject(
                id,
                kind,
                box.to(otherFromFrame),
                velocity.map(v -> otherFromFrame.rotation().apply(v)),
                timeNs,
                Optional.empty(),
                intent,
                outline.map(
                        o ->
                                new Polyline(
                                        o.points().stream().map(otherFromFrame::apply).toList())));
    }
}
