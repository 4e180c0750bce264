package dev.sightline.apps.pipeline;

import dev.sightline.bev.BevGrid;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the chain made of one sample. A stage that did not run left its result empty.
 *
 * @param sample what came in
 * @param ego how the vehicle moves
 * @param clouds points per sensor, in the ego frame, without the vehicle's own
 * @param bev bird's-eye view
 * @param occupancy space around the vehicle
 * @param plan what to drive
 * @param latencyNs wall-clock time of each stage that ran, ns: the one part that does not repeat
 */
public record Step(
        Sample sample,
        EgoState ego,
        List<EgoCloud> clouds,
        Optional<BevGrid> bev,
        Optional<Occupancy> occupancy,
        Optional<Plan> plan,
        Map<Stage, Long> latencyNs) {

    public Step {
        clouds = List.copyOf(clouds);
        latencyNs = Map.copyOf(latencyNs);
    }

    /** All points in the ego frame. */
    public PointCloud points() {
        return EgoCloud.joined(sample.referenceNs(), clouds);
    }
}
