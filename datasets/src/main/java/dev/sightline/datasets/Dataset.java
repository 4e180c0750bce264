package dev.sightline.datasets;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.PoseTrack;
import java.util.List;
import java.util.Optional;

/**
 * A recording that can be replayed: scenes of samples in time order. Opening reads an index only; sensor files are read sample by
 * sample, and never all of a table or a recording is held in memory.
 *
 * <p>Reading is thread-safe unless an implementation says otherwise. Frames of a scene share one world frame and one clock.
 */
public interface Dataset extends AutoCloseable {

    /** Layout name: {@code nuscenes}, {@code semantickitti}, ... */
    String format();

    /** All scenes, in a stable order. */
    List<SceneInfo> scenes();

    /**
     * What a user should know: what is absent, assumed or supplied by us ("no velodyne-to-camera Tr: the public value for sequence
     * 00 is supplied"), one sentence each.
     */
    List<String> remarks();

    /**
     * Reads one sample.
     *
     * @param scene a name of {@link #scenes}
     * @param index 0 to the scene's number of samples - 1, in time order
     * @throws DatasetException if nothing of the sample can be used; a single bad sensor file is left out and said in {@code lost}
     */
    LabeledSample read(String scene, int index) throws DatasetException;

    /** The grid in which this dataset's own benchmark works, in the ego frame, if it has one of its own. */
    default Optional<GridSpec> nativeGrid() {
        return Optional.empty();
    }

    /**
     * Ego poses over a whole scene, where the recording holds more than its samples do: what the driver did afterwards.
     *
     * @throws DatasetException if the poses are there but cannot be read
     */
    default Optional<PoseTrack> track(String scene) throws DatasetException {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
