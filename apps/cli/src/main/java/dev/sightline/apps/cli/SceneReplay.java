package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.EgoCloud;
import dev.sightline.apps.pipeline.Pipeline;
import dev.sightline.apps.pipeline.PipelineConfig;
import dev.sightline.apps.pipeline.Stage;
import dev.sightline.apps.pipeline.Step;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.dtof.metric.RangeError;
import dev.sightline.occupancy.DrivableSurface;
import dev.sightline.occupancy.LogOddsOccupancy;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.occupancy.metric.ConfusionMatrix;
import dev.sightline.occupancy.metric.StructureRecall;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.planner.metric.PlanVersusDriven;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drives one scene through a pipeline of its own, scores it and writes its predictions. */
final class SceneReplay {

    /** What stands less than this above the ground is ground. */
    private static final double STRUCTURE_HEIGHT_M = 0.3;

    private final Dataset dataset;
    private final SceneInfo scene;
    private final ReplayOptions options;
    private final SampleEdits edits;
    private final PipelineConfig config;
    private final ReplaySink sink;

    private DrivenComparison comparison;
    private ReplayScores scores = ReplayScores.empty();
    private Optional<LogOddsOccupancy> lastScanOnly = Optional.empty();

    SceneReplay(
            Dataset dataset,
            SceneInfo scene,
            ReplayOptions options,
            PipelineConfig config,
            ReplaySink sink) {
        this.dataset = dataset;
        this.scene = scene;
        this.options = options;
        this.edits = new SampleEdits(options);
        this.config = config;
        this.sink = sink;
        this.comparison = new DrivenComparison(config);
    }

    /** Replays the scene; what of it cannot be read is counted, never fatal. */
    ReplayScores run(Progress progress) throws IOException {
        Optional<PoseTrack> whole = wholeTrack();
        Pipeline pipeline = new Pipeline(config);
        Pace pace = new Pace(ReplayOptions.Rate.of(options.rate));
        try (ReadAhead samples = new ReadAhead(dataset, scene, options.threads > 1)) {
            for (int i = 0; i < scene.samples() && !sink.interrupted(); i++) {
                try {
                    LabeledSample labeled = samples.get(i);
                    if (inWindow(labeled.sample())) {
                        pace.waitFor(labeled.sample().referenceNs());
                        step(pipeline, labeled, whole);
                    }
                    if (!scene.continuous()) { // the next sample is another place: it starts from
                        // nothing
                        scores =
                                scores.merge(
                                        ReplayScores.ofDriven(comparison.finish(Optional.empty())));
                        comparison = new DrivenComparison(config);
                        lastScanOnly = Optional.empty();
                        pipeline = new Pipeline(config);
                    }
                } catch (DatasetException e) {
                    sink.lost(e.getMessage());
                    scores = scores.merge(ReplayScores.ofLoss(1));
                }
                progress.step();
            }
        }
        return scores.merge(ReplayScores.ofDriven(comparison.finish(whole)));
    }

    /** Read once a scene: some recordings gather it from all over their tables. */
    private Optional<PoseTrack> wholeTrack() {
        try {
            return dataset.track(scene.name());
        } catch (DatasetException e) {
            sink.lost(e.getMessage());
            scores = scores.merge(ReplayScores.ofLoss(0));
            return Optional.empty();
        }
    }

    private boolean inWindow(Sample sample) {
        double seconds = (sample.referenceNs() - scene.fromNs()) * 1e-9;
        return seconds >= options.from && seconds <= options.to;
    }

    private void step(Pipeline pipeline, LabeledSample labeled, Optional<PoseTrack> whole)
            throws IOException {
        Sample sample = edits.apply(labeled.sample());
        labeled.lost().forEach(sink::lost);
        boolean maps = config.stages().contains(Stage.OCCUPANCY);
        Optional<Occupancy> remembered =
                maps && lastScanOnly.isPresent()
                        ? Optional.of(pipeline.occupancyOn(config.grid(), sample))
                        : Optional.empty();
        Step step = pipeline.step(sample);
        StructureRecall fused = StructureRecall.empty();
        StructureRecall single = StructureRecall.empty();
        if (remembered.isPresent()) {
            OccupancyGrid scanBefore =
                    lastScanOnly
                            .get()
                            .at(config.grid(), sample.worldFromEgo(), sample.referenceNs())
                            .voxels();
            BitSet structure = structure(step);
            fused =
                    StructureRecall.of(
                            remembered.get().voxels(), step.points(), Optional.of(structure));
            single = StructureRecall.of(scanBefore, step.points(), Optional.of(structure));
        }
        if (maps && !step.clouds().isEmpty()) {
            lastScanOnly = Optional.of(memoryOf(step));
        }
        comparison.add(step);
        scores = scores.merge(scored(labeled, step, fused, single));
        sink.step(labeled, step, pipeline, whole);
    }

