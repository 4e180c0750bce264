package dev.sightline.datasets.lanelet;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes, ways and relations of an OSM file, by id. Immutable once read. */
final class Primitives {

    /**
     * A line: nodes in order, with its tags.
     *
     * @param id as in the file
     * @param nodes ids
     */
    record Way(String id, List<String> nodes, Map<String, String> tags) {

        String tag(String key) {
            return tags.getOrDefault(key, "");
        }
    }

    /**
     * What a relation names.
     *
     * @param kind {@code way}, {@code relation} or {@code node}
     */
    record Member(String kind, String id, String role) {}

    /** Members with a meaning, and tags. */
    record Relation(String id, List<Member> members, Map<String, String> tags, XmlElement element) {

        String tag(String key) {
            return tags.getOrDefault(key, "");
        }

        Optional<String> first(String role) {
            return members.stream().filter(m -> m.role.equals(role)).map(Member::id).findFirst();
        }

        List<String> all(String role) {
            return members.stream().filter(m -> m.role.equals(role)).map(Member::id).toList();
        }
    }

    /** Nodes nearer than this are one: editors leave twins some millimetres apart where lanelets meet. */
    private static final double WELD_M = 0.02;

    private final LocalPlane plane;
    private final Map<String, String> welded = new HashMap<>();
    private final Map<String, List<String>> cells = new HashMap<>();
    private final Map<String, Vec3> nodes = new HashMap<>();
    private final Map<String, Way> ways = new HashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private int dropped;

    Primitives(XmlElement osm, Optional<LocalPlane> origin) throws DatasetException {
        List<XmlElement> points = osm.all("node");
        plane = origin.isPresent() ? origin.get() : middle(osm, points);
        for (XmlElement e : points) {
            add(
                    e.requireAttribute("id"),
                    plane.place(e.number("lat"), e.number("lon"), heightOf(e)));
        }
        for (XmlElement e : osm.all("way")) {
            Way way = way(e);
            if (way.nodes.size() >= 2) {
                ways.put(way.id, way);
            }
        }
        for (XmlElement e : osm.all("relation")) {
            List<Member> members = new ArrayList<>();
            for (XmlElement m : e.all("member")) {
                members.add(
                        new Member(
                                m.attribute("type").orElse("way"),
                                m.requireAttribute("ref"),
                                m.attribute("role").orElse("")));
            }
            String id = e.requireAttribute("id");
            if (relations.put(id, new Relation(id, members, tags(e), e)) != null) {
                throw e.error("a second relation " + id);
            }
        }
    }

    /** Takes a node in, or lets an earlier one at its place stand for it. */
    private void add(String id, Vec3 place) {
        long x = (long) Math.floor(place.x() / WELD_M);
        long y = (long) Math.floor(place.y() / WELD_M);
        for (long i = x - 1; i <= x + 1; i++) {
            for (long j = y - 1; j <= y + 1; j++) {
                for (String other : cells.getOrDefault(i + " " + j, List.of())) {
                    if (nodes.get(other).distance(place) < WELD_M) {
                        welded.put(id, other);
                        return;
                    }
                }
            }
        }
        nodes.put(id, place);
        welded.put(id, id);
        cells.computeIfAbsent(x + " " + y, k -> new ArrayList<>()).add(id);
    }

    private static LocalPlane middle(XmlElement osm, List<XmlElement> points)
            throws DatasetException {
        double south = Double.POSITIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        double west = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        for (XmlElement e : points) {
            south = Math.min(south, e.number("lat"));
            north = Math.max(north, e.number("lat"));
            west = Math.min(west, e.number("lon"));
            east = Math.max(east, e.number("lon"));
        }
        try {
            return points.isEmpty()
                    ? new LocalPlane(0, 0)
                    : new LocalPlane((south + north) / 2, (west + east) / 2);
        } catch (IllegalArgumentException e) {
            throw osm.error(e.getMessage());
        }
    }

    private static double heightOf(XmlElement node) throws DatasetException {
        for (XmlElement tag : node.all("tag")) {
            if (tag.attribute("k").orElse("").equals("ele")) {
                return tag.number("v");
            }
        }
        return 0;
    }

    private Way way(XmlElement e) throws DatasetException {
        List<String> ids = new ArrayList<>();
        for (XmlElement nd : e.all("nd")) {
            String id = welded.get(nd.requireAttribute("ref"));
            if (id == null) {
                dropped++;
            } else if (ids.isEmpty() || !ids.get(ids.size() - 1).equals(id)) {
                ids.add(id);
            }
        }
        return new Way(e.requireAttribute("id"), List.copyOf(ids), tags(e));
    }

    private static Map<String, String> tags(XmlElement e) {
        Map<String, String> tags = new HashMap<>();
        for (XmlElement tag : e.all("tag")) {
            tags.put(tag.attribute("k").orElse(""), tag.attribute("v").orElse(""));
        }
        return Map.copyOf(tags);
    }

    LocalPlane plane() {
        return plane;
    }

    Iterable<Relation> relations() {
        return relations.values();
    }

    boolean hasRelation(String id) {
        return relations.containsKey(id);
    }

    /** A way; counted as dropped if it is not there. */
    Optional<Way> way(String id) {
        Way way = ways.get(id);
        if (way == null) {
            dropped++;
        }
        return Optional.ofNullable(way);
    }

    List<Vec3> points(List<String> ids) {
        return ids.stream().map(nodes::get).toList();
    }

    int dropped() {
        return dropped;
    }
}
