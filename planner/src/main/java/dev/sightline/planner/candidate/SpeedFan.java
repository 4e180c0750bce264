package dev.sightline.planner.candidate;

import dev.sightline.planner.ComfortBounds;
import dev.sightline.planner.ComfortBounds.Limits;
import java.util.ArrayList;
import java.util.List;

/** The speed profiles worth trying on every path: drive on, faster, slower, and stop at several strengths or at a place. */
public final class SpeedFan {

    private static final double[] FRACTIONS = {1, 0.75, 0.5, 0.25};
    private static final double CREEP = 2; // m/s

    /**
     * A profile and its name.
     *
     * @param name what it does
     * @param profile from the ego's speed and acceleration
     */
    public record Named(String name, SpeedProfile profile) {}

    private final SpeedProfile start;
    private final ComfortBounds bounds;
    private final double speed;

    /**
     * Profiles from a state.
     *
     * @param speed m/s, not negative
     * @param acceleration m/s^2; brought within the hard limits
     */
    public SpeedFan(double speed, double acceleration, ComfortBounds bounds) {
        Limits hard = bounds.hard();
        this.start =
                SpeedProfile.from(
                        speed,
                        Math.max(
                                -hard.deceleration(), Math.min(hard.acceleration(), acceleration)));
        this.bounds = bounds;
        this.speed = speed;
    }

    /** The profiles that depend on nothing but the state and the goal. */
    public List<Named> general(double goalSpeed) {
        List<Named> fan = new ArrayList<>();
        List<Double> done = new ArrayList<>();
        towards(fan, done, goalSpeed);
        for (double fraction : FRACTIONS) {
            towards(fan, done, fraction * speed);
        }
        towards(fan, done, (speed + goalSpeed) / 2);
        towards(fan, done, Math.min(CREEP, goalSpeed));
        Limits hard = bounds.hard();
        fan.add(new Named("stop gently", start.toSpeed(0, bounds.comfort().braking(1))));
        fan.add(new Named("stop", start.toSpeed(0, bounds.comfort())));
        fan.add(new Named("stop firmly", start.toSpeed(0, hard.braking(3))));
        fan.add(new Named("stop hard", start.toSpeed(0, hard)));
        return fan;
    }

    /** Drives on and stops within a distance, as gently as it can be done; nothing if even the hard limits do not suffice. */
    public List<Named> stopWithin(double distance, String what) {
        double fastest = Math.max(speed, CREEP);
        for (double cruise : new double[] {fastest, speed}) {
            SpeedProfile keep = start.toSpeed(cruise, bounds.comfort());
            double spare = distance - keep.toSpeed(0, bounds.comfort()).distance();
            if (spare >= 0 && cruise > 0) {
                SpeedProfile late = keep.hold(spare / cruise).toSpeed(0, bounds.comfort());
                return List.of(new Named("stop at " + what, late));
            }
        }
        // Too near for a pleasant stop: halve the interval of decelerations between pleasant and
        // hard.
        double gentle = bounds.comfort().deceleration();
        double strong = bounds.hard().deceleration();
        if (!(start.toSpeed(0, bounds.hard()).distance() <= distance)) {
            return List.of();
        }
        for (int i = 0; i < 20; i++) {
            double middle = (gentle + strong) / 2;
            boolean enough = start.toSpeed(0, bounds.hard().braking(middle)).distance() <= distance;
            strong = enough ? middle : strong;
            gentle = enough ? gentle : middle;
        }
        SpeedProfile firm = start.toSpeed(0, bounds.hard().braking(strong));
        return List.of(new Named("stop at " + what, firm));
    }

    private void towards(List<Named> fan, List<Double> done, double target) {
        if (done.stream().anyMatch(t -> Math.abs(t - target) < 0.1) || target < 0.1) {
            return;
        }
        done.add(target);
        String name = "to " + Math.round(target * 10) / 10.0 + " m/s";
        fan.add(new Named(name, start.toSpeed(target, bounds.comfort())));
    }
}
