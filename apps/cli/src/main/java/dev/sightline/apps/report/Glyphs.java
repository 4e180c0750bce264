package dev.sightline.apps.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of letters, drawn for this program. A glyph is a list of strokes, a stroke a list of points of two base-36 digits x
 * and y: x to the right; y down from the top of capitals (0) over the top of small letters (4) to the baseline (c = 12) and the
 * descenders (g = 16). A leading {@code ~} rounds the corners between the ends, {@code o} closes the line and rounds all of them.
 */
final class Glyphs {

    /** Space between letters, units. */
    static final double GAP = 4;

    private static final int DIGIT_WIDTH = 7; // all the same, so that columns of numbers align

    /**
     * One pen stroke.
     *
     * @param points x, y in units
     * @param smooth whether corners are rounded
     * @param closed whether the end joins the start
     */
    record Stroke(List<double[]> points, boolean smooth, boolean closed) {

        Stroke {
            points = List.copyOf(points);
        }
    }

    // From the space (32) to the tilde (126).
    private static final String[] ASCII = {
        "",
        "0008 0c",
        "0003 3033",
        "301c 705c 0484 0888",
        "~827010031676897c1c0a 404c",
        "o00303404 o58888c5c 701c",
        "8c13 ~13105063 ~6306090c4c88",
        "0003",
        "~3004093d",
        "~0034390d",
        "3137 0266 6206",
        "434b 0787",
        "1b1c0e",
        "0757",
        "0c",
        "600c",
        "o00707c0c",
        "13404c",
        "~030070750c 0c7c",
        "~0200707636 ~36767c0c0a",
        "5c500878",
        "700005 ~05747c0c0a",
        "~600208 o05757c0c",
        "00702c",
        "o10606616 o06767c0c",
        "~1c7a74 o00707707",
        "06 0c",
        "16 1b1c0e",
        "63076b",
        "0575 0979",
        "03670b",
        "~030060653538 3c",
        "~7c0c00909969 6469 o34646939",
        "0c408c 1979",
        "30000c3c 0636 ~30707636 ~36868c3c",
        "~8380000c8c89",
        "30000c3c ~30808c3c",
        "70000c7c 0656",
        "70000c 0656",
        "~8380000c8c87 8747",
        "000c 808c 0686",
        "000c",
        "6068 ~686c0c09",
        "000c 7007 257c",
        "000c6c",
        "0c0048808c",
        "0c008c80",
        "o00808c0c",
        "0c0030 ~30808737 3707",
        "o00808c0c 598c",
        "0c0030 ~30808737 3707 378c",
        "~827010031676897c1c0a",
        "0080 404c",
        "0007 ~070c8c87 8780",
        "004c80",
        "002c528ca0",
        "008c 800c",
        "004680 464c",
        "00800c8c",
        "30000d3d",
        "006c",
        "00303d0d",
        "043064",
        "0d7d",
        "0023",
        "o04646c0c 646c",
        "000c o04646c0c",
        "~6664040c6c6a",
        "606c o04646c0c",
        "0868 ~6864040c6c6a",
        "~502024 242c 0444",
        "o04646c0c 646c ~6c6g0g0e",
        "000c ~08046468 686c",
        "040c 01",
        "343d ~3d3g0g 31",
        "000c 5409 276c",
        "0009 ~090c3c",
        "040c ~08044448 484c ~48448488 888c",
        "040c ~08046468 686c",
        "o04646c0c",
        "040g o04646c0c",
        "646g o04646c0c",
        "040c ~080444",
        "~66640408686c0c0a",
        "2129 ~292c5c 0454",
        "0408 ~080c6c68 646c",
        "043c64",
        "042c466c84",
        "046c 640c",
        "043c 642g",
        "04640c6c",
        "~40202606 ~06262d4d",
        "000e",
        "~00202646 ~46262d0d",
        "~08255976",
    };

    private static final Map<Character, List<Stroke>> PARSED = new HashMap<>();

    static {
        for (int i = 0; i < ASCII.length; i++) {
            PARSED.put((char) (' ' + i), parse(ASCII[i]));
        }
        PARSED.put('\u00b0', parse("o00303404")); // degree
        PARSED.put('\u00b1', parse("4349 1676 1c7c")); // plus-minus
        PARSED.put('\u00b5', parse("040g ~080c6c68 646c")); // micro
        PARSED.put('\u00b7', parse("17")); // middle dot
        PARSED.put('\u00d7', parse("056b 650b")); // times
        PARSED.put('\u2013', parse("0777")); // dash
        PARSED.put('\u2026', parse("0c 4c 8c")); // ellipsis
    }

    private static final List<Stroke> UNKNOWN = parse("00606c0c00");

    private Glyphs() {}

    /** The strokes of a character; a box for one that has no shape here. */
    static List<Stroke> of(char c) {
        return PARSED.getOrDefault(c, UNKNOWN);
    }

    /** Width of a character without the gap, units. */
    static double width(char c) {
        if (c >= '0' && c <= '9') {
            return DIGIT_WIDTH;
        }
        if (c == ' ') {
            return 2;
        }
        return of(c).stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(p -> p[0])
                .max()
                .orElse(0);
    }

    private static List<Stroke> parse(String text) {
        List<Stroke> strokes = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            boolean open = part.charAt(0) == '~';
            boolean closed = part.charAt(0) == 'o';
            List<double[]> points = new ArrayList<>();
            for (int i = open || closed ? 1 : 0; i < part.length(); i += 2) {
                points.add(
                        new double[] {
                            Character.digit(part.charAt(i), 36),
                            Character.digit(part.charAt(i + 1), 36)
                        });
            }
            strokes.add(new Stroke(points, open || closed, closed));
        }
        return List.copyOf(strokes);
    }
}
