package dev.sightline.datasets.commonroad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.map.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads obstacles: {@code <obstacle>} with a role in 2018b, {@code <staticObstacle>} and {@code <dynamicObstacle>} in 2020a. */
final class Traffic {

    /** Regions over all steps of one obstacle: a range of steps is spread out in memory. */
    private static final long MAX_OCCUPIED = 1_000_000;

    private Traffic() {}

    static boolean isObstacle(XmlElement e) {
        return switch (e.name()) {
            case "obstacle", "staticObstacle", "dynamicObstacle", "environmentObstacle" -> true;
            default -> false;
        };
    }

    static Obstacle read(XmlElement e) throws DatasetException {
        String type = e.child("type").map(XmlElement::text).orElse("unknown");
        boolean moves =
                e.name().equals("dynamicObstacle")
                        || e.child("role").map(r -> r.text().equals("dynamic")).orElse(false);
        List<Region> shape = Values.regions(e.require("shape"));
        TreeMap<Integer, State> states = new TreeMap<>();
        Optional<XmlElement> initial = e.child("initialState");
        if (initial.isPresent()) {
            put(states, initial.get());
        } else if (!moves) {
            // An environment obstacle is given by its outline alone, in world coordinates.
            states.put(0, state(0, 0, 0, 0));
        }
        for (XmlElement trajectory : e.all("trajectory")) {
            for (XmlElement s : trajectory.all("state")) {
                put(states, s);
            }
        }
        TreeMap<Integer, List<Region>> occupied = new TreeMap<>();
        long kept = 0;
        for (XmlElement set : e.all("occupancySet")) {
            for (XmlElement o : set.all("occupancy")) {
                kept += addOccupied(occupied, o);
                if (kept > MAX_OCCUPIED) {
                    throw o.error("an obstacle covers more than " + MAX_OCCUPIED + " regions");
                }
            }
        }
        return new Obstacle(
                e.requireAttribute("id"), type, kind(type), !moves, shape, states, occupied);
    }

    private static State state(int step, double x, double y, double heading) {
        return new State(
                step,
                x,
                y,
                heading,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static void put(Map<Integer, State> states, XmlElement e) throws DatasetException {
        State s = state(e);
        if (states.put(s.step(), s) != null) {
            throw e.error("a second state at step " + s.step());
        }
    }

    /** Adds a region at each step of its time; returns how many were added. */
    private static long addOccupied(Map<Integer, List<Region>> occupied, XmlElement o)
            throws DatasetException {
        Interval steps = Values.interval(o.require("time"));
        if (steps.low() < 0 || steps.high() > 1e5) {
            throw o.error("occupied from step " + steps.low() + " to " + steps.high());
        }
        List<Region> regions = Values.regions(o.require("shape"));
        for (int k = (int) steps.low(); k <= steps.high(); k++) {
            occupied.computeIfAbsent(k, x -> new ArrayList<>()).addAll(regions);
        }
        return (long) ((steps.high() - steps.low() + 1) * regions.size());
    }

    /** A state; a place given as a region counts as its middle. */
    static State state(XmlElement e) throws DatasetException {
        XmlElement position = e.require("position");
        Optional<XmlElement> point = position.child("point");
        double x;
        double y;
        if (point.isPresent()) {
            x = Values.point(point.get()).x();
            y = Values.point(point.get()).y();
        } else {
            List<Region> regions = Values.regions(position);
            if (regions.isEmpty()) {
                throw position.error("<position> has neither a point nor a shape");
            }
            Region.Point middle = middle(regions.get(0));
            x = middle.x();
            y = middle.y();
        }
        return new State(
                Values.step(e.require("time")),
                x,
                y,
                Values.value(e, "orientation").orElse(0),
                Values.value(e, "velocity"),
                Values.value(e, "acceleration"),
                Values.value(e, "yawRate"));
    }

    private static Region.Point middle(Region region) {
        if (region instanceof Region.Rectangle r) {
            return r.centre();
        }
        if (region instanceof Region.Circle c) {
            return c.centre();
        }
        List<Region.Point> corners = ((Region.Polygon) region).corners();
        return new Region.Point(
                corners.stream().mapToDouble(Region.Point::x).average().orElseThrow(),
                corners.stream().mapToDouble(Region.Point::y).average().orElseThrow());
    }

    private static ObjectKind kind(String type) {
        return switch (type) {
            case "car", "parkedVehicle", "taxi", "priorityVehicle" -> ObjectKind.CAR;
            case "truck" -> ObjectKind.TRUCK;
            case "bus" -> ObjectKind.BUS;
            case "motorcycle" -> ObjectKind.MOTORCYCLE;
            case "bicycle" -> ObjectKind.BICYCLIST;
            case "pedestrian" -> ObjectKind.PEDESTRIAN;
            case "train" -> ObjectKind.TRAIN;
            case "constructionZone", "roadBoundary", "medianStrip" -> ObjectKind.BARRIER;
            case "building", "pillar" -> ObjectKind.BUILDING;
            default -> ObjectKind.UNKNOWN;
        };
    }
}
