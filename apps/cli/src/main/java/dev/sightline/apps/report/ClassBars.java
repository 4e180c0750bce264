package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** A bar per class from 0 to 1; a class without a value says so instead of showing nothing. */
public final class ClassBars {

    private static final int ROW = 20;
    private static final int TOP = 40;
    private static final int FOOT = 48;

    private ClassBars() {}

    /**
     * One class.
     *
     * @param name its name
     * @param rgb its colour
     * @param value 0..1; NaN if undefined
     */
    public record Bar(String name, int rgb, double value) {}

    /** Draws the bars in the order given. */
    public static BufferedImage of(String title, String axis, List<Bar> bars, int width) {
        Palette palette = Palette.standard();
        int ink = palette.of("page.ink");
        int names =
                24
                        + bars.stream()
                                .mapToInt(b -> Lettering.width(b.name(), Lettering.SMALL))
                                .max()
                                .orElse(0);
        int bottom = TOP + ROW * bars.size();
        Canvas canvas = new Canvas(Math.max(360, width), bottom + FOOT, palette.of("page.paper"));
        Lettering.draw(canvas, title, 12, 10, Lettering.LARGE, ink);
        double[] unit = {0, 1};
        ChartArea area = new ChartArea(canvas, names, TOP, canvas.width() - 60, bottom, unit, unit);
        area.columnAxis(axis);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int v = TOP + i * ROW;
            Lettering.right(canvas, bar.name(), names - 8, v + 5, Lettering.SMALL, ink);
            boolean defined = Double.isFinite(bar.value());
            int end = (int) Math.round(area.u(defined ? bar.value() : 0));
            canvas.fill(names + 1, v + 3, Math.max(end, names + 1), v + ROW - 3, bar.rgb());
            String words = defined ? String.format(Locale.ROOT, "%.3f", bar.value()) : "undefined";
            int colour = defined ? ink : palette.of("page.muted");
            Lettering.draw(canvas, words, end + 6, v + 5, Lettering.SMALL, colour);
        }
        return canvas.image();
    }
}
