package dev.sightline.datasets.commonroad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The small parts that all of a file's elements are made of. */
final class Values {

    private Values() {}

    /** {@code <exact>}, or the range of {@code <intervalStart>} and {@code <intervalEnd>}, or the element's own text. */
    static Interval interval(XmlElement e) throws DatasetException {
        Optional<XmlElement> exact = e.child("exact");
        if (exact.isPresent()) {
            double v = exact.get().number();
            return new Interval(v, v);
        }
        if (e.child("intervalStart").isPresent()) {
            double low = e.require("intervalStart").number();
            double high = e.require("intervalEnd").number();
            if (low > high) {
                throw e.error("<" + e.name() + "> from " + low + " to " + high + " is empty");
            }
            return new Interval(low, high);
        }
        double v = e.number();
        return new Interval(v, v);
    }

    static OptionalDouble value(XmlElement parent, String tag) throws DatasetException {
        Optional<XmlElement> e = parent.child(tag);
        return e.isPresent()
                ? OptionalDouble.of(interval(e.get()).middle())
                : OptionalDouble.empty();
    }

    static int step(XmlElement time) throws DatasetException {
        double v = interval(time).middle();
        if (v < 0 || v > 1e7 || v != Math.rint(v)) {
            throw time.error("time is " + v + ", not a whole step from 0 to 10000000");
        }
        return (int) v;
    }

    static Vec3 point(XmlElement e) throws DatasetException {
        Optional<XmlElement> z = e.child("z");
        return new Vec3(
                e.require("x").number(),
                e.require("y").number(),
                z.isPresent() ? z.get().number() : 0);
    }

    static List<Vec3> points(XmlElement e) throws DatasetException {
        List<Vec3> points = new ArrayList<>();
        for (XmlElement p : e.all("point")) {
            points.add(point(p));
        }
        return points;
    }

    private static Region.Point flat(XmlElement e) throws DatasetException {
        Vec3 p = point(e);
        return new Region.Point(p.x(), p.y());
    }

    /** The shapes in an element; what is no shape is passed over. */
    static List<Region> regions(XmlElement e) throws DatasetException {
        List<Region> regions = new ArrayList<>();
        for (XmlElement c : e.children()) {
            try {
                switch (c.name()) {
                    case "rectangle" ->
                            regions.add(
                                    new Region.Rectangle(
                                            c.require("length").number(),
                                            c.require("width").number(),
                                            centre(c),
                                            value(c, "orientation").orElse(0)));
                    case "circle" ->
                            regions.add(new Region.Circle(c.require("radius").number(), centre(c)));
                    case "polygon" -> regions.add(polygon(c));
                    default -> {}
                }
            } catch (IllegalArgumentException wrong) {
                throw c.error(wrong.getMessage());
            }
        }
        return regions;
    }

    private static Region.Polygon polygon(XmlElement e) throws DatasetException {
        List<Region.Point> corners = new ArrayList<>();
        for (XmlElement p : e.all("point")) {
            corners.add(flat(p));
        }
        return new Region.Polygon(corners);
    }

    private static Region.Point centre(XmlElement e) throws DatasetException {
        Optional<XmlElement> c = e.child("center");
        return c.isPresent() ? flat(c.get()) : new Region.Point(0, 0);
    }
}
