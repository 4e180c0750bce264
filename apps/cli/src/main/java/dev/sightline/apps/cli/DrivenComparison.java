package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.PipelineConfig;
import dev.sightline.apps.pipeline.Step;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.planner.Plan;
import dev.sightline.planner.PlanningScene;
import dev.sightline.planner.metric.PlanVersusDriven;
import dev.sightline.planner.score.CollisionChecker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares each plan of a scene with what the recorded driver did after it. Plans wait until the drive has gone on for as long as a plan
 * looks ahead, so memory holds a horizon's worth of them, not a recording's.
 */
final class DrivenComparison {

    private record Waiting(Plan plan, CollisionChecker checker) {}

    private final PipelineConfig config;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final TreeMap<Long, Pose> driven = new TreeMap<>();
    private PlanVersusDriven sum = PlanVersusDriven.empty();

    DrivenComparison(PipelineConfig config) {
        this.config = config;
    }

    /** Takes a step, whose sample says where the driver has got to. */
    void add(Step step) {
        driven.put(step.sample().referenceNs(), step.sample().worldFromEgo());
        if (step.plan().isPresent()) {
            PlanningScene scene = PlanningScene.of(step.ego());
            PlanningScene seen = step.occupancy().map(scene::with).orElse(scene);
            waiting.add(
                    new Waiting(
                            step.plan().get().compact(),
                            CollisionChecker.of(seen, config.vehicle(), config.planner())));
        }
        long horizonNs = (long) (config.planner().horizon() * 1e9);
        while (!waiting.isEmpty()
                && waiting.peek().plan.ego().timeNs() + horizonNs <= driven.lastKey()) {
            compare(waiting.remove(), track());
        }
        long oldest = waiting.isEmpty() ? driven.lastKey() : waiting.peek().plan.ego().timeNs();
        Long kept = driven.floorKey(oldest);
        driven.headMap(kept == null ? oldest : kept).clear();
    }

    /**
     * Compares what still waits, as far as the recording goes.
     *
     * @param whole the ego's poses over the whole scene, if the recording has them; they may go on after its last sample
     */
    PlanVersusDriven finish(Optional<PoseTrack> whole) {
        while (!waiting.isEmpty()) {
            compare(waiting.remove(), whole.orElseGet(this::track));
        }
        return sum;
    }

    private PoseTrack track() {
        long[] times = driven.keySet().stream().mapToLong(Long::longValue).toArray();
        return PoseTrack.of(times, List.copyOf(driven.values()));
    }

    private void compare(Waiting one, PoseTrack track) {
        sum =
                sum.merge(
                        PlanVersusDriven.of(
                                one.plan, track, config.vehicle(), config.planner(), one.checker));
    }
}
