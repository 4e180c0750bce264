package dev.sightline.datasets.lanelet;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.lanelet.Primitives.Relation;
import dev.sightline.datasets.lanelet.Primitives.Way;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Boundary;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.LaneGraph.Navigation;
import dev.sightline.perception.map.LaneGraph.Neighbour;
import dev.sightline.perception.map.LaneGraph.Paint;
import dev.sightline.perception.map.Polyline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads Lanelet2 files. How lanelets connect is not written there; it follows from the nodes and ways that they share. */
public final class Lanelet2 {

    /**
     * A lanelet with both sides turned to its driving direction.
     *
     * @param leftNodes of the left boundary
     * @param leftWay that it was made from
     * @param leftTurned whether the way runs the other way
     */
    private record Sides(
            Relation relation,
            List<String> leftNodes,
            List<String> rightNodes,
            Way leftWay,
            Way rightWay,
            boolean leftTurned,
            boolean rightTurned) {

        String start() {
            return leftNodes.get(0) + " " + rightNodes.get(0);
        }

        String end() {
            return leftNodes.get(leftNodes.size() - 1)
                    + " "
                    + rightNodes.get(rightNodes.size() - 1);
        }
    }

    private final Primitives primitives;
    private final Map<String, Sides> lanelets = new LinkedHashMap<>();
    private final Map<String, List<String>> byStart = new LinkedHashMap<>();
    private final Map<String, List<String>> byEnd = new LinkedHashMap<>();
    private final Map<String, List<Sides>> byWay = new LinkedHashMap<>();

    private Lanelet2(Primitives primitives) {
        this.primitives = primitives;
        for (Relation relation : primitives.relations()) {
            if (relation.tag("type").equals("lanelet")) {
                sides(relation).ifPresent(s -> lanelets.put(relation.id(), s));
            }
        }
        lanelets.forEach(
                (id, s) -> {
                    byStart.computeIfAbsent(s.start(), k -> new ArrayList<>()).add(id);
                    byEnd.computeIfAbsent(s.end(), k -> new ArrayList<>()).add(id);
                    byWay.computeIfAbsent(s.leftWay.id(), k -> new ArrayList<>()).add(s);
                    byWay.computeIfAbsent(s.rightWay.id(), k -> new ArrayList<>()).add(s);
                });
    }

    /**
     * Reads a map around its own middle.
     *
     * @throws DatasetException with file and line, if it is no OSM file or something in it cannot be used
     */
    public static LaneletMap read(DatasetRoot root, String name) throws DatasetException {
        return read(XmlFile.read(root, name), Optional.empty());
    }

    /** Reads a map from its root element, around an origin if one is given. */
    public static LaneletMap read(XmlElement root, Optional<LocalPlane> origin)
            throws DatasetException {
        if (!root.name().equals("osm")) {
            throw root.error("<" + root.name() + "> where a Lanelet2 map has <osm>");
        }
        Primitives primitives = new Primitives(root, origin);
        Lanelet2 map = new Lanelet2(primitives);
        Regulations regulations = new Regulations(primitives, map.lanelets.keySet());
        List<Lane> lanes = new ArrayList<>();
        for (Sides sides : map.lanelets.values()) {
            lanes.add(map.lane(sides, regulations));
        }
        LaneGraph graph =
                LaneGraph.of(
                        Frame.WORLD, lanes, regulations.controls(), List.of(), Navigation.EMPTY);
        return new LaneletMap(primitives.plane(), graph, primitives.dropped());
    }

    private Optional<Sides> sides(Relation relation) {
        Optional<Way> leftWay = relation.first("left").flatMap(primitives::way);
        Optional<Way> rightWay = relation.first("right").flatMap(primitives::way);
        if (leftWay.isEmpty() || rightWay.isEmpty()) {
            return Optional.empty();
        }
        List<String> left = leftWay.get().nodes();
        List<String> right = rightWay.get().nodes();
        List<Vec3> l = primitives.points(left);
        List<Vec3> r = primitives.points(right);
        // Both must run the same way: the one in which their ends are nearer to each other.
        double same = first(l).distance(first(r)) + last(l).distance(last(r));
        double crossed = first(l).distance(last(r)) + last(l).distance(first(r));
        boolean rightTurned = crossed < same;
        if (rightTurned) {
            r = new ArrayList<>(r);
            Collections.reverse(r);
        }
        // And that way is the one in which left is left.
        boolean turned = area(l, r) < 0;
        return Optional.of(
                new Sides(
                        relation,
                        turned ? reversed(left) : left,
                        turned != rightTurned ? reversed(right) : right,
                        leftWay.get(),
                        rightWay.get(),
                        turned,
                        turned != rightTurned));
    }

