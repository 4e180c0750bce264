package dev.sightline.planner;

/**
 * How hard a plan may push its passengers: what is pleasant, what a plan must never exceed, and what only a fallback stop may do.
 *
 * <p>Sources of {@link #standard()}: hard limits are nuPlan's comfort metric (acceleration -4.05..2.40, lateral 4.89, jerk 4.13, yaw
 * rate 0.95); the emergency deceleration is ad-rss-lib's b_max of 8; pleasant figures and the emergency jerk (brakes build up in 0.3 s)
 * are assumed, the pleasant jerk lies below the 2.5 m/s^3 that ISO 15622 allows above 20 m/s.
 *
 * @param comfort beyond this a candidate pays
 * @param hard beyond this a candidate is dropped
 * @param emergency what the last rung of the fallback ladder uses
 */
public record ComfortBounds(Limits comfort, Limits hard, Limits emergency) {

    /**
     * One set of limits, all positive.
     *
     * @param acceleration m/s^2
     * @param deceleration m/s^2
     * @param jerk along the path, m/s^3, while the vehicle moves: coming to rest under brakes ends the deceleration at once
     * @param lateralAcceleration m/s^2
     * @param yawRate rad/s
     */
    public record Limits(
            double acceleration,
            double deceleration,
            double jerk,
            double lateralAcceleration,
            double yawRate) {

        public Limits {
            double least =
                    Math.min(
                            Math.min(Math.min(acceleration, deceleration), Math.min(jerk, yawRate)),
                            lateralAcceleration);
            if (!(least > 0)
                    || !Double.isFinite(
                            acceleration + deceleration + jerk + lateralAcceleration + yawRate)) {
                throw new IllegalArgumentException("limits must be positive, least is " + least);
            }
        }

        /** The same limits with another deceleration. */
        public Limits braking(double otherDeceleration) {
            return new Limits(acceleration, otherDeceleration, jerk, lateralAcceleration, yawRate);
        }
    }

    public ComfortBounds {
        if (comfort.deceleration() > hard.deceleration()
                || hard.deceleration() > emergency.deceleration()
                || comfort.acceleration() > hard.acceleration()
                || comfort.jerk() > hard.jerk()
                || hard.jerk() > emergency.jerk()) {
            throw new IllegalArgumentException(
                    "limits must widen from comfort to hard to emergency: "
                            + comfort
                            + ", "
                            + hard
                            + ", "
                            + emergency);
        }
    }

    public static ComfortBounds standard() {
        return new ComfortBounds(
                new Limits(1.5, 2.0, 2.0, 2.0, 0.5),
                new Limits(2.40, 4.05, 4.13, 4.89, 0.95),
                new Limits(2.40, 8.0, 25, 6.0, 0.95));
    }
}
