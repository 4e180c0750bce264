package dev.sightline.apps.report;

import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.RawPlanes;

/** A camera image as RGB for the eye. Raw images are shown from their four planes, half size, grey world and a square-root curve. */
final class ImagePixels {

    private final int width;
    private final int height;
    private final byte[] rgb; // [height][width][3]

    private ImagePixels(int width, int height, byte[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    static ImagePixels of(CameraImage image) {
        return image.planes()
                .map(planes -> developed(planes, image.rawFormat().orElseThrow()))
                .orElseGet(() -> new ImagePixels(image.width(), image.height(), image.rgbBytes()));
    }

    /** Only for looking at: black level off, each colour scaled to the same mean, square root for the eye. */
    private static ImagePixels developed(RawPlanes planes, CameraImage.RawFormat format) {
        int w = planes.width();
        int h = planes.height();
        double[] mean = new double[3];
        double[] colours = new double[3];
        for (int v = 0; v < h; v++) {
            for (int u = 0; u < w; u++) {
                light(planes, format, u, v, colours);
                for (int c = 0; c < 3; c++) {
                    mean[c] += colours[c] / ((double) w * h);
                }
            }
        }
        double grey = (mean[0] + mean[1] + mean[2]) / 3;
        byte[] rgb = new byte[3 * w * h];
        for (int v = 0; v < h; v++) {
            for (int u = 0; u < w; u++) {
                light(planes, format, u, v, colours);
                for (int c = 0; c < 3; c++) {
                    double balanced = mean[c] > 0 ? colours[c] * grey / mean[c] : 0;
                    rgb[3 * (v * w + u) + c] =
                            (byte) Math.round(255 * Math.sqrt(Math.min(1, balanced)));
                }
            }
        }
        return new ImagePixels(w, h, rgb);
    }

    private static void light(
            RawPlanes planes, CameraImage.RawFormat format, int u, int v, double[] out) {
        double span = format.white() - format.black();
        out[0] = Math.max(0, (planes.at(0, u, v) - format.black()) / span);
        out[1] =
                Math.max(
                        0,
                        (0.5 * (planes.at(1, u, v) + planes.at(2, u, v)) - format.black()) / span);
        out[2] = Math.max(0, (planes.at(3, u, v) - format.black()) / span);
    }

    /** Mean colour of the part of this image under one pixel of a picture of another size. */
    int mean(int column, int row, int columns, int rows) {
        int u0 = (int) ((long) column * width / columns);
        int u1 = Math.max(u0 + 1, (int) ((long) (column + 1) * width / columns));
        int v0 = (int) ((long) row * height / rows);
        int v1 = Math.max(v0 + 1, (int) ((long) (row + 1) * height / rows));
        long r = 0;
        long g = 0;
        long b = 0;
        for (int v = v0; v < v1; v++) {
            for (int u = u0; u < u1; u++) {
                int i = 3 * (v * width + u);
                r += rgb[i] & 0xff;
                g += rgb[i + 1] & 0xff;
                b += rgb[i + 2] & 0xff;
            }
        }
        long n = (long) (u1 - u0) * (v1 - v0);
        return (int) (r / n) << 16 | (int) (g / n) << 8 | (int) (b / n);
    }
}
