package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffCommandTest {

    private static final String A =
            """
            {"protocol": "occ3d-nuscenes", "protocol_version": "1", "frames": 40, "skipped": 0,
             "mask": "camera", "nan_rule": "nan_if_absent_in_both",
             "miou": 0.51, "geometry_iou": 0.8, "iou": {"car": 0.6, "bus": 0.3, "other-vehicle": null},
             "rayiou": {"mean": 0.40, "1": 0.35, "2": 0.40, "4": 0.45},
             "identity": {"listing_sha256": "abc"}, "confusion": [[1, 2], [3, 4]],
             "scenes": {"s1": {"frames": 20, "miou": 0.50}, "s2": {"frames": 20, "miou": 0.52}},
             "worst": [{"scene": "s1", "token": "t1", "score": 0.2}, {"scene": "s1", "token": "t2", "score": 0.3}]}
            """;

    private static final String B =
            A.replace("\"miou\": 0.51,", "\"miou\": 0.50,")
                    .replace("\"car\": 0.6, \"bus\": 0.3", "\"car\": 0.5, \"bus\": 0.4")
                    .replace("0.50}, \"s2\"", "0.49}, \"s2\"")
                    .replace("0.52}}", "0.51}}")
                    .replace("\"t1\", \"score\": 0.2", "\"t1\", \"score\": 0.1")
                    .replace("\"t2\"", "\"t3\"");

    @TempDir Path temp;

    @BeforeEach
    void writeTwoRuns() throws IOException {
        run("a", A);
        run("b", B);
    }

    private void run(String name, String metrics) throws IOException {
        Files.createDirectories(temp.resolve(name));
        Files.writeString(temp.resolve(name).resolve("metrics.json"), metrics);
    }

    private Run diff(String... more) {
        List<String> words = new ArrayList<>(List.of("diff", temp.resolve("a").toString()));
        words.add(temp.resolve("b").toString());
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private JsonNode tree(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("--json"));
        words.addAll(List.of(more));
        return new ObjectMapper().readTree(diff(words.toArray(String[]::new)).out());
    }

    @Test
    void everyNumberIsComparedAndTheLargestLossStandsFirst() throws IOException {
        JsonNode tree = tree();
        assertEquals("sightline/diff/1", tree.get("schema").asText());
        assertEquals(-0.01, tree.at("/metrics/miou/delta").asDouble(), 1e-12);
        assertEquals(0.1, tree.at("/metrics/iou.bus/delta").asDouble(), 1e-12);
        assertTrue(tree.at("/metrics/iou.other-vehicle/delta").isNull(), "undefined is null");
        assertTrue(tree.at("/metrics/rayiou.4").isObject());
        assertTrue(tree.at("/metrics/confusion").isMissingNode());
        String out = diff().out();
        assertTrue(out.indexOf("iou.car ") < out.indexOf("iou.bus "), out);
    }

    @Test
    void rayCountsAndRayClassesDoNotPushTheClassesOffTheScreen() throws IOException {
        String classes =
                IntStream.range(0, 40)
                        .mapToObj(i -> "\"c%d\": {\"1\": 0.5, \"rays\": 9}".formatted(i))
                        .collect(Collectors.joining(", "));
        for (String name : List.of("a", "b")) {
            run(name, A.replace("\"4\": 0.45", "\"4\": 0.45, \"classes\": {" + classes + "}"));
        }
        String out = diff().out();
        assertTrue(out.contains("rayiou.mean ") && out.contains("rayiou.4 "), out);
        assertFalse(out.contains("rayiou.classes"), out);
        assertTrue(out.contains("iou.car "), out);
        // A score and a count of 40 classes, and the count of skipped frames, shown while it was
        // alone.
        assertTrue(out.contains("and 81 more in both"), out);
    }

    @Test
    void confidenceIsOfTheScenesThatBothScored() throws IOException {
        JsonNode miou = tree().at("/confidence/miou");
        assertEquals(2, miou.get("scenes").asInt());
        assertEquals(-0.01, miou.get("mean_difference").asDouble(), 1e-12);
        assertEquals(-0.01, miou.at("/interval/0").asDouble(), 1e-12);
        assertTrue(tree().at("/confidence/frames").isMissingNode(), "a count is no score");
    }

    @Test
    void samplesThatLostMostComeFirstAndNewOnesAreKnownAsSuch() throws IOException {
        JsonNode samples = tree().get("samples");
        assertEquals("t1", samples.get(0).get("token").asText());
        assertEquals(-0.1, samples.get(0).get("delta").asDouble(), 1e-12);
        assertEquals("t3", samples.get(1).get("token").asText());
        assertTrue(samples.get(1).get("a").isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "miou>=0.5",
                "miou-drop<=0.01",
                " miou <= 5e-1 ",
                "iou.car-drop<0.11",
                "iou.bus-rise>=0.1",
                "rayiou>=0.4",
                "rayiou.1>0.3",
                "rayiou-drop<=0",
                "frames>=40"
            })
    void gatesThatHoldExitZero(String gate) {
        Run run = diff("--gate", gate);
        assertEquals(ExitCode.DONE, run.code(), run.err() + run.out());
        assertTrue(run.out().contains("gate passed"), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "miou>0.5",
                "miou>=0.51",
                "miou-drop<0.01",
                "miou-drop<=0.0099",
                "iou.car-drop<=0.05",
                "iou.other-vehicle>=0",
                "iou.other-vehicle-drop<=1",
                "miou-rise>=0"
            })
    void gatesThatFailExitFour(String gate) {
        Run run = diff("--gate", gate);
        assertEquals(ExitCode.GATE, run.code(), run.err() + run.out());
        assertTrue(run.out().contains("gate FAILED"), run.out());
    }

    @Test
    void oneFailedGateOfManyFailsAll() throws IOException {
        Run run = diff("--gate", "miou>=0.1", "--gate", "miou>=0.9", "--json");
        assertEquals(ExitCode.GATE, run.code());
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertFalse(tree.get("passed").asBoolean());
        assertTrue(tree.at("/gates/0/passed").asBoolean());
        assertFalse(tree.at("/gates/1/passed").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "miou=>0.5 | did you mean 'miou>=0.5'",
                "miou=0.5 | did you mean 'miou>=0.5'",
                "miou==0.5 | did you mean 'miou>=0.5'",
                "miou | compares nothing",
                "miou>=half | no condition",
                "miou>=1.2.3 | no condition",
                "miou>=50% | no condition",
                ">=0.5 | no condition",
                "miou>=0.5>=0.4 | no condition",
                "miuo>=0.5 | did you mean 'miou'",
                "iou.cra>=0.5 | did you mean 'iou.car'",
                "mioou-drop<=0.1 | did you mean 'miou'",
                "miou-dorp<=0.1 | no metric"
            })
    void whatIsNoGateIsAUsageErrorThatHelps(String gate, String hint) {
        Run run = diff("--gate", gate);
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertTrue(run.err().contains(hint), run.err());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "camera, lidar, mask: camera against lidar",
        "occ3d-nuscenes, surroundocc, protocol: occ3d-nuscenes against surroundocc",
        "nan_if_absent_in_both, nan_if_absent_in_gt, nan_rule"
    })
    void numbersOfDifferentRulesAreNotCompared(String from, String to, String named)
            throws IOException {
        run("b", B.replace('"' + from + '"', '"' + to + '"'));
        Run run = diff();
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains(named), run.err());
        assertEquals("", run.out());
        Run anyway = diff("--across-protocols");
        assertEquals(ExitCode.DONE, anyway.code(), anyway.err());
        assertTrue(anyway.err().contains("warning: not comparable, " + named), anyway.err());
    }

    @Test
    void otherFramesOrDataAreAWarning() throws IOException {
        run("b", B.replace("\"frames\": 40", "\"frames\": 39").replace("abc", "abd"));
        Files.writeString(
                temp.resolve("b/run.json"), "{\"data\": {\"sha256_of_decoded\": \"123\"}}");
        Run run = diff();
        assertEquals(ExitCode.DONE, run.code(), run.err());
        assertTrue(run.err().contains("frames: 40 against 39"), run.err());
        assertTrue(run.err().contains("abc against abd"), run.err());
        assertTrue(run.err().contains("the data (sha256): not said against 123"), run.err());
        assertEquals(3, tree().get("warnings").size());
    }

    @Test
    void detectionRunsAreComparedByTheirOwnKeys() throws IOException {
        String run =
                """
                {"schema": "sightline/evaluate/1", "protocol": "nuscenes-detection", "mask": null, "nd_score": 0.4,
                 "mean_dist_aps": {"car": 0.3, "bus": 0.2}, "identity": {"truth_sha256": "t"}}
                """;
        run("a", run);
        run(
                "b",
                run.replace("\"mask\": null, ", "")
                        .replace("0.2}", "0.1}")
                        .replace("\"t\"", "\"u\""));
        Run result = diff("--gate", "nd_score-drop<=0", "--gate", "mean_dist_aps.bus>=0.2");
        assertEquals(ExitCode.GATE, result.code(), result.err());
        assertTrue(result.err().contains("the truth (sha256): t against u"), result.err());
        String out = result.out();
        assertTrue(out.indexOf("mean_dist_aps.bus") < out.indexOf("mean_dist_aps.car"), out);
    }

    @ParameterizedTest
    @CsvSource({"'{\"miou\": 0.5', byte", "'[1]', no JSON object", "'', no JSON object"})
    void whatIsNoMetricsFileIsOneSentence(String text, String named) throws IOException {
        run("b", text);
        Run run = diff();
        assertEquals(ExitCode.FAILED, run.code());
        assertTrue(run.err().contains(named), run.err());
    }

    @Test
    void aFolderWithoutMetricsAndAMissingOneAreNamed() throws IOException {
        Files.createDirectories(temp.resolve("empty"));
        Run empty = Run.of("diff", temp.resolve("a").toString(), temp.resolve("empty").toString());
        assertEquals(ExitCode.FAILED, empty.code());
        assertTrue(empty.err().contains("holds no metrics.json"), empty.err());
        Run none = Run.of("diff", temp.resolve("nowhere").toString(), temp.resolve("a").toString());
        assertEquals(ExitCode.FAILED, none.code());
        assertTrue(none.err().contains("no such run"), none.err());
    }

    @Test
    void theReportRepeatsByteForByteAndIsNotOverwritten() throws IOException {
        Path first = temp.resolve("d1");
        Path second = temp.resolve("d2");
        assertEquals(ExitCode.GATE, diff("--out", first.toString(), "--gate", "miou>1").code());
        assertEquals(ExitCode.GATE, diff("--out", second.toString(), "--gate", "miou>1").code());
        for (String file : List.of("metrics.json", "metrics.csv")) {
            assertArrayEquals(
                    Files.readAllBytes(first.resolve(file)),
                    Files.readAllBytes(second.resolve(file)));
        }
        String page = Files.readString(first.resolve("report.html"));
        assertTrue(page.contains("gate FAILED: miou&gt;1"), page);
        assertTrue(Files.exists(first.resolve("run.json")));
        assertEquals(ExitCode.USAGE, diff("--out", first.toString()).code());
    }
}
