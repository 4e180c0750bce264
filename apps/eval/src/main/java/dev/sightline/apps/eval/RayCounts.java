package dev.sightline.apps.eval;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.RayHits;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.occupancy.metric.RaySplit;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.Taxonomy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** RayIoU of the protocols that have it, counted in bands of distance. Immutable. */
final class RayCounts {

    /** Name of the counters: frames that had origins, then those of {@link RayIou}. */
    static final String NAME = "rays";

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
     * The counters of one frame; empty if nobody knows where to look from.
     *
     * @throws IllegalArgumentException naming the first voxel that is no class
     */
    Optional<long[]> count(VoxelFrame frame) {
        if (frame.origins.isEmpty()) {
            return Optional.empty();
        }
        OccupancyGrid truth = new OccupancyGrid(grid, taxonomy, frame.truth);
        OccupancyGrid prediction = new OccupancyGrid(grid, taxonomy, frame.prediction);
        long[] rays = RayIou.of(RayHits.cast(truth, prediction, frame.origins), BANDS).counters();
        long[] counters = new long[1 + rays.length];
        counters[0] = 1;
        System.arraycopy(rays, 0, counters, 1, rays.length);
        return Optional.of(counters);
    }

    private RayIou state(SceneTally tally) {
        int size = RayIou.empty(taxonomy, BANDS.bands()).counters().length;
        long[] counters = tally.counters(NAME, 1 + size);
        long[] rays = new long[size];
        System.arraycopy(counters, 1, rays, 0, size);
        return RayIou.of(taxonomy, BANDS.bands(), rays);
    }

    /** Scores; null unless every frame had origins: a mean over some frames is another number. */
    Map<String, Object> results(SceneTally all, Protocol protocol) {
        RayIou state = state(all);
        int size = 1 + state.counters().length;
        if (all.frames() == 0 || all.counters(NAME, size)[0] < all.frames()) {
            return null;
        }
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
        Map<String, Object> bands = new LinkedHashMap<>();
        for (int b = 0; b < state.bands().size(); b++) {
            RayIou band = state.band(b);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mean", band.value());
            one.put("rays", band.rays());
            bands.put(state.bands().get(b), one);
        }
        tree.put("bands", bands);
        return tree;
    }

    /** Mean RayIoU of a state, for confidence intervals. */
    Optional<RayIou> of(SceneTally tally) {
        return tally.counters().containsKey(NAME) ? Optional.of(state(tally)) : Optional.empty();
    }
}
