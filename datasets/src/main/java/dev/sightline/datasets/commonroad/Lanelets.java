package dev.sightline.datasets.commonroad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph.Boundary;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.LaneGraph.Neighbour;
import dev.sightline.perception.map.LaneGraph.Paint;
import dev.sightline.perception.map.Polyline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads lanelets as lanes. Links to lanelets that are not in the file are dropped and counted. */
final class Lanelets {

    private final Map<String, XmlElement> elements = new LinkedHashMap<>();
    private final Map<String, Double> limitBySign;
    private final Map<String, String> junctionByLane;
    private int dropped;

    /**
     * Prepares.
     *
     * @param limitBySign speed limits, m/s, by the id of the sign that states them
     * @param junctionByLane id of the junction that a lanelet crosses
     */
    Lanelets(
            List<XmlElement> lanelets,
            Map<String, Double> limitBySign,
            Map<String, String> junctionByLane)
            throws DatasetException {
        this.limitBySign = limitBySign;
        this.junctionByLane = junctionByLane;
        for (XmlElement e : lanelets) {
            String id = e.requireAttribute("id");
            if (elements.put(id, e) != null) {
                throw e.error("a second lanelet with id " + id);
            }
        }
    }

    boolean has(String id) {
        return elements.containsKey(id);
    }

    /** Links dropped so far. */
    int dropped() {
        return dropped;
    }

    List<Lane> read() throws DatasetException {
        List<Lane> lanes = new ArrayList<>();
        for (Map.Entry<String, XmlElement> entry : elements.entrySet()) {
            lanes.add(lane(entry.getKey(), entry.getValue()));
        }
        return lanes;
    }

    private Lane lane(String id, XmlElement e) throws DatasetException {
        return new Lane(
                id,
                type(e),
                Optional.empty(),
                boundary(e.require("leftBound")),
                boundary(e.require("rightBound")),
                limit(e),
                Set.of(),
                links(e, "successor"),
                links(e, "predecessor"),
                neighbour(e, "adjacentLeft"),
                neighbour(e, "adjacentRight"),
                Optional.ofNullable(junctionByLane.get(id)));
    }

    private List<String> links(XmlElement e, String tag) throws DatasetException {
        List<String> ids = new ArrayList<>();
        for (XmlElement link : e.all(tag)) {
            String id = link.requireAttribute("ref");
            if (has(id)) {
                ids.add(id);
            } else {
                dropped++;
            }
        }
        return ids;
    }

    private Optional<Neighbour> neighbour(XmlElement e, String tag) throws DatasetException {
        Optional<XmlElement> link = e.child(tag);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        String id = link.get().requireAttribute("ref");
        if (!has(id)) {
            dropped++;
            return Optional.empty();
        }
        boolean same = link.get().requireAttribute("drivingDir").equals("same");
        return Optional.of(new Neighbour(id, same));
    }

    private OptionalDouble limit(XmlElement e) throws DatasetException {
        Optional<XmlElement> own = e.child("speedLimit");
        if (own.isPresent()) {
            return OptionalDouble.of(own.get().number());
        }
        OptionalDouble least = OptionalDouble.empty();
        for (XmlElement sign : e.all("trafficSignRef")) {
            Double limit = limitBySign.get(sign.requireAttribute("ref"));
            if (limit != null && (least.isEmpty() || limit < least.getAsDouble())) {
                least = OptionalDouble.of(limit);
            }
        }
        return least;
    }

    private static LaneType type(XmlElement e) {
        for (XmlElement t : e.all("laneletType")) {
            switch (t.text()) {
                case "sidewalk" -> {
                    return LaneType.SIDEWALK;
                }
                case "crosswalk" -> {
                    return LaneType.CROSSING;
                }
                case "busLane" -> {
                    return LaneType.BUS;
                }
                case "bicycleLane" -> {
                    return LaneType.BICYCLE;
                }
                case "parking" -> {
                    return LaneType.PARKING;
                }
                case "shoulder" -> {
                    return LaneType.SHOULDER;
                }
                case "accessRamp" -> {
                    return LaneType.ENTRY;
                }
                case "exitRamp" -> {
                    return LaneType.EXIT;
                }
                default -> {} // urban, highway, intersection, ...: where it lies, not what it is
                    // for
            }
        }
        return LaneType.DRIVING;
    }

    /** The format knows no colours: all paint is white. */
    private static Boundary boundary(XmlElement e) throws DatasetException {
        List<Vec3> points = Values.points(e);
        if (points.size() < 2) {
            throw e.error("<" + e.name() + "> has " + points.size() + " points, a line needs 2");
        }
        Marking marking =
                switch (e.child("lineMarking").map(XmlElement::text).orElse("unknown")) {
                    case "dashed", "broad_dashed" -> Marking.DASHED;
                    case "solid", "broad_solid" -> Marking.SOLID;
                    case "solid_solid" -> Marking.DOUBLE_SOLID;
                    case "dashed_dashed" -> Marking.DOUBLE_DASHED;
                    case "solid_dashed" -> Marking.SOLID_DASHED;
                    case "dashed_solid" -> Marking.DASHED_SOLID;
                    case "curb", "lowered_curb" -> Marking.KERB;
                    case "no_marking" -> Marking.NONE;
                    default -> Marking.UNKNOWN;
                };
        return new Boundary(new Polyline(points), marking, Paint.WHITE);
    }
}
