package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.opendrive.Curve.Place;
import dev.sightline.datasets.xml.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The line that a road is measured along. Immutable. */
final class ReferenceLine {

    /**
     * A piece of it.
     *
     * @param s where it begins, metres along the road
     * @param length of the piece
     * @param start place and heading in the inertial frame
     * @param curve its shape
     */
    record Piece(double s, double length, Place start, Curve curve) {

        Place at(double road) {
            double ds = Math.min(Math.max(0, road - s), length);
            return curve.at(ds).from(start);
        }
    }

    private final List<Piece> pieces;

    private ReferenceLine(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static ReferenceLine of(XmlElement planView) throws DatasetException {
        List<Piece> pieces = new ArrayList<>();
        for (XmlElement e : planView.all("geometry")) {
            double length = e.number("length");
            if (!(length >= 0 && length < 1e6)) {
                throw e.error("a geometry " + length + " m long");
            }
            Place start = new Place(e.number("x"), e.number("y"), e.number("hdg"));
            pieces.add(new Piece(e.number("s"), length, start, Curve.of(e)));
        }
        if (pieces.isEmpty()) {
            throw planView.error("a <planView> without <geometry>");
        }
        pieces.sort(Comparator.comparingDouble(Piece::s));
        return new ReferenceLine(List.copyOf(pieces));
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Place and heading at an arc length, clamped to the road. */
    Place at(double s) {
        Piece piece = pieces.get(0);
        for (Piece p : pieces) {
            if (p.s > s) {
                break;
            }
            piece = p;
        }
        return piece.at(s);
    }
}
