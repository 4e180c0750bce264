package dev.sightline.datasets.occ3d;

import static dev.sightline.datasets.occ3d.RayVectors.grid;
import static dev.sightline.datasets.occ3d.RayVectors.number;
import static dev.sightline.datasets.occ3d.RayVectors.object;
import static dev.sightline.datasets.occ3d.RayVectors.origins;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.metric.FlowError;
import dev.sightline.occupancy.metric.FlowError.Over;
import dev.sightline.occupancy.metric.RayHits;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.Taxonomy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RayIoU and both velocity errors of the occupancy and flow challenge against the values in {@code occ_vectors}. */
class FlowErrorVectorsTest {

    /** The reference sums velocity errors in float32: its own last digits are 1e-7 of the mean. */
    private static final double TOLERANCE = 1e-6;

    @Test
    void everyScoreOfTheChallengeIsMet() throws IOException {
        Map<String, Object> all = RayVectors.expected("expected_openocc_rayiou_mave.json");
        int groups = 0;
        for (String name : all.keySet()) {
            if (!(all.get(name) instanceof Map)) {
                continue;
            }
            Map<String, Object> expected = object(all, name);
            RayIou rays = RayIou.empty(Taxonomy.OPENOCC);
            FlowError flow = FlowError.empty(Taxonomy.OPENOCC);
            for (String sample : RayVectors.texts(expected, "frames")) {
                Npz file = RayVectors.npz("openocc_" + sample);
                RayHits hits =
                        RayHits.cast(
                                grid(file, "semantics", Taxonomy.OPENOCC),
                                grid(file, "pred", Taxonomy.OPENOCC),
                                origins(file));
                rays = rays.merge(RayIou.of(hits));
                flow = flow.merge(FlowError.of(hits, flow(file, "flow"), flow(file, "pred_flow")));
            }
            RayIouVectorsTest.requireScore(expected, rays, name);
            requireErrors(expected, flow, Over.TRUE_POSITIVES, "true_positive_rays", name);
            requireErrors(expected, flow, Over.ALL_RAYS, "server_variant_all_valid_rays", name);
            near(expected, "mAVE_true_positive_rays", flow.meanAve(Over.TRUE_POSITIVES));
            near(expected, "mAVE_server_variant", flow.meanAve(Over.ALL_RAYS));
            near(expected, "OccScore", flow.occupancyScore(rays, Over.TRUE_POSITIVES));
            near(expected, "OccScore_server_variant", flow.occupancyScore(rays, Over.ALL_RAYS));
            groups++;
        }
        assertEquals(3, groups);
    }

    private static OccupancyFlow flow(Npz file, String key) throws IOException {
        return new OccupancyFlow(GridSpec.occ3d(), file.require(key).floats());
    }

    private static void near(Map<String, Object> expected, String key, double ours) {
        assertEquals(number(expected, key), ours, TOLERANCE, key);
    }

    private static void requireErrors(
            Map<String, Object> expected, FlowError flow, Over over, String key, String name) {
        List<Double> aves = RayVectors.numbers(expected, "ave_per_class_" + key);
        assertEquals(16, aves.size());
        for (int c = 0; c < aves.size(); c++) {
            assertEquals(
                    aves.get(c), flow.ave(c, over), TOLERANCE, name + " class " + c + " " + over);
        }
    }
}
