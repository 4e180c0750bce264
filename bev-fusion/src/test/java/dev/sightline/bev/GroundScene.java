package dev.sightline.bev;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.BayerPattern;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.List;

/**
 * A painted ground plane z = 0 of the world and cameras that see it: what the inverse of a perspective is tested against. The ego
 * drives along the world's x at {@code speed} and is at the world's origin at time 0.
 */
final class GroundScene {

    /** Colour of the ground, 0..1 per channel, at a place of the world. */
    interface Paint {
        double[] at(double x, double y);
    }

    /** Optical axes of a camera that looks along the ego's x. */
    private static final Rotation FORWARD = Rotation.ofMatrix(0, 0, 1, -1, 0, 0, 0, -1, 0);

    private static final double[] SKY = {0.2, 0.9, 0.1};
    private static final int OVERSAMPLING = 3;

    private final Paint paint;
    private final double speed;
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Measurement> images = new ArrayList<>();

    GroundScene(Paint paint, double speed) {
        this.paint = paint;
        this.speed = speed;
    }

    /** Where a camera sits that is turned left by {@code yaw} and down by {@code pitch}, radians. */
    static Pose looking(String name, Vec3 position, double yaw, double pitch) {
        Rotation turn = Rotation.aboutZ(yaw).times(Rotation.about(new Vec3(0, 1, 0), pitch));
        return new Pose(Frame.EGO, new Frame(name), turn.times(FORWARD), position);
    }

    private Pose worldFromEgo(long timeNs) {
        return new Pose(
                Frame.WORLD, Frame.EGO, Rotation.IDENTITY, new Vec3(speed * timeNs * 1e-9, 0, 0));
    }

    /** Adds a camera and its picture. */
    GroundScene rgb(CameraModel model, Pose egoFromCamera, long startNs, long rowPeriodNs) {
        byte[] rgb = new byte[3 * model.width() * model.height()];
        double[] colour = new double[3];
        for (int v = 0, i = 0; v < model.height(); v++) {
            for (int u = 0; u < model.width(); u++) {
                colourOf(model, egoFromCamera, startNs + v * rowPeriodNs, u, v, colour);
                for (int c = 0; c < 3; c++) {
                    rgb[i++] = (byte) Math.round(255 * colour[c]);
                }
            }
        }
        mounts.add(new Mount(egoFromCamera, model));
        images.add(
                CameraImage.rgb(
                        egoFromCamera.source(),
                        startNs,
                        rowPeriodNs,
                        model.width(),
                        model.height(),
                        rgb));
        return this;
    }

    /** Adds a camera and its mosaic; values are linear, so that the square root of them is the paint again. */
    GroundScene raw(CameraModel model, Pose egoFromCamera, BayerPattern pattern) {
        short[] mosaic = new short[model.width() * model.height()];
        double[] colour = new double[3];
        int[] channel = {0, 1, 1, 2};
        for (int v = 0, i = 0; v < model.height(); v++) {
            for (int u = 0; u < model.width(); u++) {
                colourOf(model, egoFromCamera, 0, u, v, colour);
                double value = colour[channel[pattern.plane(u, v)]];
                mosaic[i++] = (short) Math.round(256 + value * value * (4000 - 256));
            }
        }
        mounts.add(new Mount(egoFromCamera, model));
        CameraImage.RawFormat format = new CameraImage.RawFormat(pattern, 12, 256, 4000);
        images.add(
                CameraImage.raw(
                        egoFromCamera.source(),
                        0,
                        0,
                        model.width(),
                        model.height(),
                        format,
                        mosaic));
        return this;
    }

    private void colourOf(
            CameraModel model, Pose egoFromCamera, long timeNs, int u, int v, double[] sum) {
        Pose worldFromCamera = worldFromEgo(timeNs).times(egoFromCamera);
        Vec3 from = worldFromCamera.translation();
        java.util.Arrays.fill(sum, 0);
        for (int k = 0; k < OVERSAMPLING * OVERSAMPLING; k++) {
            int row = k / OVERSAMPLING;
            double du = (k % OVERSAMPLING + 0.5) / OVERSAMPLING - 0.5;
            double dv = (row + 0.5) / OVERSAMPLING - 0.5;
            Vec3 d = worldFromCamera.rotation().apply(model.ray(u + du, v + dv));
            double[] colour =
                    d.z() < -1e-9
                            ? paint.at(
                                    from.x() - d.x() * from.z() / d.z(),
                                    from.y() - d.y() * from.z() / d.z())
                            : SKY;
            for (int c = 0; c < 3; c++) {
                sum[c] += colour[c] / (OVERSAMPLING * OVERSAMPLING);
            }
        }
    }

    /** A sample at a reference time; all images must lie within one second of time 0. */
    Sample sample(long referenceNs) {
        long second = 1_000_000_000;
        PoseTrack track =
                PoseTrack.of(
                        new long[] {-second, second},
                        List.of(worldFromEgo(-second), worldFromEgo(second)));
        return new Sample(
                "ground", "t" + referenceNs, referenceNs, SensorRig.of(mounts), track, images);
    }
}
