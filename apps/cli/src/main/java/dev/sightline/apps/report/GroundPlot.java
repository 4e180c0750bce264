package dev.sightline.apps.report;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.TrackedObject;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The ground from above with axes in metres: x forward is up, y left is to the left, the legend stands at the right. Every picture
 * from above is one of these.
 */
final class GroundPlot {

    /** A cell's answer for "not known". */
    static final int UNKNOWN = Legend.Entry.HATCH;

    static final int LEGEND_WIDTH = 220;

    private static final int LEFT = 54;
    private static final int TOP = 40;
    private static final int RIGHT = 16;
    private static final int BOTTOM = 48;

    private final GridSpec spec;
    private final double pixelsPerMetre;
    private final int plotWidth;
    private final int plotHeight;
    private final Canvas canvas;
    private final Legend legend;

    /**
     * An empty plot.
     *
     * @param spec what it covers: x and y of the grid
     * @param edge longer edge of the plot without margins, pixels; raised so that no cell falls between pixels, up to 1600
     * @param minHeight least height of the whole picture, so that the legend fits
     */
    GroundPlot(String title, GridSpec spec, int edge, int minHeight) {
        double lengthX = spec.nx() * spec.cell().x();
        double lengthY = spec.ny() * spec.cell().y();
        int pixels = Math.min(1600, Math.max(Math.max(edge, 64), Math.max(spec.nx(), spec.ny())));
        this.spec = spec;
        this.pixelsPerMetre = pixels / Math.max(lengthX, lengthY);
        this.plotWidth = Math.max(1, (int) Math.round(lengthY * pixelsPerMetre));
        this.plotHeight = Math.max(1, (int) Math.round(lengthX * pixelsPerMetre));
        this.canvas =
                new Canvas(
                        LEFT + plotWidth + RIGHT + LEGEND_WIDTH + RIGHT,
                        Math.max(TOP + plotHeight + BOTTOM, minHeight + TOP),
                        Palette.standard().of("page.paper"));
        this.legend = new Legend(canvas, LEFT + plotWidth + RIGHT + 4, TOP, LEGEND_WIDTH);
        Lettering.draw(canvas, title, LEFT, 13, Lettering.LARGE, Palette.standard().of("page.ink"));
    }

    Legend legend() {
        return legend;
    }

    /** Column of a y coordinate. */
    double u(double y) {
        return LEFT + (spec.max().y() - y) * pixelsPerMetre;
    }

    /** Row of an x coordinate. */
    double v(double x) {
        return TOP + (spec.max().x() - x) * pixelsPerMetre;
    }

    /** Paints every cell with the colour a function of (ix, iy) gives, or the hatch where it gives {@link #UNKNOWN}. */
    void cells(IntBinaryOperator colour) {
        int[] rgb = new int[spec.nx() * spec.ny()];
        for (int ix = 0; ix < spec.nx(); ix++) {
            for (int iy = 0; iy < spec.ny(); iy++) {
                rgb[ix * spec.ny() + iy] = colour.applyAsInt(ix, iy);
            }
        }
        for (int row = 0; row < plotHeight; row++) {
            int ix = spec.nx() - 1 - (int) ((row + 0.5) / plotHeight * spec.nx());
            for (int col = 0; col < plotWidth; col++) {
                int iy = spec.ny() - 1 - (int) ((col + 0.5) / plotWidth * spec.ny());
                int c = rgb[ix * spec.ny() + iy];
                canvas.set(
                        LEFT + col,
                        TOP + row,
                        c == UNKNOWN ? Canvas.hatchAt(LEFT + col, TOP + row) : c);
            }
        }
    }

