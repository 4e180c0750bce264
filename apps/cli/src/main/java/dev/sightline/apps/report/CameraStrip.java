package dev.sightline.apps.report;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.PointCloud;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All cameras of a sample as one sees the world: the row that looks forward from left to right, below it the row that looks back.
 * Points are drawn where each camera saw them at its own time, so a wrong calibration or clock shows.
 */
public final class CameraStrip {

    /** Depth at the far end of the colours, metres. */
    public static final double FAR_METRES = 40;

    private static final int GAP = 8;
    private static final int CAPTION = 20;
    private static final int FOOT = 46;
    private static final int MIN_TILE = 64;
    private static final int MAX_COLUMNS = 5;

    private final Sample sample;
    private final int columns;
    private final int tileWidth;
    private final int tileHeight;
    private final List<List<Frame>> rows;

    private CameraStrip(Sample sample, int tileWidth) {
        this.sample = sample;
        this.rows = rows(sample);
        this.columns = rows.stream().mapToInt(List::size).max().orElse(1);
        this.tileWidth = tileWidth;
        double aspect = 0;
        for (Frame frame : sample.rig().cameras()) {
            CameraModel model = sample.rig().camera(frame);
            aspect = Math.max(aspect, (double) model.height() / model.width());
        }
        this.tileHeight = (int) Math.round(tileWidth * Math.min(aspect, 1));
    }

    /**
     * Draws the cameras of a sample's rig; with no camera in the rig, a small picture that says so.
     *
     * @param points in the ego frame at the reference time, drawn by depth; or empty
     * @param boxes in the ego frame at the reference time, drawn as wires
     * @param reasons why a camera is missing, in a few words; without one, "not in this sample"
     * @param tileWidth width of one camera's picture, pixels, at least 64
     */
    public static BufferedImage of(
            Sample sample,
            Optional<PointCloud> points,
            List<TrackedObject> boxes,
            Map<Frame, String> reasons,
            int tileWidth) {
        points.ifPresent(
                p -> FrameMismatchException.require("frame of the points", Frame.EGO, p.frame()));
        if (sample.rig().cameras().isEmpty()) {
            Canvas canvas =
                    new Canvas(Math.max(240, tileWidth), 60, Palette.standard().of("page.paper"));
            canvas.hatch(0, 0, canvas.width(), canvas.height());
            label(canvas, "this recording has no camera", canvas.width() / 2, 25);
            return canvas.image();
        }
        return new CameraStrip(sample, Math.max(MIN_TILE, tileWidth)).draw(points, boxes, reasons);
    }

    /** Rows of cameras as one sees the world: forward left to right, then backward from behind-left to behind-right. */
    static List<List<Frame>> rows(Sample sample) {
        Comparator<Frame> fromLeft = Comparator.comparing(f -> -yaw(sample, f));
        Comparator<Frame> aroundTheBack =
                Comparator.comparing(f -> (yaw(sample, f) + 2 * Math.PI) % (2 * Math.PI));
        List<Frame> front = new ArrayList<>();
        List<Frame> back = new ArrayList<>();
        for (Frame frame : sample.rig().cameras()) {
            (Math.abs(yaw(sample, frame)) <= Math.PI / 2 + 1e-6 ? front : back).add(frame);
        }
        front.sort(fromLeft);
        back.sort(aroundTheBack);
        List<List<Frame>> rows = new ArrayList<>();
        for (List<Frame> side : List.of(front, back)) {
            for (int i = 0; i < side.size(); i += MAX_COLUMNS) {
                rows.add(side.subList(i, Math.min(side.size(), i + MAX_COLUMNS)));
            }
        }
        return rows;
    }

    private static double yaw(Sample sample, Frame camera) {
        Vec3 axis = sample.rig().egoFrom(camera).rotation().apply(new Vec3(0, 0, 1));
        return StrictMath.atan2(axis.y(), axis.x());
    }

    private BufferedImage draw(
            Optional<PointCloud> points, List<TrackedObject> boxes, Map<Frame, String> reasons) {
        Canvas canvas =
                new Canvas(
                        columns * (tileWidth + GAP) + GAP,
                        rows.size() * (tileHeight + CAPTION + GAP)
                                + (points.isPresent() ? FOOT : GAP),
                        Palette.standard().of("page.paper"));
        for (int r = 0; r < rows.size(); r++) {
            List<Frame> row = rows.get(r);
            int indent = (columns - row.size()) * (tileWidth + GAP) / 2;
            for (int c = 0; c < row.size(); c++) {
                int u = GAP + indent + c * (tileWidth + GAP);
                int v = CAPTION + r * (tileHeight + CAPTION + GAP);
                Frame frame = row.get(c);
                Optional<CameraImage> image = sample.image(frame);
                if (image.isPresent()) {
                    tile(canvas, image.get(), points, boxes, u, v);
                } else {
                    missing(canvas, frame, reasons.getOrDefault(frame, "not in this sample"), u, v);
                }
            }
        }
        if (points.isPresent()) {
            foot(canvas);
        }
        return canvas.image();
    }

