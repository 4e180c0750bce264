package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Polyline;
import dev.sightline.perception.map.TrafficControl;
import dev.sightline.perception.map.TrafficControl.Crosswalk;
import dev.sightline.perception.map.TrafficControl.Light;
import dev.sightline.perception.map.TrafficControl.Sign;
import dev.sightline.perception.map.TrafficControl.SignKind;
import dev.sightline.perception.map.TrafficControl.StopLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads a road's signals and crosswalks. Numbers follow the German catalogue, as the OpenDRIVE catalogue of old does: 205 yield, 206 stop,
 * 274 speed limit, 294 stop line, 1000001 and its like lights.
 */
final class Controls {

    private Controls() {}

    static List<TrafficControl> of(Road road) throws DatasetException {
        List<TrafficControl> controls = new ArrayList<>();
        Optional<XmlElement> signals = road.element().child("signals");
        for (XmlElement e : signals.map(s -> s.all("signal")).orElse(List.of())) {
            List<String> lanes = governed(road, e);
            if (!lanes.isEmpty()) {
                controls.add(signal(road, e, lanes));
            }
        }
        Optional<XmlElement> objects = road.element().child("objects");
        for (XmlElement e : objects.map(o -> o.all("object")).orElse(List.of())) {
            if (e.attribute("type").orElse("").equals("crosswalk")) {
                crosswalk(road, e).ifPresent(controls::add);
            }
        }
        return controls;
    }

    private static TrafficControl signal(Road road, XmlElement e, List<String> lanes)
            throws DatasetException {
        String id = "road " + road.id() + " signal " + e.requireAttribute("id");
        String type = e.attribute("type").orElse("-1");
        double s = e.number("s");
        Vec3 place = road.surface().at(s, e.number("t"), e.number("zOffset", 0));
        if (type.equals("294")) {
            return new StopLine(id, across(road, s, lanes), lanes);
        }
        if (type.startsWith("10000") && !type.equals("1000003")) {
            return new Light(id, place, lanes, List.of(), 0); // the format knows no programmes
        }
        SignKind kind =
                switch (type) {
                    case "205" -> SignKind.YIELD;
                    case "206" -> SignKind.STOP;
                    case "301", "306" -> SignKind.PRIORITY;
                    case "274" -> SignKind.SPEED_LIMIT;
                    case "267" -> SignKind.NO_ENTRY;
                    default -> SignKind.OTHER;
                };
        OptionalDouble value = OptionalDouble.empty();
        if (kind == SignKind.SPEED_LIMIT) {
            value = limit(e);
        }
        return new Sign(
                id, place, kind, value, e.attribute("name").or(() -> Optional.of(type)), lanes);
    }

    /** {@code value} with its unit; without one, km/h as on the German sign. */
    private static OptionalDouble limit(XmlElement e) throws DatasetException {
        if (e.number("value", -1) <= 0) {
            return OptionalDouble.empty();
        }
        double unit = e.attribute("unit").isPresent() ? Speed.metresPerSecond(e) : 1 / 3.6;
        return OptionalDouble.of(e.number("value") * unit);
    }

    /** Lanes of the section at the signal: those that its validity names, else those that its orientation faces. */
    private static List<String> governed(Road road, XmlElement e) throws DatasetException {
        Section section = road.sectionAt(e.number("s"));
        String orientation = e.attribute("orientation").orElse("none");
        List<String> lanes = new ArrayList<>();
        for (RoadLane lane : section.lanes().values()) {
            boolean along = OpenDrive.along(road, lane.id());
            boolean faces = orientation.equals("+") ? along : !orientation.equals("-") || !along;
            boolean drivable = lane.use().isPresent() && OpenDrive.carriesTraffic(lane);
            if (drivable && faces && valid(e, lane.id()) && section.to() > section.from()) {
                lanes.add(OpenDrive.laneId(road, section, lane.id()));
            }
        }
        return lanes;
    }

    private static boolean valid(XmlElement e, int lane) throws DatasetException {
        List<XmlElement> ranges = e.all("validity");
        for (XmlElement range : ranges) {
            int a = RoadLane.whole(range, "fromLane");
            int b = RoadLane.whole(range, "toLane");
            if (Math.min(a, b) <= lane && lane <= Math.max(a, b)) {
                return true;
            }
        }
        return ranges.isEmpty();
    }

    private static Polyline across(Road road, double s, List<String> lanes) {
        Section section = road.sectionAt(s);
        double left = Double.NEGATIVE_INFINITY;
        double right = Double.POSITIVE_INFINITY;
        for (RoadLane lane : section.lanes().values()) {
            if (lanes.contains(OpenDrive.laneId(road, section, lane.id()))) {
                double outer = section.lateral(lane.id(), s);
                double inner = section.lateral(Section.inner(lane.id()), s);
                left = Math.max(left, Math.max(outer, inner));
                right = Math.min(right, Math.min(outer, inner));
            }
        }
        return new Polyline(List.of(road.surface().at(s, left, 0), road.surface().at(s, right, 0)));
    }

    /** A crosswalk with an outline; its corners are given in the object's own frame, or along the road. */
    private static Optional<Crosswalk> crosswalk(Road road, XmlElement e) throws DatasetException {
        Optional<XmlElement> outline =
                e.child("outline").or(() -> e.child("outlines").flatMap(o -> o.child("outline")));
        if (outline.isEmpty()) {
            return Optional.empty();
        }
        double s = e.number("s");
        var line = road.surface().line().at(s);
        Vec3 origin = road.surface().at(s, e.number("t"), e.number("zOffset", 0));
        double heading = line.heading() + e.number("hdg", 0);
        List<Vec3> points = new ArrayList<>();
        for (XmlElement corner : outline.get().all("cornerLocal")) {
            double u = corner.number("u");
            double v = corner.number("v");
            double c = StrictMath.cos(heading);
            double n = StrictMath.sin(heading);
            points.add(origin.plus(new Vec3(c * u - n * v, n * u + c * v, corner.number("z", 0))));
        }
        for (XmlElement corner : outline.get().all("cornerRoad")) {
            points.add(
                    road.surface()
                            .at(corner.number("s"), corner.number("t"), corner.number("dz", 0)));
        }
        List<String> lanes = new ArrayList<>();
        Section section = road.sectionAt(s);
        for (RoadLane lane : section.lanes().values()) {
            if (OpenDrive.carriesTraffic(lane) && section.to() > section.from()) {
                lanes.add(OpenDrive.laneId(road, section, lane.id()));
            }
        }
        String id = "road " + road.id() + " crosswalk " + e.attribute("id").orElse("");
        return points.size() < 3
                ? Optional.empty()
                : Optional.of(new Crosswalk(id, new Polyline(points), lanes));
    }
}