    /** Axes, grid lines, boxes, paths and the vehicle; then the picture is done. */
    BufferedImage finish(GroundOverlay overlay) {
        axes();
        Canvas.Clip before = canvas.clip(LEFT, TOP, LEFT + plotWidth, TOP + plotHeight);
        overlay.boxes().forEach(this::box);
        List<GroundPath> paths = overlay.pathsInOrder();
        double cheap =
                paths.stream()
                        .mapToDouble(GroundPath::cost)
                        .filter(Double::isFinite)
                        .min()
                        .orElse(0);
        double dear =
                paths.stream()
                        .mapToDouble(GroundPath::cost)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0);
        paths.forEach(p -> path(p, cheap, dear));
        overlay.ego().ifPresent(this::ego);
        scaleBar();
        canvas.clip(before);
        explain(overlay, paths);
        return canvas.image();
    }

    private void axes() {
        Palette palette = Palette.standard();
        int ink = palette.of("page.ink");
        double step = step(60 / pixelsPerMetre);
        boolean ego = spec.frame().equals(Frame.EGO);
        for (double x : ChartArea.ticks(new double[] {spec.min().x(), spec.max().x()}, step)) {
            int row = (int) Math.round(v(x));
            canvas.tint(LEFT, row, LEFT + plotWidth, row + 1, ink, 0.12);
            canvas.fill(LEFT - 5, row, LEFT, row + 1, ink);
            Lettering.right(canvas, Legend.number(x), LEFT - 8, row - 5, Lettering.SMALL, ink);
        }
        for (double y : ChartArea.ticks(new double[] {spec.min().y(), spec.max().y()}, step)) {
            int column = (int) Math.round(u(y));
            canvas.tint(column, TOP, column + 1, TOP + plotHeight, ink, 0.12);
            canvas.fill(column, TOP + plotHeight, column + 1, TOP + plotHeight + 5, ink);
            Lettering.centred(
                    canvas, Legend.number(y), column, TOP + plotHeight + 9, Lettering.SMALL, ink);
        }
        canvas.frame(LEFT - 1, TOP - 1, LEFT + plotWidth + 1, TOP + plotHeight + 1, ink);
        int muted = palette.of("page.muted");
        int middle = TOP + plotHeight / 2;
        String up = ego ? "x [m], forward up" : "x [m] of '" + spec.frame() + "'";
        String left = ego ? "y [m], left is positive" : "y [m] of '" + spec.frame() + "'";
        Lettering.upwards(canvas, up, 6, middle, Lettering.SMALL, muted);
        Lettering.centred(
                canvas, left, LEFT + plotWidth / 2, TOP + plotHeight + 28, Lettering.SMALL, muted);
    }

    /** The smallest of 1, 2, 5, 10, 20, ... metres that is at least {@code least}. */
    static double step(double least) {
        double step = 0.1;
        double[] factors = {2, 2.5, 2};
        for (int i = 0; step < least && step < 1e300; i++) {
            step *= factors[i % 3];
        }
        return step < 1e6 ? Math.round(step * 10) / 10.0 : step;
    }

    private void scaleBar() {
        double metres = step(50 / pixelsPerMetre);
        int length = (int) Math.round(metres * pixelsPerMetre);
        int right = LEFT + plotWidth - 12;
        int bottom = TOP + plotHeight - 12;
        int ink = Palette.standard().of("page.ink");
        canvas.tint(right - length - 8, bottom - 24, right + 8, bottom + 8, 0xffffff, 0.85);
        canvas.fill(right - length, bottom - 2, right, bottom + 1, ink);
        canvas.fill(right - length, bottom - 5, right - length + 1, bottom + 4, ink);
        canvas.fill(right - 1, bottom - 5, right, bottom + 4, ink);
        Lettering.centred(
                canvas,
                Legend.number(metres) + " m",
                right - length / 2,
                bottom - 18,
                Lettering.SMALL,
                ink);
    }

    private void box(TrackedObject object) {
        Vec3[] c = object.box().corners();
        double[] uv = new double[10];
        for (int i = 0; i <= 4; i++) {
            uv[2 * i] = u(c[i % 4].y());
            uv[2 * i + 1] = v(c[i % 4].x());
        }
        Vec3 nose = c[0].plus(c[1]).times(0.5);
        Vec3 middle = object.box().centre();
        double[] tick = {u(middle.y()), v(middle.x()), u(nose.y()), v(nose.x())};
        int rgb = Palette.standard().of(object.kind());
        canvas.stroke(3.4, 0xffffff, 0.9, uv); // a halo keeps it visible on its own colour
        canvas.stroke(3, 0xffffff, 0.9, tick);
        canvas.stroke(1.7, Colours.shade(rgb, 0.75), 1, uv);
        canvas.stroke(1.3, Colours.shade(rgb, 0.75), 1, tick);
    }

    private void path(GroundPath path, double cheap, double dear) {
        double[] uv = new double[2 * path.points().size()];
        for (int i = 0; i < path.points().size(); i++) {
            uv[2 * i] = u(path.points().get(i).y());
            uv[2 * i + 1] = v(path.points().get(i).x());
        }
        int rgb = path.style().rgb();
        switch (path.style()) {
            case REJECTED -> canvas.stroke(1.2, rgb, 0.9, uv);
            case CANDIDATE -> {
                double costly =
                        dear > cheap && Double.isFinite(path.cost())
                                ? (path.cost() - cheap) / (dear - cheap)
                                : 0;
                canvas.stroke(1.3, rgb, 0.9 - 0.65 * costly, uv);
            }
            case DRIVEN -> {
                canvas.stroke(4.5, 0xffffff, 0.8, uv);
                canvas.dashes(2.4, 7, 5, rgb, 1, uv);
            }
            case CHOSEN -> {
                canvas.stroke(6.5, 0xffffff, 0.85, uv);
                canvas.stroke(4, rgb, 1, uv);
            }
        }
    }

    private void ego(EgoFootprint f) {
        double half = f.width() / 2;
        double nose = f.front() - 0.35 * f.width();
        double[] xy = {
            f.front(), 0, nose, half, -f.rear(), half, -f.rear(), -half, nose, -half, f.front(), 0
        };
        double[] uv = new double[xy.length];
        for (int i = 0; i < xy.length; i += 2) {
            uv[i] = u(xy[i + 1]);
            uv[i + 1] = v(xy[i]);
        }
        canvas.stroke(3.6, 0xffffff, 0.95, uv);
        canvas.polygon(Palette.standard().of("page.ego"), 1, uv);
    }

    private void explain(GroundOverlay overlay, List<GroundPath> paths) {
        List<Legend.Entry> entries = new ArrayList<>();
        overlay.ego()
                .ifPresent(
                        e ->
                                entries.add(
                                        Legend.Entry.of(
                                                Palette.standard().of("page.ego"),
                                                "this vehicle, nose forward")));
        entries.addAll(Legend.ofPaths(paths));
        legend.entries(entries);
        int boxes = overlay.within(spec).boxes().size();
        if (boxes > 0) {
            legend.note(
                    "Outlines: "
                            + boxes
                            + " true boxes in the colour of their kind, a tick to the front");
        }
    }
}