    /** Twice the signed area between right boundary forth and left boundary back: above 0 if left lies to the left. */
    private static double area(List<Vec3> left, List<Vec3> right) {
        List<Vec3> ring = new ArrayList<>(right);
        List<Vec3> back = new ArrayList<>(left);
        Collections.reverse(back);
        ring.addAll(back);
        double sum = 0;
        Vec3 a = last(ring);
        for (Vec3 b : ring) {
            sum += a.x() * b.y() - a.y() * b.x();
            a = b;
        }
        return sum;
    }

    private static Vec3 first(List<Vec3> points) {
        return points.get(0);
    }

    private static Vec3 last(List<Vec3> points) {
        return points.get(points.size() - 1);
    }

    private static List<String> reversed(List<String> ids) {
        List<String> back = new ArrayList<>(ids);
        Collections.reverse(back);
        return back;
    }

    private Lane lane(Sides s, Regulations regulations) {
        String id = s.relation.id();
        OptionalDouble limit = regulations.limit(id);
        return new Lane(
                id,
                type(s.relation.tag("subtype")),
                Optional.of(s.relation.tag("road_name")).filter(n -> !n.isEmpty()),
                boundary(s.leftNodes, s.leftWay),
                boundary(s.rightNodes, s.rightWay),
                limit,
                Set.of(),
                byStart.getOrDefault(s.end(), List.of()),
                byEnd.getOrDefault(s.start(), List.of()),
                neighbour(s, s.leftWay, s.leftTurned, true),
                neighbour(s, s.rightWay, s.rightTurned, false),
                Optional.empty());
    }

    /** The lanelet across a shared way: it goes our way if the way is its other side and is turned alike. */
    private Optional<Neighbour> neighbour(Sides s, Way way, boolean turned, boolean left) {
        for (Sides other : byWay.get(way.id())) {
            if (other.relation.id().equals(s.relation.id())) {
                continue;
            }
            boolean theirLeft = other.leftWay.id().equals(way.id());
            boolean theirTurned = theirLeft ? other.leftTurned : other.rightTurned;
            if (theirLeft != left && theirTurned == turned) {
                return Optional.of(new Neighbour(other.relation.id(), true));
            }
            if (theirLeft == left && theirTurned != turned) {
                return Optional.of(new Neighbour(other.relation.id(), false));
            }
        }
        return Optional.empty();
    }

    private Boundary boundary(List<String> nodes, Way way) {
        return new Boundary(
                new Polyline(primitives.points(nodes)), marking(way), paint(way.tag("color")));
    }

    private static LaneType type(String subtype) {
        return switch (subtype) {
            case "bus_lane" -> LaneType.BUS;
            case "bicycle_lane" -> LaneType.BICYCLE;
            case "walkway", "shared_walkway" -> LaneType.SIDEWALK;
            case "crosswalk" -> LaneType.CROSSING;
            case "parking" -> LaneType.PARKING;
            case "emergency_lane" -> LaneType.SHOULDER;
            case "exit" -> LaneType.EXIT;
            case "rail", "stairs" -> LaneType.OTHER;
            default -> LaneType.DRIVING; // road, highway, play_street, or not said
        };
    }

    private static Marking marking(Way way) {
        return switch (way.tag("type")) {
            case "line_thin", "line_thick" ->
                    switch (way.tag("subtype")) {
                        case "solid" -> Marking.SOLID;
                        case "dashed" -> Marking.DASHED;
                        case "solid_solid" -> Marking.DOUBLE_SOLID;
                        case "dashed_dashed" -> Marking.DOUBLE_DASHED;
                        case "solid_dashed" -> Marking.SOLID_DASHED;
                        case "dashed_solid" -> Marking.DASHED_SOLID;
                        default -> Marking.UNKNOWN;
                    };
            case "curbstone" -> Marking.KERB;
            case "guard_rail", "wall", "fence", "jersey_barrier" -> Marking.BARRIER;
            case "virtual" -> Marking.NONE;
            default -> Marking.UNKNOWN;
        };
    }

    private static Paint paint(String colour) {
        return switch (colour) {
            case "yellow" -> Paint.YELLOW;
            case "blue" -> Paint.BLUE;
            case "", "white" -> Paint.WHITE;
            default -> Paint.OTHER;
        };
    }
}
