package dev.sightline.perception.map;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Lanes and how they connect, with the traffic controls that govern them. Lengths in metres, in {@link #frame}.
 *
 * <p>Links are checked: a successor, predecessor or neighbour that does not exist is an error of the reader, which must drop and
 * count dangling links of a cut map.
 */
public final class LaneGraph {

    /** What a lane is for. */
    public enum LaneType {
        DRIVING,
        BUS,
        BICYCLE,
        SIDEWALK,
        SHOULDER,
        PARKING,
        ENTRY,
        EXIT,
        CROSSING,
        OTHER
    }

    /** How a boundary is painted or built. */
    public enum Marking {
        NONE,
        SOLID,
        DASHED,
        DOUBLE_SOLID,
        DOUBLE_DASHED,
        SOLID_DASHED,
        DASHED_SOLID,
        KERB,
        BARRIER,
        UNKNOWN
    }

    /** Colour of paint. */
    public enum Paint {
        WHITE,
        YELLOW,
        BLUE,
        OTHER
    }

    /** An arrow painted on the lane; a lane may have several. */
    public enum TurnArrow {
        STRAIGHT,
        LEFT,
        RIGHT,
        U_TURN,
        MERGE_LEFT,
        MERGE_RIGHT
    }

    /**
     * One side of a lane.
     *
     * @param line in the lane's driving direction
     * @param marking how it is marked
     * @param paint its colour
     */
    public record Boundary(Polyline line, Marking marking, Paint paint) {}

    /**
     * The lane beside this one.
     *
     * @param lane its id
     * @param sameDirection whether traffic there goes our way
     */
    public record Neighbour(String lane, boolean sameDirection) {}

    /**
     * A piece of lane between two forks, merges or changes.
     *
     * @param id unique in the graph
     * @param type what it is for
     * @param name road name, if known
     * @param left left boundary as seen when driving
     * @param right right boundary
     * @param speedLimit m/s, if known
     * @param arrows painted turn arrows
     * @param successors lanes one can drive on to; more than one is a fork
     * @param predecessors lanes one can come from; more than one is a merge
     * @param leftNeighbour lane across the left boundary
     * @param rightNeighbour lane across the right boundary
     * @param junction id of the junction it crosses, if any
     */
    public record Lane(
            String id,
            LaneType type,
            Optional<String> name,
            Boundary left,
            Boundary right,
            OptionalDouble speedLimit,
            Set<TurnArrow> arrows,
            List<String> successors,
            List<String> predecessors,
            Optional<Neighbour> leftNeighbour,
            Optional<Neighbour> rightNeighbour,
            Optional<String> junction) {

        public Lane {
            arrows = Set.copyOf(arrows);
            successors = List.copyOf(successors);
            predecessors = List.copyOf(predecessors);
        }

        public boolean forks() {
            return successors.size() > 1;
        }

        public boolean merges() {
            return predecessors.size() > 1;
        }

        /** Midway between the boundaries at equal fractions of their lengths, {@code n} points. */
        public Polyline centreline(int n) {
            double l = left.line().length();
            double r = right.line().length();
            List<Vec3> points = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                double k = i / (n - 1.0);
                points.add(left.line().at(k * l).plus(right.line().at(k * r)).times(0.5));
            }
            return new Polyline(points);
        }
    }

    /**
     * A place where lanes cross.
     *
     * @param id unique
     * @param outline its border, closed by its last segment
     * @param lanes lanes inside
     */
    public record Junction(String id, Polyline outline, List<String> lanes) {

        public Junction {
            lanes = List.copyOf(lanes);
        }

        /** A junction whose outline is the rectangle around its lanes, sides along the axes: for maps that give none. */
        public static Junction around(String id, List<Lane> lanes) {
            List<Vec3> points = new ArrayList<>();
            for (Lane lane : lanes) {
                points.addAll(lane.left().line().points());
                points.addAll(lane.right().line().points());
            }
            double west = points.stream().mapToDouble(Vec3::x).min().orElseThrow();
            double east = points.stream().mapToDouble(Vec3::x).max().orElseThrow();
            double south = points.stream().mapToDouble(Vec3::y).min().orElseThrow();
            double north = points.stream().mapToDouble(Vec3::y).max().orElseThrow();
            double z = points.stream().mapToDouble(Vec3::z).average().orElseThrow();
            Polyline outline =
                    new Polyline(
                            List.of(
                                    new Vec3(west, south, z),
                                    new Vec3(east, south, z),
                                    new Vec3(east, north, z),
                                    new Vec3(west, north, z)));
            return new Junction(id, outline, lanes.stream().map(Lane::id).toList());
        }
    }

    /**
     * The road network without lanes, as a navigation system knows it: coarse on purpose.
     *
     * @param roads road name (or id) to its centre line
     * @param links roads that meet at an end
     */
    public record Navigation(Map<String, Polyline> roads, Map<String, List<String>> links) {

        public static final Navigation EMPTY = new Navigation(Map.of(), Map.of());

        public Navigation {
            // In the order given: Map.copyOf would go through them in another one in every run.
            roads = Collections.unmodifiableMap(new LinkedHashMap<>(roads));
            Map<String, List<String>> copies = new LinkedHashMap<>();
            links.forEach((road, others) -> copies.put(road, List.copyOf(others)));
            links = Collections.unmodifiableMap(copies);
        }
    }

    private final Frame frame;
    private final Map<String, Lane> lanes;
    private final List<TrafficControl> controls;
    private final List<Junction> junctions;
    private final Navigation navigation;

    private LaneGraph(
            Frame frame,
            Map<String, Lane> lanes,
            List<TrafficControl> controls,
            List<Junction> junctions,
            Navigation navigation) {
        this.frame = frame;
        this.lanes = lanes;
        this.controls = controls;
        this.junctions = junctions;
        this.navigation = navigation;
    }

    /**
     * Builds a graph.
     *
     * @throws IllegalArgumentException naming the first repeated lane or dangling link
     */
    public static LaneGraph of(
            Frame frame,
            List<Lane> lanes,
            List<TrafficControl> controls,
            List<Junction> junctions,
            Navigation navigation) {
        Map<String, Lane> byId = new LinkedHashMap<>();
        for (Lane lane : lanes) {
            if (byId.put(lane.id(), lane) != null) {
                throw new IllegalArgumentException("two lanes with id '" + lane.id() + "'");
            }
        }
        for (Lane lane : lanes) {
            lane.successors().forEach(to -> requireLane(byId, lane.id(), "successor", to));
            lane.predecessors().forEach(to -> requireLane(byId, lane.id(), "predecessor", to));
            lane.leftNeighbour()
                    .ifPresent(n -> requireLane(byId, lane.id(), "left neighbour", n.lane()));
            lane.rightNeighbour()
                    .ifPresent(n -> requireLane(byId, lane.id(), "right neighbour", n.lane()));
        }
        for (TrafficControl control : controls) {
            control.lanes().forEach(to -> requireLane(byId, control.id(), "governed lane", to));
        }
        for (Junction junction : junctions) {
            junction.lanes().forEach(to -> requireLane(byId, junction.id(), "crossing lane", to));
        }
        return new LaneGraph(
                frame, byId, List.copyOf(controls), List.copyOf(junctions), navigation);
    }

    private static void requireLane(Map<String, Lane> lanes, String from, String link, String to) {
        if (!lanes.containsKey(to)) {
            throw new IllegalArgumentException(
                    "'" + from + "' has the " + link + " '" + to + "', which does not exist");
        }
    }

    public Frame frame() {
        return frame;
    }

    public List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    public Optional<Lane> lane(String id) {
        return Optional.ofNullable(lanes.get(id));
    }

    public List<TrafficControl> controls() {
        return controls;
    }

    public List<Junction> junctions() {
        return junctions;
    }

    public Navigation navigation() {
        return navigation;
    }

    /**
     * Lanes one can drive in our direction across here, this one included, by following neighbours to both sides.
     *
     * @throws IllegalArgumentException if there is no such lane
     */
    public int laneCount(String id) {
        if (!lanes.containsKey(id)) {
            throw new IllegalArgumentException("no lane '" + id + "' among " + lanes.size());
        }
        int count = 1;
        for (boolean left : new boolean[] {true, false}) {
            Lane at = lanes.get(id);
            for (int guard = 0; guard < lanes.size() && at != null; guard++) {
                Optional<Neighbour> next = left ? at.leftNeighbour() : at.rightNeighbour();
                at =
                        next.filter(Neighbour::sameDirection)
                                .map(n -> lanes.get(n.lane()))
                                .orElse(null);
                count += at == null ? 0 : 1;
            }
        }
        return count;
    }
}
