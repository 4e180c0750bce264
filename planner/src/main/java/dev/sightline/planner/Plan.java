package dev.sightline.planner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to drive, and why.
 *
 * @param ego the state it starts from; its pose places the trajectory in the world
 * @param trajectory what to drive; always there
 * @param choice name of the chosen candidate, or of the rung of the fallback ladder
 * @param fallback whether this is the safe stop because no candidate survived
 * @param violation what even the fallback runs into; empty for every plan that is not a fallback
 * @param candidates all that were judged, in the order of their making
 * @param missing inputs that were absent
 */
public record Plan(
        EgoState ego,
        Trajectory trajectory,
        String choice,
        boolean fallback,
        Optional<Rejection> violation,
        List<Candidate> candidates,
        Set<Input> missing) {

    /**
     * One judged candidate.
     *
     * @param name path and speed profile
     * @param trajectory its samples
     * @param cost its terms
     * @param rejection the check that killed it, if any
     */
    public record Candidate(
            String name, Trajectory trajectory, Cost cost, Optional<Rejection> rejection) {}

    public Plan {
        candidates = List.copyOf(candidates);
        missing = Set.copyOf(missing);
    }

    /** The chosen candidate; empty for a fallback or where candidates were dropped. */
    public Optional<Candidate> chosen() {
        return candidates.stream()
                .filter(c -> !fallback && c.trajectory() == trajectory)
                .findFirst();
    }

    /** How many candidates each check killed. */
    public Map<Rejection.Check, Integer> rejections() {
        Map<Rejection.Check, Integer> counts = new EnumMap<>(Rejection.Check.class);
        candidates.forEach(
                c -> c.rejection().ifPresent(r -> counts.merge(r.check(), 1, Integer::sum)));
        return counts;
    }

    /** The same plan without the candidates that were not chosen: what to keep of a long drive. */
    public Plan compact() {
        List<Candidate> kept = chosen().map(List::of).orElse(List.of());
        return new Plan(ego, trajectory, choice, fallback, violation, kept, missing);
    }
}
