package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.occupancy.metric.detection.DetectionClass;
import dev.sightline.occupancy.metric.detection.DetectionRules;
import dev.sightline.occupancy.metric.detection.DetectionScore;
import dev.sightline.occupancy.metric.detection.TpError;
import dev.sightline.testing.SampleData;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value that the reference gives for the generated cases: precisions, scores and the score exactly, errors to rounding. */
class DetectionVectorsTest {

    /** The suggestion is 1e-6; angles differ by the last bits of the arctangent. */
    private static final double ROUNDING = 1e-15;

    @ParameterizedTest
    @ValueSource(strings = {"a", "b_no_bus_gt"})
    void everyValueIsThatOfTheReference(String name) throws DatasetException {
        DatasetRoot root = DatasetRoot.of(SampleData.path("occ_vectors"));
        String file = "detection_" + name + ".json";
        DetectionScore score =
                DetectionTruth.read(root, file)
                        .match(root, file, DetectionRules.CVPR_2019, (token, boxes) -> {})
                        .requireWhole(file)
                        .matched()
                        .score();
        JsonRow expected =
                JsonTable.head(
                        root,
                        "expected_" + file,
                        Set.of(
                                "label_aps",
                                "mean_dist_aps",
                                "mean_ap",
                                "label_tp_errors",
                                "tp_errors",
                                "tp_scores",
                                "nd_score"));
        assertEquals(12, score.samples());
        assertEquals(expected.number("mean_ap"), score.meanAveragePrecision());
        assertEquals(expected.number("nd_score"), score.nds());
        for (TpError error : TpError.values()) {
            JsonRow errors = expected.object("tp_errors");
            assertEquals(errors.number(error.key()), score.error(error), ROUNDING, error.key());
            JsonRow scores = expected.object("tp_scores");
            assertEquals(
                    scores.number(error.key()), score.errorScore(error), ROUNDING, error.key());
        }
        for (DetectionClass kind : DetectionClass.values()) {
            classIs(expected, kind, score.of(kind));
        }
    }

    private static void classIs(JsonRow expected, DetectionClass kind, DetectionScore.OfClass found)
            throws DatasetException {
        JsonRow precisions = expected.object("label_aps").object(kind.label());
        assertEquals(4, found.averagePrecision().size());
        for (Map.Entry<Double, Double> at : found.averagePrecision().entrySet()) {
            assertEquals(precisions.number(at.getKey().toString()), at.getValue(), kind.label());
        }
        assertEquals(
                expected.object("mean_dist_aps").number(kind.label()),
                found.meanAveragePrecision(),
                kind.label());
        JsonRow errors = expected.object("label_tp_errors").object(kind.label());
        for (TpError error : TpError.values()) {
            double value = found.errors().get(error);
            if (errors.has(error.key())) {
                assertEquals(errors.number(error.key()), value, ROUNDING, kind + " " + error);
            } else {
                assertTrue(Double.isNaN(value), kind + " has no " + error);
            }
        }
    }
}
