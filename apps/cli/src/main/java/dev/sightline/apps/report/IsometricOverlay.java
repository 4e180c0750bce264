package dev.sightline.apps.report;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;

/** Lines below and above the voxels of an {@link IsometricView}: base, axes, paths, boxes, the vehicle. */
final class IsometricOverlay {

    private final Canvas canvas;
    private final IsometricView view;
    private final GridSpec spec;
    private final int left;
    private final int top;

    IsometricOverlay(Canvas canvas, IsometricView view, GridSpec spec, int left, int top) {
        this.canvas = canvas;
        this.view = view;
        this.spec = spec;
        this.left = left;
        this.top = top;
    }

    private double[] line(Vec3... points) {
        double[] uv = new double[2 * points.length];
        for (int i = 0; i < points.length; i++) {
            uv[2 * i] = left + view.u(points[i].x(), points[i].y());
            uv[2 * i + 1] = top + view.v(points[i].x(), points[i].y(), points[i].z());
        }
        return uv;
    }

    /** The floor of the grid with metre lines, and numbers along its two near edges. */
    void base() {
        Palette palette = Palette.standard();
        int grid = palette.of("page.grid");
        int muted = palette.of("page.muted");
        Vec3 a = spec.min();
        Vec3 b = spec.max();
        double z = a.z();
        double step = GroundPlot.step(Math.max(b.x() - a.x(), b.y() - a.y()) / 9);
        for (double x : ChartArea.ticks(new double[] {a.x(), b.x()}, step)) {
            canvas.stroke(1, grid, 1, line(new Vec3(x, a.y(), z), new Vec3(x, b.y(), z)));
            double[] at = line(new Vec3(x, a.y(), z));
            Lettering.draw(
                    canvas,
                    Legend.number(x),
                    (int) at[0] + 6,
                    (int) at[1] + 3,
                    Lettering.SMALL,
                    muted);
        }
        for (double y : ChartArea.ticks(new double[] {a.y(), b.y()}, step)) {
            canvas.stroke(1, grid, 1, line(new Vec3(a.x(), y, z), new Vec3(b.x(), y, z)));
            double[] at = line(new Vec3(a.x(), y, z));
            Lettering.right(
                    canvas,
                    Legend.number(y),
                    (int) at[0] - 4,
                    (int) at[1] + 4,
                    Lettering.SMALL,
                    muted);
        }
        canvas.stroke(
                1.2,
                muted,
                1,
                line(
                        new Vec3(a.x(), a.y(), z),
                        new Vec3(b.x(), a.y(), z),
                        new Vec3(b.x(), b.y(), z),
                        new Vec3(a.x(), b.y(), z),
                        new Vec3(a.x(), a.y(), z)));
        double[] alongX = line(new Vec3((a.x() + b.x()) / 2, a.y(), z));
        Lettering.draw(
                canvas,
                "x forward [m]",
                (int) alongX[0] + 44,
                (int) alongX[1] + 20,
                Lettering.SMALL,
                muted);
        double[] alongY = line(new Vec3(a.x(), (a.y() + b.y()) / 2, z));
        Lettering.right(
                canvas,
                "y left [m]",
                (int) alongY[0] - 40,
                (int) alongY[1] + 22,
                Lettering.SMALL,
                muted);
    }

    void path(GroundPath path) {
        double[] uv = line(path.points().toArray(new Vec3[0]));
        int rgb = path.style().rgb();
        switch (path.style()) {
            case REJECTED, CANDIDATE -> canvas.stroke(1.2, rgb, 0.6, uv);
            case DRIVEN -> {
                canvas.stroke(4, 0xffffff, 0.8, uv);
                canvas.dashes(2.2, 7, 5, rgb, 1, uv);
            }
            case CHOSEN -> {
                canvas.stroke(6, 0xffffff, 0.85, uv);
                canvas.stroke(3.6, rgb, 1, uv);
            }
        }
    }

    void box(Box box, int rgb) {
        Vec3[] c = box.corners();
        for (int i = 0; i < 4; i++) {
            int j = (i + 1) % 4;
            canvas.stroke(1.5, rgb, 0.9, line(c[i], c[j]));
            canvas.stroke(1.5, rgb, 0.9, line(c[i + 4], c[j + 4]));
            canvas.stroke(1.5, rgb, 0.9, line(c[i], c[i + 4]));
        }
    }

    /** The vehicle as a dark block, always on top: one must find it. */
    void ego(EgoFootprint f) {
        double h = f.width() / 2;
        int dark = Palette.standard().of("page.ego");
        Vec3[] floor = {
            new Vec3(f.front(), h, 0),
            new Vec3(-f.rear(), h, 0),
            new Vec3(-f.rear(), -h, 0),
            new Vec3(f.front(), -h, 0)
        };
        Vec3 up = new Vec3(0, 0, f.height());
        Vec3[] roof = new Vec3[4];
        for (int i = 0; i < 4; i++) {
            roof[i] = floor[i].plus(up);
        }
        canvas.stroke(
                4,
                0xffffff,
                0.95,
                line(roof[0], roof[1], floor[1], floor[2], floor[3], roof[3], roof[0]));
        canvas.polygon(Colours.mix(dark, 0xffffff, 0.28), 1, line(roof));
        canvas.polygon(
                Colours.mix(dark, 0xffffff, 0.1), 1, line(roof[1], roof[2], floor[2], floor[1]));
        canvas.polygon(dark, 1, line(roof[2], roof[3], floor[3], floor[2]));
        Vec3 nose = new Vec3(f.front() - 0.3, 0, f.height());
        canvas.polygon(
                0xffffff,
                1,
                line(nose, nose.plus(new Vec3(-1.1, 0.6, 0)), nose.plus(new Vec3(-1.1, -0.6, 0))));
    }

    void explain(Legend legend, GroundOverlay overlay, List<GroundPath> paths) {
        List<Legend.Entry> entries = new ArrayList<>();
        overlay.ego()
                .ifPresent(
                        e ->
                                entries.add(
                                        Legend.Entry.of(
                                                Palette.standard().of("page.ego"),
                                                "this vehicle")));
        entries.addAll(Legend.ofPaths(paths));
        legend.entries(entries);
        legend.note(
                "Seen from behind and above. Free and unknown space is not drawn; ground hides"
                        + " nothing.");
    }

    void box(TrackedObject object) {
        box(object.box(), Colours.shade(Palette.standard().of(object.kind()), 0.7));
    }
}
