package dev.sightline.datasets.commonroad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.Polyline;
import dev.sightline.perception.map.TrafficControl;
import dev.sightline.perception.map.TrafficControl.Light;
import dev.sightline.perception.map.TrafficControl.LightState;
import dev.sightline.perception.map.TrafficControl.Phase;
import dev.sightline.perception.map.TrafficControl.Sign;
import dev.sightline.perception.map.TrafficControl.SignKind;
import dev.sightline.perception.map.TrafficControl.StopLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads signs, lights and stop lines. One without a place of its own stands at the end of its first lane; one that governs no lane
 * of the file is left out, as nothing can be said about it.
 */
final class Controls {

    private final double stepSeconds;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final List<XmlElement> lanelets;

    Controls(double stepSeconds, List<XmlElement> lanelets, List<Lane> lanes) {
        this.stepSeconds = stepSeconds;
        this.lanelets = lanelets;
        lanes.forEach(lane -> this.lanes.put(lane.id(), lane));
    }

    /** Speed limits, m/s, by sign: German 274 and American R2-1 carry one as {@code additionalValue}. */
    static Map<String, Double> limits(List<XmlElement> signs) throws DatasetException {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (XmlElement sign : signs) {
            OptionalDouble limit = limit(sign);
            if (limit.isPresent()) {
                limits.put(sign.requireAttribute("id"), limit.getAsDouble());
            }
        }
        return limits;
    }

    List<TrafficControl> read(List<XmlElement> signs, List<XmlElement> lights)
            throws DatasetException {
        Map<String, List<String>> bySign = governed("trafficSignRef");
        Map<String, List<String>> byLight = governed("trafficLightRef");
        List<TrafficControl> controls = new ArrayList<>();
        for (XmlElement e : signs) {
            List<String> ids = bySign.getOrDefault(e.requireAttribute("id"), List.of());
            if (!ids.isEmpty()) {
                controls.add(sign(e, ids));
            }
        }
        for (XmlElement e : lights) {
            List<String> ids = byLight.getOrDefault(e.requireAttribute("id"), List.of());
            if (!ids.isEmpty()) {
                controls.add(light(e, ids));
            }
        }
        for (XmlElement lanelet : lanelets) {
            Optional<XmlElement> line = lanelet.child("stopLine");
            if (line.isPresent()) {
                controls.add(stopLine(line.get(), lanes.get(lanelet.requireAttribute("id"))));
            }
        }
        return controls;
    }

    private Map<String, List<String>> governed(String tag) throws DatasetException {
        Map<String, List<String>> lanesByControl = new LinkedHashMap<>();
        for (XmlElement lanelet : lanelets) {
            List<XmlElement> refs = new ArrayList<>(lanelet.all(tag));
            for (XmlElement line : lanelet.all("stopLine")) {
                refs.addAll(line.all(tag));
            }
            for (XmlElement ref : refs) {
                List<String> ids =
                        lanesByControl.computeIfAbsent(
                                ref.requireAttribute("ref"), k -> new ArrayList<>());
                String id = lanelet.requireAttribute("id");
                if (!ids.contains(id)) {
                    ids.add(id);
                }
            }
        }
        return lanesByControl;
    }

    private Sign sign(XmlElement e, List<String> ids) throws DatasetException {
        Optional<String> code = code(e);
        return new Sign(
                e.requireAttribute("id"),
                place(e, ids),
                code.map(Controls::kind).orElse(SignKind.OTHER),
                limit(e),
                code,
                ids);
    }

    private static Optional<String> code(XmlElement sign) {
        return sign.child("trafficSignElement")
                .flatMap(s -> s.child("trafficSignID"))
                .map(XmlElement::text);
    }

    private static SignKind kind(String code) {
        return switch (code) {
            case "206", "R1-1" -> SignKind.STOP;
            case "205", "R1-2", "r1" -> SignKind.YIELD;
            case "301", "306" -> SignKind.PRIORITY;
            case "274", "R2-1", "r301" -> SignKind.SPEED_LIMIT;
            case "267", "R5-1", "r101" -> SignKind.NO_ENTRY;
            default -> SignKind.OTHER;
        };
    }

    private static OptionalDouble limit(XmlElement sign) throws DatasetException {
        if (code(sign).map(Controls::kind).orElse(SignKind.OTHER) != SignKind.SPEED_LIMIT) {
            return OptionalDouble.empty();
        }
        Optional<XmlElement> value = sign.require("trafficSignElement").child("additionalValue");
        // Some converters write "50kmh" here instead of m/s: what is no number is no limit.
        return value.isPresent() && value.get().text().matches("[0-9.eE+-]+")
                ? OptionalDouble.of(value.get().number())
                : OptionalDouble.empty();
    }

    private Light light(XmlElement e, List<String> ids) throws DatasetException {
        List<Phase> phases = new ArrayList<>();
        double offset = 0;
        Optional<XmlElement> cycle = e.child("cycle");
        if (cycle.isPresent()) {
            for (XmlElement element : cycle.get().all("cycleElement")) {
                double steps = element.require("duration").number();
                if (!(steps > 0 && steps < 1e7)) {
                    throw element.error("a phase of " + steps + " steps");
                }
                phases.add(new Phase(state(element.require("color").text()), nanos(steps)));
            }
            Optional<XmlElement> start = cycle.get().child("timeOffset");
            offset = start.isPresent() ? start.get().number() : 0;
            if (Math.abs(offset) > 1e7) {
                throw cycle.get().error("a programme that starts " + offset + " steps late");
            }
        }
        return new Light(e.requireAttribute("id"), place(e, ids), ids, phases, nanos(offset));
    }

    private long nanos(double steps) {
        return Math.round(steps * stepSeconds * 1e9);
    }

    private static LightState state(String colour) {
        return switch (colour) {
            case "red" -> LightState.RED;
            case "redYellow" -> LightState.RED_YELLOW;
            case "yellow" -> LightState.YELLOW;
            case "green" -> LightState.GREEN;
            case "inactive" -> LightState.OFF;
            default -> LightState.UNKNOWN;
        };
    }

    private Vec3 place(XmlElement e, List<String> ids) throws DatasetException {
        Optional<XmlElement> point = e.child("position").flatMap(p -> p.child("point"));
        if (point.isPresent()) {
            return Values.point(point.get());
        }
        return last(lanes.get(ids.get(0)).right().line());
    }

    private static StopLine stopLine(XmlElement e, Lane lane) throws DatasetException {
        List<Vec3> points = Values.points(e);
        if (points.size() < 2) {
            points = List.of(last(lane.left().line()), last(lane.right().line()));
        }
        return new StopLine("stop line of " + lane.id(), new Polyline(points), List.of(lane.id()));
    }

    private static Vec3 last(Polyline line) {
        return line.points().get(line.points().size() - 1);
    }
}
