package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Boundary;
import dev.sightline.perception.map.LaneGraph.Junction;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.LaneGraph.Navigation;
import dev.sightline.perception.map.LaneGraph.Neighbour;
import dev.sightline.perception.map.Polyline;
import dev.sightline.perception.map.TrafficControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads OpenDRIVE files. */
public final class OpenDrive {

    /** The most metres of road that a map may have. */
    private static final double MAX_LENGTH = 2_000_000;

    private final Map<String, Road> roads = new LinkedHashMap<>();
    private final Map<String, Set<String>> successors;
    private final Map<String, List<String>> predecessors = new HashMap<>();

    private OpenDrive(List<Road> read, Map<String, Set<String>> successors) {
        read.forEach(road -> roads.put(road.id(), road));
        this.successors = successors;
        successors.forEach(
                (from, tos) ->
                        tos.forEach(
                                to ->
                                        predecessors
                                                .computeIfAbsent(to, k -> new ArrayList<>())
                                                .add(from)));
    }

    /**
     * Reads a map.
     *
     * @throws DatasetException with file and line, if it is no OpenDRIVE file or something in it cannot be used
     */
    public static RoadMap read(DatasetRoot root, String name) throws DatasetException {
        return read(XmlFile.read(root, name));
    }

    /** Reads a map from its root element. */
    public static RoadMap read(XmlElement root) throws DatasetException {
        if (!root.name().equals("OpenDRIVE")) {
            throw root.error("<" + root.name() + "> where a map has <OpenDRIVE>");
        }
        Map<String, Road> roads = new LinkedHashMap<>();
        double length = 0;
        for (XmlElement e : root.all("road")) {
            Road road = new Road(e);
            length += road.length();
            if (length > MAX_LENGTH) {
                throw e.error("more than " + MAX_LENGTH + " m of road");
            }
            if (roads.put(road.id(), road) != null) {
                throw e.error("a second road " + road.id());
            }
        }
        LaneLinks links = new LaneLinks(roads, root.all("junction"));
        OpenDrive map = new OpenDrive(List.copyOf(roads.values()), links.successors());
        List<Lane> lanes = map.lanes();
        List<TrafficControl> controls = new ArrayList<>();
        for (Road road : roads.values()) {
            controls.addAll(Controls.of(road));
        }
        LaneGraph graph =
                LaneGraph.of(Frame.WORLD, lanes, controls, junctions(lanes), map.navigation());
        Optional<XmlElement> header = root.child("header");
        return new RoadMap(
                header.map(OpenDrive::version).orElse("unknown"),
                header.flatMap(h -> h.attribute("name")).orElse(""),
                header.flatMap(h -> h.child("geoReference"))
                        .map(XmlElement::text)
                        .filter(t -> !t.isEmpty()),
                graph,
                links.dropped());
    }

    private static String version(XmlElement header) {
        return header.attribute("revMajor").orElse("?")
                + "."
                + header.attribute("revMinor").orElse("?");
    }

    static String laneId(Road road, Section section, int lane) {
        return road.id() + ":" + section.index() + ":" + lane;
    }

    /** Whether a lane is driven in the direction of s. */
    static boolean along(Road road, int lane) {
        return lane < 0 != road.leftHand();
    }

    static boolean carriesTraffic(RoadLane lane) {
        return switch (lane.use().orElse(LaneType.OTHER)) {
            case DRIVING, BUS, BICYCLE, ENTRY, EXIT -> true;
            default -> false;
        };
    }

    private List<Lane> lanes() throws DatasetException {
        List<Lane> lanes = new ArrayList<>();
        for (Road road : roads.values()) {
            for (Section section : road.sections()) {
                if (section.to() > section.from()) {
                    for (RoadLane lane : section.lanes().values()) {
                        if (lane.use().isPresent()) {
                            lanes.add(lane(road, section, lane));
                        }
                    }
                }
            }
        }
        return lanes;
    }

    private Lane lane(Road road, Section section, RoadLane lane) throws DatasetException {
        String id = laneId(road, section, lane.id());
        boolean along = along(road, lane.id());
        Boundary outer =
                new Boundary(
                        directed(section.outerEdge(lane.id()), along),
                        lane.marking(),
                        lane.paint());
        Boundary inner =
                new Boundary(
                        directed(section.innerEdge(lane.id()), along),
                        section.innerMarking(lane.id()),
                        section.innerPaint(lane.id()));
        // Seen along s, the outer edge of a right lane is to the right; turned around, sides change
        // as well.
        boolean outerIsRight = lane.id() < 0 == along;
        int beyond = lane.id() + Integer.signum(lane.id());
        int towards = lane.id() == 1 ? -1 : lane.id() == -1 ? 1 : Section.inner(lane.id());
        Optional<Neighbour> outside = neighbour(road, section, lane.id(), beyond);
        Optional<Neighbour> inside = neighbour(road, section, lane.id(), towards);
        OptionalDouble limit = lane.speedLimit();
        return new Lane(
                id,
                lane.use().orElseThrow(),
                Optional.of(road.name()).filter(n -> !n.isEmpty()),
                outerIsRight ? inner : outer,
                outerIsRight ? outer : inner,
                limit.isPresent() ? limit : road.speedLimit(section.from()),
                Set.of(),
                List.copyOf(successors.getOrDefault(id, Set.of())),
                predecessors.getOrDefault(id, List.of()),
                outerIsRight ? inside : outside,
                outerIsRight ? outside : inside,
                road.junction());
    }

    private static Optional<Neighbour> neighbour(Road road, Section section, int lane, int beside) {
        RoadLane found = section.lanes().get(beside);
        if (found == null || found.use().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Neighbour(
                        laneId(road, section, beside), along(road, beside) == along(road, lane)));
    }

    private static Polyline directed(Polyline alongS, boolean along) {
        return along ? alongS : alongS.reversed();
    }

    /** The format gives no outlines. */
    private static List<Junction> junctions(List<Lane> lanes) {
        Map<String, List<Lane>> inside = new LinkedHashMap<>();
        for (Lane lane : lanes) {
            lane.junction()
                    .ifPresent(j -> inside.computeIfAbsent(j, k -> new ArrayList<>()).add(lane));
        }
        List<Junction> junctions = new ArrayList<>();
        inside.forEach((id, crossing) -> junctions.add(Junction.around(id, crossing)));
        return junctions;
    }

    private Navigation navigation() throws DatasetException {
        Map<String, Polyline> lines = new LinkedHashMap<>();
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (Road road : roads.values()) {
            List<Vec3> points = new ArrayList<>();
            int pieces = (int) Math.max(1, Math.ceil(road.length() / 10)); // coarse on purpose
            for (int i = 0; i <= pieces; i++) {
                points.add(road.surface().at(road.length() * i / pieces, 0, 0));
            }
            lines.put(road.id(), new Polyline(points));
            List<String> next = new ArrayList<>();
            for (Optional<Road.Link> link : List.of(road.predecessor(), road.successor())) {
                link.filter(l -> l.kind().equals("road") && roads.containsKey(l.id()))
                        .ifPresent(l -> next.add(l.id()));
            }
            links.put(road.id(), next);
        }
        return new Navigation(lines, links);
    }
}
