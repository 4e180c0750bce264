package dev.sightline.bev;

import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraImage.RawFormat;
import dev.sightline.perception.sensor.RawPlanes;
import java.util.Optional;

/** Colours between pixels, bilinear, 0..1. */
interface Texture {

    /**
     * Samples a place.
     *
     * @param u full-resolution pixels, clamped to the outermost pixel centres
     * @param v as u
     * @param rgb receives red, green, blue
     */
    void sample(double u, double v, float[] rgb);

    static Texture of(CameraImage image) {
        Optional<RawPlanes> planes = image.planes();
        return planes.isPresent()
                ? new Raw(planes.get(), image.rawFormat().orElseThrow())
                : new Rgb(image);
    }

    /** 8-bit colours as they are. */
    record Rgb(CameraImage image) implements Texture {

        @Override
        public void sample(double u, double v, float[] rgb) {
            double x = Math.min(Math.max(u, 0), image.width() - 1);
            double y = Math.min(Math.max(v, 0), image.height() - 1);
            int left = (int) x;
            int top = (int) y;
            int right = Math.min(left + 1, image.width() - 1);
            int bottom = Math.min(top + 1, image.height() - 1);
            int a = image.rgb(left, top);
            int b = image.rgb(right, top);
            int c = image.rgb(left, bottom);
            int d = image.rgb(right, bottom);
            for (int channel = 0; channel < 3; channel++) {
                int shift = 16 - 8 * channel;
                double upper = mix(a >> shift & 0xff, b >> shift & 0xff, x - left);
                double lower = mix(c >> shift & 0xff, d >> shift & 0xff, x - left);
                rgb[channel] = (float) (mix(upper, lower, y - top) / 255);
            }
        }
    }

    /** Each colour from its own plane, at the plane's own phase; the two greens averaged. */
    record Raw(RawPlanes planes, RawFormat format) implements Texture {

        @Override
        public void sample(double u, double v, float[] rgb) {
            rgb[0] = encoded(plane(0, u, v));
            rgb[1] = encoded((plane(1, u, v) + plane(2, u, v)) / 2);
            rgb[2] = encoded(plane(3, u, v));
        }

        private double plane(int plane, double u, double v) {
            // The block's centre is at (u - 1/2) / 2; a plane's samples lie its phase beside that.
            double x = (u - 0.5) / 2 - planes.phaseU(plane);
            double y = (v - 0.5) / 2 - planes.phaseV(plane);
            x = Math.min(Math.max(x, 0), planes.width() - 1);
            y = Math.min(Math.max(y, 0), planes.height() - 1);
            int left = (int) x;
            int top = (int) y;
            int right = Math.min(left + 1, planes.width() - 1);
            int bottom = Math.min(top + 1, planes.height() - 1);
            double upper = mix(planes.at(plane, left, top), planes.at(plane, right, top), x - left);
            double lower =
                    mix(planes.at(plane, left, bottom), planes.at(plane, right, bottom), x - left);
            return mix(upper, lower, y - top);
        }

        /** Black to 0, white to 1, then a gamma of 2: a square root is exact on every machine. */
        private float encoded(double count) {
            double linear = (count - format.black()) / (format.white() - format.black());
            return (float) Math.sqrt(Math.min(Math.max(linear, 0), 1));
        }
    }

    private static double mix(double a, double b, double k) {
        return a + k * (b - a);
    }
}
