package dev.sightline.datasets.commonroad;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A task for the ego vehicle.
 *
 * @param id as in the file
 * @param initial where it starts; speed is always known
 * @param slip angle between heading and motion at the start, radians, if known
 * @param goals any one of them solves it
 */
public record PlanningProblem(String id, State initial, OptionalDouble slip, List<Goal> goals) {

    public PlanningProblem {
        goals = List.copyOf(goals);
        if (goals.isEmpty()) {
            throw new IllegalArgumentException("planning problem " + id + " has no goal");
        }
    }
}
