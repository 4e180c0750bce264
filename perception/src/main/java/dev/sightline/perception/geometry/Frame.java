package dev.sightline.perception.geometry;

/**
 * The name of a coordinate frame. Two frames are the same if and only if their names are.
 *
 * <p>Axes, by kind: {@link #WORLD}, {@link #EGO} and LiDARs have x forward, y left, z up unless the sensor's maker says
 * otherwise (a nuScenes LIDAR_TOP has y forward, and its pose says so); cameras are optical: x right, y down, z forward.
 * "Frame" means coordinate frame only; a captured instant is a sample.
 *
 * @param name as in the recording, for example {@code CAM_FRONT}; not blank
 */
public record Frame(String name) {

    /** A fixed frame of the recording, metres, z up. */
    public static final Frame WORLD = new Frame("world");

    /**
     * The vehicle at the instant that the pose or measurement names: x forward, y left, z up, origin on the ground. Where two
     * instants meet, they meet through {@link #WORLD}.
     */
    public static final Frame EGO = new Frame("ego");

    public Frame {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a frame needs a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
