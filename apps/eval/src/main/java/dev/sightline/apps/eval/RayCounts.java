package dev.sightline.apps.eval;

import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.metric.FlowError;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.RayHits;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.occupancy.metric.RayPq;
import dev.sightline.occupancy.metric.RaySplit;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RayIoU of the protocols that have it, counted in bands of distance. Immutable. */
final class RayCounts {

    /** Name of the counters: frames that had origins, then those of {@link RayIou}. */
    static final String NAME = "rays";

    /** Name of the counters of {@link FlowError}, likewise. */
    static final String FLOW = "flow";

    /** Name of the counters of {@link RayPq}, likewise. */
    static final String SEGMENTS = "segments";

    /** Name of the counters of {@link RayIou} in bands of occlusion, likewise. */
    static final String HIDDEN = "rays_by_occlusion";

    private static final List<String> OCCLUSION =
            List.of("seen now", "seen at another time", "never seen");

    private static final RaySplit BANDS = RaySplit.byDistance(10, 20, 30, 40);

    private final Taxonomy taxonomy;
    private final GridSpec grid;

    private RayCounts(Taxonomy taxonomy, GridSpec grid) {
        this.taxonomy = taxonomy;
        this.grid = grid;
    }

    /** The rays of a protocol; empty if it has none. */
    static Optional<RayCounts> of(Protocol protocol) {
        return switch (protocol.name()) {
            case "occ3d-nuscenes" -> Optional.of(with(protocol, Taxonomy.OCC3D));
            case "openocc-flow" -> Optional.of(with(protocol, Taxonomy.OPENOCC));
            default -> Optional.empty();
        };
    }

    private static RayCounts with(Protocol protocol, Taxonomy taxonomy) {
        return new RayCounts(taxonomy, protocol.requireVoxels().grid());
    }

    /**
     * Counts one frame, if it is known where to look from: rays; velocities where both sides have them; segments where both have
     * instances.
     *
     * @param into takes counters by name
     * @throws IllegalArgumentException naming the first voxel that is no class
     */
    void count(VoxelFrame frame, Map<String, long[]> into) {
        if (frame.origins.isEmpty()) {
            return;
        }
        OccupancyGrid truth = new OccupancyGrid(grid, taxonomy, frame.truth);
        OccupancyGrid prediction = new OccupancyGrid(grid, taxonomy, frame.prediction);
        RayHits hits = RayHits.cast(truth, prediction, frame.origins);
        into.put(NAME, withFrame(RayIou.of(hits, BANDS).counters()));
        if (frame.hindsight) {
            RaySplit split = RaySplit.byVoxel(grid, OCCLUSION, occlusion(frame.regions));
            into.put(HIDDEN, withFrame(RayIou.of(hits, split).counters()));
        }
        if (frame.truthFlow.length > 0 && frame.predictionFlow.length > 0) {
            OccupancyFlow real = new OccupancyFlow(grid, frame.truthFlow);
            OccupancyFlow predicted = new OccupancyFlow(grid, frame.predictionFlow);
            into.put(FLOW, withFrame(FlowError.of(hits, real, predicted).counters()));
        }
        if (frame.truthInstances.length > 0 && frame.predictionInstances.length > 0) {
            RayPq pq = RayPq.of(hits, frame.truthInstances, frame.predictionInstances);
            into.put(SEGMENTS, withFrame(pq.counters()));
        }
    }

    /** The band of every voxel. */
    private static byte[] occlusion(byte[] regions) {
        byte[] bands = new byte[regions.length];
        for (int i = 0; i < bands.length; i++) {
            boolean now = VoxelMask.CAMERA.counts(regions[i]);
            bands[i] = (byte) (now ? 0 : VoxelMask.OCCLUDED.counts(regions[i]) ? 1 : 2);
        }
        return bands;
    }

    /** A one for the frame, then the counters. */
    private static long[] withFrame(long[] counters) {
        long[] all = new long[1 + counters.length];
        all[0] = 1;
        System.arraycopy(counters, 0, all, 1, counters.length);
        return all;
    }