    private void tile(
            Canvas canvas,
            CameraImage image,
            Optional<PointCloud> points,
            List<TrackedObject> boxes,
            int u,
            int v) {
        CameraModel model = sample.rig().camera(image.frame());
        double scale =
                Math.min((double) tileWidth / model.width(), (double) tileHeight / model.height());
        int w = Math.max(1, (int) Math.round(model.width() * scale));
        int h = Math.max(1, (int) Math.round(model.height() * scale));
        int left = u + (tileWidth - w) / 2;
        long middle = image.startNs() + (image.endNs() - image.startNs()) / 2;
        Pose sensorFromEgo = sample.sensorFromEgo(image.frame(), middle);
        canvas.fill(u, v, u + tileWidth, v + tileHeight, Palette.standard().of("page.tile"));
        Canvas.Clip before = canvas.clip(left, v, left + w, v + h);
        CameraTile tile = new CameraTile(canvas, model, sensorFromEgo, left, v, w, h);
        tile.image(image);
        int seen = points.map(p -> tile.points(p, FAR_METRES)).orElse(0);
        boxes.forEach(tile::box);
        canvas.clip(before);
        String offset =
                String.format(Locale.ROOT, "%+.1f ms", (middle - sample.referenceNs()) / 1e6);
        String count = points.isPresent() ? Legend.count(seen) + " points  " : "";
        String name = image.frame().name() + (image.isRaw() ? " (raw)" : "");
        caption(canvas, name, List.of(count + offset, offset), u, v);
    }

    /** Writes a name at the left and the first of some texts that fits beside it at the right. */
    private void caption(Canvas canvas, String name, List<String> choices, int u, int v) {
        Palette palette = Palette.standard();
        Lettering.draw(canvas, name, u, v - 15, Lettering.SMALL, palette.of("page.ink"));
        int room = tileWidth - 8 - Lettering.width(name, Lettering.SMALL);
        choices.stream()
                .filter(text -> Lettering.width(text, Lettering.SMALL) <= room)
                .findFirst()
                .ifPresent(
                        text ->
                                Lettering.right(
                                        canvas,
                                        text,
                                        u + tileWidth,
                                        v - 15,
                                        Lettering.SMALL,
                                        palette.of("page.muted")));
    }

    private void missing(Canvas canvas, Frame frame, String reason, int u, int v) {
        canvas.hatch(u, v, u + tileWidth, v + tileHeight);
        canvas.frame(u, v, u + tileWidth, v + tileHeight, Palette.standard().of("page.muted"));
        List<String> lines = Legend.lines(reason, tileWidth - 24);
        int row = v + tileHeight / 2 - 8 * lines.size();
        Canvas.Clip before = canvas.clip(u, v, u + tileWidth, v + tileHeight);
        for (String line : lines) {
            label(canvas, line, u + tileWidth / 2, row);
            row += 17;
        }
        canvas.clip(before);
        caption(canvas, frame.name(), List.of("missing"), u, v);
    }

    private static void label(Canvas canvas, String text, int middle, int v) {
        int half = Lettering.width(text, Lettering.SMALL) / 2;
        canvas.tint(middle - half - 5, v - 4, middle + half + 5, v + 15, 0xffffff, 0.9);
        Lettering.centred(
                canvas, text, middle, v, Lettering.SMALL, Palette.standard().of("page.ink"));
    }

    private void foot(Canvas canvas) {
        int v = canvas.height() - FOOT + 8;
        int width = Math.min(220, canvas.width() - 2 * GAP);
        Legend legend = new Legend(canvas, GAP, v, width);
        legend.ramp(Palette.standard().ramp("distance"), 0, FAR_METRES, "m or more");
        String words =
                "depth of points along each camera's axis; ms: middle of exposure against the"
                        + " sample's time";
        int left = GAP + width + 14;
        int row = v + 2;
        for (String line : Legend.lines(words, Math.max(60, canvas.width() - left - GAP))) {
            Lettering.draw(
                    canvas, line, left, row, Lettering.SMALL, Palette.standard().of("page.muted"));
            row += 16;
        }
    }
}
