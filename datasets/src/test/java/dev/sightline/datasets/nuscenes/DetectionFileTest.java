package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.occupancy.metric.detection.DetectionBox;
import dev.sightline.occupancy.metric.detection.DetectionClass;
import dev.sightline.occupancy.metric.detection.DetectionRules;
import dev.sightline.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionFileTest {

    @TempDir Path temp;

    private static String box(String token, String more) {
        return """
        {"sample_token": "%s", "translation": [104.0, 203.0, 1.0], "size": [2.0, 4.5, 1.6], "rotation": [0.5, 0, 0, 0.5],
         "velocity": [NaN, null], "detection_name": "car", "attribute_name": "vehicle.parked"%s}"""
                .formatted(token, more);
    }

    private static final String TRUE_BOX =
            box("s1", ", \"num_pts\": 7, \"ego_translation\": [4, 3, 0]");
    private static final String TRUTH =
            "{\"meta\": {\"use_lidar\": true}, \"results\": {\"s1\": ["
                    + TRUE_BOX
                    + "], \"s2\": []}}";
    private static final String RESULT =
            "{\"meta\": {}, \"results\": {\"s2\": [], \"s1\": ["
                    + box("s1", ", \"detection_score\": 0.4")
                    + "]}}";

    private DatasetRoot root(String truth, String result) throws IOException {
        Files.writeString(temp.resolve("gt.json"), truth);
        Files.writeString(temp.resolve("pred.json"), result);
        return DatasetRoot.of(temp);
    }

    private DetectionTruth.Matched match(String truth, String result) throws IOException {
        DatasetRoot root = root(truth, result);
        return DetectionTruth.read(root, "gt.json")
                .match(root, "pred.json", DetectionRules.CVPR_2019, (token, boxes) -> {});
    }

    private DatasetException refused(String truth, String result) {
        return assertThrows(
                DatasetException.class, () -> match(truth, result).requireWhole("pred.json"));
    }

    @Test
    void aBoxIsReadInItsUnits() throws IOException {
        DatasetRoot root = root(TRUTH, RESULT);
        List<DetectionBox> boxes = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        DetectionFile.forEach(
                root,
                "gt.json",
                DetectionFile.Role.TRUTH,
                Map.of(),
                (ordinal, token, ego, list) -> {
                    tokens.add(ordinal + token + ego);
                    boxes.addAll(list);
                });
        assertEquals(
                List.of("0s1Optional[EgoPlace[x=100.0, y=200.0]]", "1s2Optional.empty"), tokens);
        DetectionBox box = boxes.get(0);
        assertEquals(DetectionClass.CAR, box.kind());
        assertEquals(4.5, box.length());
        assertEquals(Math.PI / 2, box.yaw(), 1e-15);
        assertTrue(Double.isNaN(box.velocityX()) && Double.isNaN(box.velocityY()));
        assertEquals(5, box.egoDistance());
        assertEquals(7, box.points());
    }

    @Test
    void aPredictionWithoutEgoTranslationTakesTheEgoFromTheTruth() throws IOException {
        DetectionTruth.Matched matched = match(TRUTH, RESULT).requireWhole("pred.json");
        var car = matched.matched().score().of(DetectionClass.CAR);
        assertEquals(1, car.predictions());
        assertEquals(1, car.meanAveragePrecision(), 1e-15);
        String lonely =
                RESULT.replace(
                        "\"s2\": []", "\"s2\": [" + box("s2", ", \"detection_score\": 1") + "]");
        DatasetException e = refused(TRUTH, lonely);
        assertTrue(e.getMessage().contains("no true box"), e.getMessage());
    }

    /** The reference overwrites it with the distance from the true ego; many files hold zeros. */
    @Test
    void whatAPredictionSaysOfTheEgoDoesNotCountWhereTheTruthKnows() throws IOException {
        String far = box("s1", ", \"detection_score\": 0.9, \"ego_translation\": [0, 0, 0]");
        String farAway = far.replace("[104.0, 203.0, 1.0]", "[104.0, 303.0, 1.0]");
        String near = box("s1", ", \"detection_score\": 0.4, \"ego_translation\": [0, 0, 0]");
        String both = "{\"results\": {\"s1\": [" + farAway + ", " + near + "], \"s2\": []}}";
        var car = match(TRUTH, both).matched().score().of(DetectionClass.CAR);
        assertEquals(1, car.predictions()); // the other is 103 m away, beyond the 50 m of cars
        assertEquals(1, car.meanAveragePrecision(), 1e-15);
    }

    @Test
    void missingAndUnknownSamplesAreNamedOrLeftOut() throws IOException {
        String renamed = RESULT.replace("\"s2\"", "\"s3\"");
        DetectionTruth.Matched partial = match(TRUTH, renamed);
        assertEquals(List.of("s2"), partial.missing());
        assertEquals(List.of("s3"), partial.unexpected());
        assertEquals(1, partial.matched().score().samples());
        assertEquals("token s2", refused(TRUTH, renamed).place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"detection_score\": 0.4 | \"detection_score\": NaN | detection_score",
                "\"detection_score\": 0.4 | \"detection_score\": \"0.4\" | detection_score",
                "\"car\" | \"cra\" | construction_vehicle",
                "vehicle.parked | vehicle.flying | attribute_name",
                "[2.0, 4.5, 1.6] | [2.0, 0, 1.6] | size",
                "[2.0, 4.5, 1.6] | [2.0, 1.6] | size",
                "[0.5, 0, 0, 0.5] | [0, 0, 0, 0] | rotation",
                "[NaN, null] | [1] | velocity",
                "[104.0, 203.0, 1.0] | [104.0, null, 1.0] | translation",
                "\"sample_token\": \"s1\" | \"sample_token\": \"s2\" | sample_token",
                "results | result | results",
                "\"s2\": [] | \"s1\": [] | twice",
            })
    void whatIsWrongIsNamedWithItsFile(String good, String wrong, String named) {
        DatasetException e = refused(TRUTH, RESULT.replace(good.trim(), wrong.trim()));
        assertEquals("pred.json", e.file());
        assertTrue(e.getMessage().contains(named.trim()), e.getMessage());
    }

    @Test
    void fiveHundredAndOneBoxesAreRefusedBeforeTheyAreKept() {
        String one = box("s1", ", \"detection_score\": 0.4");
        String many = RESULT.replace(one, one + (", " + one).repeat(500));
        DatasetException e = refused(TRUTH, many);
        assertTrue(e.getMessage().contains("more than 500"), e.getMessage());
        assertEquals("token s1", e.place());
    }

    @Test
    void damagedFilesEndInATypedError() throws IOException {
        DatasetRoot root = root(TRUTH, RESULT);
        DetectionTruth truth = DetectionTruth.read(root, "gt.json");
        Mutations.Outcome results =
                Mutations.assertOnlyTypedErrors(
                        RESULT.getBytes(StandardCharsets.UTF_8),
                        20,
                        500,
                        DatasetException.class,
                        bytes -> {
                            Files.write(temp.resolve("pred.json"), bytes);
                            truth.match(root, "pred.json", DetectionRules.CVPR_2019, (t, n) -> {})
                                    .matched()
                                    .score();
                        });
        assertTrue(results.refused() > 100 && results.accepted() > 0, results.toString());
        Mutations.Outcome truths =
                Mutations.assertOnlyTypedErrors(
                        TRUTH.getBytes(StandardCharsets.UTF_8),
                        21,
                        500,
                        DatasetException.class,
                        bytes -> {
                            Files.write(temp.resolve("gt.json"), bytes);
                            DetectionTruth.read(root, "gt.json");
                        });
        assertTrue(truths.refused() > 100, truths.toString());
    }
}
