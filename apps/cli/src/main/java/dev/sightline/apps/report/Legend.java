package dev.sightline.apps.report;

import java.util.List;
import java.util.Locale;

/** The column beside a picture that says what its colours mean. Draws downwards and returns where the next part may start. */
final class Legend {

    private static final int ROW = 19;
    private static final int SWATCH = 12;

    private final Canvas canvas;
    private final int u;
    private final int width;
    private int v;

    /** One line: a colour (or {@link #HATCH}), a word, and a number or nothing at its right. */
    record Entry(int rgb, String word, String value) {

        /** Instead of a colour: the pattern of the unknown. */
        static final int HATCH = -1;

        static Entry of(int rgb, String word) {
            return new Entry(rgb, word, "");
        }
    }

    Legend(Canvas canvas, int u, int v, int width) {
        this.canvas = canvas;
        this.u = u;
        this.v = v;
        this.width = width;
    }

    void heading(String text) {
        Lettering.draw(canvas, text, u, v, Lettering.SMALL, Palette.standard().of("page.muted"));
        v += ROW;
    }

    void entries(List<Entry> entries) {
        int ink = Palette.standard().of("page.ink");
        for (Entry e : entries) {
            if (e.rgb() == Entry.HATCH) {
                canvas.hatch(u, v - 1, u + SWATCH, v - 1 + SWATCH);
            } else {
                canvas.fill(u, v - 1, u + SWATCH, v - 1 + SWATCH, e.rgb());
            }
            canvas.frame(u, v - 1, u + SWATCH, v - 1 + SWATCH, Palette.standard().of("page.muted"));
            Lettering.draw(canvas, e.word(), u + SWATCH + 7, v, Lettering.SMALL, ink);
            Lettering.right(canvas, e.value(), u + width, v, Lettering.SMALL, ink);
            v += ROW;
        }
        v += 8;
    }

    /** A horizontal ramp with its two ends and the middle written below. */
    void ramp(Ramp ramp, double low, double high, String unit) {
        int ink = Palette.standard().of("page.ink");
        for (int i = 0; i < width; i++) {
            canvas.fill(u + i, v, u + i + 1, v + SWATCH, ramp.at(i / (width - 1.0)));
        }
        canvas.frame(u, v, u + width, v + SWATCH, Palette.standard().of("page.muted"));
        v += SWATCH + 6;
        Lettering.draw(canvas, number(low), u, v, Lettering.SMALL, ink);
        Lettering.centred(canvas, number((low + high) / 2), u + width / 2, v, Lettering.SMALL, ink);
        Lettering.right(canvas, number(high) + " " + unit, u + width, v, Lettering.SMALL, ink);
        v += ROW + 8;
    }

    /** Plain small text, broken into lines that fit. */
    void note(String text) {
        for (String line : lines(text, width)) {
            Lettering.draw(
                    canvas, line, u, v, Lettering.SMALL, Palette.standard().of("page.muted"));
            v += ROW - 3;
        }
        v += 8;
    }

    static List<String> lines(String text, int width) {
        List<String> out = new java.util.ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && Lettering.width(longer, Lettering.SMALL) > width) {
                out.add(line);
                longer = word;
            }
            line = longer;
        }
        out.add(line);
        return out;
    }

    /** One line per style that occurs, the chosen plan first. */
    static List<Entry> ofPaths(List<GroundPath> paths) {
        return paths.stream()
                .map(GroundPath::style)
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .map(style -> Entry.of(style.rgb(), style.words() + hint(style, paths)))
                .toList();
    }

    private static String hint(GroundPath.Style style, List<GroundPath> paths) {
        boolean ranked =
                paths.stream().anyMatch(p -> p.style() == style && Double.isFinite(p.cost()));
        return style == GroundPath.Style.CANDIDATE && ranked ? " (pale = costly)" : "";
    }

    /** Height of that many entries and their gap, pixels. */
    static int height(int entries) {
        return entries * ROW + 8;
    }

    /** A number as a person writes it: no exponent, no needless zeros. */
    static String number(double x) {
        if (x == StrictMath.rint(x) && Math.abs(x) < 1e15) {
            return String.format(Locale.ROOT, "%d", (long) x);
        }
        String s = String.format(Locale.ROOT, Math.abs(x) < 1 ? "%.2f" : "%.1f", x);
        return s.endsWith(".0") ? s.substring(0, s.length() - 2) : s;
    }

    /** A count with thin groups: 1 234 567. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
    }
}
