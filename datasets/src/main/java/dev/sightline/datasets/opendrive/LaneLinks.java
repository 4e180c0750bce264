package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which lane one drives on to from which. The file links lanes along s; which of two that touch comes first is decided by the
 * directions in which they are driven. A link is taken once, from whichever side the file states it; links to nothing are counted.
 */
final class LaneLinks {

    /**
     * An end of a lane of a section.
     *
     * @param atStart the section's start, or its end
     */
    private record End(Road road, Section section, int lane, boolean atStart) {

        String id() {
            return OpenDrive.laneId(road, section, lane);
        }

        boolean exists() {
            RoadLane found = section.lanes().get(lane);
            return found != null && found.use().isPresent() && section.to() > section.from();
        }

        /** Whether a driver leaves the lane here. */
        boolean left() {
            return OpenDrive.along(road, lane) != atStart;
        }
    }

    private final Map<String, Road> roads;
    private final Map<String, Set<String>> successors = new LinkedHashMap<>();
    private int dropped;

    LaneLinks(Map<String, Road> roads, Iterable<XmlElement> junctions) throws DatasetException {
        this.roads = roads;
        for (Road road : roads.values()) {
            inside(road);
            outside(road, road.predecessor(), true);
            outside(road, road.successor(), false);
        }
        for (XmlElement junction : junctions) {
            for (XmlElement connection : junction.all("connection")) {
                connect(connection);
            }
        }
    }

    /** Lanes that one drives on to, by lane. */
    Map<String, Set<String>> successors() {
        return successors;
    }

    int dropped() {
        return dropped;
    }

    private void inside(Road road) {
        for (int i = 0; i + 1 < road.sections().size(); i++) {
            Section section = road.sections().get(i);
            Section next = road.sections().get(i + 1);
            for (RoadLane lane : section.lanes().values()) {
                lane.successor()
                        .ifPresent(
                                to ->
                                        join(
                                                new End(road, section, lane.id(), false),
                                                new End(road, next, to, true)));
            }
            for (RoadLane lane : next.lanes().values()) {
                lane.predecessor()
                        .ifPresent(
                                to ->
                                        join(
                                                new End(road, next, lane.id(), true),
                                                new End(road, section, to, false)));
            }
        }
    }

    private void outside(Road road, Optional<Road.Link> link, boolean atStart) {
        if (link.isEmpty() || !link.get().kind().equals("road")) {
            return; // a junction lists its connections itself
        }
        Road other = roads.get(link.get().id());
        if (other == null) {
            dropped++;
            return;
        }
        Section mine = end(road, atStart);
        Section theirs = end(other, link.get().atStart());
        for (RoadLane lane : mine.lanes().values()) {
            OptionalInt to = atStart ? lane.predecessor() : lane.successor();
            to.ifPresent(
                    t ->
                            join(
                                    new End(road, mine, lane.id(), atStart),
                                    new End(other, theirs, t, link.get().atStart())));
        }
    }

    private void connect(XmlElement connection) throws DatasetException {
        Road incoming = roads.get(connection.attribute("incomingRoad").orElse(""));
        Road connecting = roads.get(connection.attribute("connectingRoad").orElse(""));
        if (incoming == null || connecting == null) {
            dropped++;
            return;
        }
        boolean touchesStart = connection.attribute("contactPoint").orElse("start").equals("start");
        boolean incomingAtStart = touchesAtStart(incoming, connecting, touchesStart);
        for (XmlElement link : connection.all("laneLink")) {
            join(
                    new End(
                            incoming,
                            end(incoming, incomingAtStart),
                            RoadLane.whole(link, "from"),
                            incomingAtStart),
                    new End(
                            connecting,
                            end(connecting, touchesStart),
                            RoadLane.whole(link, "to"),
                            touchesStart));
        }
    }

    /** With which end the incoming road touches: the connecting road says so, else the nearer end does. */
    private static boolean touchesAtStart(Road incoming, Road connecting, boolean touchesStart)
            throws DatasetException {
        Optional<Road.Link> back = touchesStart ? connecting.predecessor() : connecting.successor();
        if (back.isPresent()
                && back.get().kind().equals("road")
                && back.get().id().equals(incoming.id())) {
            return back.get().atStart();
        }
        var at = connecting.surface().line().at(touchesStart ? 0 : connecting.length());
        var start = incoming.surface().line().at(0);
        var end = incoming.surface().line().at(incoming.length());
        return Math.hypot(at.x() - start.x(), at.y() - start.y())
                < Math.hypot(at.x() - end.x(), at.y() - end.y());
    }

    private static Section end(Road road, boolean atStart) {
        return road.sections().get(atStart ? 0 : road.sections().size() - 1);
    }

    private void join(End a, End b) {
        if (!a.exists() || !b.exists()) {
            if (a.exists() != b.exists()) {
                dropped++;
            }
            return;
        }
        if (a.left() && !b.left()) {
            successors.computeIfAbsent(a.id(), k -> new LinkedHashSet<>()).add(b.id());
        } else if (b.left() && !a.left()) {
            successors.computeIfAbsent(b.id(), k -> new LinkedHashSet<>()).add(a.id());
        } else {
            dropped++; // both end here, or both begin
        }
    }
}
