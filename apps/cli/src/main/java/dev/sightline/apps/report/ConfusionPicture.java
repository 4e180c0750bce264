package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.util.List;

/** Which class was taken for which: a row per true class, each row's shares as shades, with the percentage where there is room. */
public final class ConfusionPicture {

    private static final int CELL = 30;
    private static final int TOP = 40;

    private ConfusionPicture() {}

    /**
     * Draws a matrix.
     *
     * @param names of the classes
     * @param counts [truth][prediction], as many rows and columns as names
     */
    public static BufferedImage of(String title, List<String> names, List<List<Long>> counts) {
        if (counts.size() != names.size()
                || counts.stream().anyMatch(row -> row.size() != names.size())) {
            throw new IllegalArgumentException(
                    counts.size() + " rows of counts for " + names.size() + " classes");
        }
        Palette palette = Palette.standard();
        int ink = palette.of("page.ink");
        int words =
                16
                        + names.stream()
                                .mapToInt(n -> Lettering.width(n, Lettering.SMALL))
                                .max()
                                .orElse(0);
        int n = names.size();
        int left = 20 + words;
        int bottom = TOP + n * CELL;
        Canvas canvas =
                new Canvas(left + n * CELL + 12, bottom + words + 28, palette.of("page.paper"));
        Lettering.draw(canvas, title, 12, 10, Lettering.LARGE, ink);
        for (int t = 0; t < n; t++) {
            int v = TOP + t * CELL;
            Lettering.right(canvas, names.get(t), left - 6, v + 10, Lettering.SMALL, ink);
            row(canvas, counts.get(t), left, v);
            int u = left + t * CELL + CELL / 2 - 5;
            int middle = bottom + 8 + words / 2;
            Lettering.upwards(canvas, names.get(t), u, middle, Lettering.SMALL, ink);
        }
        int muted = palette.of("page.muted");
        Lettering.upwards(canvas, "truth", 6, (TOP + bottom) / 2, Lettering.SMALL, muted);
        int middle = left + n * CELL / 2;
        Lettering.centred(
                canvas, "prediction", middle, canvas.height() - 18, Lettering.SMALL, muted);
        return canvas.image();
    }

    private static void row(Canvas canvas, List<Long> counts, int left, int v) {
        Palette palette = Palette.standard();
        long sum = counts.stream().mapToLong(Long::longValue).sum();
        for (int p = 0; p < counts.size(); p++) {
            int u = left + p * CELL;
            if (sum == 0) {
                canvas.hatch(u, v, u + CELL - 1, v + CELL - 1); // the class is nowhere in the truth
                continue;
            }
            double share = (double) counts.get(p) / sum;
            int rgb = share == 0 ? palette.of("page.paper") : palette.ramp("density").at(share);
            canvas.fill(u, v, u + CELL - 1, v + CELL - 1, rgb);
            canvas.frame(u, v, u + CELL - 1, v + CELL - 1, palette.of("page.grid"));
            if (share >= 0.005) {
                int colour = palette.of(share > 0.45 ? "page.paper" : "page.ink");
                String percent = String.valueOf(Math.round(100 * share));
                Lettering.centred(canvas, percent, u + CELL / 2, v + 10, Lettering.SMALL, colour);
            }
        }
    }
}
