package dev.sightline.datasets.lanelet;

import dev.sightline.datasets.lanelet.Primitives.Relation;
import dev.sightline.datasets.lanelet.Primitives.Way;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Polyline;
import dev.sightline.perception.map.TrafficControl;
import dev.sightline.perception.map.TrafficControl.Light;
import dev.sightline.perception.map.TrafficControl.Sign;
import dev.sightline.perception.map.TrafficControl.SignKind;
import dev.sightline.perception.map.TrafficControl.StopLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads regulatory elements: lights, right of way, speed limits. An element governs the lanelets that name it and those that it names as
 * yielding; what governs no lanelet is left out.
 */
final class Regulations {

    /** {@code 50kmh}, {@code 30 mph}, {@code de274-50}. */
    private static final Pattern LIMIT =
            Pattern.compile("(?:de274-)?(\\d{1,3}(?:\\.\\d+)?)\\s*(kmh|km/h|mph|mps|m/s)?");

    private final Primitives primitives;
    private final Set<String> lanelets;
    private final Map<String, Set<String>> governed = new LinkedHashMap<>();
    private final Map<String, Double> limits = new LinkedHashMap<>();

    Regulations(Primitives primitives, Set<String> lanelets) {
        this.primitives = primitives;
        this.lanelets = lanelets;
        Map<String, Relation> byId = new LinkedHashMap<>();
        for (Relation r : primitives.relations()) {
            if (r.tag("type").equals("regulatory_element")) {
                byId.put(r.id(), r);
                r.all("yield").forEach(lane -> govern(r.id(), lane));
            }
        }
        for (Relation r : primitives.relations()) {
            for (String id : r.all("regulatory_element")) {
                Relation element = byId.get(id);
                if (element == null) {
                    continue;
                }
                govern(id, r.id());
                if (element.tag("subtype").equals("speed_limit")) {
                    speed(element.tag("sign_type")).ifPresent(v -> limits.put(r.id(), v));
                }
            }
        }
    }

    private void govern(String element, String lane) {
        if (lanelets.contains(lane)) {
            governed.computeIfAbsent(element, k -> new LinkedHashSet<>()).add(lane);
        }
    }

    /** A limit as written, m/s; km/h without a unit. */
    static OptionalDouble speed(String written) {
        Matcher m = LIMIT.matcher(written.strip());
        if (!m.matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(m.group(1));
        String unit = m.group(2) == null ? "kmh" : m.group(2);
        return OptionalDouble.of(
                switch (unit) {
                    case "mph" -> value * 0.44704;
                    case "mps", "m/s" -> value;
                    default -> value / 3.6;
                });
    }

    /** Limit of a lanelet, m/s, if some element states one. */
    OptionalDouble limit(String lanelet) {
        Double v = limits.get(lanelet);
        return v == null ? OptionalDouble.empty() : OptionalDouble.of(v);
    }

    List<TrafficControl> controls() {
        List<TrafficControl> controls = new ArrayList<>();
        for (Relation r : primitives.relations()) {
            List<String> lanes = List.copyOf(governed.getOrDefault(r.id(), Set.of()));
            if (!lanes.isEmpty()) {
                addControls(r, lanes, controls);
            }
        }
        return controls;
    }

    private void addControls(Relation r, List<String> lanes, List<TrafficControl> controls) {
        for (String id : r.all("refers")) {
            Optional<Way> way = primitives.way(id);
            if (way.isPresent()) {
                Vec3 at = middle(way.get());
                String code = way.get().tag("subtype");
                String name = r.id() + ":" + id;
                if (way.get().tag("type").equals("traffic_light")) {
                    controls.add(new Light(name, at, lanes, List.of(), 0));
                } else if (way.get().tag("type").equals("traffic_sign")) {
                    controls.add(sign(name, at, code, lanes));
                }
            }
        }
        for (String id : r.all("ref_line")) {
            primitives
                    .way(id)
                    .ifPresent(
                            w ->
                                    controls.add(
                                            new StopLine(
                                                    r.id() + ":" + id,
                                                    new Polyline(primitives.points(w.nodes())),
                                                    lanes)));
        }
    }

    private static Sign sign(String id, Vec3 at, String code, List<String> lanes) {
        SignKind kind =
                switch (code) {
                    case "de205", "usR1-2" -> SignKind.YIELD;
                    case "de206", "usR1-1" -> SignKind.STOP;
                    case "de301", "de306" -> SignKind.PRIORITY;
                    case "de267" -> SignKind.NO_ENTRY;
                    default -> code.startsWith("de274") ? SignKind.SPEED_LIMIT : SignKind.OTHER;
                };
        OptionalDouble value = kind == SignKind.SPEED_LIMIT ? speed(code) : OptionalDouble.empty();
        return new Sign(id, at, kind, value, Optional.of(code).filter(c -> !c.isEmpty()), lanes);
    }

    private Vec3 middle(Way way) {
        return new Polyline(primitives.points(way.nodes()))
                .at(new Polyline(primitives.points(way.nodes())).length() / 2);
    }
}
