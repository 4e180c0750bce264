package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Step;
import dev.sightline.apps.report.EgoFootprint;
import dev.sightline.apps.report.GroundOverlay;
import dev.sightline.apps.report.GroundPath;
import dev.sightline.apps.report.GroundPath.Style;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.planner.Plan;
import dev.sightline.planner.Trajectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plan of a step, what it rejected, and what the driver did, as lines on the ground. */
final class PlanOverlay {

    private static final int MOST_CANDIDATES = 40;
    private static final int MOST_REJECTED = 60;
    private static final long DRIVEN_NS = 5_000_000_000L;
    private static final long DRIVEN_STEP_NS = 100_000_000L;

    private PlanOverlay() {}

    /**
     * Collects the lines of a step.
     *
     * @param whole the ego's poses over the whole scene, if the recording has them
     * @param outline the vehicle's
     */
    static GroundOverlay of(
            LabeledSample labeled, Step step, Optional<PoseTrack> whole, EgoFootprint outline) {
        List<GroundPath> paths = new ArrayList<>();
        step.plan().ifPresent(plan -> plan(plan, paths));
        driven(step.sample(), whole.orElse(step.sample().track()), paths);
        return new GroundOverlay(labeled.objects(), paths, Optional.of(outline));
    }

    private static void plan(Plan plan, List<GroundPath> paths) {
        List<Plan.Candidate> rejected =
                plan.candidates().stream().filter(c -> c.rejection().isPresent()).toList();
        int every = Math.max(1, rejected.size() / MOST_REJECTED);
        for (int i = 0; i < rejected.size(); i += every) {
            paths.add(GroundPath.of(points(rejected.get(i).trajectory()), Style.REJECTED));
        }
        plan.candidates().stream()
                .filter(c -> c.rejection().isEmpty())
                .sorted(Comparator.comparingDouble(c -> c.cost().total()))
                .limit(MOST_CANDIDATES)
                .forEach(
                        c ->
                                paths.add(
                                        new GroundPath(
                                                points(c.trajectory()),
                                                Style.CANDIDATE,
                                                c.cost().total())));
        paths.add(GroundPath.of(points(plan.trajectory()), Style.CHOSEN));
    }

    private static List<Vec3> points(Trajectory t) {
        List<Vec3> points = new ArrayList<>(t.size());
        for (int i = 0; i < t.size(); i++) {
            points.add(new Vec3(t.x(i), t.y(i), 0));
        }
        return points;
    }

    /** The driven path after the sample, as far as the poses go. */
    private static void driven(Sample sample, PoseTrack track, List<GroundPath> paths) {
        Pose egoFromWorld = sample.worldFromEgo().inverse();
        long until = Math.min(track.toNs(), sample.referenceNs() + DRIVEN_NS);
        List<Vec3> points = new ArrayList<>();
        for (long t = sample.referenceNs(); t <= until; t += DRIVEN_STEP_NS) {
            points.add(egoFromWorld.apply(track.at(t).translation()));
        }
        if (points.size() >= 2) {
            paths.add(GroundPath.of(points, Style.DRIVEN));
        }
    }
}
