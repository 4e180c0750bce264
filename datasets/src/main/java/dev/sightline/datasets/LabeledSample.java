package dev.sightline.datasets;

import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import java.util.List;
import java.util.Optional;

/**
 * A sample with what its dataset knows to be true of it.
 *
 * @param sample what the sensors saw
 * @param objects true boxes in the ego frame at the reference time; empty if the dataset has none
 * @param truth true occupancy in the ego frame at the reference time, if the dataset has it
 * @param cameraMask voxels the truth says cameras observed
 * @param lidarMask voxels the truth says the LiDAR observed
 * @param lost what was present but could not be used, one plain sentence each, with file and reason
 */
public record LabeledSample(
        Sample sample,
        List<TrackedObject> objects,
        Optional<Occupancy> truth,
        Optional<VisibilityMask> cameraMask,
        Optional<VisibilityMask> lidarMask,
        List<String> lost) {

    public LabeledSample {
        objects = List.copyOf(objects);
        lost = List.copyOf(lost);
    }

    /** A sample of which nothing is known to be true. */
    public static LabeledSample unlabeled(Sample sample) {
        return new LabeledSample(
                sample, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