    /** The counters of a name without the number of frames; empty unless every frame had them: a mean over some is another number. */
    private static Optional<long[]> whole(SceneTally all, String name) {
        long[] counters = all.counters().get(name);
        return counters == null || counters[0] < all.frames()
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(counters, 1, counters.length));
    }

    /** All ray scores; those that not every frame can have are null. */
    void results(SceneTally all, Protocol protocol, Map<String, Object> tree) {
        Optional<RayIou> rays = whole(all, NAME).map(c -> RayIou.of(taxonomy, BANDS.bands(), c));
        Optional<RayIou> hidden = whole(all, HIDDEN).map(c -> RayIou.of(taxonomy, OCCLUSION, c));
        tree.put("rayiou", rays.map(r -> rayIou(r, hidden, protocol)).orElse(null));
        tree.put("raypq", whole(all, SEGMENTS).map(c -> rayPq(RayPq.of(taxonomy, c))).orElse(null));
        Optional<FlowError> flow = whole(all, FLOW).map(c -> FlowError.of(taxonomy, c));
        for (FlowError.Over over : FlowError.Over.values()) {
            String key = over == FlowError.Over.TRUE_POSITIVES ? "flow" : "flow_server_variant";
            tree.put(key, flow.map(f -> flow(f, rays.orElseThrow(), over, protocol)).orElse(null));
        }
    }

    private static Map<String, Object> rayPq(RayPq pq) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mean", pq.value());
        for (int t = 0; t < RayIou.THRESHOLDS_M.size(); t++) {
            tree.put(RayIou.THRESHOLDS_M.get(t).toString(), pq.at(t));
        }
        return tree;
    }

    private Map<String, Object> flow(
            FlowError flow, RayIou rays, FlowError.Over over, Protocol protocol) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mave", flow.meanAve(over));
        tree.put("occ_score", flow.occupancyScore(rays, over));
        Map<String, Object> classes = new LinkedHashMap<>();
        for (int c = 0; c < taxonomy.size() - 1; c++) {
            if (taxonomy.kind(c).movable()) {
                classes.put(protocol.classes().get(c), flow.ave(c, over));
            }
        }
        tree.put("ave", classes);
        return tree;
    }

    private Map<String, Object> rayIou(RayIou state, Optional<RayIou> hidden, Protocol protocol) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mean", state.value());
        for (int t = 0; t < RayIou.THRESHOLDS_M.size(); t++) {
            tree.put(RayIou.THRESHOLDS_M.get(t).toString(), state.at(t));
        }
        tree.put("rays", state.rays());
        tree.put("without_rare_classes", state.valueWithoutRareClasses());
        tree.put("rare_below_rays", RayIou.FEW_RAYS);
        Map<String, Object> classes = new LinkedHashMap<>();
        for (int c = 0; c < taxonomy.size() - 1; c++) {
            Map<String, Object> one = new LinkedHashMap<>();
            for (int t = 0; t < RayIou.THRESHOLDS_M.size(); t++) {
                one.put(RayIou.THRESHOLDS_M.get(t).toString(), state.iou(t, c));
            }
            one.put("rays", state.truthRays(c));
            classes.put(protocol.classes().get(c), one);
        }
        tree.put("classes", classes);
        tree.put("bands", bands(state));
        tree.put("occlusion", hidden.map(RayCounts::bands).orElse(null));
        return tree;
    }

    private static Map<String, Object> bands(RayIou state) {
        Map<String, Object> bands = new LinkedHashMap<>();
        for (int b = 0; b < state.bands().size(); b++) {
            RayIou band = state.band(b);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mean", band.value());
            one.put("rays", band.rays());
            bands.put(state.bands().get(b), one);
        }
        return bands;
    }

    /** The rays of one scene, for confidence intervals; empty unless every frame of it had origins. */
    Optional<RayIou> ofScene(SceneTally scene) {
        return whole(scene, NAME).map(c -> RayIou.of(taxonomy, BANDS.bands(), c));
    }
}
