package dev.sightline.planner;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a candidate costs, term by term, weights applied; each is at least 0 and finite, and less is better.
 *
 * @param progress falling short of, or exceeding, the goal's speed
 * @param route distance from the route
 * @param steering turning the wheel
 * @param comfort acceleration, jerk and lateral acceleration in units of what is pleasant
 * @param clearance passing close to what stands or moves
 * @param headway driving into the time gap to what moves ahead
 * @param unknown being in space that nobody has seen, before the horizon ends
 * @param consistency differing from the previous plan
 */
public record Cost(
        double progress,
        double route,
        double steering,
        double comfort,
        double clearance,
        double headway,
        double unknown,
        double consistency) {

    public double total() {
        return progress + route + steering + comfort + clearance + headway + unknown + consistency;
    }

    /** Name to value, in a fixed order, for reports. */
    public Map<String, Double> terms() {
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("progress", progress);
        terms.put("route", route);
        terms.put("steering", steering);
        terms.put("comfort", comfort);
        terms.put("clearance", clearance);
        terms.put("headway", headway);
        terms.put("unknown", unknown);
        terms.put("consistency", consistency);
        return terms;
    }
}
