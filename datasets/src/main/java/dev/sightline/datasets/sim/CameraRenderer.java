package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;

/**
 * Ray-casts pictures: one ray per pixel middle, sun with cast shadows and light from the sky, haze with distance, 8-bit sRGB-like
 * tone (power 1/2.2). Global shutter; no lens or sensor noise.
 */
public final class CameraRenderer {

    /** How far a camera sees things, metres; beyond is sky. */
    public static final double FAR = 400;

    private static final double HAZE = 260; // metres to 1/e
    private static final double SUN = 2.1;
    private static final double SKY = 0.75;
    private static final int TONES = 4096;
    private static final byte[] TONE = new byte[TONES + 1];

    static {
        for (int i = 0; i <= TONES; i++) {
            TONE[i] = (byte) Math.round(255 * StrictMath.pow((double) i / TONES, 1 / 2.2));
        }
    }

    private final int threads;

    /** A renderer that splits rows over threads; the picture does not depend on how many. */
    public CameraRenderer(int threads) {
        this.threads = threads;
    }

    /** Renders what a camera sees of a scene at the scene's time. */
    public CameraView render(Scene scene, Frame camera, CameraModel model, Pose worldFromCamera) {
        int w = model.width();
        int h = model.height();
        byte[] rgb = new byte[3 * w * h];
        float[] range = new float[w * h];
        int[] instance = new int[w * h];
        double[] m = worldFromCamera.matrix();
        Rows.each(
                h,
                threads,
                v -> {
                    Hit hit = new Hit();
                    double[] light = new double[3];
                    for (int u = 0; u < w; u++) {
                        Vec3 d = model.ray(u, v);
                        double dx = m[0] * d.x() + m[1] * d.y() + m[2] * d.z();
                        double dy = m[4] * d.x() + m[5] * d.y() + m[6] * d.z();
                        double dz = m[8] * d.x() + m[9] * d.y() + m[10] * d.z();
                        boolean met = scene.cast(m[3], m[7], m[11], dx, dy, dz, FAR, hit);
                        int at = v * w + u;
                        range[at] = met ? (float) hit.range() : Float.POSITIVE_INFINITY;
                        instance[at] = met ? hit.instance() : -1;
                        sky(dz, light);
                        if (met) {
                            shade(scene, hit, light);
                        }
                        for (int c = 0; c < 3; c++) {
                            rgb[3 * at + c] = TONE[(int) (TONES * Math.min(1, light[c]))];
                        }
                    }
                });
        CameraImage image = CameraImage.rgb(camera, scene.timeNs(), 0, w, h, rgb);
        return new CameraView(image, model, worldFromCamera, range, instance);
    }

    private static void sky(double up, double[] light) {
        double k = Math.sqrt(Math.max(0, up)); // pale at the horizon, blue above
        light[0] = 0.68 - 0.52 * k;
        light[1] = 0.76 - 0.44 * k;
        light[2] = 0.86 - 0.22 * k;
    }

    /** Replaces the sky's light by that of a surface, seen through haze. */
    private static void shade(Scene scene, Hit hit, double[] light) {
        Vec3 sun = scene.world().towardsSun();
        double nx = hit.normal(0);
        double ny = hit.normal(1);
        double nz = hit.normal(2);
        double facing = nx * sun.x() + ny * sun.y() + nz * sun.z();
        double direct = 0;
        if (facing > 0) {
            boolean dark =
                    scene.shaded(
                            hit.x() + 1e-3 * nx, hit.y() + 1e-3 * ny, hit.z() + 1e-3 * nz, hit);
            direct = dark ? 0 : SUN * facing;
        }
        // A wall sees half the sky, a ceiling none of it but the ground's reflection.
        double ambient = SKY * (0.62 + 0.38 * nz);
        double clear = StrictMath.exp(-hit.range() / HAZE);
        double[] colour = hit.colour();
        double[] horizon = {0.68, 0.76, 0.86};
        for (int c = 0; c < 3; c++) {
            double blue = c == 2 ? 1.15 : c == 1 ? 1.0 : 0.9;
            double lit = colour[c] * (direct + ambient * blue) * 0.62;
            light[c] = lit * clear + horizon[c] * (1 - clear);
        }
    }
}
