package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A function of arc length made of cubic pieces, each valid until the next begins. Before the first it is as at its start. Immutable. */
final class Cubics {

    /** {@code a + b ds + c ds^2 + d ds^3} from {@code start} on, {@code ds = s - start}. */
    record Piece(double start, double a, double b, double c, double d) {

        double at(double s) {
            double x = s - start;
            return a + x * (b + x * (c + x * d));
        }
    }

    static final Cubics ZERO = new Cubics(List.of());

    private final List<Piece> pieces;

    Cubics(List<Piece> pieces) {
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort(
                Comparator.comparingDouble(
                        Piece::start)); // stable: of two at one place the later counts
        this.pieces = List.copyOf(sorted);
    }

    /**
     * Reads the pieces of a list of elements.
     *
     * @param key the attribute that says where a piece begins
     */
    static Cubics of(List<XmlElement> elements, String key) throws DatasetException {
        List<Piece> pieces = new ArrayList<>();
        for (XmlElement e : elements) {
            pieces.add(
                    new Piece(
                            e.number(key),
                            e.number("a"),
                            e.number("b"),
                            e.number("c"),
                            e.number("d")));
        }
        return new Cubics(pieces);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    double at(double s) {
        int last = -1;
        while (last + 1 < pieces.size() && pieces.get(last + 1).start <= s) {
            last++;
        }
        if (last >= 0) {
            return pieces.get(last).at(s);
        }
        return pieces.isEmpty() ? 0 : pieces.get(0).a; // before the first: as at its start
    }
}
