package dev.sightline.apps.cli;

import dev.sightline.planner.Plan;
import dev.sightline.planner.Rejection;
import dev.sightline.planner.Trajectory;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan in words: what, why, and what was ruled out by which check. */
final class PlanWords {

    private PlanWords() {}

    static String of(Plan plan) {
        Trajectory t = plan.trajectory();
        StringBuilder words = new StringBuilder();
        words.append(plan.fallback() ? "Safe stop (no candidate survived): " : "Plan: ")
                .append(plan.choice());
        words.append(
                String.format(
                        Locale.ROOT,
                        ", from %.1f to %.1f m/s over %.1f m in %.1f s.",
                        t.speed(0),
                        t.speed(t.size() - 1),
                        t.length(),
                        t.seconds(t.size() - 1)));
        plan.chosen()
                .ifPresent(
                        c ->
                                words.append(" Cost: ")
                                        .append(
                                                c.cost().terms().entrySet().stream()
                                                        .filter(e -> e.getValue() >= 0.005)
                                                        .map(
                                                                e ->
                                                                        String.format(
                                                                                Locale.ROOT,
                                                                                "%s %.2f",
                                                                                e.getKey(),
                                                                                e.getValue()))
                                                        .collect(Collectors.joining(", ")))
                                        .append("."));
        plan.violation()
                .ifPresent(
                        v -> words.append(" Even this runs into ").append(obstacle(v)).append("."));
        Map<Rejection.Check, Integer> killed = plan.rejections();
        words.append(String.format(Locale.ROOT, " %d candidates", plan.candidates().size()));
        if (!killed.isEmpty()) {
            words.append("; ruled out by ")
                    .append(
                            killed.entrySet().stream()
                                    .map(e -> name(e.getKey()) + " " + e.getValue())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        words.append(".");
        if (!plan.missing().isEmpty()) {
            words.append(" Not given: ")
                    .append(
                            plan.missing().stream()
                                    .sorted()
                                    .map(i -> i.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                    .collect(Collectors.joining(", ")))
                    .append(".");
        }
        return words.toString();
    }

    private static String name(Rejection.Check check) {
        return check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String obstacle(Rejection r) {
        return String.format(
                Locale.ROOT,
                "%s after %.1f s at (%.1f, %.1f) m with %.1f m/s",
                name(r.check()),
                r.seconds(),
                r.x(),
                r.y(),
                r.speed());
    }
}
