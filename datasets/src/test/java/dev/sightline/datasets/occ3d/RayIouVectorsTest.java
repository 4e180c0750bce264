package dev.sightline.datasets.occ3d;

import static dev.sightline.datasets.occ3d.RayVectors.grid;
import static dev.sightline.datasets.occ3d.RayVectors.number;
import static dev.sightline.datasets.occ3d.RayVectors.object;
import static dev.sightline.datasets.occ3d.RayVectors.origins;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.metric.RayHits;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.occupancy.metric.RayPattern;
import dev.sightline.perception.map.Taxonomy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RayIoU against the published evaluator's values in {@code occ_vectors}. */
class RayIouVectorsTest {

    private static RayHits hits(String sample) throws DatasetException {
        Npz file = RayVectors.npz("occ3d_" + sample);
        return RayHits.cast(
                grid(file, "semantics", Taxonomy.OCC3D),
                grid(file, "pred", Taxonomy.OCC3D),
                origins(file));
    }

    /** Every direction to the bit: a last bit changes which voxel a ray meets. */
    @Test
    void directionsAreThoseOfTheReference() throws DatasetException {
        float[] expected = RayVectors.npz("rays_structured_00").require("ray_directions").floats();
        RayPattern pattern = RayPattern.REFERENCE;
        float[] ours = new float[3 * pattern.size()];
        for (int i = 0; i < pattern.size(); i++) {
            ours[3 * i] = pattern.x(i);
            ours[3 * i + 1] = pattern.y(i);
            ours[3 * i + 2] = pattern.z(i);
        }
        assertArrayEquals(expected, ours);
    }

    /** Labels and float32 distances of 56160 rays through two grids, to the bit, from the shared traversal and from its plain twin. */
    @Test
    void everyRayOfTheDumpIsMet() throws DatasetException {
        Npz dump = RayVectors.npz("rays_structured_00");
        byte[] truth = dump.require("gt_label").bytes();
        byte[] prediction = dump.require("pred_label").bytes();
        float[] truthDistance = dump.require("gt_distance_m").floats();
        float[] predictionDistance = dump.require("pred_distance_m").floats();
        Npz file = RayVectors.npz("occ3d_structured_00");
        RayHits plain =
                RayHits.castPlainly(
                        grid(file, "semantics", Taxonomy.OCC3D),
                        grid(file, "pred", Taxonomy.OCC3D),
                        origins(dump));
        for (RayHits hits : List.of(hits("structured_00"), plain)) {
            assertEquals(4 * 14040, hits.size());
            for (int i = 0; i < hits.size(); i++) {
                String ray = "ray " + i;
                assertEquals(truth[i] & 0xff, hits.truthLabel(i), ray);
                assertEquals(prediction[i] & 0xff, hits.predictionLabel(i), ray);
                assertEquals(truthDistance[i], hits.truthDistance(i), ray);
                assertEquals(predictionDistance[i], hits.predictionDistance(i), ray);
            }
        }
    }

    /** Counts are integers in both, so IoUs of classes are the same doubles; means may differ in the order of addition. */
    @Test
    void everyScoreOfTheReferenceIsMet() throws IOException {
        Map<String, Object> all = RayVectors.expected("expected_occ3d_rayiou.json");
        int groups = 0;
        for (String name : all.keySet()) {
            if (!(all.get(name) instanceof Map)) {
                continue;
            }
            Map<String, Object> group = object(all, name);
            RayIou score = RayIou.empty(Taxonomy.OCC3D);
            for (String sample : RayVectors.texts(group, "frames")) {
                score = score.merge(RayIou.of(hits(sample)));
            }
            requireScore(group, score, name);
            assertEquals((long) number(group, "rays_evaluated"), score.rays(), name);
            groups++;
        }
        assertEquals(7, groups);
    }

    static void requireScore(Map<String, Object> expected, RayIou score, String name) {
        assertEquals(number(expected, "RayIoU"), score.value(), 1e-15, name);
        Map<String, Object> perClass = object(expected, "iou_per_class");
        for (int t = 0; t < RayIou.THRESHOLDS_M.size(); t++) {
            String threshold = RayIou.THRESHOLDS_M.get(t).toString();
            assertEquals(number(expected, "RayIoU@" + threshold), score.at(t), 1e-15, name);
            List<Double> ious = RayVectors.numbers(perClass, threshold);
            assertEquals(score.taxonomy().size() - 1, ious.size());
            for (int c = 0; c < ious.size(); c++) {
                assertEquals(ious.get(c), score.iou(t, c), name + " class " + c);
            }
        }
        assertTrue(score.rays() > 0, name);
    }
}
