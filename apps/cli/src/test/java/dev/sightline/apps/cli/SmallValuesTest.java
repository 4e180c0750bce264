package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.eval.Json;
import dev.sightline.apps.pipeline.Stage;
import dev.sightline.dtof.metric.RangeError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmallValuesTest {

    private static Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", 1L);
        tree.put("a", 0.1 + 0.2);
        tree.put("undefined", Double.NaN);
        tree.put("inner", Map.of("x", List.of(1.5, Double.POSITIVE_INFINITY)));
        tree.put("list", Arrays.asList(1, null));
        return tree;
    }

    @Test
    void jsonKeepsOrderAndPrecisionAndWritesUndefinedAsNull() {
        String text = Json.text(tree());
        assertTrue(text.indexOf("\"z\"") < text.indexOf("\"a\""), text);
        assertTrue(text.contains("0.30000000000000004"), text);
        assertTrue(text.contains("\"undefined\" : null"), text);
        assertTrue(text.contains("[ 1.5, null ]"), text);
        assertTrue(text.contains("[ 1, null ]"), text);
        assertTrue(text.endsWith("}\n"), text);
    }

    @Test
    void csvNamesEveryNumberByItsPath() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("frames", 8L);
        tree.put("occupancy", Map.of("iou", 0.25));
        tree.put("undefined", Double.NaN);
        tree.put("schema", "words are left out");
        assertEquals(
                "metric,value\nframes,8\noccupancy.iou,0.25\nundefined,\n",
                new String(MetricsCsv.bytes(tree), StandardCharsets.UTF_8));
    }

    @Test
    void quantilesAreNearestRank() {
        Latencies latencies = new Latencies();
        for (long ms = 100; ms >= 1; ms--) {
            latencies.add(Map.of(Stage.PLAN, ms * 1_000_000));
        }
        assertEquals(50, latencies.quantileMs(Stage.PLAN, 0.5));
        assertEquals(99, latencies.quantileMs(Stage.PLAN, 0.99));
        assertTrue(
                Double.isNaN(latencies.quantileMs(Stage.BEV, 0.5)),
                "a stage that never ran has no latency");
    }

    @Test
    void latenciesOfTwoRunsMerge() {
        Latencies one = new Latencies();
        Latencies two = new Latencies();
        one.add(Map.of(Stage.BEV, 1_000_000L));
        two.add(Map.of(Stage.BEV, 3_000_000L, Stage.PLAN, 2_000_000L));
        one.merge(two);
        assertEquals(3, one.quantileMs(Stage.BEV, 1));
        assertEquals(List.of(Stage.BEV, Stage.PLAN), one.stages());
    }

    @Test
    void aTypoFindsTheNearestNameAndNonsenseFindsNone() {
        List<String> names = List.of("scene-0061", "scene-0103", "street");
        assertEquals(Optional.of("scene-0061"), DidYouMean.nearest("scene-0062", names));
        assertEquals(Optional.of("street"), DidYouMean.nearest("Stret", names));
        assertEquals(Optional.empty(), DidYouMean.nearest("kitti", names));
        assertEquals(3, DidYouMean.distance("kitten", "sitting"));
        assertEquals(1, DidYouMean.distance("miuo", "miou"), "a swap is one slip");
        assertEquals(3, DidYouMean.distance("", "abc"));
    }

    @Test
    void scoresMergeInAnyOrder() {
        ReplayScores none = ReplayScores.empty();
        ReplayScores a =
                new ReplayScores(
                        1,
                        0,
                        2,
                        Map.of("L", 5L),
                        new RangeError(2, -3, 5, 0),
                        7,
                        none.truth(),
                        none.fusedRecall(),
                        none.singleRecall(),
                        none.driven());
        ReplayScores b =
                new ReplayScores(
                        2,
                        1,
                        0,
                        Map.of("L", 1L, "M", 2L),
                        new RangeError(4, 7, 7, 1),
                        3,
                        none.truth(),
                        none.fusedRecall(),
                        none.singleRecall(),
                        none.driven());
        assertEquals(a.merge(b), b.merge(a));
        assertEquals(a, a.merge(none));
        assertEquals(Map.of("L", 6L, "M", 2L), a.merge(b).points());
        assertEquals(new RangeError(6, 4, 12, 1), a.merge(b).ranges());
        assertEquals(3, a.merge(ReplayScores.ofLoss(1)).lost());
    }
}
