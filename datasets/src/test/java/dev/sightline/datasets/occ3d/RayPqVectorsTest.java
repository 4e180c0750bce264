package dev.sightline.datasets.occ3d;

import static dev.sightline.datasets.occ3d.RayVectors.grid;
import static dev.sightline.datasets.occ3d.RayVectors.number;
import static dev.sightline.datasets.occ3d.RayVectors.origins;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.metric.RayHits;
import dev.sightline.occupancy.metric.RayIou;
import dev.sightline.occupancy.metric.RayPq;
import dev.sightline.perception.map.Taxonomy;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RayPQ against the published evaluator's values in {@code occ_vectors}. */
class RayPqVectorsTest {

    /** The state rounds each IoU to 2^-30; the reference sums doubles. */
    private static final double TOLERANCE = 1e-9;

    private static int[] instances(Npz file, String key) throws DatasetException {
        return Arrays.stream(file.require(key).longs()).mapToInt(Math::toIntExact).toArray();
    }

    private static RayPq score(String sample) throws DatasetException {
        Npz file = RayVectors.npz("occ3d_" + sample);
        Npz instances = RayVectors.npz("instances_" + sample);
        RayHits hits =
                RayHits.cast(
                        grid(file, "semantics", Taxonomy.OCC3D),
                        grid(file, "pred", Taxonomy.OCC3D),
                        origins(file));
        return RayPq.of(
                hits, instances(instances, "instances_gt"), instances(instances, "instances_pred"));
    }

    @Test
    void everyScoreOfTheReferenceIsMet() throws IOException {
        Map<String, Object> expected = RayVectors.expected("expected_occ3d_raypq.json");
        RayPq score = RayPq.empty(Taxonomy.OCC3D);
        for (String sample : RayVectors.texts(expected, "frames")) {
            score = score.merge(score(sample));
        }
        assertEquals(number(expected, "RayPQ"), score.value(), TOLERANCE);
        for (int t = 0; t < RayIou.THRESHOLDS_M.size(); t++) {
            String key = "RayPQ@" + RayIou.THRESHOLDS_M.get(t);
            assertEquals(number(expected, key), score.at(t), TOLERANCE, key);
        }
    }
}
