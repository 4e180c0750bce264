package dev.sightline.datasets.commonroad;

import java.util.List;
import java.util.Optional;

/**
 * One way to solve a planning problem: some state of the trajectory must fulfil everything that is given here at once.
 *
 * @param steps steps of the scenario at which it counts
 * @param places where the vehicle's centre must be, one of them; empty: anywhere
 * @param lanes the lanes that places were given as, by id; empty if they were given as shapes
 * @param heading radians, to be compared modulo a full turn
 * @param speed m/s
 */
public record Goal(
        Interval steps,
        List<Region> places,
        List<String> lanes,
        Optional<Interval> heading,
        Optional<Interval> speed) {

    public Goal {
        places = List.copyOf(places);
        lanes = List.copyOf(lanes);
    }

    /** Whether a state fulfils it. */
    public boolean reachedBy(int step, double x, double y, double heading, double speed) {
        return steps.contains(step)
                && (places.isEmpty() || places.stream().anyMatch(p -> p.contains(x, y)))
                && this.heading.map(range -> containsAngle(range, heading)).orElse(true)
                && this.speed.map(range -> range.contains(speed)).orElse(true);
    }

    private static boolean containsAngle(Interval range, double angle) {
        double turn = 2 * Math.PI;
        double first =
                range.low()
                        + (angle - range.low() - turn * Math.floor((angle - range.low()) / turn));
        return first <= range.high(); // the first of its turns that is not below the range
    }
}
