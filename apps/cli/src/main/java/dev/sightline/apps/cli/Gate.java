package dev.sightline.apps.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on the second of two runs: {@code miou>=0.5}, or on what became worse: {@code miou-drop<=0.01} (first minus second),
 * {@code mave-rise<=0.05} (second minus first).
 *
 * @param text as the user typed it
 * @param key what is compared
 * @param operator one of {@code >= <= > <}
 * @param limit with what
 */
record Gate(String text, String key, String operator, BigDecimal limit) {

    private static final Pattern GRAMMAR =
            Pattern.compile("\\s*([^<>=\\s]+)\\s*(>=|<=|>|<)\\s*([-+]?[0-9.][0-9.eE+-]*)\\s*");
    private static final String DROP = "-drop";
    private static final String RISE = "-rise";

    /**
     * What came of a gate.
     *
     * @param value what was compared; NaN if it is undefined, which passes no gate
     */
    record Outcome(Gate gate, double value, boolean passed) {}

    /** Reads a gate from the command line; a usage error if it has another form. */
    static Gate parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        Optional<BigDecimal> limit =
                matcher.matches() ? number(matcher.group(3)) : Optional.empty();
        if (limit.isEmpty()) {
            throw UserError.usage(
                    "--gate '"
                            + text
                            + "' is no condition"
                            + hint(text)
                            + ". Write KEY>=NUMBER, KEY<=NUMBER, KEY>NUMBER or KEY<NUMBER, where KEY is a metric, METRIC-drop or METRIC-rise, such as 'miou>=0.5' or 'miou-drop<=0.01'");
        }
        return new Gate(text.strip(), matcher.group(1), matcher.group(2), limit.get());
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String hint(String text) {
        String repaired =
                text.replace("=>", ">=").replace("=<", "<=").replaceFirst("(?<![<>])==?", ">=");
        return !repaired.equals(text) && GRAMMAR.matcher(repaired).matches()
                ? "; did you mean '" + repaired.strip() + "'?"
                : text.matches("[^<>=]*")
                        ? ": it compares nothing (a shell takes < and > unless the gate is quoted)"
                        : "";
    }

    /**
     * Judges two runs.
     *
     * @throws UserError if a run has no such metric, with the nearest that it has
     */
    Outcome judge(MetricsFile a, MetricsFile b) {
        Optional<String> plain = find(key, b);
        if (plain.isPresent()) {
            return outcome(decimal(b.values().get(plain.get())));
        }
        boolean drop = key.endsWith(DROP);
        if (!drop && !key.endsWith(RISE)) {
            throw unknown(b, key);
        }
        String base = key.substring(0, key.length() - DROP.length()); // both are of one length
        String inB = find(base, b).orElseThrow(() -> unknown(b, base));
        String inA = find(base, a).orElseThrow(() -> unknown(a, base));
        Optional<BigDecimal> before = decimal(a.values().get(inA));
        Optional<BigDecimal> after = decimal(b.values().get(inB));
        return outcome(
                before.flatMap(was -> after.map(is -> drop ? was.subtract(is) : is.subtract(was))));
    }

    private static UserError unknown(MetricsFile run, String word) {
        List<String> known = new ArrayList<>(run.values().keySet());
        return DidYouMean.unknown("metric in " + run.name() + " called", word, known);
    }

    /** A key itself, or its mean: {@code rayiou} is {@code rayiou.mean}. */
    private static Optional<String> find(String key, MetricsFile run) {
        Map<String, Double> values = run.values();
        return values.containsKey(key)
                ? Optional.of(key)
                : Optional.of(key + ".mean").filter(values::containsKey);
    }

    /** Decimal as printed, so that a drop from 0.51 to 0.50 is 0.01 and not a bit more. */
    private static Optional<BigDecimal> decimal(double value) {
        return Double.isFinite(value) ? Optional.of(BigDecimal.valueOf(value)) : Optional.empty();
    }

    private Outcome outcome(Optional<BigDecimal> value) {
        if (value.isEmpty()) {
            return new Outcome(this, Double.NaN, false);
        }
        int order = value.get().compareTo(limit);
        boolean passed =
                switch (operator) {
                    case ">=" -> order >= 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order < 0;
                };
        return new Outcome(this, value.get().doubleValue(), passed);
    }
}
