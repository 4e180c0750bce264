package dev.sightline.planner;

import dev.sightline.occupancy.Occupancy;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.object.TrackedObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a planner knows at one instant. All but the ego's state may be absent.
 *
 * @param ego the vehicle
 * @param occupancy voxels in the ego frame, with flow and surface where estimated
 * @param objects boxes in the ego frame, velocities over the ground along its axes; an empty list says that there are none, absence that
 *     nobody looked
 * @param lanes in the world or the ego frame
 * @param previous the plan of the cycle before
 */
public record PlanningScene(
        EgoState ego,
        Optional<Occupancy> occupancy,
        Optional<List<TrackedObject>> objects,
        Optional<LaneGraph> lanes,
        Optional<Plan> previous) {

    /** The most objects that are taken. */
    public static final int MAX_OBJECTS = 4096;

    public PlanningScene {
        objects = objects.map(List::copyOf);
        occupancy.ifPresent(
                o ->
                        FrameMismatchException.require(
                                "occupancy", Frame.EGO, o.voxels().spec().frame()));
        if (objects.map(List::size).orElse(0) > MAX_OBJECTS) {
            throw new IllegalArgumentException(
                    objects.map(List::size).orElse(0) + " objects, at most " + MAX_OBJECTS);
        }
        objects.ifPresent(
                all ->
                        all.forEach(
                                o ->
                                        FrameMismatchException.require(
                                                "object " + o.id(),
                                                Frame.EGO,
                                                o.box().frameFromObject().target())));
    }

    /** A scene of which nothing is known but the ego. */
    public static PlanningScene of(EgoState ego) {
        return new PlanningScene(
                ego, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static PlanningScene of(
            EgoState ego, Occupancy occupancy, List<TrackedObject> objects, LaneGraph lanes) {
        return of(ego).with(occupancy).with(objects).with(lanes);
    }

    public PlanningScene with(Occupancy other) {
        return new PlanningScene(ego, Optional.of(other), objects, lanes, previous);
    }

    public PlanningScene with(List<TrackedObject> others) {
        return new PlanningScene(ego, occupancy, Optional.of(others), lanes, previous);
    }

    public PlanningScene with(LaneGraph other) {
        return new PlanningScene(ego, occupancy, objects, Optional.of(other), previous);
    }

    /** The same scene, to be planned in keeping with an earlier plan. */
    public PlanningScene after(Plan earlier) {
        return new PlanningScene(ego, occupancy, objects, lanes, Optional.of(earlier));
    }

    /** Which inputs are absent. */
    public Set<Input> missing() {
        EnumSet<Input> missing = EnumSet.noneOf(Input.class);
        note(missing, Input.OCCUPANCY, occupancy.isPresent());
        note(missing, Input.FLOW, occupancy.flatMap(Occupancy::flow).isPresent());
        note(missing, Input.SURFACE, occupancy.flatMap(Occupancy::surface).isPresent());
        note(missing, Input.OBJECTS, objects.isPresent());
        note(missing, Input.LANES, lanes.isPresent());
        note(missing, Input.PREVIOUS_PLAN, previous.isPresent());
        return missing;
    }

    private static void note(Set<Input> missing, Input input, boolean present) {
        if (!present) {
            missing.add(input);
        }
    }
}
