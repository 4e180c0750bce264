package dev.sightline.apps.cli;

import dev.sightline.apps.cli.MetricsFile.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changed from one run to another, number by number.
 *
 * @param a the first run, the one to compare with
 * @param b the second
 * @param refusals why the two numbers do not mean the same: another protocol, version, mask or NaN rule
 * @param warnings why they may not be about the same data
 * @param changes numbers that both have, in the order of the second
 * @param onlyA keys that the first alone has
 * @param onlyB keys that the second alone has
 * @param confidence by key, of those that both give per scene; empty with fewer than two common scenes
 * @param samples frames of the second run's list of the worst, those that lost most first
 */
record RunDiff(
        MetricsFile a,
        MetricsFile b,
        List<String> refusals,
        List<String> warnings,
        List<Change> changes,
        List<String> onlyA,
        List<String> onlyB,
        Map<String, PairedBootstrap> confidence,
        List<SampleChange> samples) {

    /** The most frames that are shown. */
    private static final int MAX_SAMPLES = 20;

    /** Where a run says under which rules its numbers came about. */
    private static final List<String> RULES =
            List.of("schema", "protocol", "protocol_version", "mask", "nan_rule");

    /** One number; NaN is undefined. */
    record Change(String key, double a, double b) {

        double delta() {
            return b - a;
        }
    }

    /**
     * One frame.
     *
     * @param a its score in the first run; NaN if it is not among the worst there, so its score is not known
     */
    record SampleChange(Sample sample, double a, double b) {

        double delta() {
            return b - a;
        }
    }

    /** Compares two runs; {@code dataA} and {@code dataB} are hashes of their data, "" where unknown. */
    static RunDiff of(MetricsFile a, MetricsFile b, String dataA, String dataB) {
        List<Change> changes = new ArrayList<>();
        List<String> onlyB = new ArrayList<>();
        b.values()
                .forEach(
                        (key, value) -> {
                            Double was = a.values().get(key);
                            if (was == null) {
                                onlyB.add(key);
                            } else {
                                changes.add(new Change(key, was, value));
                            }
                        });
        List<String> onlyA =
                a.values().keySet().stream().filter(k -> !b.values().containsKey(k)).toList();
        return new RunDiff(
                a,
                b,
                refusals(a, b),
                warnings(a, b, dataA, dataB),
                List.copyOf(changes),
                onlyA,
                List.copyOf(onlyB),
                confidence(a, b),
                samples(a, b));
    }

    private static List<String> refusals(MetricsFile a, MetricsFile b) {
        List<String> out = new ArrayList<>();
        for (String rule : RULES) {
            compare(rule, a.text(rule), b.text(rule), out);
        }
        String frozen = "identity.protocol_sha256";
        if (out.isEmpty()) {
            compare("the protocol's frozen file", a.text(frozen), b.text(frozen), out);
        }
        return List.copyOf(out);
    }

    private static List<String> warnings(MetricsFile a, MetricsFile b, String dataA, String dataB) {
        List<String> out = new ArrayList<>();
        for (String key : List.of("frames", "skipped")) {
            compare(key, a.text(key), b.text(key), out);
        }
        String listing = "identity.listing_sha256";
        compare("the list of frames (sha256)", a.text(listing), b.text(listing), out);
        String truth = "identity.truth_sha256";
        compare("the truth (sha256)", a.text(truth), b.text(truth), out);
        compare("the data (sha256)", dataA, dataB, out);
        return List.copyOf(out);
    }

    private static void compare(String what, String a, String b, List<String> out) {
        if (!a.equals(b)) {
            out.add(
                    what
                            + ": "
                            + (a.isEmpty() ? "not said" : a)
                            + " against "
                            + (b.isEmpty() ? "not said" : b));
        }
    }

    private static Map<String, PairedBootstrap> confidence(MetricsFile a, MetricsFile b) {
        Map<String, Map<String, Double>> before = a.scenes();
        Map<String, List<Double>> differences = new LinkedHashMap<>();
        new TreeMap<>(b.scenes()) // the order of scenes must not depend on the file's
                .forEach(
                        (scene, values) ->
                                values.forEach(
                                        (key, value) -> {
                                            Double was =
                                                    before.getOrDefault(scene, Map.of()).get(key);
                                            if (was != null
                                                    && Double.isFinite(was)
                                                    && Double.isFinite(value)
                                                    && !isCount(key)) {
                                                differences
                                                        .computeIfAbsent(
                                                                key, k -> new ArrayList<>())
                                                        .add(value - was);
                                            }
                                        }));
        Map<String, PairedBootstrap> out = new LinkedHashMap<>();
        differences.forEach(
                (key, all) -> {
                    if (all.size() >= 2) {
                        double[] values = all.stream().mapToDouble(Double::doubleValue).toArray();
                        out.put(key, PairedBootstrap.of(values));
                    }
                });
        return out;
    }

    private static boolean isCount(String key) {
        return key.equals("frames") || key.equals("skipped");
    }

    private static List<SampleChange> samples(MetricsFile a, MetricsFile b) {
        Map<Sample, Double> before = a.worst();
        List<SampleChange> all = new ArrayList<>();
        b.worst()
                .forEach(
                        (sample, score) ->
                                all.add(
                                        new SampleChange(
                                                sample,
                                                before.getOrDefault(sample, Double.NaN),
                                                score)));
        // Known losses first; frames that are new among the worst keep their order after them.
        all.sort(
                Comparator.comparingDouble(
                        (SampleChange s) -> Double.isNaN(s.a) ? Double.MAX_VALUE : s.delta()));
        return List.copyOf(all.subList(0, Math.min(MAX_SAMPLES, all.size())));
    }

    /** What {@code --json} prints. */
    Map<String, Object> tree(List<Gate.Outcome> gates) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/diff/1");
        tree.put("protocol", b.text("protocol"));
        tree.put("same_rules", refusals.isEmpty());
        tree.put("differences", refusals);
        tree.put("warnings", warnings);
        Map<String, Object> metrics = new LinkedHashMap<>();
        changes.forEach(c -> metrics.put(c.key, values(c.a, c.b, c.delta())));
        tree.put("metrics", metrics);
        tree.put("only_in_a", onlyA);
        tree.put("only_in_b", onlyB);
        tree.put("confidence", confidenceTree());
        tree.put("samples", samples.stream().map(RunDiff::row).toList());
        List<Map<String, Object>> judged = new ArrayList<>();
        for (Gate.Outcome outcome : gates) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("gate", outcome.gate().text());
            one.put("value", outcome.value());
            one.put("passed", outcome.passed());
            judged.add(one);
        }
        tree.put("gates", judged);
        tree.put("passed", gates.stream().allMatch(Gate.Outcome::passed));
        return tree;
    }

    private static Map<String, Object> values(double a, double b, double delta) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", a);
        one.put("b", b);
        one.put("delta", delta);
        return one;
    }

    private static Map<String, Object> row(SampleChange change) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("scene", change.sample.scene());
        row.put("token", change.sample.token());
        row.putAll(values(change.a, change.b, change.delta()));
        return row;
    }

    private Map<String, Object> confidenceTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        confidence.forEach(
                (key, c) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("scenes", c.scenes());
                    one.put("mean_difference", c.mean());
                    one.put("interval", List.of(c.low(), c.high()));
                    one.put("level", PairedBootstrap.LEVEL);
                    one.put("resamples", PairedBootstrap.RESAMPLES);
                    one.put("seed", PairedBootstrap.SEED);
                    tree.put(key, one);
                });
        return tree;
    }
}
