package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.opendrive.Curve.Place;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The surface of a road: a reference line with height, bank and cross section. Turns road coordinates (s along, t to the left) into
 * places. Immutable.
 *
 * <p>Height is {@code elevation(s) + t tan(superelevation(s)) + shape(s, t)}; between two cross sections it is interpolated along s.
 */
final class Surface {

    private final ReferenceLine line;
    private final Cubics elevation;
    private final Cubics bank;
    private final NavigableMap<Double, Cubics> shapes;

    private Surface(
            ReferenceLine line,
            Cubics elevation,
            Cubics bank,
            NavigableMap<Double, Cubics> shapes) {
        this.line = line;
        this.elevation = elevation;
        this.bank = bank;
        this.shapes = shapes;
    }

    static Surface of(XmlElement road) throws DatasetException {
        Optional<XmlElement> lateral = road.child("lateralProfile");
        return new Surface(
                ReferenceLine.of(road.require("planView")),
                cubics(road.child("elevationProfile"), "elevation"),
                cubics(lateral, "superelevation"),
                shapes(lateral));
    }

    private static Cubics cubics(Optional<XmlElement> profile, String tag) throws DatasetException {
        return profile.isPresent() ? Cubics.of(profile.get().all(tag), "s") : Cubics.ZERO;
    }

    /** Cross sections by s; within one, pieces by t. */
    private static NavigableMap<Double, Cubics> shapes(Optional<XmlElement> lateral)
            throws DatasetException {
        Map<Double, List<XmlElement>> rows = new TreeMap<>();
        if (lateral.isPresent()) {
            for (XmlElement e : lateral.get().all("shape")) {
                rows.computeIfAbsent(e.number("s"), k -> new ArrayList<>()).add(e);
            }
        }
        NavigableMap<Double, Cubics> shapes = new TreeMap<>();
        for (Map.Entry<Double, List<XmlElement>> row : rows.entrySet()) {
            shapes.put(row.getKey(), Cubics.of(row.getValue(), "t"));
        }
        return shapes;
    }

    ReferenceLine line() {
        return line;
    }

    /** The place at road coordinates, lifted by {@code h} metres. */
    Vec3 at(double s, double t, double h) {
        Place p = line.at(s);
        return new Vec3(
                p.x() - t * StrictMath.sin(p.heading()),
                p.y() + t * StrictMath.cos(p.heading()),
                elevation.at(s) + t * StrictMath.tan(bank.at(s)) + shape(s, t) + h);
    }

    private double shape(double s, double t) {
        Map.Entry<Double, Cubics> before = shapes.floorEntry(s);
        Map.Entry<Double, Cubics> after = shapes.ceilingEntry(s);
        if (before == null || after == null || before.getKey().equals(after.getKey())) {
            Map.Entry<Double, Cubics> only = before != null ? before : after;
            return only == null ? 0 : only.getValue().at(t);
        }
        double k = (s - before.getKey()) / (after.getKey() - before.getKey());
        return (1 - k) * before.getValue().at(t) + k * after.getValue().at(t);
    }
}
