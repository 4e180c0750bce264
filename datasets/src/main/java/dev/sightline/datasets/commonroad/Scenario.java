package dev.sightline.datasets.commonroad;

import dev.sightline.perception.map.LaneGraph;
import java.util.List;

/**
 * The contents of a CommonRoad file.
 *
 * @param id its benchmark id
 * @param version of the format: {@code 2018b} or {@code 2020a}
 * @param source where the traffic comes from, in the file's words
 * @param stepSeconds duration of a step
 * @param lanes its lanelets, in the world frame; a lanelet's id is the lane's
 * @param obstacles everything else on the road, in file order
 * @param problems what is to be planned; may be empty
 * @param droppedLinks links of lanes to lanes that the file does not hold (maps are cut out of larger ones)
 */
public record Scenario(
        String id,
        String version,
        String source,
        double stepSeconds,
        LaneGraph lanes,
        List<Obstacle> obstacles,
        List<PlanningProblem> problems,
        int droppedLinks) {

    public Scenario {
        obstacles = List.copyOf(obstacles);
        problems = List.copyOf(problems);
    }
}
