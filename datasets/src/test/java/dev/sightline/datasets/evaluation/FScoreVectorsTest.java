package dev.sightline.datasets.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.evaluation.VoxelVectors.Frame;
import dev.sightline.datasets.evaluation.VoxelVectors.Node;
import dev.sightline.occupancy.metric.FScore;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.GridSpec;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every value of {@code expected_occ3d_fscore.json}. */
class FScoreVectorsTest {

    @Test
    void accuracyCompletenessAndScoreAreReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_occ3d_fscore.json");
        assertEquals(FScore.THRESHOLD, expected.at("threshold_m").number());
        for (String name : expected.at("frames").keys()) {
            Frame frame = VoxelVectors.occ3d(name);
            byte[] truth = frame.truth();
            byte[] regions = new byte[truth.length];
            VoxelMask.markCamera(regions, frame.camera());
            FScore score =
                    FScore.of(
                            GridSpec.occ3d(),
                            truth,
                            frame.prediction(),
                            regions,
                            VoxelMask.CAMERA,
                            17,
                            FScore.THRESHOLD);
            Node of = expected.at("frames").at(name);
            assertEquals(of.at("accuracy").number(), score.accuracy(), 1e-9, name);
            assertEquals(of.at("completeness").number(), score.completeness(), 1e-9, name);
            assertEquals(of.at("fscore").number(), score.score(), 1e-9, name);
        }
        assertEquals(2, expected.at("frames").keys().size());
    }
}
