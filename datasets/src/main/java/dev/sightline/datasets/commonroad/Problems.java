package dev.sightline.datasets.commonroad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads planning problems; goals given as lanes become the lanes' outlines. */
final class Problems {

    private final LaneGraph lanes;

    Problems(LaneGraph lanes) {
        this.lanes = lanes;
    }

    PlanningProblem read(XmlElement e) throws DatasetException {
        XmlElement first = e.require("initialState");
        first.require("velocity");
        List<Goal> goals = new ArrayList<>();
        for (XmlElement g : e.all("goalState")) {
            goals.add(goal(g));
        }
        if (goals.isEmpty()) {
            throw e.error("a planning problem without <goalState>");
        }
        return new PlanningProblem(
                e.requireAttribute("id"),
                Traffic.state(first),
                Values.value(first, "slipAngle"),
                goals);
    }

    private Goal goal(XmlElement e) throws DatasetException {
        List<Region> places = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Optional<XmlElement> position = e.child("position");
        if (position.isPresent()) {
            places.addAll(Values.regions(position.get()));
            for (XmlElement ref : position.get().all("lanelet")) {
                String id = ref.requireAttribute("ref");
                Optional<Lane> lane = lanes.lane(id);
                if (lane.isEmpty()) {
                    throw ref.error("the goal is on lanelet " + id + ", which does not exist");
                }
                ids.add(id);
                places.add(outline(lane.get()));
            }
            if (places.isEmpty()) {
                throw position.get().error("<position> of a goal holds no place");
            }
        }
        return new Goal(
                Values.interval(e.require("time")),
                places,
                ids,
                range(e, "orientation"),
                range(e, "velocity"));
    }

    private static Optional<Interval> range(XmlElement e, String tag) throws DatasetException {
        Optional<XmlElement> c = e.child(tag);
        return c.isPresent() ? Optional.of(Values.interval(c.get())) : Optional.empty();
    }

    /** The left boundary forth and the right one back. */
    static Region.Polygon outline(Lane lane) {
        List<Region.Point> corners = new ArrayList<>();
        for (Vec3 p : lane.left().line().points()) {
            corners.add(new Region.Point(p.x(), p.y()));
        }
        for (Vec3 p : lane.right().line().reversed().points()) {
            corners.add(new Region.Point(p.x(), p.y()));
        }
        return new Region.Polygon(corners);
    }
}
