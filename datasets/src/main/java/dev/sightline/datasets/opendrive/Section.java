package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.LaneGraph.Paint;
import dev.sightline.perception.map.Polyline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A stretch of road over which the number of lanes does not change. Immutable. */
final class Section {

    /** Distance between neighbouring points of a boundary, at most, metres. */
    static final double SPACING = 1;

    private final int index;
    private final double from;
    private final double to;
    private final Cubics offset;
    private final Surface surface;
    private final NavigableMap<Integer, RoadLane> lanes;
    private final Marking centre;
    private final Paint centrePaint;

    /**
     * Reads a section.
     *
     * @param to where the next one begins, or the road ends
     * @param offset of the lanes' centre from the reference line
     */
    Section(int index, XmlElement e, double from, double to, Cubics offset, Surface surface)
            throws DatasetException {
        this.index = index;
        this.from = from;
        this.to = to;
        this.offset = offset;
        this.surface = surface;
        this.lanes = new TreeMap<>();
        double middle = (to - from) / 2;
        for (String side : List.of("left", "right")) {
            Optional<XmlElement> group = e.child(side);
            for (XmlElement lane : group.map(g -> g.all("lane")).orElse(List.of())) {
                RoadLane read = RoadLane.of(lane, middle);
                if (read.id() == 0 || read.id() > 0 != side.equals("left")) {
                    throw lane.error("lane " + read.id() + " on the " + side);
                }
                if (lanes.put(read.id(), read) != null) {
                    throw lane.error("a second lane " + read.id());
                }
            }
        }
        Optional<XmlElement> zero = e.child("center").flatMap(c -> c.child("lane"));
        RoadLane line = zero.isPresent() ? RoadLane.of(zero.get(), middle) : null;
        centre = line == null ? Marking.UNKNOWN : line.marking();
        centrePaint = line == null ? Paint.WHITE : line.paint();
    }

    int index() {
        return index;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    Map<Integer, RoadLane> lanes() {
        return lanes;
    }

    /** How the edge between a lane and the one inside of it is marked. */
    Marking innerMarking(int id) {
        RoadLane inner = lanes.get(inner(id));
        return inner == null ? centre : inner.marking();
    }

    Paint innerPaint(int id) {
        RoadLane inner = lanes.get(inner(id));
        return inner == null ? centrePaint : inner.paint();
    }

    /** The lane on the side of the reference line; 0 for the first. */
    static int inner(int id) {
        return id - Integer.signum(id);
    }

    /** Edge of a lane away from the reference line, in the direction of s. */
    Polyline outerEdge(int id) {
        RoadLane lane = lanes.get(id);
        return edge(id, lane.outerHeight());
    }

    /** Edge of a lane towards the reference line, in the direction of s. */
    Polyline innerEdge(int id) {
        return edge(inner(id), lanes.get(id).innerHeight());
    }

    private Polyline edge(int id, double height) {
        int pieces = (int) Math.max(1, Math.ceil((to - from) / SPACING));
        List<Vec3> points = new ArrayList<>(pieces + 1);
        for (int i = 0; i <= pieces; i++) {
            double s = from + (to - from) * i / pieces;
            points.add(surface.at(s, lateral(id, s), height));
        }
        return new Polyline(points);
    }

    /**
     * Lateral place of the outer edge of a lane, or of the centre for 0, metres to the left of the reference line.
     *
     * <p>A border to the right is below zero by the specification; files of one exporter state its distance instead. Both are read.
     */
    double lateral(int id, double s) {
        double ds = s - from;
        double t = offset.at(s);
        int side = Integer.signum(id);
        // Over the lanes that there are: numbers should have no gaps, but some files' do.
        for (RoadLane lane : upTo(id)) {
            t =
                    lane.isBordered()
                            ? offset.at(s) + side * Math.abs(lane.border().at(ds))
                            : t + side * Math.max(0, lane.width().at(ds));
        }
        return t;
    }

    /** The lanes from the reference line to one, that included, going outwards; none for 0. */
    private Collection<RoadLane> upTo(int id) {
        return id > 0
                ? lanes.subMap(1, true, id, true).values()
                : lanes.subMap(id, true, 0, false).descendingMap().values();
    }
}
