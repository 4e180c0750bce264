package dev.sightline.apps.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws text as strokes of our own ({@link Glyphs}): a machine that has only a JDK may have no fonts at all. Strokes are fitted to
 * pixel centres, so small letters stay crisp.
 */
final class Lettering {

    /** Cap heights, pixels: labels of axes and legends; headings. */
    static final int SMALL = 10;

    static final int LARGE = 13;

    private Lettering() {}

    /** Width of a text in pixels at a cap height. */
    static int width(String text, int size) {
        double units = 0;
        for (int i = 0; i < text.length(); i++) {
            units += advance(text.charAt(i));
        }
        return (int) Math.ceil((units - (text.isEmpty() ? 0 : Glyphs.GAP)) * scale(size)) + 1;
    }

    private static double scale(int size) {
        return (size - 1) / 12.0; // the outer pixel rows are half stroke
    }

    private static double advance(char c) {
        return Glyphs.width(c) + Glyphs.GAP;
    }

    /** Draws with the left end at u and the upper edge of capitals at v. */
    static void draw(Canvas canvas, String text, int u, int v, int size, int rgb) {
        draw(canvas, text, u, v, size, rgb, false);
    }

    /** Draws so that the text is centred about u. */
    static void centred(Canvas canvas, String text, int u, int v, int size, int rgb) {
        draw(canvas, text, u - width(text, size) / 2, v, size, rgb);
    }

    /** Draws so that the text ends at u. */
    static void right(Canvas canvas, String text, int u, int v, int size, int rgb) {
        draw(canvas, text, u - width(text, size), v, size, rgb);
    }

    /** Draws upwards, centred about v, with the upper edge of capitals at column u. */
    static void upwards(Canvas canvas, String text, int u, int v, int size, int rgb) {
        draw(canvas, text, u, v + width(text, size) / 2, size, rgb, true);
    }

    private static void draw(
            Canvas canvas, String text, int u, int v, int size, int rgb, boolean up) {
        double scale = scale(size);
        double weight = Math.max(1.15, size * 0.125);
        double pen = 0;
        for (int i = 0; i < text.length(); i++) {
            for (Glyphs.Stroke stroke : Glyphs.of(text.charAt(i))) {
                double[] uv = place(stroke, pen, scale, u, v, up);
                canvas.stroke(weight, rgb, 1, uv);
            }
            pen += advance(text.charAt(i));
        }
    }

    private static double[] place(
            Glyphs.Stroke stroke, double pen, double scale, int u, int v, boolean up) {
        double left = Math.round(pen * scale);
        List<double[]> points = new ArrayList<>();
        for (double[] p : stroke.points()) {
            points.add(new double[] {left + Math.round(p[0] * scale), Math.round(p[1] * scale)});
        }
        if (stroke.smooth()) {
            points = rounded(rounded(points, stroke.closed()), stroke.closed());
        }
        if (stroke.closed()) {
            points.add(points.get(0));
        }
        double[] uv = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            double[] p = points.get(i);
            uv[2 * i] = u + 0.5 + (up ? p[1] : p[0]);
            uv[2 * i + 1] = v + 0.5 + (up ? -p[0] : p[1]);
        }
        return uv;
    }

    /** Chaikin's corner cutting: two rounds of it turn a rectangle into what the eye takes for a curve. */
    private static List<double[]> rounded(List<double[]> corners, boolean closed) {
        List<double[]> out = new ArrayList<>();
        int n = corners.size();
        if (!closed) {
            out.add(corners.get(0));
        }
        for (int i = 0; i < (closed ? n : n - 1); i++) {
            double[] a = corners.get(i);
            double[] b = corners.get((i + 1) % n);
            out.add(new double[] {0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]});
            out.add(new double[] {0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]});
        }
        if (!closed) {
            out.add(corners.get(n - 1));
        }
        return out;
    }
}
