package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.LaneGraph.Paint;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A lane of one section as the file gives it.
 *
 * @param id 1, 2, ... to the left of the reference line, -1, -2, ... to its right
 * @param type the file's word
 * @param width by distance from the section's start, metres; may be empty where {@code border} is given
 * @param border distance of its outer edge from the centre line, either sign, likewise; does not count where {@code width} is given
 * @param innerHeight above the road's surface at its inner edge, metres
 * @param outerHeight at its outer edge
 * @param marking of its outer edge, at the section's middle
 * @param paint colour of that
 * @param speedLimit m/s
 * @param predecessor lane before the section, in the direction of s
 * @param successor lane after it
 */
record RoadLane(
        int id,
        String type,
        Cubics width,
        Cubics border,
        double innerHeight,
        double outerHeight,
        Marking marking,
        Paint paint,
        OptionalDouble speedLimit,
        OptionalInt predecessor,
        OptionalInt successor) {

    static RoadLane of(XmlElement e, double middle) throws DatasetException {
        Optional<XmlElement> height = e.child("height");
        Optional<XmlElement> mark = at(e, "roadMark", middle);
        Optional<XmlElement> link = e.child("link");
        return new RoadLane(
                whole(e, "id"),
                e.attribute("type").orElse("none"),
                Cubics.of(e.all("width"), "sOffset"),
                Cubics.of(e.all("border"), "sOffset"),
                height.isPresent() ? height.get().number("inner", 0) : 0,
                height.isPresent() ? height.get().number("outer", 0) : 0,
                marking(mark),
                paint(mark),
                Speed.of(at(e, "speed", middle)),
                linked(link, "predecessor"),
                linked(link, "successor"));
    }

    /** Whether its border says where it ends; where a file gives a width too, that counts (specification 1.7, section 9.5). */
    boolean isBordered() {
        return width.isEmpty() && !border.isEmpty();
    }

    /** The element that is valid at a distance from the section's start. */
    private static Optional<XmlElement> at(XmlElement lane, String tag, double s)
            throws DatasetException {
        Optional<XmlElement> valid = Optional.empty();
        for (XmlElement e : lane.all(tag)) {
            if (e.number("sOffset", 0) <= s || valid.isEmpty()) {
                valid = Optional.of(e);
            }
        }
        return valid;
    }

    private static OptionalInt linked(Optional<XmlElement> link, String tag)
            throws DatasetException {
        Optional<XmlElement> e = link.flatMap(l -> l.child(tag));
        return e.isPresent() ? OptionalInt.of(whole(e.get(), "id")) : OptionalInt.empty();
    }

    static int whole(XmlElement e, String key) throws DatasetException {
        double v = e.number(key);
        if (v != Math.rint(v) || Math.abs(v) > 1e6) {
            throw e.error("'" + key + "' is " + v + ", not a lane's number");
        }
        return (int) v;
    }

    /** What traffic uses it for; empty for {@code none}, which is no lane but filling. */
    Optional<LaneType> use() {
        return Optional.ofNullable(
                switch (type) {
                    case "none" -> null;
                    case "driving", "bidirectional" -> LaneType.DRIVING;
                    case "bus" -> LaneType.BUS;
                    case "biking" -> LaneType.BICYCLE;
                    case "sidewalk", "walking" -> LaneType.SIDEWALK;
                    case "shoulder", "stop" -> LaneType.SHOULDER;
                    case "parking" -> LaneType.PARKING;
                    case "entry", "onRamp", "mwyEntry" -> LaneType.ENTRY;
                    case "exit", "offRamp", "mwyExit", "connectingRamp" -> LaneType.EXIT;
                    default -> LaneType.OTHER;
                });
    }

    private static Marking marking(Optional<XmlElement> mark) {
        return switch (mark.flatMap(m -> m.attribute("type")).orElse("unknown")) {
            case "none" -> Marking.NONE;
            case "solid" -> Marking.SOLID;
            case "broken", "botts dots" -> Marking.DASHED;
            case "solid solid" -> Marking.DOUBLE_SOLID;
            case "broken broken" -> Marking.DOUBLE_DASHED;
            case "solid broken" -> Marking.SOLID_DASHED;
            case "broken solid" -> Marking.DASHED_SOLID;
            case "curb" -> Marking.KERB;
            default -> Marking.UNKNOWN;
        };
    }

    private static Paint paint(Optional<XmlElement> mark) {
        return switch (mark.flatMap(m -> m.attribute("color")).orElse("standard")) {
            case "standard", "white" -> Paint.WHITE;
            case "yellow" -> Paint.YELLOW;
            case "blue" -> Paint.BLUE;
            default -> Paint.OTHER;
        };
    }
}
