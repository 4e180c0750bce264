package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sensors of one vehicle, in the order they were given; one mount per frame. Immutable. */
public final class SensorRig {

    private final Map<Frame, Mount> mounts;

    private SensorRig(Map<Frame, Mount> mounts) {
        this.mounts = mounts;
    }

    /**
     * Builds a rig.
     *
     * @throws IllegalArgumentException if two mounts share a frame
     */
    public static SensorRig of(Collection<Mount> mounts) {
        Map<Frame, Mount> byFrame = new LinkedHashMap<>();
        for (Mount mount : mounts) {
            if (byFrame.put(mount.frame(), mount) != null) {
                throw new IllegalArgumentException("two sensors named '" + mount.frame() + "'");
            }
        }
        return new SensorRig(byFrame);
    }

    public List<Mount> mounts() {
        return List.copyOf(mounts.values());
    }

    public Optional<Mount> mount(Frame sensor) {
        return Optional.ofNullable(mounts.get(sensor));
    }

    /**
     * Where a sensor sits.
     *
     * @throws IllegalArgumentException if the rig has no such sensor; the message lists those it has
     */
    public Pose egoFrom(Frame sensor) {
        return require(sensor).egoFromSensor();
    }

    /**
     * The camera model of a channel.
     *
     * @throws IllegalArgumentException if the rig has no such camera
     */
    public CameraModel camera(Frame sensor) {
        if (require(sensor).model() instanceof CameraModel camera) {
            return camera;
        }
        throw new IllegalArgumentException("'" + sensor + "' is not a camera");
    }

    /**
     * The photon-counting model of a channel.
     *
     * @throws IllegalArgumentException if the rig has no such dToF sensor
     */
    public DtofModel dtof(Frame sensor) {
        if (require(sensor).model() instanceof DtofModel dtof) {
            return dtof;
        }
        throw new IllegalArgumentException("'" + sensor + "' is not a dToF sensor");
    }

    private Mount require(Frame sensor) {
        Mount mount = mounts.get(sensor);
        if (mount == null) {
            throw new IllegalArgumentException(
                    "no sensor '" + sensor + "' in this rig: it has " + mounts.keySet());
        }
        return mount;
    }

    /** Frames of all cameras, in rig order. */
    public List<Frame> cameras() {
        return mounts.values().stream()
                .filter(m -> m.model() instanceof CameraModel)
                .map(Mount::frame)
                .toList();
    }

    /** This rig and one more sensor, which takes the place of one of the same frame. */
    public SensorRig with(Mount mount) {
        Map<Frame, Mount> more = new LinkedHashMap<>(mounts);
        more.put(mount.frame(), mount);
        return new SensorRig(more);
    }

    @Override
    public String toString() {
        return "SensorRig" + mounts.keySet();
    }
}
