package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * Pixels and the few ways to paint them: rectangles, polygons, strokes, discs. Pixel (i, j) covers [i, i + 1) x [j, j + 1), u to the
 * right, v down. Whatever falls outside is clipped. Edges are smoothed by area coverage.
 *
 * <p>It does not use the JDK's own drawing, whose smoothing differs between releases: the same calls give the same pixels anywhere.
 */
final class Canvas {

    /** The largest picture, pixels. */
    static final int MAX_PIXELS = 64 << 20;

    private static final int SUB_ROWS =
            4; // vertical samples per pixel in polygons; horizontally coverage is exact

    private final int width;
    private final int height;
    private final int[] pixels;
    private final BufferedImage image;
    private Clip clip;

    /** The part that painting may touch: columns u0..u1-1 of rows v0..v1-1. */
    record Clip(int u0, int v0, int u1, int v1) {}

    Canvas(int width, int height, int background) {
        if (width <= 0 || height <= 0 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("picture of " + width + "x" + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.clip = new Clip(0, 0, width, height);
        Arrays.fill(pixels, background);
    }

    /** Restricts painting to a part of the picture; returns what held before. */
    Clip clip(int u0, int v0, int u1, int v1) {
        Clip before = clip;
        clip =
                new Clip(
                        Math.max(0, u0),
                        Math.max(0, v0),
                        Math.min(width, u1),
                        Math.min(height, v1));
        return before;
    }

    void clip(Clip other) {
        clip = other;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The picture, shared: later painting shows in it. */
    BufferedImage image() {
        return image;
    }

    int at(int u, int v) {
        return pixels[v * width + u];
    }

    private boolean inside(int u, int v) {
        return u >= clip.u0 && v >= clip.v0 && u < clip.u1 && v < clip.v1;
    }

    void set(int u, int v, int rgb) {
        if (inside(u, v)) {
            pixels[v * width + u] = rgb;
        }
    }

    void blend(int u, int v, int rgb, double alpha) {
        if (inside(u, v)) {
            int i = v * width + u;
            pixels[i] = Colours.mix(pixels[i], rgb, alpha);
        }
    }

    /** Fills columns u0..u1-1 of rows v0..v1-1. */
    void fill(int u0, int v0, int u1, int v1, int rgb) {
        int from = Math.max(clip.u0, u0);
        int to = Math.min(clip.u1, u1);
        for (int v = Math.max(clip.v0, v0); v < Math.min(clip.v1, v1) && from < to; v++) {
            Arrays.fill(pixels, v * width + from, v * width + to, rgb);
        }
    }

    /** Fills as {@link #fill}, half transparent or less. */
    void tint(int u0, int v0, int u1, int v1, int rgb, double alpha) {
        for (int v = Math.max(clip.v0, v0); v < Math.min(clip.v1, v1); v++) {
            for (int u = Math.max(clip.u0, u0); u < Math.min(clip.u1, u1); u++) {
                blend(u, v, rgb, alpha);
            }
        }
    }

    /** Fills with the slanted lines that mean "not known". */
    void hatch(int u0, int v0, int u1, int v1) {
        for (int v = Math.max(clip.v0, v0); v < Math.min(clip.v1, v1); v++) {
            for (int u = Math.max(clip.u0, u0); u < Math.min(clip.u1, u1); u++) {
                pixels[v * width + u] = hatchAt(u, v);
            }
        }
    }

    /** The hatch at a pixel, so that neighbouring hatched areas join. */
    static int hatchAt(int u, int v) {
        Palette palette = Palette.standard();
        return Math.floorMod(u + v, 8) < 2
                ? palette.of("page.hatch_dark")
                : palette.of("page.hatch_light");
    }

    /** A one-pixel frame just inside the rectangle. */
    void frame(int u0, int v0, int u1, int v1, int rgb) {
        fill(u0, v0, u1, v0 + 1, rgb);
        fill(u0, v1 - 1, u1, v1, rgb);
        fill(u0, v0, u0 + 1, v1, rgb);
        fill(u1 - 1, v0, u1, v1, rgb);
    }

    /** Fills a polygon (even-odd) of corners u0, v0, u1, v1, ... */
    void polygon(int rgb, double alpha, double... uv) {
        Coverage cover = Coverage.around(uv, 1, clip);
        int corners = uv.length / 2;
        double[] cuts = new double[corners];
        for (int v = cover.v0; v < cover.v1; v++) {
            for (int sub = 0; sub < SUB_ROWS; sub++) {
                double y = v + (sub + 0.5) / SUB_ROWS;
                int n = 0;
                for (int i = 0; i < corners; i++) {
                    int j = (i + 1) % corners;
                    double ay = uv[2 * i + 1];
                    double by = uv[2 * j + 1];
                    if (ay <= y != by <= y) {
                        cuts[n++] = uv[2 * i] + (y - ay) / (by - ay) * (uv[2 * j] - uv[2 * i]);
                    }
                }
                Arrays.sort(cuts, 0, n);
                for (int i = 0; i + 1 < n; i += 2) {
                    cover.span(v, cuts[i], cuts[i + 1], 1.0f / SUB_ROWS);
                }
            }
        }
        paint(cover, rgb, alpha);
    }

    /** Draws a line with round joins and ends through u0, v0, u1, v1, ...; a single point is a dot. */
    void stroke(double lineWidth, int rgb, double alpha, double... uv) {
        Coverage cover = Coverage.around(uv, lineWidth / 2 + 1, clip);
        int points = uv.length / 2;
        for (int i = 0; i < Math.max(1, points - 1); i++) {
            int j = Math.min(i + 1, points - 1);
            cover.capsule(uv[2 * i], uv[2 * i + 1], uv[2 * j], uv[2 * j + 1], lineWidth / 2);
        }
        paint(cover, rgb, alpha);
    }

    /** Draws a stroke in pieces: {@code on} pixels drawn, {@code off} left out. */
    void dashes(double lineWidth, double on, double off, int rgb, double alpha, double... uv) {
        double phase = 0; // where in the pattern the next piece starts
        for (int i = 0; i + 3 < uv.length; i += 2) {
            double du = uv[i + 2] - uv[i];
            double dv = uv[i + 3] - uv[i + 1];
            double length = Math.sqrt(du * du + dv * dv);
            for (double s = -phase; s < length && length > 0; s += on + off) {
                double a = Math.max(0, s) / length;
                double b = Math.min(length, s + on) / length;
                if (b > a) {
                    stroke(
                            lineWidth,
                            rgb,
                            alpha,
                            uv[i] + a * du,
                            uv[i + 1] + a * dv,
                            uv[i] + b * du,
                            uv[i + 1] + b * dv);
                }
            }
            phase = (phase + length) % (on + off);
        }
    }

    void disc(double u, double v, double radius, int rgb, double alpha) {
        stroke(2 * radius, rgb, alpha, u, v);
    }

    private void paint(Coverage cover, int rgb, double alpha) {
        for (int v = cover.v0; v < cover.v1; v++) {
            for (int u = cover.u0; u < cover.u1; u++) {
                float k = cover.at(u, v);
                if (k > 0) {
                    blend(u, v, rgb, alpha * k);
                }
            }
        }
    }

    /** Copies another picture to (u, v). */
    void place(BufferedImage other, int u, int v) {
        int[] row = new int[other.getWidth()];
        for (int y = 0; y < other.getHeight(); y++) {
            other.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                set(u + x, v + y, row[x] & 0xffffff);
            }
        }
    }
}