    /** What histograms said against what a scanner measured at the same instant: one of the rig's, or the one they were made from. */
    private static RangeError ranges(LabeledSample labeled, Step step) {
        Sample recorded = labeled.sample();
        RangeError sum = RangeError.empty();
        if (recorded.pointClouds().isEmpty() || step.sample().histograms().isEmpty()) {
            return sum;
        }
        List<EgoCloud> scans =
                recorded.pointClouds().stream().map(c -> EgoCloud.of(recorded, c)).toList();
        PointCloud reference = EgoCloud.joined(recorded.referenceNs(), scans);
        for (EgoCloud cloud : step.clouds()) {
            Mount mount = step.sample().rig().mount(cloud.points().origin()).orElseThrow();
            if (mount.model() instanceof DtofModel model) {
                sum =
                        sum.merge(
                                RangeError.of(
                                        cloud.points(), reference, mount.egoFromSensor(), model));
            }
        }
        return sum;
    }

    /** A memory that knows this step's scan and nothing before it. */
    private LogOddsOccupancy memoryOf(Step step) {
        LogOddsOccupancy memory = new LogOddsOccupancy(config.occupancy());
        Sample sample = step.sample();
        for (EgoCloud cloud : step.clouds()) {
            memory.add(cloud.points(), cloud.origin(), sample.worldFromEgo(), sample.referenceNs());
        }
        return memory;
    }

    /** Returns that stand clear of the ground, where the ground is known; elsewhere above the plane the wheels stand on. */
    private static BitSet structure(Step step) {
        DrivableSurface surface = step.occupancy().flatMap(Occupancy::surface).orElseThrow();
        PointCloud points = step.points();
        BitSet above = new BitSet(points.size());
        for (int i = 0; i < points.size(); i++) {
            int ix = surface.spec().ix(points.x(i));
            int iy = surface.spec().iy(points.y(i));
            boolean inside = surface.spec().contains(ix, iy, 0);
            float ground = inside ? surface.height(surface.spec().index(ix, iy, 0)) : Float.NaN;
            above.set(i, points.z(i) > (Float.isNaN(ground) ? 0 : ground) + STRUCTURE_HEIGHT_M);
        }
        return above;
    }

    private static ReplayScores scored(
            LabeledSample labeled, Step step, StructureRecall fused, StructureRecall single) {
        Map<String, Long> points = new TreeMap<>();
        step.clouds()
                .forEach(
                        c ->
                                points.merge(
                                        c.points().origin().name(),
                                        (long) c.points().size(),
                                        Long::sum));
        Map<ReplayScores.Mask, ConfusionMatrix> truth = new EnumMap<>(ReplayScores.Mask.class);
        if (labeled.truth().isPresent() && step.occupancy().isPresent()) {
            OccupancyGrid expected = labeled.truth().get().voxels();
            OccupancyGrid found = step.occupancy().get().voxels();
            if (expected.spec().equals(found.spec()) && expected.taxonomy() == found.taxonomy()) {
                truth.put(
                        ReplayScores.Mask.NONE,
                        ConfusionMatrix.of(expected, found, Optional.empty()));
                masked(truth, ReplayScores.Mask.CAMERA, labeled.cameraMask(), expected, found);
                masked(truth, ReplayScores.Mask.LIDAR, labeled.lidarMask(), expected, found);
            }
        }
        return new ReplayScores(
                1,
                0,
                labeled.lost().size(),
                points,
                ranges(labeled, step),
                step.occupancy().map(o -> o.voxels().occupied()).orElse(0),
                truth,
                fused,
                single,
                PlanVersusDriven.empty());
    }

    private static void masked(
            Map<ReplayScores.Mask, ConfusionMatrix> truth,
            ReplayScores.Mask name,
            Optional<VisibilityMask> mask,
            OccupancyGrid expected,
            OccupancyGrid found) {
        mask.ifPresent(m -> truth.put(name, ConfusionMatrix.of(expected, found, mask)));
    }
}
