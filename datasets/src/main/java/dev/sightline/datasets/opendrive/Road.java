package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A road: what the file says of it, and its sections. */
final class Road {

    /** The longest road that is read, metres. */
    private static final double MAX_LENGTH = 200_000;

    /**
     * What a road goes on to.
     *
     * @param kind {@code road} or {@code junction}
     * @param id of that
     * @param atStart whether the other road touches with its start; meaningless for a junction
     */
    record Link(String kind, String id, boolean atStart) {}

    private final XmlElement element;
    private final String id;
    private final double length;
    private final Surface surface;
    private final List<Section> sections = new ArrayList<>();

    Road(XmlElement e) throws DatasetException {
        element = e;
        id = e.requireAttribute("id");
        length = e.number("length");
        if (!(length > 0 && length <= MAX_LENGTH)) {
            throw e.error("road " + id + " is " + length + " m long");
        }
        surface = Surface.of(e);
        XmlElement lanes = e.require("lanes");
        Cubics offset = Cubics.of(lanes.all("laneOffset"), "s");
        List<XmlElement> found = new ArrayList<>(lanes.all("laneSection"));
        List<Double> starts = new ArrayList<>();
        for (XmlElement section : found) {
            starts.add(section.number("s"));
        }
        if (found.isEmpty() || !sorted(starts)) {
            throw lanes.error("road " + id + " has no lane sections in order of s");
        }
        for (int i = 0; i < found.size(); i++) {
            double from = Math.max(0, starts.get(i));
            double to = i + 1 < found.size() ? Math.min(length, starts.get(i + 1)) : length;
            sections.add(new Section(i, found.get(i), from, Math.max(from, to), offset, surface));
        }
    }

    private static boolean sorted(List<Double> values) {
        return values.equals(values.stream().sorted(Comparator.naturalOrder()).toList());
    }

    String id() {
        return id;
    }

    String name() {
        return element.attribute("name").orElse("");
    }

    double length() {
        return length;
    }

    Surface surface() {
        return surface;
    }

    List<Section> sections() {
        return sections;
    }

    XmlElement element() {
        return element;
    }

    /** Where traffic keeps to the left, lanes right of the reference line are driven against it. */
    boolean leftHand() {
        return element.attribute("rule").orElse("RHT").equals("LHT");
    }

    /** The junction that it crosses, if any. */
    Optional<String> junction() {
        return element.attribute("junction").filter(j -> !j.equals("-1") && !j.isEmpty());
    }

    Optional<Link> predecessor() throws DatasetException {
        return link("predecessor");
    }

    Optional<Link> successor() throws DatasetException {
        return link("successor");
    }

    private Optional<Link> link(String tag) throws DatasetException {
        Optional<XmlElement> e = element.child("link").flatMap(l -> l.child(tag));
        if (e.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Link(
                        e.get().attribute("elementType").orElse("road"),
                        e.get().requireAttribute("elementId"),
                        e.get().attribute("contactPoint").orElse("start").equals("start")));
    }

    /** The limit of the road's type at a place, m/s. */
    OptionalDouble speedLimit(double s) throws DatasetException {
        OptionalDouble limit = OptionalDouble.empty();
        for (XmlElement type : element.all("type")) {
            if (type.number("s", 0) <= s) {
                limit = Speed.of(type.child("speed"));
            }
        }
        return limit;
    }

    /** The section that holds a place. */
    Section sectionAt(double s) {
        Section at = sections.get(0);
        for (Section section : sections) {
            if (section.from() <= s) {
                at = section;
            }
        }
        return at;
    }
}
