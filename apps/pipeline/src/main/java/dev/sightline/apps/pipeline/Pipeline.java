package dev.sightline.apps.pipeline;

import dev.sightline.bev.BevFusion;
import dev.sightline.bev.BevGrid;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.occupancy.LogOddsOccupancy;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.Goal;
import dev.sightline.planner.Plan;
import dev.sightline.planner.Planner;
import dev.sightline.planner.PlanningScene;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The chain of stages over the samples of one drive, in time order: sensors, points, bird's-eye view, occupancy, plan.
 *
 * <p>It remembers: occupancy is fused over samples and a plan keeps to the one before; so a new drive needs a new pipeline. Results
 * do not depend on the clock, which is read for latencies only.
 *
 * <p>Threading: one thread at a time steps a pipeline; it starts no threads. Pipelines are independent of each other, and the steps
 * they return are immutable, so many may run side by side and any thread may read what they made.
 */
public final class Pipeline {

    private static final double WALKING_PACE = 1.5;

    private final PipelineConfig config;
    private final DepthPipeline depth;
    private final BevFusion bev;
    private final LogOddsOccupancy memory;
    private final Planner planner;
    private Optional<Plan> previous = Optional.empty();

    public Pipeline(PipelineConfig config) {
        this.config = config;
        this.depth = new DepthPipeline(config.depth());
        this.bev = new BevFusion(config.bev());
        this.memory = new LogOddsOccupancy(config.occupancy());
        this.planner = new Planner(config.vehicle(), config.planner());
    }

    public PipelineConfig config() {
        return config;
    }

    /**
     * Runs the stages on one sample.
     *
     * @param sample not earlier than the one before
     * @throws IllegalArgumentException if it is
     */
    public Step step(Sample sample) {
        Map<Stage, Long> latency = new EnumMap<>(Stage.class);
        EgoState ego = EgoMotion.at(sample);
        List<EgoCloud> clouds = run(Stage.DEPTH, latency, () -> clouds(sample)).orElse(List.of());
        Optional<BevGrid> seen = run(Stage.BEV, latency, () -> see(sample, clouds));
        Optional<Occupancy> world = run(Stage.OCCUPANCY, latency, () -> remember(sample, clouds));
        Optional<Plan> plan = run(Stage.PLAN, latency, () -> plan(ego, world));
        previous = plan;
        return new Step(sample, ego, clouds, seen, world, plan, latency);
    }

    /** The probability that each voxel of the answer's grid is occupied, at the sample stepped last; 0.5 where unknown. */
    public float[] occupiedProbability(Sample sample) {
        return memory.probabilityAt(config.grid(), sample.worldFromEgo(), sample.referenceNs());
    }

    /** What is remembered on another grid of the ego frame, at the sample stepped last: a benchmark's own grid. */
    public Occupancy occupancyOn(GridSpec egoGrid, Sample sample) {
        return memory.at(egoGrid, sample.worldFromEgo(), sample.referenceNs());
    }

    private List<EgoCloud> clouds(Sample sample) {
        List<EgoCloud> clouds = new ArrayList<>();
        for (PulseHistogram histogram : sample.histograms()) {
            clouds.add(cloud(sample, depth.points(histogram)));
        }
        for (PointCloud scan : sample.pointClouds()) {
            clouds.add(cloud(sample, scan));
        }
        return clouds;
    }

    private EgoCloud cloud(Sample sample, PointCloud points) {
        return EgoCloud.of(sample, points).withoutSelf(config.vehicle());
    }

    private BevGrid see(Sample sample, List<EgoCloud> clouds) {
        return clouds.isEmpty()
                ? bev.fuse(sample)
                : bev.fuse(sample, EgoCloud.joined(sample.referenceNs(), clouds));
    }

    private Occupancy remember(Sample sample, List<EgoCloud> clouds) {
        for (EgoCloud cloud : clouds) {
            memory.add(cloud.points(), cloud.origin(), sample.worldFromEgo(), sample.referenceNs());
        }
        return memory.at(config.grid(), sample.worldFromEgo(), sample.referenceNs());
    }

    private Plan plan(EgoState ego, Optional<Occupancy> world) {
        PlanningScene scene = PlanningScene.of(ego);
        if (world.isPresent()) {
            scene = scene.with(world.get());
        }
        if (previous.isPresent()) {
            scene = scene.after(previous.get());
        }
        double speed =
                Double.isNaN(config.goalSpeed())
                        ? Math.max(WALKING_PACE, ego.speed())
                        : config.goalSpeed();
        return planner.plan(scene, Goal.cruise(speed));
    }

    private <T> Optional<T> run(Stage stage, Map<Stage, Long> latency, Supplier<T> work) {
        if (!config.stages().contains(stage)) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        T result = work.get();
        latency.put(stage, System.nanoTime() - start);
        return Optional.of(result);
    }
}
