package dev.sightline.perception.sample;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.perception.sensor.SensorRig;
import java.util.List;
import java.util.Optional;

/**
 * What all sensors saw around one reference time: raw measurements, the rig, and the ego poses that cover every one of them.
 * The instant that other systems call a "frame".
 */
public final class Sample {

    private final String scene;
    private final String token;
    private final long referenceNs;
    private final SensorRig rig;
    private final PoseTrack worldFromEgo;
    private final List<Measurement> measurements;

    /**
     * Builds a sample.
     *
     * @param scene name of the recording's part, used as a folder name: no separators
     * @param token name of this instant, unique in its scene, used as a folder name
     * @param referenceNs the time that results refer to, ns
     * @param worldFromEgo poses that cover the reference time and every measurement's start and end
     * @param measurements any subset of the rig's sensors, in rig order by convention
     * @throws IllegalArgumentException if a measurement's time is outside the track, naming sensor and gap
     */
    public Sample(
            String scene,
            String token,
            long referenceNs,
            SensorRig rig,
            PoseTrack worldFromEgo,
            List<? extends Measurement> measurements) {
        requireName("scene", scene);
        requireName("token", token);
        FrameMismatchException.require(
                "target of the track", Frame.WORLD, worldFromEgo.pose(0).target());
        FrameMismatchException.require(
                "source of the track", Frame.EGO, worldFromEgo.pose(0).source());
        requireCovered("reference time", worldFromEgo, referenceNs);
        for (Measurement m : measurements) {
            requireCovered("start of '" + m.frame() + "'", worldFromEgo, m.startNs());
            requireCovered("end of '" + m.frame() + "'", worldFromEgo, m.endNs());
        }
        this.scene = scene;
        this.token = token;
        this.referenceNs = referenceNs;
        this.rig = rig;
        this.worldFromEgo = worldFromEgo;
        this.measurements = List.copyOf(measurements);
    }

    private static void requireName(String what, String name) {
        if (!name.matches("[A-Za-z0-9_.+-]{1,200}") || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    what
                            + " must be 1..200 of A-Z a-z 0-9 _ . + - and not start with a dot, was '"
                            + name
                            + "'");
        }
    }

    private static void requireCovered(String what, PoseTrack track, long timeNs) {
        if (!track.covers(timeNs)) {
            throw new IllegalArgumentException(
                    what
                            + ": "
                            + timeNs
                            + " ns is outside the pose track "
                            + track.fromNs()
                            + ".."
                            + track.toNs()
                            + " ns");
        }
    }

    public String scene() {
        return scene;
    }

    public String token() {
        return token;
    }

    /** The time that results refer to, ns. */
    public long referenceNs() {
        return referenceNs;
    }

    public SensorRig rig() {
        return rig;
    }

    /** The whole ego track of this sample. */
    public PoseTrack track() {
        return worldFromEgo;
    }

    /** Ego pose at the reference time. */
    public Pose worldFromEgo() {
        return worldFromEgo.at(referenceNs);
    }

    public List<Measurement> measurements() {
        return measurements;
    }

    public List<CameraImage> images() {
        return of(CameraImage.class);
    }

    public List<PointCloud> pointClouds() {
        return of(PointCloud.class);
    }

    public List<PulseHistogram> histograms() {
        return of(PulseHistogram.class);
    }

    /** All measurements of one kind, in order. */
    public <M extends Measurement> List<M> of(Class<M> kind) {
        return measurements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The image of a camera, if it was recorded. */
    public Optional<CameraImage> image(Frame camera) {
        return images().stream().filter(i -> i.frame().equals(camera)).findFirst();
    }

    /** Sensors of the rig that gave nothing to this sample. */
    public List<Frame> missing() {
        return rig.mounts().stream()
                .map(mount -> mount.frame())
                .filter(f -> measurements.stream().noneMatch(m -> m.frame().equals(f)))
                .toList();
    }

    /** {@code sensor(t_sensor) <- ego(t_reference)}: from the ego frame of results to a sensor at its own time. */
    public Pose sensorFromEgo(Frame sensor, long sensorTimeNs) {
        Pose worldFromSensor = worldFromEgo.at(sensorTimeNs).times(rig.egoFrom(sensor));
        return worldFromSensor.inverse().times(worldFromEgo());
    }

    /** The same instant with other measurements: a dropped sensor, a synthesised one. */
    public Sample with(SensorRig otherRig, List<? extends Measurement> others) {
        return new Sample(scene, token, referenceNs, otherRig, worldFromEgo, others);
    }

    @Override
    public String toString() {
        return scene
                + "/"
                + token
                + " at "
                + referenceNs
                + " ns, "
                + measurements.size()
                + " measurements";
    }
}
