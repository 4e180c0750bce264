package dev.sightline.perception.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * Poses of one moving frame in time order. It interpolates between neighbours and refuses to extrapolate: a pose outside the
 * track would be a guess.
 *
 * <p>One pose for a whole nuScenes sample puts its front camera 0.33 m off; so every measurement asks for the pose of its own time.
 */
public final class PoseTrack {

    private final long[] timesNs; // strictly ascending
    private final List<Pose> poses;

    private PoseTrack(long[] timesNs, List<Pose> poses) {
        this.timesNs = timesNs;
        this.poses = poses;
    }

    /**
     * Builds a track.
     *
     * @param timesNs strictly ascending, nanoseconds
     * @param poses one per time, all of the same two frames
     * @throws IllegalArgumentException naming the first time or pose that breaks the contract
     */
    public static PoseTrack of(long[] timesNs, List<Pose> poses) {
        if (timesNs.length != poses.size() || timesNs.length == 0) {
            throw new IllegalArgumentException(
                    "a track needs one pose per time and at least one: "
                            + timesNs.length
                            + " times, "
                            + poses.size()
                            + " poses");
        }
        for (int i = 1; i < timesNs.length; i++) {
            if (timesNs[i] <= timesNs[i - 1]) {
                throw new IllegalArgumentException(
                        "times must ascend: " + timesNs[i - 1] + " ns then " + timesNs[i] + " ns");
            }
            FrameMismatchException.require(
                    "target of pose " + i, poses.get(0).target(), poses.get(i).target());
            FrameMismatchException.require(
                    "source of pose " + i, poses.get(0).source(), poses.get(i).source());
        }
        return new PoseTrack(timesNs.clone(), List.copyOf(poses));
    }

    /** A track of a single instant. */
    public static PoseTrack at(long timeNs, Pose pose) {
        return of(new long[] {timeNs}, List.of(pose));
    }

    /**
     * The pose at a time, interpolated between its neighbours.
     *
     * @throws IllegalArgumentException if the time lies outside the track; the message says by how much
     */
    public Pose at(long timeNs) {
        int i = Arrays.binarySearch(timesNs, timeNs);
        if (i >= 0) {
            return poses.get(i);
        }
        int after = -i - 1;
        if (after == 0 || after == timesNs.length) {
            long gap = after == 0 ? timesNs[0] - timeNs : timeNs - timesNs[timesNs.length - 1];
            throw new IllegalArgumentException(
                    "no pose at "
                            + timeNs
                            + " ns: it is "
                            + gap / 1e6
                            + " ms outside the track "
                            + timesNs[0]
                            + ".."
                            + timesNs[timesNs.length - 1]
                            + " ns");
        }
        double k = (double) (timeNs - timesNs[after - 1]) / (timesNs[after] - timesNs[after - 1]);
        return poses.get(after - 1).interpolate(poses.get(after), k);
    }

    public boolean covers(long timeNs) {
        return timeNs >= fromNs() && timeNs <= toNs();
    }

    public long fromNs() {
        return timesNs[0];
    }

    public long toNs() {
        return timesNs[timesNs.length - 1];
    }

    public int size() {
        return timesNs.length;
    }

    /** Time of entry {@code i}, nanoseconds. */
    public long timeNs(int i) {
        return timesNs[i];
    }

    /** Pose of entry {@code i}. */
    public Pose pose(int i) {
        return poses.get(i);
    }

    /**
     * Velocity of the source frame's origin, metres per second in the target frame, by the chord over the neighbours of a time; NaN
     * for a track of one pose, which says nothing of motion.
     *
     * @throws IllegalArgumentException if the time lies outside the track
     */
    public Vec3 velocityAt(long timeNs) {
        if (!covers(timeNs)) {
            throw new IllegalArgumentException(
                    "no velocity at "
                            + timeNs
                            + " ns: the track is "
                            + fromNs()
                            + ".."
                            + toNs()
                            + " ns");
        }
        if (timesNs.length == 1) {
            return new Vec3(Double.NaN, Double.NaN, Double.NaN);
        }
        int i = Arrays.binarySearch(timesNs, timeNs);
        int after = Math.min(Math.max(i >= 0 ? i : -i - 1, 1), timesNs.length - 1);
        double seconds = (timesNs[after] - timesNs[after - 1]) * 1e-9;
        Vec3 chord = poses.get(after).translation().minus(poses.get(after - 1).translation());
        return chord.times(1 / seconds);
    }
}
